import CivilTime
import Foundation
import Testing

@testable import Contracts

@Suite struct ThreeWayTests {
    private func version(_ document: ContractDocument, _ name: String, _ party: String? = nil)
        -> ContractVersion
    {
        ContractVersion(document, name: name, party: party, date: CivilDate("2026-03-02"), sha256: "0a")
    }

    private func diff(
        _ base: String,
        _ union: String,
        _ board: String,
        _ agreed: String? = nil
    ) throws -> ThreeWayDiff {
        ThreeWayDiff(
            base: version(try ContractDocument(markdown: base, name: "base.md"), "base"),
            union: version(try ContractDocument(markdown: union, name: "union.md"), "union", "Union"),
            board: version(try ContractDocument(markdown: board, name: "board.md"), "board", "Board & Co"),
            agreed: try agreed.map {
                version(try ContractDocument(markdown: $0, name: "agreed.md"), "agreed")
            }
        )
    }

    /// Three texts, or four, that go their own ways from one.
    private struct Texts {
        let base: Draft
        let union: Draft
        let board: Draft
        let agreed: Draft?

        init(_ seed: Int) {
            var random = Seeded(seed)
            base = Draft(&random)
            func edited(_ draft: Draft, _ most: Int) -> Draft {
                var draft = draft
                for _ in 0..<Int.random(in: 0...most, using: &random) { draft.edit(&random) }
                return draft
            }
            let common = edited(base, 3)
            agreed = Bool.random(using: &random) ? common : nil
            union = edited(Bool.random(using: &random) ? common : base, 4)
            board = edited(Bool.random(using: &random) ? common : base, 4)
        }
    }

    // MARK: Replay

