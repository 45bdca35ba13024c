/// An invitation to take a seat that is open: neither the seat nor a refusal has come of it yet.
public struct Invitation: Hashable, Sendable {
    /// The seat as it will be taken.
    public let seat: Seat
    /// Who invited; nil for the operator.
    public let invitedBy: Handle?
    /// The SHA-256 of the entry by which the person accepted, in hexadecimal; nil while that is to come.
    public internal(set) var acceptance: String?
    /// Whether the person has accepted.
    public var isAccepted: Bool { acceptance != nil }
    /// The sides that have approved.
    public internal(set) var approvals: Set<Side> = []

    init(_ fact: SeatInvited) {
        seat = fact.seat
        invitedBy = fact.invitedBy
    }
}

/// A person invited to take a seat.
public struct SeatInvited: Hashable, Sendable, Codable {
    /// The seat as it will be taken.
    public let seat: Seat
    /// Who invited; nil for the operator.
    public let invitedBy: Handle?

    /// An invitation with its author.
    public init(seat: Seat, invitedBy: Handle?) {
        self.seat = seat
        self.invitedBy = invitedBy
    }
}

/// An invitation that the person accepted.
public struct SeatAccepted: Hashable, Sendable, Codable {
    /// Whose seat it will be.
    public let handle: Handle
    /// The sides that had approved by then.
    public let approved: [Side]
    /// The sides whose approval was still to come; where both lists are empty, nobody sat who could have been asked.
    public let awaiting: [Side]

    /// An acceptance with the approvals as they stood.
    public init(handle: Handle, approved: [Side], awaiting: [Side]) {
        self.handle = handle
        self.approved = approved
        self.awaiting = awaiting
    }
}

/// A side's approval of an invited person.
public struct SeatApproved: Hashable, Sendable, Codable {
    /// Whose seat it will be.
    public let handle: Handle
    /// The side that approves.
    public let side: Side

    /// An approval by a side.
    public init(handle: Handle, side: Side) {
        self.handle = handle
        self.side = side
    }
}

/// An invitation refused, by the person or by a side whose approval it needs.
public struct SeatDeclined: Hashable, Sendable, Codable {
    /// Who was invited.
    public let handle: Handle
    /// The side that will not have the person; nil where the person declined.
    public let side: Side?
    /// Why.
    public let reason: String

    /// A refusal with its reason.
    public init(handle: Handle, side: Side?, reason: String) {
        self.handle = handle
        self.side = side
        self.reason = reason
    }
}

/// An invitation taken back.
public struct InvitationWithdrawn: Hashable, Sendable, Codable {
    /// Who was invited.
    public let handle: Handle
    /// Why it was taken back.
    public let reason: String

    /// A withdrawal with its reason.
    public init(handle: Handle, reason: String) {
        self.handle = handle
        self.reason = reason
    }
}
