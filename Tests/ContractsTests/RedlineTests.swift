import CivilTime
import Foundation
import Testing

@testable import Contracts

@Suite struct RedlineTests {
    private static let proposals = ["u1-compensation", "b1-compensation", "b2-school-day", "u2-school-day"]

    private func diff(_ proposal: String) throws -> ContractDiff {
        let contract = try example("springfield-zone-contract.md")
        return ContractDiff(
            old: ContractVersion(
                contract,
                name: "contract in force",
                date: CivilDate("2021-09-01"),
                sha256: String(repeating: "0a", count: 32)
            ),
            new: ContractVersion(
                try contract.applying(try example(proposal + ".md")),
                name: "contract under \(proposal.prefix(2).uppercased())",
                date: CivilDate("2026-03-02"),
                sha256: String(repeating: "1b", count: 32)
            )
        )
    }

    private func check(_ text: String, _ name: String) throws {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        #expect(text == (try golden(name)))
    }

    @Test(arguments: proposals)
    func `The plain redline is as kept`(proposal: String) throws {
        try check(try diff(proposal).plain(), "\(proposal).plain.txt")
    }

    @Test(arguments: proposals)
    func `The terminal's redline is as kept, with and without colour`(proposal: String) throws {
        try check(try diff(proposal).terminal(width: 72, color: false), "\(proposal).terminal.txt")
        try check(try diff(proposal).terminal(width: 72, color: true), "\(proposal).colour.txt")
    }

    @Test(arguments: proposals)
    func `The report for programs is as kept and can be read back`(proposal: String) throws {
        let report = try diff(proposal).report()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(report)
        try check(String(decoding: data, as: UTF8.self) + "\n", "\(proposal).json")
        #expect(try JSONDecoder().decode(DiffReport.self, from: data) == report)
        #expect(report.schemaVersion == 1)
    }

    @Test(arguments: [20, 40, 80, 132, 200])
    func `No line is wider than the terminal`(width: Int) throws {
        for proposal in Self.proposals {
            let lines = try diff(proposal).terminal(width: width, color: false).split(separator: "\n")
            #expect(lines.map(\.count).max() ?? 0 <= width)
        }
    }

    @Test func `Without colour there is no terminal code, and colour changes nothing but the marks`() throws {
        for proposal in Self.proposals {
            let diff = try diff(proposal)
            #expect(try !diff.plain().contains("\u{1B}"))
            #expect(try !diff.terminal(width: 80, color: false).contains("\u{1B}"))
            let bare = try diff.terminal(width: 80, color: true)
                .replacing(/\u{1B}\[[0-9;]*m/, with: "").split(whereSeparator: \.isWhitespace)
            var plain = try diff.plain()
            for mark in ["[-", "-]", "{+", "+}"] { plain = plain.replacing(mark, with: " ") }
            #expect(bare.joined() == plain.split(whereSeparator: \.isWhitespace).joined())
        }
    }

    @Test
    func `Whatever is struck or inserted in the plain text is marked, and a paragraph leads back to both`()
        throws
    {
        let text = try diff("b2-school-day").plain()
        let line = try #require(
            text.split(separator: "\n").first { $0.contains("The working day of a teacher") }
        )
        let old = line.replacing(/\{\+.*?\+\}/, with: "").replacing("[-", with: "").replacing("-]", with: "")
        let new = line.replacing(/\[-.*?-\]/, with: "").replacing("{+", with: "").replacing("+}", with: "")
        #expect(
            oneSpaced(String(old)).replacing(" ,", with: ",")
                == "The working day of a teacher is seven hours, a lunch of thirty (30) minutes free of duties included."
        )
        #expect(
            oneSpaced(String(new)).replacing(" .", with: ".")
                == "The working day of a teacher is seven hours and thirty minutes, without a lunch of thirty (30) minutes free of duties."
        )
    }

    @Test func `A redline that does not lead back to both texts is not shown`() throws {
        let whole = try diff("b2-school-day")
        let damaged = ContractDiff(
            old: whole.old,
            new: whole.new,
            terms: whole.terms,
            sections: whole.sections.filter { $0.old?.label != "2.3" }
        )
        let withoutTerm = ContractDiff(
            old: whole.old,
            new: whole.new,
            terms: Array(whole.terms.dropLast()),
            sections: whole.sections
        )
        for diff in [damaged, withoutTerm] {
            #expect(throws: ContractError.self) { try diff.plain() }
            #expect(throws: ContractError.self) { try diff.terminal(width: 80, color: true) }
            #expect(throws: ContractError.self) { try diff.report() }
        }
    }

    @Test(arguments: proposals)
    func `Wrapping parts lines at spaces alone`(proposal: String) throws {
        let diff = try diff(proposal)
        #expect(oneSpaced(try diff.terminal(width: 100, color: false)) == oneSpaced(try diff.plain()))
    }

    @Test func `A long word and wide characters are broken at the edge`() throws {
        let diff = compare(
            try document("x"),
            try document(String(repeating: "w", count: 70) + " 合意合意合意合意合意合意合意")
        )
        let lines = try diff.terminal(width: 20, color: false).split(separator: "\n")
        #expect(lines.map { displayWidth(String($0)) }.max() ?? 0 <= 20)
    }
}
