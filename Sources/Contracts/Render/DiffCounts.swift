/// How many terms and sections changed, and how: the same counts for every rendering.
struct DiffCounts {
    /// Terms by their most hidden change.
    let terms: [TermChange.Class: Int]
    /// Sections only the new text has.
    let sectionsAdded: Int
    /// Sections only the old text has.
    let sectionsRemoved: Int
    /// Sections whose words changed.
    let sectionsChanged: Int
    /// Sections of the same words under another number, heading or place.
    let sectionsRenumberedOrMoved: Int
    /// Sections in which nothing changed.
    let sectionsUnchanged: Int

    init(_ diff: ContractDiff) {
        terms = Dictionary(grouping: diff.terms, by: \.first).mapValues(\.count)
        let both = diff.sections.filter { $0.old != nil && $0.new != nil }
        sectionsAdded = diff.sections.count { $0.old == nil }
        sectionsRemoved = diff.sections.count { $0.new == nil }
        sectionsUnchanged = both.count(where: \.isEqual)
        sectionsChanged = both.count { !$0.hasSameContent }
        sectionsRenumberedOrMoved = both.count - sectionsUnchanged - sectionsChanged
    }

    var termsText: String {
        let parts = TermChange.Class.allCases.compactMap { kind in terms[kind].map { "\($0) \(kind.words)" } }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    var sectionsText: String {
        [
            (sectionsChanged, "changed"), (sectionsAdded, "added"), (sectionsRemoved, "removed"),
            (sectionsRenumberedOrMoved, "renumbered, renamed or moved"), (sectionsUnchanged, "unchanged"),
        ]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
