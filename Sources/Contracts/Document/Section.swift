/// An article or section: a numbered heading with what stands under it.
public struct Section: Hashable, Sendable {
    /// Its number as people cite it, `8` or `8.2`; the heading itself where there is no number.
    public let label: String
    /// The heading without its number.
    public let heading: String
    /// The whole heading as written, `Article 8 — Compensation` or `8.2 Salary schedule`.
    public let title: String
    /// 2 for an article, 3 for a section, 4 for a subsection.
    public let level: Int
    /// The line of the heading, counted from 1.
    public let line: Int
    /// What stands directly under the heading.
    public let blocks: [Block]
    /// The sections inside it.
    public let sections: [Section]

    /// Whether a proposal strikes it: nothing under the heading but `*Deleted.*`.
    public var isDeletion: Bool {
        blocks.count == 1 && blocks[0].isDeletionMark
    }
}
