public import CivilTime
public import Table

/// An open invitation as a list shows it, without its token.
public struct InvitationView: Codable, Sendable {
    /// The seat as it will be taken.
    public let seat: Seat
    /// Who invited; absent for the operator.
    public let invitedBy: Handle?
    /// Whether the person has accepted.
    public let isAccepted: Bool
    /// The SHA-256 of the entry by which the person accepted, which an approval names; absent while that is to come.
    public let sha256: String?
    /// The number of the hallway's last entry, which an approval names as well.
    public let seq: Int
    /// The sides that have approved.
    public let approved: [Side]
    /// The sides whose approval is awaited.
    public let awaiting: [Side]

    private enum CodingKeys: String, CodingKey {
        case seat, sha256, seq, approved, awaiting
        case invitedBy = "invited_by"
        case isAccepted = "accepted"
    }

    /// An open invitation of a zone.
    public init(_ invitation: Invitation, in zone: Zone) {
        seat = invitation.seat
        invitedBy = invitation.invitedBy
        isAccepted = invitation.isAccepted
        sha256 = invitation.acceptance
        seq = zone.seq
        approved = Side.allCases.filter(invitation.approvals.contains)
        awaiting = zone.awaited(by: invitation)
    }

    /// A zone's open invitations, by handle.
    public static func all(of zone: Zone) -> [InvitationView] {
        zone.invitations.values.sorted { $0.seat.handle.text < $1.seat.handle.text }
            .map { InvitationView($0, in: zone) }
    }
}

/// What inviting came to, with the token to hand on, which is shown this once.
public struct InvitationReply: Codable, Sendable {
    /// What was recorded.
    public let act: ActReply
    /// The invitation's token.
    public let invitation: String
    /// Until when it can be accepted.
    public let expiresAt: Instant

    private enum CodingKeys: String, CodingKey {
        case act, invitation
        case expiresAt = "expires_at"
    }

    /// What inviting came to.
    public init(act: ActReply, invitation: String, expiresAt: Instant) {
        self.act = act
        self.invitation = invitation
        self.expiresAt = expiresAt
    }
}

/// What accepting an invitation came to.
public struct AcceptanceReply: Codable, Sendable {
    /// The zone.
    public let zone: Handle
    /// The person, and the seat's handle.
    public let person: Handle
    /// What was recorded.
    public let act: ActReply
    /// The sides whose approval is awaited before the seat is taken.
    public let awaiting: [Side]
    /// A token for the person; absent for somebody who was signed in already.
    public let token: NewTokenView?

    /// What accepting came to.
    public init(zone: Handle, person: Handle, act: ActReply, awaiting: [Side], token: NewTokenView?) {
        self.zone = zone
        self.person = person
        self.act = act
        self.awaiting = awaiting
        self.token = token
    }
}

/// What a seat's approval rests on: the acceptance as it was read.
public struct ApprovalRequest: Codable, Sendable {
    /// The SHA-256 of the entry by which the person accepted.
    public let sha256: String
    /// The number of the hallway's last entry, as it was seen.
    public let expectedSeq: Int

    private enum CodingKeys: String, CodingKey {
        case sha256
        case expectedSeq = "expected_seq"
    }

    /// An approval of an acceptance.
    public init(sha256: String, expectedSeq: Int) {
        self.sha256 = sha256
        self.expectedSeq = expectedSeq
    }
}

/// Why an invitation ends.
public struct ReasonRequest: Codable, Sendable {
    /// The reason.
    public let reason: String

    /// A reason.
    public init(reason: String) {
        self.reason = reason
    }
}
