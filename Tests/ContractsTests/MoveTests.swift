import Contracts
import Testing

@Suite struct MoveTests {
    private static let pay =
        "Teachers are paid twice a month on the first and on the fifteenth day, by transfer to an account that they name."
    private static let leave =
        "Each teacher has ten days of leave for illness in every school year, and what is not used is carried over."
    private static let class30 =
        "No class has more than thirty (30) pupils, unless the principal and the teacher agree otherwise in writing."
    private static let grievance =
        "A grievance is filed within fifteen (15) school days after the teacher knew or should have known of its cause."

    private func contract(_ articles: [(String, [String])]) throws -> ContractDocument {
        let text = articles.map { "## \($0.0)\n\n" + $0.1.joined(separator: "\n\n") }.joined(
            separator: "\n\n"
        )
        return try ContractDocument(markdown: "# T\n\n" + text, name: "a.md")
    }

    private func diff(
        _ old: [(String, [String])],
        _ new: [(String, [String])]
    ) throws -> ContractDiff {
        let diff = compare(try contract(old), try contract(new))
        try diff.verify()
        return diff
    }

    @Test func `A paragraph that went to another article is one move with both its ends, its edit inside`()
        throws
    {
        let edited = Self.leave.replacing("ten days", with: "twelve days")
        let diff = try diff(
            [
                ("Article 1 — Pay", [Self.pay, Self.leave]),
                ("Article 2 — Class", [Self.class30, Self.grievance]),
            ],
            [("Article 1 — Pay", [Self.pay]), ("Article 2 — Class", [Self.class30, edited, Self.grievance])]
        )
        let move = try #require(diff.moves.first)
        #expect(diff.moves.count == 1)
        #expect((move.from.label, move.to.label) == ("1", "2"))
        #expect(move.runs.filter { $0.fate != .equal }.map(\.text) == [" ten", " twelve"])
        let ends = diff.sections.flatMap(\.blocks).filter { $0.move != nil }
        #expect(ends.map { $0.old != nil } == [true, false])
        #expect(ends.allSatisfy { $0.move?.id == 1 })
    }

    @Test func `An article that moved and was renumbered is no edit but of its number`() throws {
        let diff = try diff(
            [
                ("Article 1 — Pay", [Self.pay]), ("Article 2 — Leave", [Self.leave]),
                ("Article 3 — Class", [Self.class30 + " " + Self.grievance]),
            ],
            [
                ("Article 1 — Leave", [Self.leave]),
                ("Article 2 — Class", [Self.class30 + " " + Self.grievance]),
                ("Article 3 — Pay", [Self.pay]),
            ]
        )
        #expect(diff.moves.isEmpty)
        #expect(diff.sections.dropFirst().map(\.isRenumbered) == [true, true, true])
        #expect(diff.sections.dropFirst().map(\.isMoved) == [false, false, true])
        #expect(diff.sections.allSatisfy { $0.hasSameContent })
    }

    @Test func `Of two paragraphs that differ in a letter one is gone, and the other did not move`() throws {
        let first =
            "Officers do not fill a post of a sergeant while Officers are ordered to work overtime in their class."
        let second = first.replacing("while Officers", with: "while officers")
        let edited = second.replacing("ordered to", with: "ordered, by list and in turn, to")
        let diff = try diff(
            [("Article 1 — A", [Self.pay, first, Self.leave, Self.class30, second, Self.grievance])],
            [
                (
                    "Article 1 — A",
                    [
                        Self.pay, Self.leave, Self.class30.replacing("writing", with: "a letter"), edited,
                        Self.grievance.replacing("filed", with: "lodged"),
                    ]
                )
            ]
        )
        #expect(diff.moves.isEmpty)
        let blocks = diff.sections.flatMap(\.blocks)
        #expect(blocks.filter { $0.new == nil }.map(\.old?.text) == [first])
        #expect(blocks.allSatisfy { $0.old != nil })
    }

