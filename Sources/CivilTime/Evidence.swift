/// How far a statement about the law was verified.
public enum Evidence: String, CaseIterable, Sendable, Codable {
    /// Only from memory; nobody opened a text.
    case memory
    /// Against a text that reports or quotes the law.
    case secondary
    /// Against the official text itself.
    case read

    /// As a reader is told: `from memory only; have counsel open the cited text`.
    public var sentence: String {
        switch self {
        case .memory: "from memory only; have counsel open the cited text before relying on it"
        case .secondary: "against a secondary source; have counsel open the cited text before relying on it"
        case .read: "against the official text"
        }
    }
}

extension Evidence: Comparable {
    /// Weaker evidence comes first.
    public static func < (left: Evidence, right: Evidence) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .memory: 0
        case .secondary: 1
        case .read: 2
        }
    }
}
