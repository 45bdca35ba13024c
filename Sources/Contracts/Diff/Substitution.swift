/// One replacement that was made in several places, told once: `Association` became `Union`, 38 times.
public struct Substitution: Hashable, Sendable, Codable {
    /// Where one of the replacements stands.
    public struct Place: Hashable, Sendable, Codable {
        /// The label of the section in the new text.
        public let section: String
        /// The line of the block in the new document, counted from 1.
        public let line: Int
    }

    /// The words that were replaced.
    public let old: String
    /// The words that stand in their place.
    public let new: String
    /// Where, in the order of the new text; a place stands as often as it holds the replacement.
    public let places: [Place]

    /// How often the replacement was made.
    public var count: Int { places.count }
}