    @Test func `Of one paragraph that stands twice and was edited where it stood first, neither moved`()
        throws
    {
        let goal =
            "The teacher names one goal of professional practice, one of responsibility, and two (2) of what the students of the class learn."
        let edits = [
            (Self.pay, "twice a month", "once a week"),
            (goal, "professional practice", "teaching practice in the classroom"),
            (Self.class30, "thirty (30)", "twenty-eight (28)"), (Self.leave, "ten days", "twelve days"),
            (goal, "", ""), (Self.grievance, "fifteen (15)", "ten (10)"),
        ]
        let edited = edits.map { text, old, new in old.isEmpty ? text : text.replacing(old, with: new) }
        let diff = try diff([("Article 1 — Goals", edits.map(\.0))], [("Article 1 — Goals", edited)])
        #expect(diff.moves.isEmpty)
        let blocks = diff.sections.flatMap(\.blocks)
        #expect(blocks.allSatisfy { $0.old != nil && $0.new != nil })
        #expect(blocks.filter { $0.runs.contains { $0.fate != .equal } }.count == 5)
    }

    @Test func `What two paragraphs share is not lost to small words that their neighbours share by chance`()
        throws
    {
        let diff = try diff(
            [
                (
                    "Article 1 — Complaints",
                    [
                        "Of the complaint the teacher is told the time, the place and the name of the one who made it, and "
                            + "during the inquiry the teacher may be assigned other work of the same kind without loss of pay.",
                        "If discipline is taken, the Agency must comply with the rules of Discipline in Section A.",
                    ]
                )
            ],
            [
                (
                    "Article 1 — Complaints",
                    [
                        "If discipline is taken, the Agency must comply with the rules of Discipline.",
                        "Shifts of at least four hours beyond the end of the day are paid: the Agency furnishes the meal, and the "
                            + "time of the meal counts as time worked, at the rate of the day on which the shift of the employee began.",
                    ]
                )
            ]
        )
        let kept = diff.sections.flatMap(\.blocks).flatMap(\.runs).filter { $0.fate == .equal }.map(\.text)
        #expect(kept.contains { $0.hasPrefix("If discipline is taken, the Agency must comply") })
    }

    @Test func `A section without a title stays though all of it was edited but one paragraph, which moved`()
        throws
    {
        let others = [
            "A teacher may see every paper in the own file at any time of the working day in the office.",
            "The board gives the union a room for its meetings in each school, free of charge, after classes.",
            "No teacher is sent to another school without a hearing before the one who decides about it.",
        ]
        func text(_ first: [String], _ second: [String]) -> String {
            "# T\n\n## Article 1\n\n### Section A {#1/A}\n\n" + first.joined(separator: "\n\n")
                + "\n\n## Article 2 — Class\n\n" + Self.class30 + "\n\n" + second[0] + " " + Self.class30
                + "\n\n## Article 3\n\n### Section B {#3/B}\n\n"
                + second.dropFirst().joined(separator: "\n\n")
        }
        func edited(_ paragraphs: [String]) -> [String] {
            paragraphs.map { $0.replacing(" the ", with: " said ", maxReplacements: 1) }
        }
        let here = [others[0], Self.pay, others[1]]
        let diff = compare(
            try ContractDocument(
                markdown: text(here + [Self.leave], [others[2], Self.grievance]),
                name: "old.md"
            ),
            try ContractDocument(
                markdown: text(edited(here), [others[2], Self.leave] + edited([others[2], Self.grievance])),
                name: "new.md"
            )
        )
        try diff.verify()
        #expect(diff.moves.map(\.old.text) == [Self.leave])
        #expect(diff.sections.allSatisfy { !$0.isMoved && !$0.isRenumbered })
    }

    @Test func `A table whose words became lines is struck whole, and the lines come`() throws {
        let cells = (1...5).map { row in (0...5).map { "\(1000 * row + 37 * $0)" } }
        let table =
            "| Step | a | b | c | d | e |\n|---|---|---|---|---|---|\n"
            + cells.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
        let lines = ["Step a b c d e"] + cells.map { $0.joined(separator: " ") }
        let there = try diff([("Article 1 — A", [Self.pay, table])], [("Article 1 — A", [Self.pay] + lines)])
        #expect(there.sections.flatMap(\.blocks).filter { $0.table != nil }.allSatisfy { $0.new == nil })
        let back = try diff([("Article 1 — A", [Self.pay] + lines)], [("Article 1 — A", [Self.pay, table])])
        #expect(back.sections.flatMap(\.blocks).filter { $0.table != nil }.allSatisfy { $0.old == nil })
    }

    @Test func `A short phrase that stands elsewhere is no move`() throws {
        let diff = try diff(
            [("Article 1 — A", [Self.pay, "Reserved for later use."]), ("Article 2 — B", [Self.leave])],
            [("Article 1 — A", [Self.pay]), ("Article 2 — B", ["Reserved for later use.", Self.leave])]
        )
        #expect(diff.moves.isEmpty)
    }

