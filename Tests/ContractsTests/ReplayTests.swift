import Contracts
import Testing

/// Documents whose words the test knows, so that a redline can be replayed against them.
struct Draft {
    var sections: [(heading: String, paragraphs: [String])] = []

    private static let vocabulary =
        ("the teacher shall may not be paid each year of service, and $1,000 $1,050.50 3% 3.5% 10 12 days (30) "
        + "thirty September 1, 2026 school; principal: \"board\" union — leave and/or non-tenured").split(
            separator: " "
        )

    init(_ random: inout Seeded) {
        for _ in 0..<Int.random(in: 0...8, using: &random) { sections.append(Self.section(&random)) }
    }

    private static func section(_ random: inout Seeded) -> (heading: String, paragraphs: [String]) {
        let paragraphs = (0..<Int.random(in: 0...5, using: &random)).map { _ in sentence(40, &random) }
        return (sentence(3, &random), paragraphs)
    }

    private static func sentence(_ most: Int, _ random: inout Seeded) -> String {
        (0..<Int.random(in: 1...most, using: &random))
            .map { _ in String(vocabulary[Int.random(in: 0..<vocabulary.count, using: &random)]) }
            .joined(separator: " ")
    }

    mutating func edit(_ random: inout Seeded) {
        guard !sections.isEmpty else { return sections.append(Self.section(&random)) }
        let index = Int.random(in: 0..<sections.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: sections.insert(Self.section(&random), at: index)
        case 1: sections.remove(at: index)
        case 2: sections.swapAt(index, Int.random(in: 0..<sections.count, using: &random))
        case 3: sections[index].heading = Self.sentence(3, &random)
        case 4: sections[index].paragraphs.append(Self.sentence(40, &random))
        case 5: sections[index].paragraphs.reverse()
        default:
            for paragraph in sections[index].paragraphs.indices {
                var words = sections[index].paragraphs[paragraph].split(separator: " ").map(String.init)
                let place = Int.random(in: 0..<words.count, using: &random)
                words[place] = Self.sentence(4, &random)
                sections[index].paragraphs[paragraph] = words.joined(separator: " ")
            }
        }
    }

    /// The paragraphs stand behind a word that no markdown reads as a mark.
    var markdown: String {
        var text = "# Title\n"
        for (index, section) in sections.enumerated() {
            text += "\n## Article \(index + 1) — w \(section.heading)\n"
            for paragraph in section.paragraphs { text += "\nw \(paragraph)\n" }
        }
        return text
    }

    var words: [Substring] {
        var words: [Substring] = ["Title"]
        for (index, section) in sections.enumerated() {
            words += "Article \(index + 1) — w \(section.heading)".split(separator: " ")
            for paragraph in section.paragraphs { words += "w \(paragraph)".split(separator: " ") }
        }
        return words
    }
}

@Suite struct ReplayTests {
    @Test(arguments: 0..<500)
    func `Refusing every change gives the old words, accepting every change the new ones`(seed: Int) throws {
        var random = Seeded(seed)
        let old = Draft(&random)
        var new = old
        for _ in 0..<Int.random(in: 0...6, using: &random) { new.edit(&random) }
        let diff = compare(
            try ContractDocument(markdown: old.markdown, name: "old.md"),
            try ContractDocument(markdown: new.markdown, name: "new.md")
        )
        #expect(throws: Never.self) { try diff.verify() }
        #expect(replay(diff, \.old, .deleted) == old.words)
        #expect(replay(diff, \.new, .inserted) == new.words)
    }

    private func replay(
        _ diff: ContractDiff,
        _ side: (SectionChange) -> SectionChange.Place?,
        _ fate: WordRun.Fate
    ) -> [Substring] {
        diff.sections.filter { side($0) != nil }
            .sorted { (side($0)?.position ?? 0) < (side($1)?.position ?? 0) }
            .flatMap { section in
                ([section.heading] + section.blocks.map(\.runs)).flatMap { runs in
                    runs.filter { $0.fate == .equal || $0.fate == fate }.map(\.text).joined().split(
                        separator: " "
                    )
                }
            }
    }
}
