import Contracts
import Foundation
import Testing

@Suite struct PlainTextTests {
    private func read(_ text: String) throws(ContractError) -> ContractDocument {
        try ContractDocument(plainText: Array(text.utf8), name: "a.txt")
    }

    private func labels(_ text: String) throws -> [String] { try read(text).sections.map(\.label) }

    @Test func `Articles, sections and numbers that follow one another make a tree`() throws {
        let text = """
            AGREEMENT

            ARTICLE 19 - HOURS

            Section 1. Day. The day has seven hours.

            Section 2.
            The week has five days.

            ARTICLE 20 - PAY

            20-1. Pay is monthly.
            20-1-1. In arrears.
            20-2. By transfer.

            Appendix A - Calendar

            The year begins in September.
            """
        let document = try read(text)
        #expect(document.title == "AGREEMENT")
        #expect(
            document.sections.map(\.label) == [
                "19", "19/1", "19/2", "20", "20-1", "20-1-1", "20-2", "Appendix A",
            ]
        )
        #expect(document.section("19/1")?.blocks.map(\.text) == ["Day. The day has seven hours."])
        #expect(document.section("20-1")?.blocks.map(\.text) == ["Pay is monthly."])
        #expect(document.articles.map(\.heading) == ["HOURS", "PAY", "Calendar"])
    }

    @Test func `A book of several parts has one path for each article`() throws {
        let part = "Article I\n\nOne word.\n\nArticle II\n\nSection A\n\nTwo words.\n\n"
        #expect(
            try labels(part + part) == [
                "I", "II", "II/A", "part 2/I", "part 2/II", "part 2/II/A",
            ]
        )
    }

    @Test func `A citation at the start of a line, a page header and a table of contents are no headings`()
        throws
    {
        let contents = (1...6).map { "ARTICLE \($0) - NAME ......... \($0 * 3)" }.joined(separator: "\n")
        let text = """
            Contents

            \(contents)

            ARTICLE 1 - SCOPE

            This is subject to the rules of
            Article 2 and of
            Article 5, which prevail.

            ARTICLE 1 - SCOPE

            More words on the next page.

            ARTICLE 2 - TERM

            Words.
            """
        #expect(try labels(text) == ["1", "2"])
    }

    @Test func `Items and rows of figures are paragraphs of their own, wrapped lines are joined`() throws {
        let text = """
            Pay

            The following holds for
            all teachers:
            (a) pay is monthly and
            goes by step;
            (b) it is in arrears.
            1     40,000    41,000
            2     42,000    43,000
            In all, 12.
            """
        let document = try read(text)
        #expect(
            document.preface.map(\.text) == [
                "The following holds for all teachers:", "(a) pay is monthly and goes by step;",
                "(b) it is in arrears.", "1 40,000 41,000", "2 42,000 43,000", "In all, 12.",
            ]
        )
    }

    @Test func `Whatever would be a mark of Markdown is a word`() throws {
        let text = """
            *Title* & <b>

            # 1. one_two __ [a](b) `c` | d | ~e~ \\f &amp; ![g]: ***
            - item
            + item
            > quote
            1) item
            ---
            {#x} and [x]: y

                set in by four
            """
        let document = try read(text)
        let words = ([document.title] + document.preface.map { $0.prefix + $0.text }).flatMap {
            $0.split(whereSeparator: \.isWhitespace)
        }
        #expect(words == text.split(whereSeparator: \.isWhitespace))
    }

    @Test(arguments: 0..<200)
    func `Every word stays, and the contract format gives the same document back`(seed: Int) throws {
        var random = Seeded(seed)
        let pieces = [
            "ARTICLE 1", "ARTICLE 2 - Leave", "Article IV", "Section 1.", "Section 2. Pay", "1.", "2.", "(a)",
            "b.",
            "iv)", "1.1", "2.1.1", "Appendix A", "the", "teacher", "$1,000", "3%", "[x]", "*", "#", "##", "-",
            "+", "{#8}",
            "....... 12", "&lt;", "<p>", "\\", "|", "`", "1     2     3", "\n", "\n\n", "\u{0C}", "    ", "~",
            "•", "—",
            "\nStep|x   [a]   M_A   \n  1 | \\     1,000     -\n*2*     2,000   $ 30\n- 3 #      9     7\n",
        ]
        let text = (0..<Int.random(in: 1...120, using: &random))
            .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined(separator: " ")
        let document = try read(text)
        #expect(Self.words(of: document) == text.split(whereSeparator: \.isWhitespace).map(String.init))
        let again = try ContractDocument(markdown: document.markdown, name: "a.txt")
        #expect(again == document)
        #expect(Set(document.sections.map(\.label)).count == document.sections.count)
    }

    /// From a printed agreement: the figures of a schedule as its page was laid out.
    private static let schedule = """
        C.      Salary Schedule

             A        B       C               D
          Bachelor B+15   Master’s M+15    M+30    M+45    M+60    M+75 Doctorate
             1        2       3       4       5       6       7       8        9
        1 65,720   67,807  69,880  71,969  74,051  76,132  78,513  80,578  81,757
        2 73,152   75,599  78,054  80,513  82,965  85,405  88,163  90,288  91,500
        8 101,204 103,954 106,718 109,474 112,235 115,003 118,065 120,196 121,409
        9 106,000 108,754 111,515 114,273 117,031 119,800 122,866 124,996 126,206

        Words behind it.
        """

    @Test func `A schedule in columns is a table with the names above it, word for word`() throws {
        var report = ImportReport()
        let text = "ARTICLE 1 - PAY\n\n" + Self.schedule
        let document = try ContractDocument(plainText: Array(text.utf8), name: "a.txt", report: &report)
        let tables = document.sections.flatMap(\.blocks).compactMap(\.table)
        let table = try #require(tables.first)
        #expect(tables.count == 1)
        #expect(
            table.header.cells
                == ["", "Bachelor", "B+15", "Master’s", "M+15", "M+30", "M+45", "M+60", "M+75", "Doctorate"]
        )
        #expect(table.rows.map { $0.cells[0] } == ["", "1", "2", "8", "9"])
        #expect(table.rows.last?.cells.last == "126,206")
        #expect(Self.words(of: document) == text.split(whereSeparator: \.isWhitespace).map(String.init))
        #expect(report.notes.map(\.kind) == [.table])
        #expect(report.notes[0].examples == ["lines 6 to 11: Bachelor B+15 Master’s M+…"])
    }

    @Test(arguments: [
        // A cell is missing: nobody says in which column.
        "Step      BA       MA      MA+30\n1     45,000   46,000    47,000\n2     48,000   49,000\n3     50,000   51,000    52,000",
        // No names above the columns.
        "The pay of a step is as follows.\n1     45,000   46,000    47,000\n2     48,000   49,000   50,000\n3     50,000   51,000    52,000",
        // A row of amounts is no row of names.
        "Coach          $1,747.00   $1,170.00\nTennis         $1,747.00   $1,170.00\nGolf           $1,747.00   $1,170.00",
    ])
    func `Where columns are not sure the lines stay, and the report says which`(lines: String) throws {
        var report = ImportReport()
        let text = "ARTICLE 1 - PAY\n\nWords.\n\n" + lines + "\n\nMore words.\n"
        let document = try ContractDocument(plainText: Array(text.utf8), name: "a.txt", report: &report)
        #expect(document.sections.flatMap(\.blocks).allSatisfy { $0.table == nil })
        #expect(Self.words(of: document) == text.split(whereSeparator: \.isWhitespace).map(String.init))
        let note = try #require(report.notes.first)
        #expect(note.kind == .columns && note.examples[0].hasPrefix("lines "))
        #expect(note.examples[0].contains("to \(4 + lines.split(separator: "\n").count): "))
    }

    @Test func `Bars and marks in the cells of a table stay what they are`() throws {
        let text =
            "ARTICLE 1 - PAY\n\nStep|x    *BA*      M_A\na|b      1,000    2,000\n- c\\    3,000    4,000\nd#      5,000     -\n"
        let document = try read(text)
        let table = try #require(document.sections.flatMap(\.blocks).compactMap(\.table).first)
        #expect(table.header.cells == ["Step|x", "*BA*", "M_A"])
        #expect(table.rows.map { $0.cells[0] } == ["a|b", "- c\\", "d#"])
        #expect(Self.words(of: document) == text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    @Test func `Real contracts are read, and every word of them stays`() throws {
        guard let folder = ProcessInfo.processInfo.environment["BARGAIN_CONTRACTS"] else { return }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".txt")
        }
        try #require(!names.isEmpty)
        for name in names {
            let bytes = Array(try Data(contentsOf: URL(filePath: folder).appending(path: name)))
            let document = try ContractDocument(plainText: bytes, name: name)
            let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            #expect(Self.words(of: document) == words.map(String.init), "\(name)")
        }
    }

    @Test func `Three million words are refused with the size and the limit`() {
        let text = String(repeating: "word ", count: 3_000_000)
        let error = #expect(throws: ContractError.self) { try read(text) }
        #expect(error?.code == .unreadable)
        #expect(error?.message.contains("15000000 bytes; at most 8388608") == true)
    }

    @Test func `A text of a million words of one letter is refused by its words alone`() {
        let text = String(repeating: "A. ", count: 1_100_000)
        let error = #expect(throws: ContractError.self) { try read(text) }
        #expect(error?.message.contains("3299999 bytes; at most 3145728") == true)
    }

    @Test func `Bytes of another encoding and characters that hide something are refused where they stand`() {
        let error = #expect(throws: ContractError.self) {
            try ContractDocument(plainText: Array("one\ntwo ".utf8) + [0x92], name: "a.txt")
        }
        #expect(error?.problems.first?.line == 2)
        let hidden = #expect(throws: ContractError.self) { try read("one\ntwo\u{200B}three") }
        #expect(hidden?.problems.first?.line == 2)
    }

    @Test func `A text with the marks of a redline is refused`() {
        for mark in ["[-old-]", "{+new+}", "~~old~~"] {
            #expect(throws: ContractError.self) { try read("Title\n\nThe \(mark) words.") }
        }
    }

    private static func words(of document: ContractDocument) -> [String] {
        var words = document.title.split(whereSeparator: \.isWhitespace)
        for block in document.preface { words += Self.words(of: block) }
        for section in document.sections {
            words += section.title.split(whereSeparator: \.isWhitespace)
            for block in section.blocks { words += Self.words(of: block) }
        }
        return words.map(String.init)
    }

    private static func words(of block: Block) -> [Substring] {
        guard let table = block.table else {
            return (block.prefix + block.text).split(whereSeparator: \.isWhitespace)
        }
        return ([table.header] + table.rows).flatMap(\.cells).flatMap {
            $0.split(whereSeparator: \.isWhitespace)
        }
    }
}
