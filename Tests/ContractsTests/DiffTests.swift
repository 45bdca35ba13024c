import CivilTime
import Contracts
import Testing

@Suite struct DiffTests {
    private func words(_ old: String, _ new: String) throws -> [String] {
        let diff = compare(try document(old), try document(new))
        try diff.verify()
        let block = try #require(diff.sections.last?.blocks.first)
        return block.runs.map { run in
            switch run.fate {
            case .equal: run.text
            case .deleted: "-" + run.text
            case .inserted: "+" + run.text
            }
        }
    }

    @Test(arguments: [
        (
            "Pay is $35,000,000 now.", "Pay is $55,000,000 now.",
            ["Pay is", "- $35,000,000", "+ $55,000,000", " now."]
        ),
        ("Pay is $1,000.", "Pay is $1,000.50.", ["Pay is", "- $1,000", "+ $1,000.50", "."]),
        (
            "A raise of 3.5% holds.", "A raise of 3.25% holds.",
            ["A raise of", "- 3.5%", "+ 3.25%", " holds."]
        ),
        (
            "A raise of 3 percent.", "A raise of 4 percent.",
            ["A raise of", "- 3 percent", "+ 4 percent", "."]
        ),
        (
            "From September 1, 2026 on.", "From September 2, 2026 on.",
            ["From", "- September 1, 2026", "+ September 2, 2026", " on."]
        ),
        ("In thirty (30) days.", "In ten (10) days.", ["In", "- thirty (30)", "+ ten (10)", " days."]),
        ("It ends 2026-09-01.", "It ends 2026-09-10.", ["It ends", "- 2026-09-01", "+ 2026-09-10", "."]),
        (
            "The principal shall decide.", "The team may decide.",
            ["The", "- principal shall", "+ team may", " decide."]
        ),
        ("one of the two", "three of the four", ["-one of the two", "+ three of the four"]),
        ("a , b", "a, b", ["a", "- ,", "+,", " b"]),
    ])
    func `Words change whole, values too, and nothing is cut inside a number`(
        old: String,
        new: String,
        runs: [String]
    ) throws {
        #expect(try words(old, new) == runs)
    }

    @Test func `White space and emphasis make no change`() throws {
        let diff = compare(try document("Some  *words*\nhere."), try document("Some words here."))
        #expect(diff.isEmpty)
    }

    private func sections(_ markdown: String) throws -> ContractDocument {
        try ContractDocument(markdown: "# T\n\n" + markdown, name: "a.md")
    }

    private func summary(_ old: String, _ new: String) throws -> [String] {
        let diff = compare(try sections(old), try sections(new))
        try diff.verify()
        return diff.sections.filter { !$0.isEqual }.map { change in
            let labels = "\(change.old?.label ?? "·") \(change.new?.label ?? "·")"
            return labels + (change.isMoved ? " moved" : "") + (change.hasSameContent ? " same" : "")
        }
    }

    private static let pay = "Teachers are paid twice a month on the first and the fifteenth day."
    private static let leave = "Each teacher has ten days of leave for illness in every school year."

