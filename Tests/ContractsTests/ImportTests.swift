import CivilTime
import Foundation
import Testing

@testable import Contracts

@Suite struct ImportTests {
    private func pages(_ pages: [String]) throws(ContractError) -> PageText {
        try PageText(bytes: Array(pages.joined(separator: "\u{0C}").utf8), name: "a.txt")
    }

    private func count(_ kind: ImportNote.Kind, _ report: ImportReport) -> Int {
        report.notes.first { $0.kind == kind }?.count ?? 0
    }

    @Test func `Running heads and page numbers go, and are told page by page`() throws {
        let text = try pages(
            (1...6).map { "Agreement 2021-24        Zone\n\nWords of page \($0) stay.\n\n      \($0)\n" }
        )
        #expect(!text.text.contains("Agreement 2021-24"))
        for page in 1...6 { #expect(text.text.contains("Words of page \(page) stay.")) }
        #expect(count(.pageFurniture, text.report) == 12)
        #expect(text.report.notes[0].examples.contains("page 1: Agreement 2021-24 Zone"))
    }

    @Test func `Rows of a long schedule are no furniture, however alike they are`() throws {
        let text = try pages(
            (1...6).map {
                "Step \($0)   $45,000   $46,000   $47,000\nStep \($0 + 9)  50,000 51,000 52,000 53,000\n"
            }
        )
        #expect(text.text.split(separator: "\n").count { $0.hasPrefix("Step") } == 12)
    }

    @Test func `A table of contents goes, and a row of dots before an amount becomes a space`() throws {
        let contents =
            "TABLE OF CONTENTS\nArticle 1 Leaves ........... 3\nArticle 2 Pay . . . . . . . 12\nArticle 3 Day ……… 20\n"
            + "Article 4 End ........... iv\n"
        let text = try pages([contents, "ARTICLE 1\nHead coach ........ $4,000\nHe waited... and left.\n"])
        #expect(!text.text.contains("CONTENTS") && !text.text.contains("Leaves"))
        #expect(text.text.contains("Head coach    $4,000") || text.text.contains("Head coach   $4,000"))
        #expect(text.text.contains("He waited... and left."))
        #expect(count(.contents, text.report) == 5 && count(.dottedLeader, text.report) == 1)
    }

    @Test func `Words parted at a line's end are joined, with their hyphen where it is their own`() throws {
        let words = "The superintendent and the full-time teacher agree; full-time, superintendent.\n"
        let text = try pages([
            words + "The superin-\ntendent, and each full-\ntime teacher.\nSchools of grades K-\n8 stay.\n"
        ])
        #expect(text.text.contains("The superintendent,") && text.text.contains("each full-time"))
        #expect(text.text.contains("K-\n8"))
        #expect(count(.hyphen, text.report) == 2)
    }

    @Test(arguments: [
        ("The sum is eighty-\ntwo dollars.", "eighty-two dollars"),
        ("On the Twenty-\nfirst of May.", "Twenty-first of"),
        ("By one-\nhalf of it.", "one-half of"),
        ("The well-being of all. Their well-\nbeing counts.", "Their well-being counts"),
        (
            "A wellbeing day. The well-being of all; the wellbeing of one. Their well-\nbeing.",
            "Their well-being."
        ),
        ("The duty is free of work. A (duty-\nfree) lunch.", "(duty-free) lunch"),
        ("The principal de-\ncides.", "decides."),
        ("The cooperation of all. The co-\noperation of one.", "The cooperation of one"),
    ])
    func `A hyphen that is the word's own stays where a line ends behind it`(text: String, expected: String)
        throws
    {
        let pages = try pages([text + "\n"])
        #expect(pages.text.replacing("\n", with: " ").contains(expected))
        #expect(count(.hyphen, pages.report) == 1)
    }

    @Test func `Words that their setting parted are joined where the text has them whole`() throws {
        let text = try pages([
            String(
                repeating: "The officer is official for each. Each official writes for all; they sign.\n",
                count: 10
            )
                + "An of ficial f or one.\n"
                + "Pay for a day, for an hour, for each, for all: a day or two, be fore noon.\n"
        ])
        #expect(text.text.contains("An official for one."))
        #expect(text.text.contains("a day or two, be fore noon"))
        #expect(count(.kerning, text.report) == 2)
    }

    @Test func `Ligatures are parted, bullets of symbol fonts are bullets, what shows nothing goes`() throws {
        let text = try pages(["of\u{FB01}ce \u{F0B7} one\u{200B}two\u{AD}three\u{A0}four\r\nfive\rsix"])
        #expect(text.text == "office • onetwothree four\nfive\nsix")
        #expect(count(.character, text.report) == 4)
    }

    @Test func `A redline flattened to text is refused, names and slips are not`() throws {
        let clean = String(repeating: "The Union and the McDonald school use PowerPoint. ", count: 40)
        #expect(throws: Never.self) { try pages([clean]) }
        let run = String(
            repeating:
                "The UnionAssociation teachersEmployees daysHours percentDollars schoolDistrict boardCommittee yearTerm "
                + "leaveAbsence ruleArticle sectionPart. ",
            count: 2
        )
        do {
            _ = try pages([clean + run])
            Issue.record("It was read.")
        } catch {
            #expect(
                error.message.contains("'UnionAssociation'")
                    && error.message.contains("words run together")
            )
        }
    }

