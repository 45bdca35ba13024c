/// What a token lets a program do in its person's name.
public enum Scope: String, CaseIterable, Sendable, Codable {
    /// See what the person may see.
    case read
    /// Work on what only the person's own side sees.
    case draft
    /// Have things recorded that bind nobody: serve, counter, withdraw, vote held, seats.
    case exchange
    /// Bind the person's side: sign, join a stipulation, approve a seat.
    case accept
}