    @Test func `A paragraph that is split or joined loses and gains no word`() throws {
        let whole = [("Article 1 — A", [Self.pay + " " + Self.leave + " " + Self.class30])]
        let split = [("Article 1 — A", [Self.pay, Self.leave + " " + Self.class30])]
        let forward = try diff(whole, split)
        #expect(forward.isEmpty)
        #expect(forward.sections[1].blocks.map(\.continuesOld) == [false, true])
        let back = try diff(split, whole)
        #expect(back.isEmpty)
        #expect(back.sections[1].blocks.map(\.continuesNew) == [false, true])
    }

    @Test func `A heading put into an article leaves what stands under it unchanged`() throws {
        let diff = try diff(
            [("Article 1 — A", [Self.pay, Self.leave, Self.class30])],
            [("Article 1 — A", [Self.pay]), ("Article 2 — B", [Self.leave, Self.class30])]
        )
        #expect(diff.moves.isEmpty)
        #expect(diff.sections.flatMap(\.blocks).allSatisfy { $0.isEqual })
        let added = try #require(diff.sections.last)
        #expect(added.continuesOld)
        #expect(added.heading.map(\.fate) == [.inserted])
    }

    @Test func `Items that got another letter changed nothing but that`() throws {
        let diff = try diff(
            [("Article 1 — A", ["a\\. " + Self.pay, "b\\. " + Self.leave])],
            [("Article 1 — A", ["a\\. " + Self.grievance, "b\\. " + Self.pay, "c\\. " + Self.leave])]
        )
        let changed = diff.sections[1].blocks.flatMap(\.runs).filter { $0.fate == .deleted }.map(\.text)
        #expect(changed == ["a", "b"])
    }

    @Test func `A replacement made in several places is told once`() throws {
        let old = [
            "The Association names a member.", "Pay is agreed with the Association.",
            "The Association signs.",
        ]
        let diff = try diff(
            [("Article 1 — A", old)],
            [("Article 1 — A", old.map { $0.replacing("Association", with: "Union") })]
        )
        #expect(diff.substitutions.map(\.old) == ["Association"])
        #expect(diff.substitutions.map(\.new) == ["Union"])
        #expect(diff.substitutions.first?.count == 3)
    }

    @Test func `Citations that follow a renumbering are told from those that do not`() throws {
        let old = [
            (
                "Article 1 — Pay",
                [Self.pay + " See Article 2.", "Class size is in Article 3 of this contract."]
            ),
            ("Article 2 — Leave", [Self.leave]), ("Article 3 — Class", [Self.class30]),
        ]
        let new = [
            (
                "Article 1 — Pay",
                [Self.pay + " See Article 3.", "Class size is in Article 3 of this contract."]
            ),
            ("Article 2 — Grievances", [Self.grievance]), ("Article 3 — Leave", [Self.leave]),
            ("Article 4 — Class", [Self.class30]),
        ]
        let references = try diff(old, new).references
        #expect(references.map(\.fate) == [.follows, .stale])
        #expect(references.map(\.new) == ["Article 3", "Article 3"])
        #expect(references.map(\.expected) == ["Article 3", "Article 4"])
    }

    @Test(arguments: [
        ("Pay is $ 45,000 now.", "Pay is $ 46,000 now.", [" $ 45,000", " $ 46,000"]),
        (
            "In forty-eight (48) hours.", "In twenty-four (24) hours.",
            [" forty-eight (48)", " twenty-four (24)"]
        ),
        ("See Section 8.2(b) there.", "See Section 8.3(b) there.", [" Section 8.2(b)", " Section 8.3(b)"]),
        ("In 2024-25 it ends.", "In 2025-26 it ends.", [" 2024-25", " 2025-26"]),
        ("By May 1, 2026 or so.", "By May 1, 2027 or so.", [" May 1, 2026", " May 1, 2027"]),
        ("You may 1 day rest.", "You may 2 days rest.", [" 1 day", " 2 days"]),
    ])
    func `A value changes whole`(old: String, new: String, changed: [String]) throws {
        let diff = compare(try document(old), try document(new))
        try diff.verify()
        let runs = diff.sections.flatMap(\.blocks).flatMap(\.runs).filter { $0.fate != .equal }.map(\.text)
        #expect(runs == changed)
    }
}