    @Test func `Bytes that are not UTF-8 are refused with their line`() {
        do {
            _ = try PageText(bytes: Array("good\nbad ".utf8) + [0xE9, 0x0A], name: "a.txt")
            Issue.record("It was read.")
        } catch {
            #expect(error.problems.first?.line == 2 && error.message.contains("not UTF-8"))
        }
    }

    // MARK: Schedules

    private let term = ImportedSchedule.Term(
        id: "teacher-salary",
        effective: CivilDate(dayNumber: 20_000),
        days: 183,
        minutes: 400
    )

    private func schedule(_ csv: String) throws -> ImportedSchedule {
        try ImportedSchedule(
            try DelimitedText(Array(csv.utf8), name: "a.csv"),
            name: "a.csv",
            title: "Schedule",
            term: term
        )
    }

    @Test(arguments: [
        "Step,B,M\n1,\"$65,720\",\"$69,880\"\n2,\"$73,152\",\"$78,054\"\n",
        "\u{FEFF}# machine-extracted\r\nTeachers 2021-22\r\nStep;B;M\r\n1;65720;69880\r\n2;73152.00;78054\r\nTotal;138872;147934\r\n",
        "Step\tB\tM\n1\t65 720\t69 880\n2\t73,152\t$ 78,054\n\n",
    ])
    func `Schedules of several forms read as one`(csv: String) throws {
        let document = try ContractDocument(markdown: try schedule(csv).markdown, name: "a.md")
        let value = try #require(document.term("teacher-salary")).value
        guard case .salaryGrid(let grid) = value else {
            Issue.record("It is no schedule: \(value)")
            return
        }
        #expect(grid.steps == ["1", "2"] && grid.lanes == ["B", "M"])
        #expect(
            grid.amounts.map { $0.map { $0?.cents } } == [[6_572_000, 6_988_000], [7_315_200, 7_805_400]]
        )
    }

    @Test func `What is left out of a sheet is told`() throws {
        let report = try schedule("Teachers,,\nStep,B,M\n1,65720,69880\nTotal,65720,69880\n").report
        #expect(count(.row, report) == 2)
    }

    @Test(arguments: [
        ("Step,B,M\n1,65720,x9\n", "column 3 ('M')"), ("Step,B,M\n1,65720,=A1*2\n", "formula"),
        ("Step,B,M\n1,65720,69880,5\n", "under no lane"),
        ("Step,B,,M\n1,65720,1,69880\n", "the lane has no name"),
        ("Step,B\n1,65720\n1,70000\n", "1"), ("nothing here\n", "No row of lanes"),
        ("Step,B\n1,\"65720\n", "not closed"),
        ("Step,B\n1,-5\n", "negative"), ("Step,B\n1,65720.123\n", "no amount"),
    ])
    func `A cell that is no amount is named with its row and column`(csv: String, hint: String) {
        #expect { try schedule(csv) } throws: { error in "\(error)".contains(hint) }
    }

    @Test func `A real schedule reads whole, where the folder of contracts is given`() throws {
        guard let folder = ProcessInfo.processInfo.environment["BARGAIN_CONTRACTS"] else {
            print("BARGAIN_CONTRACTS names no folder of contracts: real texts are not read.")
            return
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".txt")
        }
        #expect(!files.isEmpty)
        for file in files.sorted() {
            let bytes = Array(try Data(contentsOf: URL(filePath: folder).appending(path: file)))
            let text = try PageText(bytes: bytes, name: file)
            print(file, bytes.count, text.text.utf8.count, text.report.notes.map(\.description))
        }
    }
}
