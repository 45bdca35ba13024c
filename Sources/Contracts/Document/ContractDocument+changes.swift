extension ContractDocument {
    /// A section that a proposal would change, with the terms that stand in it.
    public struct ChangedSection: Hashable, Sendable {
        /// Its label, `8.2`.
        public let label: String
        /// The ids of its terms, in order.
        public let terms: [String]
    }

    /// The sections that this document would change as a proposal.
    ///
    /// They are those with a text of their own or a mark that strikes them: a heading that only names the place of its
    /// sections changes nothing.
    public var changedSections: [ChangedSection] {
        let terms = Dictionary(grouping: terms, by: \.section)
        return sections.filter { !$0.blocks.isEmpty }.map { section in
            ChangedSection(label: section.label, terms: (terms[section.label] ?? []).map(\.id))
        }
    }

    /// A section as it is written, heading included, without the sections inside it.
    ///
    /// - Parameter label: the section's label, `8.2`.
    /// - Returns: its lines; nil where there is no such section.
    public func text(ofSection label: String) -> String? {
        guard let piece = SourceSections(self).pieces.first(where: { $0.section.label == label }) else {
            return nil
        }
        var lines = piece.lines[...]
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