    @Test(arguments: 0..<80)
    func `Each party's changes accepted give its text, and refused the base, in every form`(seed: Int) throws
    {
        let texts = Texts(seed)
        let diff = try diff(
            texts.base.markdown,
            texts.union.markdown,
            texts.board.markdown,
            texts.agreed?.markdown
        )
        let body = try #require(try diff.word().first { $0.name == "word/document.xml" }).text
        for (form, reader) in [
            ("page", ThreeWayReader(try diff.html(), isWord: false)),
            ("Word", ThreeWayReader(body, isWord: true)),
        ] {
            #expect(reader.fault == nil, "\(form)")
            #expect(reader.words(of: "base") == texts.base.words)
            #expect(reader.words(of: "union") == texts.union.words, "\(form)")
            #expect(reader.words(of: "board") == texts.board.words, "\(form)")
            if let agreed = texts.agreed { #expect(reader.words(of: "agreed") == agreed.words) }
            for voice in ["union", "board", "agreed"] {
                #expect(reader.words(of: voice, refusing: true) == texts.base.words)
            }
        }
        let text = try diff.text()
        #expect(words(of: text, "Union") == texts.union.words.map(String.init))
        #expect(words(of: text, "Board") == texts.board.words.map(String.init))
        #expect(throws: Never.self) { try diff.markdown() }
        #expect(throws: Never.self) { try diff.plain() }
    }

    /// A party's words in the plain text, by its lines alone.
    private func words(of text: String, _ party: String) -> [String] {
        let start = text.firstRange(of: "THE TEXTS, SECTION BY SECTION\n")?.upperBound ?? text.endIndex
        var words: [String] = []
        for row in text[start...].split(separator: "═══ ").dropFirst(0) where !row.allSatisfy(\.isWhitespace)
        {
            var parts: [(name: String, words: [String])] = [("Base", [])]
            for line in row.split(separator: "\n").dropFirst() where !line.hasPrefix("»") {
                if line.hasPrefix("─── ") {
                    parts.append((String(line.dropFirst(4)), []))
                    continue
                }
                let plain = String(line.drop { $0 == "#" }).replacing(/\[-.*?-\]/, with: "")
                    .replacing("{+", with: "").replacing("+}", with: "")
                parts[parts.count - 1].words += plain.split(whereSeparator: \.isWhitespace).map(String.init)
            }
            let own = parts.filter { part in
                part.name.contains(party) || part.name == "Tentatively agreed"
                    || part.name == "Union and board alike"
            }
            words += (own.isEmpty ? parts.filter { $0.name == "Base" } : own).flatMap(\.words)
        }
        return words
    }

    @Test(arguments: 0..<30)
    func `What lies between the parties leads from the union's section to the board's`(seed: Int) throws {
        let texts = Texts(seed)
        let diff = try diff(texts.base.markdown, texts.union.markdown, texts.board.markdown)
        let reader = ThreeWayReader(try diff.html(), isWord: false)
        var compared = 0
        for row in reader.rows {
            guard let way = row.first(where: { $0.name == "between" }) else { continue }
            compared += 1
            let names = row.map(\.name)
            #expect(names.contains("union") && names.contains("board"))
            #expect(way.refused.split(separator: " ") != way.accepted.split(separator: " "))
        }
        let report = try diff.report()
        let differing = report.rows.count { $0.status == .differ }
        #expect(compared <= differing)
    }

    @Test func `A form that lost a word, or a part, or marks a word wrongly, is not given`() throws {
        let diff = try Self.sample()
        let page = try diff.html()
        let report = try diff.report()
        for (was, becomes) in [
            ("<ins>185</ins>", "185"), ("<ins>190</ins>", "<ins>191</ins>"),
            ("<del>183</del>", "<ins>183</ins>"),
            ("<h4 class=\"part-title\">Board</h4>", "<h4 class=\"part-title\">Union</h4>"),
            ("<h4 class=\"part-title\">Union</h4>", ""), ("at the school", "at a school"),
        ] {
            let tampered = page.replacing(was, with: becomes)
            #expect(tampered != page, "\(was)")
            let read = ThreeWayReading(page: tampered, behind: ThreeWayHTML.textStart)
            #expect(throws: ContractError.self, "\(was)") { try diff.check(read, of: report, "page") }
        }
        let text = try diff.text()
        for (was, becomes) in [("{+185+}", "185"), ("─── Board", "─── Union"), ("═══ ", "")] {
            let read = ThreeWayReading(text: text.replacing(was, with: becomes))
            #expect(throws: ContractError.self, "\(was)") { try diff.check(read, of: report, "text") }
        }
    }

    // MARK: Who changes what

    private static func text(
        _ days: Int,
        leave: String? = "Ten days of leave.",
        duty: String = "Bus duty is shared.",
        order: Bool = true,
        more: String = ""
    ) -> String {
        let first = "\n## Article 1 — Year\n\nThe year has \(days) days at the school, rain or shine.\n"
        let second = leave.map { "\n## Article 2 — Leave\n\n\($0)\n" } ?? ""
        let third = "\n## Article 3 — Duty\n\n\(duty)\n"
        return "# Contract\n" + (order ? first + second + third : second + third + first) + more
    }

    private static func sample() throws -> ThreeWayDiff {
        try ThreeWayTests().diff(
            text(183),
            text(185, leave: "Twelve days of leave.", duty: "Bus duty is paid."),
            text(
                190,
                leave: "Twelve days of leave.",
                more: "\n## Article 4 — Pilot\n\nA pilot runs for a year.\n"
            )
        )
    }

    private func statuses(_ diff: ThreeWayDiff) throws -> [String] {
        try diff.report().rows.map { "\($0.label) \($0.status.rawValue)" }
    }

    @Test func `Each section says who changes it`() throws {
        let statuses = try statuses(Self.sample())
        #expect(statuses == [" same", "1 differ", "2 alike", "3 union", "4 board"])
        let parts = try Self.sample().report().rows.map { $0.parts.map(\.kind.name).joined(separator: " ") }
        #expect(
            parts == ["base", "base union board between", "base union-board", "base union", "board"]
        )
    }

    @Test func `What both signed is told from what both merely want, and from what a side has left`() throws {
        let signed = Self.text(185)
        #expect(try statuses(diff(Self.text(183), signed, signed, signed))[1] == "1 agreed")
        #expect(try statuses(diff(Self.text(183), signed, signed))[1] == "1 alike")
        let left = try diff(Self.text(183), signed, Self.text(190), signed)
        #expect(try statuses(left)[1] == "1 differ")
        let parts = try left.report().rows[1].parts.map(\.kind.title)
        #expect(parts == ["Base", "Union, as agreed before", "Board", "From the union’s to the board’s"])
        let both = try diff(Self.text(183), Self.text(183), Self.text(183), signed)
        #expect(try statuses(both)[1] == "1 left" && !both.isEmpty)
    }

