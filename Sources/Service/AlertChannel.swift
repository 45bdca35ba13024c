public import CivilTime
public import Table

/// An alert ready to go out to one person.
public struct AlertMessage: Hashable, Sendable {
    /// What names it: the same for every try, so that a duplicate can be told.
    public let key: String
    /// The negotiation that it is about.
    public let negotiation: Handle
    /// What later alerts about the same matter have in common.
    public let thread: String
    /// Whom it is for.
    public let to: Seat
    /// One line.
    public let subject: String
    /// The text.
    public let body: String
    /// When it goes out.
    public let at: Instant
    /// The same instant as the people concerned read it.
    public let atSpelled: String
}

/// A way for alerts to reach people.
public protocol AlertChannel: Sendable {
    /// The name under which deliveries wait for it: `file` or `mail`.
    var name: String { get }

    /// How many alerts it takes at once.
    var most: Int { get }

    /// Hands alerts over, at most `most`; returns only when all are safe there.
    func send(_ messages: [AlertMessage]) async throws(AlertFailure)
}

/// Why a channel did not take what it was handed.
public struct AlertFailure: Error, Hashable, Sendable {
    /// Whether it may do so later.
    public let isTemporary: Bool
    /// What it said.
    public let reason: String

    /// A failure with its reason.
    public init(isTemporary: Bool, reason: String) {
        self.isTemporary = isTemporary
        self.reason = reason
    }
}