    @Test func `A section of the same words under another number is renumbered, not removed and added`()
        throws
    {
        #expect(
            try summary(
                "## 1 A\n\n### 1.1 Pay\n\n\(Self.pay)\n\n### 1.2 Leave\n\n\(Self.leave)",
                "## 1 A\n\n### 1.1 New\n\nQuite other words stand here now.\n\n### 1.2 Pay\n\n\(Self.pay)\n\n### 1.3 Leave\n\n\(Self.leave)"
            ) == ["· 1.1", "1.1 1.2 same", "1.2 1.3 same"]
        )
    }

    @Test func `A renamed section keeps its words`() throws {
        #expect(
            try summary("## 1 A\n\n### 1.1 Pay\n\n\(Self.pay)", "## 1 A\n\n### 1.1 Salary\n\n\(Self.pay)")
                == ["1.1 1.1 same"]
        )
    }

    @Test func `A section that changed places is moved`() throws {
        #expect(
            try summary(
                "## 1 Pay\n\n\(Self.pay)\n\n## 2 Leave\n\n\(Self.leave)\n\n## 3 End\n\nx",
                "## 2 Leave\n\n\(Self.leave)\n\n## 1 Pay\n\n\(Self.pay)\n\n## 3 End\n\nx"
            ) == ["2 2 moved same"]
        )
    }

    @Test func `A section with a term is found by the term's id whatever its number, heading and words`()
        throws
    {
        #expect(
            try summary(
                "## 1 A\n\n### 1.1 Pay\n\n\(term("id: pay\nkind: text.clause"))\nOld.",
                "## 1 A\n\n### 1.7 Money\n\n\(term("id: pay\nkind: text.clause"))\nEntirely other."
            ) == ["1.1 1.7"]
        )
    }

    @Test func `Added and removed sections stand where they belong`() throws {
        #expect(
            try summary(
                "## 1 Pay\n\n\(Self.pay)\n\n## 2 Gone\n\nAltogether.\n\n## 3 Leave\n\n\(Self.leave)",
                "## 1 Pay\n\n\(Self.pay)\n\n## 3 Leave\n\n\(Self.leave)\n\n## 4 Come\n\nLately."
            ) == ["2 ·", "· 4"]
        )
    }

    @Test(arguments: [
        (
            "id: x\nkind: day.length\nlength: 7 hours\nwho: teacher",
            "id: x\nkind: day.length\nlength: 450 minutes\nwho: teacher", ["value"]
        ),
        (
            "id: x\nkind: day.length\nlength: 7 hours\nwho: teacher",
            "id: x\nkind: day.length\nlength: 420 minutes\nwho: teacher", ["same-in-effect"]
        ),
        (
            "id: x\nkind: day.length\nlength: 7 hours\nwho: teacher\nlunch: included",
            "id: x\nkind: day.length\nlength: 7 hours\nwho: teacher\nlunch: excluded", ["basis"]
        ),
        (
            "id: x\nkind: stipend\nfor: x\namount: $5\nper: day",
            "id: x\nkind: stipend\nfor: x\namount: $5.00\nper: hour", ["basis"]
        ),
        (
            "id: x\nkind: stipend\nfor: x\namount: $5\nper: day", "id: x\nkind: text.clause",
            ["kind", "basis", "scope", "value"]
        ),
        (
            "id: x\nkind: year.days\ndays: 183\nwho: teacher\neffective: 2026-09-01",
            "id: x\nkind: year.days\ndays: 184\nwho: teacher\neffective: 2027-09-01",
            ["effective-date", "value"]
        ),
        (
            "id: x\nkind: year.days\ndays: 183\nwho: teacher",
            "id: x\nkind: year.days\ndays: 183\nwho: teacher\nscope: {schools: [Kiley]}", ["scope"]
        ),
        (
            "id: x\nkind: year.days\ndays: 183\nwho: teacher",
            "id: x\nkind: year.days\ndays: 183\nwho: teacher\nnote: half-days counted whole", ["basis"]
        ),
        ("id: x\nkind: text.clause", "id: x\nkind: text.clause", ["same"]),
        ("id: x\nkind: text.clause", "id: y\nkind: text.clause", ["deleted", "added"]),
    ])
    func `A term's change is classed, what hides first`(old: String, new: String, classes: [String]) throws {
        let diff = compare(try document(term(old)), try document(term(new)))
        try diff.verify()
        #expect(diff.terms.flatMap(\.classes).map(\.rawValue) == classes)
    }

    @Test func `A clause whose words change is text alone`() throws {
        let diff = compare(
            try document(term("id: x\nkind: text.clause") + "\nOld words."),
            try document(term("id: x\nkind: text.clause") + "\nNew words.")
        )
        #expect(diff.terms.map(\.classes) == [[.textOnly]])
    }

    @Test func `Basis and kind changes are printed before values, values before text`() throws {
        let old = [
            "id: a\nkind: text.clause", "id: b\nkind: year.days\ndays: 183\nwho: teacher",
            "id: c\nkind: stipend\nfor: x\namount: $5\nper: day",
            "id: d\nkind: year.days\ndays: 1\nwho: teacher",
        ]
        let new = [
            "id: a\nkind: text.clause", "id: b\nkind: year.days\ndays: 184\nwho: teacher",
            "id: c\nkind: stipend\nfor: x\namount: $5\nper: hour", "id: d\nkind: text.clause",
        ]
        let diff = compare(
            try document(old.map { term($0) + "\n" }.joined() + "One."),
            try document(new.map { term($0) + "\n" }.joined() + "Two.")
        )
        #expect(diff.terms.map(\.id) == ["d", "c", "b", "a"])
    }

    @Test(arguments: [
        ("kind: stipend\nfor: x\nper: day\namount: ", "$1,000", "$1,025.50", "+$25.50 (+2.55%)"),
        ("kind: stipend\nfor: x\nper: day\namount: ", "$30", "$20", "-$10 (-33.33%)"),
        ("kind: day.length\nwho: teacher\nlength: ", "7 hours", "7 hours 15 minutes", "+15 min (+3.57%)"),
        ("kind: year.days\nwho: teacher\ndays: ", "183", "184", "+1 day (+0.55%)"),
        (
            "kind: pd.time\nday: within\ntime: ", "20 min every 3 weeks", "7 min per week",
            "+1/3 min a week (+5.00%)"
        ),
        (
            "kind: salary.adjustment\ngrid: g\nrounding: nearest cent\neffective: 2026-09-01\npercent: ",
            "3.5%", "3%",
            "-0.50 points"
        ),
    ])
    func `A figure's change is given in its unit and in percent`(
        fields: String,
        old: String,
        new: String,
        difference: String
    ) throws {
        let diff = compare(
            try document(term("id: x\n" + fields + old)),
            try document(term("id: x\n" + fields + new))
        )
        #expect(diff.terms.first?.fields.map(\.difference) == [difference])
    }

    @Test func `A table is compared cell by cell, columns and rows by their names`() throws {
        let diff = compare(
            try document("| Role | Pay | Days |\n|---|---|---|\n| a | 1 | 2 |\n| b | 3 | 4 |\n| c | 5 | 6 |"),
            try document(
                "| Role | Pay | Hours | Days |\n|---|---|---|---|\n| a | 1 | 9 | 2 |\n| c | 7 | 9 | 6 |"
            )
        )
        try diff.verify()
        let table = try #require(diff.sections.last?.blocks.first?.table)
        #expect(table.columns.map(\.old) == ["Role", "Pay", nil, "Days"])
        #expect(table.rows.map(\.isInNew) == [true, false, true])
        #expect(table.rows[2].cells.map(\.old) == ["c", "5", nil, "6"])
        #expect(table.rows[2].cells.map(\.new) == ["c", "7", "9", "6"])
    }

    @Test func `The two sides carry the name, date and hash that they were given`() throws {
        let version = ContractVersion(
            try document("x"),
            name: "U1",
            date: CivilDate("2026-03-02"),
            sha256: String(repeating: "ab", count: 32)
        )
        let text = try ContractDiff(old: version, new: version).plain()
        #expect(text.contains("old: U1, Mon Mar 2, 2026, a.md, SHA-256 abab"))
        #expect(text.contains("Both say the same."))
    }
}