    @Test func `A figure that only another's change singles out is told as each party has it`() throws {
        func contract(_ percent: Int, _ odd: Int, term: Bool = true) -> String {
            let rows = (3...6).map { step in
                let amounts = [10_000 * step, 10_000 * step + 1_000].map { $0 * (100 + percent) / 100 }
                return "| \(step) | \(amounts[0]) | \(step == 6 ? amounts[1] + odd : amounts[1]) |"
            }
            let table = "| Step | B | M |\n|---|---:|---:|\n" + rows.joined(separator: "\n")
            let grid =
                "id: pay\nkind: salary.grid\neffective: 2026-09-01\nbasis: {days: 180, minutes: 420}\ntable: below"
            let stipend =
                "\n```term\nid: coach\nkind: stipend\nfor: coach\namount: $\(1_000 + percent)\nper: year\n```\n"
            return "# Contract\n\n## Article 8 — Pay\n\n### 8.1 Salary\n\n```term\n\(grid)\n```\n\n\(table)\n"
                + (term ? stipend : "")
        }
        let figures = try diff(contract(0, 0), contract(2, 500), contract(3, 0, term: false)).report().figures
        let cell = try #require(figures.first { $0.what == "step 6, lane M" })
        #expect(cell.base == "$61,000" && cell.union?.hasPrefix("$62,720") == true && cell.board == "$62,830")
        #expect(cell.between != nil)
        let amount = try #require(figures.first { $0.term == "coach" && $0.what == "amount" })
        #expect(amount.union?.hasPrefix("$1,002") == true && amount.board == "none: the term is deleted")
        #expect(amount.between?.contains("the term") == true)
    }

    @Test func `A section that one party moves stands at both places and is compared where it was`() throws {
        let diff = try diff(Self.text(183), Self.text(185, order: false), Self.text(190))
        let rows = try diff.report().rows
        let labels = rows.map { "\($0.label) \($0.status.rawValue)" }
        #expect(labels.contains("1 differ") && labels.count > 4, "\(labels)")
        let first = try #require(rows.first { $0.label == "1" && $0.status == .differ })
        let way = try #require(first.parts.first { $0.kind == .between })
        let words = way.paragraphs.map { $0.words { _ in true } }.joined(separator: " ")
        #expect(words.contains("185") && words.contains("190"), "\(words)")
        #expect(rows.flatMap(\.remarks).contains { $0 == "moved away by the union" })
    }

    @Test func `Where paragraphs end is white space, and nobody changes it`() throws {
        let two = Self.text(
            183,
            duty: "Bus duty is shared by all who teach.\n\nHall duty is shared by those who wish."
        )
        let one = Self.text(
            183,
            duty: "Bus duty is shared by all who teach. Hall duty is shared by those who wish."
        )
        for (base, other) in [(one, two), (two, one)] {
            #expect(try statuses(diff(base, other, base)).allSatisfy { $0.hasSuffix(" same") })
        }
    }

