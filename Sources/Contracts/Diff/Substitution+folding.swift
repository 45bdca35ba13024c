extension Substitution {
    /// Longer passages are rewritten, not substituted.
    private static let mostWords = 12

    /// Replacements that were made at least twice, the most frequent first.
    static func repeated(in sections: [SectionChange]) -> [Substitution] {
        var places: [Replacement: [Place]] = [:]
        var order: [Replacement] = []
        for section in sections {
            guard let label = section.new?.label else { continue }
            for block in section.blocks {
                // A term's values are compared as such.
                guard let line = block.new?.line, block.new?.kind == .text else { continue }
                for replacement in Replacement.all(in: block.move?.runs ?? block.runs) {
                    if places[replacement] == nil { order.append(replacement) }
                    places[replacement, default: []].append(Place(section: label, line: line))
                }
            }
        }
        return order.enumerated()
            .compactMap { index, replacement in
                places[replacement].flatMap { $0.count > 1 ? (index, replacement, $0) : nil }
            }
            .sorted { ($1.2.count, $0.0) < ($0.2.count, $1.0) }
            .map { Substitution(old: $0.1.old, new: $0.1.new, places: $0.2) }
    }

    private struct Replacement: Hashable {
        let old: String
        let new: String

        static func all(in runs: [WordRun]) -> [Replacement] {
            zip(runs, runs.dropFirst()).compactMap { gone, come in
                guard gone.fate == .deleted, come.fate == .inserted, gone.move == nil, come.move == nil
                else { return nil }
                let (old, new) = (oneSpaced(gone.text), oneSpaced(come.text))
                guard old != new, Self.isShort(old), Self.isShort(new),
                    Citation(old) == nil || Citation(new) == nil
                else { return nil }
                return Replacement(old: old, new: new)
            }
        }

        private static func isShort(_ text: String) -> Bool {
            text.utf8.count { $0 == 0x20 } < Substitution.mostWords
        }
    }
}
