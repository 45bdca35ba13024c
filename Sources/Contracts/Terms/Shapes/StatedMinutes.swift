/// A length of time with the words in which the contract states it.
public struct StatedMinutes: Hashable, Sendable {
    /// As the contract states it.
    public internal(set) var stated = ""
    /// How long.
    public internal(set) var minutes = Minutes(0)

    static func read(_ text: String) -> Result<StatedMinutes, Unreadable> {
        Minutes.read(text).map { StatedMinutes(stated: text, minutes: $0) }
    }
}
