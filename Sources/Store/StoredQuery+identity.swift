import CivilTime
import Postgres

extension StoredQuery {
    static let findPrincipals = StoredQuery(
        "identity/principals",
        takes: [[[UInt8]].self],
        gives: [
            "digest": [UInt8].self, "id": String.self, "person": String.self, "kind": String.self,
            "scopes": [String].self,
            "negotiations": [String].self, "confirmed_at": Instant.self, "expires_at": Instant.self,
            "idle_until": Instant.self, "last_used_at": Instant.self, "is_revoked": Bool.self,
        ]
    )
    static let touchToken = StoredQuery(
        "identity/touch",
        takes: [[UInt8].self, Instant.self, Instant.self, Instant.self]
    )
    static let findPerson = StoredQuery(
        "identity/person",
        takes: [String.self],
        gives: [
            "handle": String.self, "name": String.self, "email": String.self, "password": String.self,
        ]
    )
    static let setPassword = StoredQuery("identity/password_set", takes: [String.self, String.self])
    static let lockPerson = StoredQuery(
        "identity/person_lock",
        takes: [String.self],
        gives: ["handle": String.self]
    )
    static let insertToken = StoredQuery(
        "identity/token_insert",
        takes: [
            [UInt8].self, String.self, String.self, String.self, String.self, [String].self, [String].self,
            Instant.self, Instant.self, Instant.self, Instant.self,
        ]
    )
    static let trimSessions = StoredQuery(
        "identity/session_trim",
        takes: [String.self, Instant.self, Int.self]
    )
    static let forgetTokens = StoredQuery("identity/token_forget", takes: [String.self, Instant.self])
    static let listTokens = StoredQuery(
        "identity/token_list",
        takes: [String.self, Instant.self],
        gives: [
            "id": String.self, "kind": String.self, "label": String.self, "scopes": [String].self,
            "negotiations": [String].self, "created_at": Instant.self, "expires_at": Instant.self,
            "idle_until": Instant.self, "confirmed_at": Instant.self, "last_used_at": Instant.self,
        ]
    )
    static let revokeToken = StoredQuery(
        "identity/token_revoke",
        takes: [String.self, String.self, Instant.self],
        gives: ["id": String.self]
    )
    static let revokeAllTokens = StoredQuery(
        "identity/token_revoke_all",
        takes: [String.self, [UInt8].self, Instant.self]
    )
    static let confirmToken = StoredQuery("identity/token_confirm", takes: [[UInt8].self, Instant.self])
    static let endInvitations = StoredQuery(
        "identity/invitation_replace",
        takes: [String.self, String.self]
    )
    static let insertInvitation = StoredQuery(
        "identity/invitation_insert",
        takes: [[UInt8].self, String.self, String.self, Instant.self, Instant.self, Bool.self]
    )
    static let findInvitation = StoredQuery(
        "identity/invitation_find",
        takes: [[UInt8].self, Instant.self],
        gives: [
            "zone": String.self, "handle": String.self, "used_at": Instant.self, "is_reset": Bool.self,
        ]
    )
    static let useInvitation = StoredQuery(
        "identity/invitation_use",
        takes: [[UInt8].self, Instant.self, String.self, String.self, String.self],
        gives: ["used": Bool.self, "made": Bool.self]
    )
    static let useReset = StoredQuery(
        "identity/invitation_reset",
        takes: [[UInt8].self, Instant.self, String.self],
        gives: ["used": Bool.self]
    )
    static let spendInvitation = StoredQuery(
        "identity/invitation_spend",
        takes: [[UInt8].self, Instant.self]
    )

    /// What the identity's own login runs.
    static let identity: [StoredQuery] = [
        findPrincipals, touchToken, findPerson, setPassword, lockPerson,
        insertToken,
        trimSessions, forgetTokens, listTokens, revokeToken, revokeAllTokens, confirmToken, endInvitations,
        insertInvitation, findInvitation, useInvitation, useReset, spendInvitation,
    ]
}
