/// A citation of another section, where that section's number changed or the citation did.
public struct ReferenceChange: Hashable, Sendable, Codable {
    /// Whether the citation went with what it cites.
    public enum Fate: String, Sendable, Codable, CaseIterable {
        /// The section got another number and the citation took it: it cites what it cited.
        case follows
        /// The section got another number or is gone, and the citation still has the old one: it may cite another.
        case stale
        /// The citation changed without a renumbering that explains it: it cites something else.
        case retargeted
    }

    /// Whether the citation went with what it cites.
    public let fate: Fate
    /// The citation in the old text, `Article 8`.
    public let old: String
    /// The citation in the new text.
    public let new: String
    /// The number that the cited section has now; nil where it is gone.
    public let expected: String?
    /// The label of the section in which the citation stands in the new text.
    public let section: String
    /// The line of its block in the new document, counted from 1.
    public let line: Int
}
