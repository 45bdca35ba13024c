public import Table

/// Why the clerk did not take an act in.
public enum ClerkError: Error, Sendable, CustomStringConvertible {
    /// The act does not stand, with the reason.
    case refused(Refusal)
    /// The request's key was used for another request.
    case keyReused
    /// The act was to stand behind one entry, and the record has gone on to another.
    case movedOn(expected: Int, found: Int)
    /// Too many others write to the same room.
    case crowded

    /// A sentence that the person can act on.
    public var description: String {
        switch self {
        case .refused(let refusal): refusal.message
        case .keyReused:
            "This idempotency key was used for another request; use a new key for a new request."
        case .movedOn(let expected, let found):
            "The record has gone on since you looked: its last entry is \(found), not \(expected). Look again."
        case .crowded:
            "Others are writing to the same record at this moment; nothing was recorded. Try again."
        }
    }
}
