import CivilTime
import Identity
import Postgres
import Service
import Store
import Table
import TestSupport

extension House {
    /// What a token is good for.
    struct Grant: Sendable {
        var scopes = Scope.allCases
        var negotiations: [String]?
        var isRevoked = false
        var isExpired = false
        var isConfirmed = true
    }

    /// The people of the zone `springfield`, each a handle and a capacity.
    static let people: [(handle: String, role: SeatRole)] = [
        ("john-lee", .board), ("maria-soto", .union), ("nora-neutral", .neutral), ("ann-clerk", .clerk),
        ("olga-sees", .observer),
    ]

    /// Establishes `springfield` with its people and two negotiations.
    func establishSpringfield() async throws {
        try await office.establishZone(
            seats: Self.people.map { ($0.handle, $0.handle, $0.role) }
        )
        for _ in 0..<2 { try await office.openAnother() }
        for person in Self.people { try await admit(person.handle) }
    }

    /// Establishes another zone with a board, a union, a clerk and a negotiation.
    func establishLowell() async throws {
        try await office.establishZone(
            "lowell",
            district: "Lowell",
            seats: [
                ("luis-board", "Luis", .board), ("luna-union", "Luna", .union),
                ("lena-clerk", "Lena", .clerk),
            ]
        )
        try await office.openAnother(in: "lowell", by: "lena-clerk")
    }

    /// Makes a person known, with the password of all.
    func admit(_ person: String) async throws {
        let hash = try await Passwords(cost: .trifling).hash(Self.password).text
        try await office.pool.script(
            """
            insert into identity.person (handle, name, password, created_at)
            values ('\(person)', '\(person)', '\(hash)', now()) on conflict do nothing
            """
        )
    }

    /// A token of a person, as it is shown to its holder.
    func token(of person: String, _ grant: Grant = Grant()) async throws -> String {
        let token = OpaqueToken(.personal)
        let digest = token.digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        let limits = grant.negotiations.map { "'{\($0.joined(separator: ","))}'" } ?? "null"
        let now = "to_timestamp(\(office.clock.now().microseconds) / 1000000.0)"
        try await office.pool.script(
            """
            insert into identity.token
                (digest, id, person, kind, scopes, negotiations, created_at, expires_at, confirmed_at, revoked_at)
            values ('\\x\(digest)', left(md5('\(digest)'), 12), '\(person)', 'token',
                    '{\(grant.scopes.map(\.rawValue).joined(separator: ","))}', \(limits),
                    \(now) - interval '2 days', \(now) + interval '\(grant.isExpired ? -1 : 30) days',
                    \(grant.isConfirmed ? now : "null"), \(grant.isRevoked ? now : "null"))
            """
        )
        return token.secret
    }
}

extension House {
    /// The negotiations of `springfield`, and that of `lowell`; each is named for the year of its opening.
    static let first = "springfield-\(year)-1"
    static let second = "springfield-\(year)-2"
    static let lowells = "lowell-\(year)-1"

    private static let year = String("\(ProgramClock.real.now())".prefix(4))
}
