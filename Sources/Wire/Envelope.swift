/// What every JSON answer stands in: which form it has, and whether it is a rehearsal.
public struct Envelope<Content: Codable & Sendable>: Codable, Sendable {
    /// The form's version; it grows only when old readers would misread.
    public let schemaVersion: Int
    /// Whether the answer comes from a drill, whose deadlines are not real.
    public let drill: Bool
    /// The answer.
    public let data: Content

    private enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case drill, data
    }

    /// An answer of today's form.
    public init(drill: Bool, data: Content) {
        schemaVersion = 1
        self.drill = drill
        self.data = data
    }
}

/// Why a request was not fulfilled, as `application/problem+json` (RFC 9457).
public struct Problem: Codable, Sendable, Hashable {
    /// What kind of problem it is, as a stable name.
    public let type: String
    /// The kind in words.
    public let title: String
    /// The HTTP status.
    public let status: Int
    /// What happened, why, and what to do.
    public let detail: String
    /// The single faults, where there are several.
    public let errors: [String]?
    /// Whether the answer comes from a drill.
    public let drill: Bool?

    /// A problem with its words.
    public init(
        type: String,
        title: String,
        status: Int,
        detail: String,
        errors: [String]? = nil,
        drill: Bool? = nil
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.errors = errors
        self.drill = drill
    }
}

/// The names of the headers that Bargain adds to HTTP's own.
public enum HeaderName {
    /// Which seat acts.
    public static let seat = "Bargain-Seat"
    /// What makes a repeated request the same act.
    public static let idempotencyKey = "Idempotency-Key"
    /// Present, and `true`, on every answer of a drill.
    public static let drill = "Bargain-Drill"
}
