import Contracts
import Foundation

/// A document around a section's body, whose first line is line 7.
func document(_ body: String, name: String = "a.md") throws(ContractError) -> ContractDocument {
    try ContractDocument(
        markdown: "# T\n\n## Article 8 — Pay\n\n### 8.2 Schedule\n\n" + body + "\n",
        name: name
    )
}

/// The messages with which a text is refused; empty where it is read.
func refusals(_ markdown: String) -> [String] {
    do {
        _ = try ContractDocument(markdown: markdown, name: "a.md")
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

/// The messages with which a section's body is refused.
func refusals(inSection body: String) -> [String] {
    refusals("# T\n\n## Article 8 — Pay\n\n### 8.2 Schedule\n\n" + body + "\n")
}

/// A term's block.
func term(_ lines: String) -> String { "```term\n\(lines)\n```\n" }

/// A comparison without dates and hashes.
func compare(_ old: ContractDocument, _ new: ContractDocument) -> ContractDiff {
    ContractDiff(
        old: ContractVersion(old, name: "old", date: nil, sha256: nil),
        new: ContractVersion(new, name: "new", date: nil, sha256: nil)
    )
}

/// A document among the project's examples.
func example(_ name: String) throws -> ContractDocument {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let bytes = try Data(contentsOf: root.appending(path: "docs/examples/\(name)"))
    return try ContractDocument(bytes: Array(bytes), name: name)
}

/// A text kept beside the tests.
func golden(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
}

/// Numbers that are the same for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
