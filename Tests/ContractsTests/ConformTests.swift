import Testing

@testable import Contracts

@Suite struct ConformTests {
    private static let amendment = """
        # Tentative agreement 2 — Duration

        ## Article 7 — Duration

        ### 7.1 Term

        This agreement holds from September 1, 2022 to August 31, 2025.

        """

    private func version(_ document: ContractDocument, _ name: String? = nil) -> ContractVersion {
        ContractVersion(document, name: name ?? document.name, date: nil, sha256: nil)
    }

    private func agreements() throws -> [ContractVersion] {
        [
            version(try example("u1-compensation.md")),
            version(try ContractDocument(markdown: Self.amendment, name: "ta2.md")),
        ]
    }

    /// What was agreed, with some of its text replaced.
    private func final(_ replacements: [(String, String)] = []) throws -> ContractVersion {
        var document = try example("springfield-zone-contract.md")
        for agreement in try agreements() { document = try document.applying(agreement.document) }
        var text = document.markdown
        for (old, new) in replacements {
            try #require(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return version(try ContractDocument(markdown: text, name: "final.md"))
    }

    private func check(_ replacements: [(String, String)], log: String? = nil) throws -> Conformance {
        try Conformance(
            final: try final(replacements),
            base: version(try example("springfield-zone-contract.md")),
            agreements: try agreements(),
            housekeeping: try log.map { try Housekeeping(yaml: Array($0.utf8), name: "log.yaml") }
        )
    }

    @Test func `The contract with what was agreed conforms, and each agreement tells what it changes`() throws
    {
        let result = try check([])
        #expect(result.conforms && result.overlaps.isEmpty)
        #expect(result.sources.map(\.name) == ["u1-compensation.md", "ta2.md"])
        #expect(result.sources[1].sections == ["7.1 Term"])
        #expect(result.sources[0].sections.contains("8.2 Salary schedule"))
        #expect(
            result.text.hasSuffix(
                "CONFORMS: every difference from the contract in force was agreed or logged.\n"
            )
        )
    }

