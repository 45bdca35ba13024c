import CivilTime
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

/// What is mixed into the digests of the entries here.
let grain = [UInt8](repeating: 7, count: 16)
let springfield = Handle("springfield-2026-1") ?? { preconditionFailure("a handle") }()

/// A person's token as it would be shown, good for whatever the test says.
struct Pass {
    var person = "john-lee"
    var scopes = ["draft", "read"]
    var negotiations: [String]?
    var expires = "now() + interval '1 day'"
    var idle = "null::timestamptz"
    var isRevoked = false

    /// Writes the token down as the program for signing in does, and gives its text.
    func issue(_ office: TestOffice) async throws -> String {
        let text = "bgt_" + String(UInt64.random(in: .min ... .max), radix: 36)
        let list = negotiations.map { "array['" + $0.joined(separator: "','") + "']" } ?? "null"
        try await office.pool.script(
            """
            insert into identity.person (handle, name, created_at) values ('\(person)', '\(person)', now())
            on conflict (handle) do nothing;
            insert into identity.token
                (digest, id, person, kind, scopes, negotiations, created_at, expires_at, idle_until, revoked_at)
            select sha256(convert_to('\(text)', 'UTF8')), '\(text.dropFirst(4).prefix(8))', '\(person)',
                   case when \(idle) is null then 'token' else 'session' end,
                   array['\(scopes.joined(separator: "','"))'], \(list), now() - interval '2 days', \(expires), \(idle),
                   \(isRevoked ? "now()" : "null")
            """
        )
        return text
    }
}

/// An office with a negotiation at which the board, the union and a neutral sit, and each has said something in private.
func withCaucuses(_ body: (TestOffice, [CaucusParty: String]) async throws -> Void) async throws {
    try await TestOffice.open { office in
        let negotiation = try await office.openNegotiation()
        #expect(negotiation == springfield)
        try await office.seat("nora-bell", "Nora Bell", .neutral)
        var tokens: [CaucusParty: String] = [:]
        for (party, person) in [CaucusParty.board: "john-lee", .union: "maria-soto", .neutral: "nora-bell"] {
            let token = try await Pass(person: person).issue(office)
            tokens[party] = token
            try await office.say("canary of the \(party)", as: party, token: token)
        }
        try await body(office, tokens)
    }
}

extension TestOffice {
    /// Writes one entry into a private room.
    func say(_ text: String, as party: CaucusParty, token: String, key: String? = nil) async throws {
        let store = try #require(caucuses[party])
        var writer = RoomWriter(try await store.entries(of: springfield, token: token).room)
        _ = writer.add(
            kind: "caucus.note",
            body: Array(text.utf8),
            salt: grain,
            seat: "somebody",
            recordedAt: clock.now()
        )
        let request = key.map { RequestKey(seat: "somebody", key: $0, fingerprint: [1]) }
        try await store.append(
            writer,
            content: Array(text.utf8),
            answer: request.map { ($0, Reply(status: 201, body: []), clock.now()) },
            token: token
        )
    }

    /// What a token finds in a party's room.
    func heard(by party: CaucusParty, token: String) async throws -> [String] {
        let store = try #require(caucuses[party])
        return try await store.entries(of: springfield, token: token).entries.map {
            String(decoding: $0.fields.body, as: UTF8.self)
        }
    }

    /// The value of the only column of the only row, as its administrator sees it.
    func count(_ sql: String) async throws -> Int {
        let rows = try await pool.query(Query(Statement("count \(sql.hashValue)", sql)))
        return try #require(rows.first).decode("n", as: Int.self)
    }
}

/// The SQLSTATE by which a statement fails; nil when it is carried out.
func state(of sql: String, on pool: PostgresPool) async -> String? {
    do {
        try await pool.script(sql)
        return nil
    } catch {
        return error.sqlState ?? "\(error.code)"
    }
}