    @Test func `A section that both add under one number is one row`() throws {
        let union = "\n## Article 4 — Pilot\n\nA pilot runs for one year.\n"
        let board = "\n## Article 4 — Trial\n\nThe zone may try a longer day.\n"
        let diff = try diff(Self.text(183), Self.text(183, more: union), Self.text(183, more: board))
        let rows = try diff.report().rows
        #expect(
            rows.count == 5 && rows[4].status == .differ
                && rows[4].parts.map(\.kind.name) == ["union", "board", "between"]
        )
        #expect(rows[4].remarks == ["added by both"])
    }

    @Test func `A section that a party strikes has no way between them`() throws {
        let diff = try diff(Self.text(183), Self.text(183, leave: nil), Self.text(183, leave: "No leave."))
        let row = try #require(try diff.report().rows.first { $0.label == "2" })
        #expect(row.status == .differ && row.parts.map(\.kind.name) == ["base", "union", "board"])
        #expect(row.remarks == ["struck by the union"])
    }

    @Test func `Texts that say the same have a page that says so`() throws {
        let diff = try diff(Self.text(183), Self.text(183), Self.text(183))
        #expect(diff.isEmpty)
        for page in [try diff.html(), try diff.text(), try diff.markdown(), try diff.plain()] {
            #expect(page.contains("All texts say the same."))
        }
    }

    // MARK: Examples

    private func compensation() throws -> ThreeWayDiff {
        let contract = try example("springfield-zone-contract.md")
        let union = try contract.applying(try example("u1-compensation.md"))
        let board = try contract.applying(try example("b1-compensation.md"))
        let agreed = try contract.applying(try example("b2-school-day.md"))
        return ThreeWayDiff(
            base: version(contract, "contract in force"),
            union: version(try union.applying(try example("b2-school-day.md")), "union’s position", "Union"),
            board: version(try board.applying(try example("b2-school-day.md")), "board’s position", "Board"),
            agreed: version(agreed, "agreed")
        )
    }

    private func check(_ text: String, _ name: String) throws {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        #expect(text == (try golden(name)))
    }

    @Test func `The forms of the examples are as kept`() throws {
        let diff = try compensation()
        try check(try diff.plain(isBrief: true), "three-way.plain.txt")
        try check(try diff.terminal(width: 72, color: false, isBrief: true), "three-way.terminal.txt")
        try check(try diff.text(), "three-way.text.txt")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(try diff.report())
        #expect(try JSONDecoder().decode(ThreeWayReport.self, from: data) == (try diff.report()))
    }

    @Test func `Pages are written from the change list alone`() throws {
        let diff = try compensation()
        let copy = try JSONDecoder().decode(
            ThreeWayReport.self,
            from: try JSONEncoder().encode(try diff.report())
        )
        #expect(ThreeWayHTML(copy).page == (try diff.html()))
        #expect(ThreeWayMarkdown(copy).page == (try diff.markdown()))
        #expect(ThreeWayFullText(copy).page == (try diff.text()))
        #expect(ThreeWayWord(copy).parts == (try diff.word()))
    }

    @Test func `Who changes what comes first, then basis and dates, then money, then the text`() throws {
        for page in [
            try compensation().html(), try compensation().text(), try compensation().markdown(),
            try compensation().plain(),
        ] {
            let places = [/(?i)who changes what/, /basis days/, /longevity-15/, /Teachers|teacher/].map {
                page.firstRange(of: $0)?.lowerBound
            }
            let found = places.compactMap(\.self)
            #expect(found.count == 4 && Array(found.prefix(3)) == found.prefix(3).sorted())
        }
    }

    @Test func `Each change in Word bears the party that makes it`() throws {
        let body = try #require(try compensation().word().first { $0.name == "word/document.xml" }).text
        let reader = ThreeWayReader(body, isWord: true)
        var authors: [String: Set<String>] = [:]
        for part in reader.rows.joined() { authors[part.name, default: []].formUnion(part.authors) }
        #expect(authors["union"] == ["Union"] && authors["board"] == ["Board"])
        #expect(authors["union-board-agreed"] == ["Union and Board"] && authors["base"] == [])
        let ids = body.matches(of: /<w:(?:ins|del|moveFrom|moveTo) w:id="(\d+)"/).map { String($0.1) }
        #expect(ids.count == Set(ids).count && ids.count > 50)
    }

    @Test func `Every colour of words stands out from white by seven to one`() throws {
        func part(_ value: Substring) -> Double {
            let share = Double(Int(value, radix: 16) ?? 0) / 255
            return share <= 0.04045 ? share / 12.92 : Foundation.pow((share + 0.055) / 1.055, 2.4)
        }
        let style = RedlineHTML.style + ThreeWayHTML.style
        let colors = style.matches(of: /[ {;]color: #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/)
        #expect(colors.count > 8)
        for color in colors {
            let light = 0.2126 * part(color.1) + 0.7152 * part(color.2) + 0.0722 * part(color.3)
            #expect(1.05 / (light + 0.05) >= 7, "\(color.0)")
        }
    }

    @Test(arguments: [20, 40, 80, 132])
    func `No line is wider than the terminal`(width: Int) throws {
        let lines = try compensation().terminal(width: width, color: false).split(separator: "\n")
        #expect(lines.map { displayWidth(String($0)) }.max() ?? 0 <= width)
    }

    @Test
    func `Links lead to ids that stand once, tables have captions and heads, and headings go down by one`()
        throws
    {
        let page = try compensation().html()
        let reader = MarkedReader(page, isWord: false)
        #expect(reader.fault == nil)
        let ids = reader.attributes.compactMap { $0["id"] }
        #expect(ids.count == Set(ids).count)
        let links = reader.attributes.compactMap { $0["href"] }
        #expect(
            !links.isEmpty && links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) }
        )
        let heads = zip(reader.names, reader.attributes).filter { $0.0 == "th" }
        #expect(!heads.isEmpty && heads.allSatisfy { $0.1["scope"] != nil })
        let levels = reader.names.compactMap {
            $0.count == 2 && $0.hasPrefix("h") ? Int($0.dropFirst()) : nil
        }
        #expect(levels.first == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        #expect(reader.names.count { $0 == "main" } == 1)
    }
}