    @Test func `One wrong cell and one wrong date are both named, and nothing else`() throws {
        let result = try check([("$101,933", "$101,923"), ("August 31, 2025", "August 31, 2026")])
        #expect(result.findings.count == 2)
        let cell = try #require(result.findings.first { $0.kind == .cell })
        #expect(
            (cell.section, cell.term, cell.step, cell.lane) == (
                "8.2 Salary schedule", "teacher-salary", "6", "M+15"
            )
        )
        #expect((cell.expected, cell.found) == ("$101,933", "$101,923"))
        let words = try #require(result.findings.first { $0.kind == .words })
        #expect(words.section == "7.1 Term")
        #expect(words.expected?.contains("2025") == true && words.found?.contains("2026") == true)
        #expect(result.text.contains("DOES NOT CONFORM: 2 things were neither agreed nor logged."))
        #expect(result.text.contains("step 6, lane M+15 (line "))
    }

    @Test func `The example of a final text conforms, and the one with two errors fails naming both`() throws
    {
        func check(_ name: String) throws -> Conformance {
            try Conformance(
                final: version(try example("conform/" + name)),
                base: version(try example("springfield-zone-contract.md")),
                agreements: [
                    version(try example("u1-compensation.md")),
                    version(try example("conform/ta-duration.md")),
                ]
            )
        }
        #expect(try check("final.md").conforms)
        let sentences = try check("final-with-two-errors.md").findings.map(\.sentence)
        #expect(sentences.count == 2)
        #expect(
            sentences[0].contains("step 6, lane M+15")
                && sentences[0].contains("'$101,933', found '$101,923'")
        )
        #expect(sentences[1].contains("August 31, 2025") && sentences[1].contains("August 31, 2026"))
    }

    @Test(
        arguments: [
            ("$4,000", "$4,100", "term", "8.4 Longevity", "amount"),
            ("effective: 2022-09-01", "effective: 2022-08-01", "term", "8.2 Salary schedule", "effective"),
            ("percent: 3%", "percent: 3.1%", "term", "8.3 Raises", "raise 3 percent"),
            ("basis: {days: 183", "basis: {days: 184", "term", "8.2 Salary schedule", "basis days"),
            ("lane of the highest degree", "lane of the first degree", "words", "8.1 Placement", nil),
            ("### 8.5 Hourly rate", "### 8.6 Hourly rate", "words", "8.6 Hourly rate", nil),
            (
                "### 6.2 Arbitration\n", "### 6.3 Later\n\nNew.\n\n### 6.2 Arbitration\n", "section",
                "6.3 Later", nil
            ),
            ("for: work beyond the day", "for: work before the day", "term", "8.5 Hourly rate", "for"),
            ("amount: $35\n", "amount: $35\nnote: new\n", "term", "8.5 Hourly rate", "note"),
        ] as [(String, String, String, String, String?)]
    )
    func `Each kind of difference is named with its place`(
        old: String,
        new: String,
        kind: String,
        section: String,
        field: String?
    ) throws {
        let result = try check([(old, new)])
        #expect(!result.conforms)
        #expect(
            result.findings.contains {
                $0.kind.rawValue == kind && $0.section == section && $0.field == field
            },
            "\(result.text)"
        )
    }

    @Test func `What was agreed and is missing is named too`() throws {
        let base = try example("springfield-zone-contract.md")
        let result = try Conformance(
            final: version(base, "final.md"),
            base: version(base),
            agreements: try agreements()
        )
        #expect(result.findings.filter { $0.kind == .cell }.count == 81)
        #expect(result.findings.contains { $0.section == "7.1 Term" })
        #expect(result.findings.contains { $0.term == "hourly-rate-students" && $0.found == nil })
    }

    private static let edit = """
        edits:
          - section: 8.1
            was: "lane of the highest   degree"
            now: "lane of the highest academic degree"
            reason: wording
            signed: 2026-06-20
            by: [board, union]
          - {section: 8.5, was: 8.5 Hourly rate, now: 8.6 Hourly rate, reason: number, signed: 2026-06-20, by: [union, board]}
          - {section: title, was: 2021 to 2024, now: 2022 to 2025, reason: years, signed: 2026-06-21, by: [union, board]}

        """

    @Test func `A logged edit accounts for its difference, and for no other`() throws {
        let logged = [
            ("lane of the highest degree", "lane of the highest academic degree"),
            ("### 8.5 Hourly rate", "### 8.6 Hourly rate"), ("zone, 2021 to 2024", "zone, 2022 to 2025"),
        ]
        let result = try check(logged, log: Self.edit)
        #expect(result.conforms, "\(result.text)")
        #expect(result.sources.last?.name == "log.yaml" && result.sources.last?.sections.count == 3)
        let more = try check(logged + [("$4,200", "$4,300")], log: Self.edit)
        #expect(!more.conforms && more.findings.allSatisfy { $0.section == "8.4 Longevity" })
        #expect(try !check([], log: Self.edit).conforms)
    }

    @Test(
        arguments: [
            (", union]", "]", "log.yaml:7:9: An edit counts once both sides signed it"),
            ("section: 8.1", "section: 9.9", "log.yaml:2: There is no section '9.9' to edit"),
            ("highest   degree", "lowest degree", "log.yaml:2: Section 8.1 does not say"),
            ("\"lane of the highest   degree\"", "the", "log.yaml:2: Section 8.1 says 'the' "),
            ("signed: 2026-06-20\n", "signed: June\n", "log.yaml:6:13: Expected the day"),
            ("reason: wording", "why: wording", "log.yaml:2:5: 'reason' is missing"),
        ]
    )
    func `A log that does not fit is refused with its line`(old: String, new: String, message: String) throws
    {
        let log = Self.edit.replacing(old, with: new, maxReplacements: 1)
        let refusal = #expect(throws: ContractError.self) { try check([], log: log) }
        #expect(refusal?.message.hasPrefix(message) == true, "\(refusal?.message ?? "")")
    }

    @Test(arguments: 0..<40)
    func `Any single change of a letter or digit is found`(seed: Int) throws {
        var random = Seeded(seed)
        let text = try final().document.markdown
        var bytes = Array(text.utf8)
        let places = bytes.indices.filter { (48...57).contains(bytes[$0]) || (97...122).contains(bytes[$0]) }
        let place = places[Int.random(in: places.indices, using: &random)]
        bytes[place] = bytes[place] == 55 ? 56 : (bytes[place] < 58 ? 55 : (bytes[place] == 120 ? 121 : 120))
        guard let changed = try? ContractDocument(bytes: bytes, name: "final.md") else { return }
        let result = try Conformance(
            final: version(changed),
            base: version(try example("springfield-zone-contract.md")),
            agreements: try agreements()
        )
        #expect(!result.conforms, "\(String(decoding: bytes[max(0, place - 40)...place], as: UTF8.self))")
    }
}
