/// A paragraph or list item, or a part of one, that stands elsewhere than it stood: struck there, inserted here, one
/// number at both ends.
public struct BlockMove: Hashable, Sendable {
    /// Counted from 1 in the order of the new text; both ends carry it.
    public let id: Int
    /// Whether it is a part: words within a paragraph, whose runs bear the number, and not the paragraph itself.
    public let isPart: Bool
    /// The block where it stood.
    public let old: Block
    /// The block where it stands.
    public let new: Block
    /// The section in which it stood.
    public let from: SectionChange.Place
    /// The section in which it stands.
    public let to: SectionChange.Place
    /// The words of both, as if it had not moved: what was edited besides.
    public let runs: [WordRun]

    /// Whether it was edited besides being moved.
    public var isEdited: Bool { runs.contains { $0.fate != .equal } }

    init(
        id: Int,
        isPart: Bool = false,
        old: Block,
        new: Block,
        from: SectionChange.Place,
        to: SectionChange.Place,
        runs: [WordRun]
    ) {
        self.id = id
        self.isPart = isPart
        self.old = old
        self.new = new
        self.from = from
        self.to = to
        self.runs = runs
    }
}
