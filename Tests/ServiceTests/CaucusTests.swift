import CivilTime
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct CaucusTests {
    private let text = Array("# Pay\n\nThree percent.\n".utf8)

    private struct Room {
        let office: TestOffice
        let clerk: CaucusClerk
        let negotiation: Handle

        func asking(_ seat: String, key: String? = nil, fingerprint: UInt8 = 1) throws -> CaucusClerk.Asking {
            CaucusClerk.Asking(
                seat: try #require(Handle(seat)),
                token: "token of \(seat)",
                arrival: office.clock.now(),
                request: key.map { RequestKey(seat: seat, key: $0, fingerprint: [fingerprint]) }
            )
        }

        @discardableResult
        func act(_ command: Caucus.Command, by seat: String, key: String? = nil, content: [UInt8]? = nil)
            async throws -> String
        {
            let reply = try await clerk.act(
                command,
                at: negotiation,
                asking: try asking(seat, key: key),
                content: content
            ) { Reply(status: 201, body: Array("\($0.receipt.seq)".utf8)) }
            return String(decoding: reply.body, as: UTF8.self)
        }

        func serve(
            _ draft: String,
            by seat: String,
            key: String?,
            fingerprint: UInt8 = 1,
            isAgain: Bool = false
        ) async throws -> String {
            let reply = try await clerk.serve(
                try #require(DraftNumber(draft)),
                title: "Pay",
                name: "proposal.md",
                answers: nil,
                isListing: false,
                topics: [],
                items: [],
                package: nil,
                isAgain: isAgain,
                at: negotiation,
                asking: try asking(seat, key: key, fingerprint: fingerprint)
            ) { Reply(status: 201, body: Array($0.facts.map(\.sentence).joined().utf8)) }
            return String(decoding: reply.body, as: UTF8.self)
        }

        func facts(of seat: String) async throws -> [String] {
            try await clerk.standing(at: negotiation, asking: try asking(seat)).caucus.items.map(
                \.fact.sentence
            )
        }

        var proposals: [Proposal] {
            get async throws { try await office.clerk.standing(of: negotiation).negotiation.proposalsInOrder }
        }
    }

    private func withRoom(_ body: (Room) async throws -> Void) async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            for person in ["john-lee", "maria-soto", "ann-clerk"] {
                try await office.pool.script(
                    """
                    insert into identity.person (handle, name, created_at) values ('\(person)', 'x', now());
                    insert into identity.token (digest, id, person, kind, scopes, created_at, expires_at)
                    values (sha256('token of \(person)'), left(md5('\(person)'), 12), '\(person)',
                            'token', '{draft}', now() - interval '1 day', now() + interval '1 day')
                    """
                )
            }
            try await body(
                Room(
                    office: office,
                    clerk: CaucusClerk(clerk: office.clerk, stores: office.caucuses),
                    negotiation: negotiation
                )
            )
        }
    }

    private var draft: Caucus.Command {
        let document = DocumentReference(
            name: "fallback-position.md",
            sha256: hexadecimal(sha256(text)),
            bytes: text.count
        )
        return .draft(title: "Our last word", revising: nil, document: document)
    }

    @Test func `Each side keeps its own, and neither sees the other's`() async throws {
        try await withRoom { room in
            try await room.act(.note("They will settle at 3.", about: "B1", from: nil), by: "john-lee")
            try await room.act(.authority(on: "pay", limit: "4%", reason: "vote"), by: "maria-soto")
            #expect(try await room.facts(of: "john-lee") == ["A note on B1: They will settle at 3."])
            #expect(try await room.facts(of: "maria-soto") == ["Authority on pay: 4% (vote)."])
            for seat in ["ann-clerk", "otto-nym"] {
                await #expect(throws: ClerkError.self) { _ = try await room.facts(of: seat) }
            }
        }
    }

    @Test func `A request sent twice is one entry with one answer`() async throws {
        try await withRoom { room in
            let note = Caucus.Command.note("once", about: nil, from: nil)
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 { group.addTask { try await room.act(note, by: "john-lee", key: "k") } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers == ["1"])
            #expect(try await room.facts(of: "john-lee").count == 1)
        }
    }

    @Test func `A draft that is served is new at the table, and noted in its room`() async throws {
        try await withRoom { room in
            try await room.act(draft, by: "john-lee", content: text)
            let answer = try await room.serve("D1", by: "john-lee", key: "k")
            #expect(answer == "The board served B1: Pay.")
            #expect(try await room.serve("D1", by: "john-lee", key: "k") == answer)
            let proposals = try await room.proposals
            #expect(proposals.map(\.served.document.name) == ["proposal.md"])
            #expect(proposals.map(\.served.title) == ["Pay"])
            #expect(try await room.office.store.content(sha256: sha256(text)) == text)
            let facts = try await room.facts(of: "john-lee")
            #expect(facts == ["D1 was drafted: Our last word.", "D1 was served as B1."])
            // Nothing at the table is the caucus's own word.
            let leaks = try await room.office.pool.query(
                Query(
                    Statement(
                        "leaks",
                        """
                        select (select count(*) from entry where convert_from(body, 'UTF8') ~ 'fallback|last word|D1')
                             + (select count(*) from act where convert_from(reply, 'UTF8') ~ 'fallback|last word|D1')
                               as n
                        """
                    )
                )
            )
            #expect(try leaks[0].decode("n", as: Int.self) == 0)
            await #expect(throws: ClerkError.self) {
                _ = try await room.serve("D1", by: "john-lee", key: "k", fingerprint: 2)
            }
            await #expect(throws: ClerkError.self) {
                _ = try await room.serve("D7", by: "john-lee", key: "l")
            }
            await #expect(throws: ClerkError.self) {
                _ = try await room.serve("D1", by: "maria-soto", key: "m")
            }
        }
    }

    @Test func `A draft that is on the table already is served again only where that is said`() async throws {
        try await withRoom { room in
            try await room.act(draft, by: "john-lee", content: text)
            _ = try await room.serve("D1", by: "john-lee", key: "k")
            let refused = try await refusal { _ = try await room.serve("D1", by: "john-lee", key: "l") }
            #expect(refused.code == .conflict)
            #expect(refused.message.contains("This is the text of B1 (on the table)"))
            #expect(try await room.proposals.count == 1)
            #expect(
                try await room.serve("D1", by: "john-lee", key: "m", isAgain: true)
                    == "The board served B2: Pay."
            )
            let facts = try await room.facts(of: "john-lee")
            #expect(facts.suffix(2) == ["D1 was served as B1.", "D1 was served as B2."], "\(facts)")
        }
    }

    @Test func `A serving that stopped between the table and the room is finished by the same request`()
        async throws
    {
        try await withRoom { room in
            try await room.act(draft, by: "john-lee", content: text)
            try await room.office.pool.script("revoke insert on caucus_board.entry from bargain_board")
            await #expect(throws: (any Error).self) {
                _ = try await room.serve("D1", by: "john-lee", key: "k")
            }
            #expect(try await room.proposals.count == 1)
            #expect(try await room.facts(of: "john-lee").count == 1)
            try await room.office.pool.script("grant insert on caucus_board.entry to bargain_board")
            #expect(try await room.serve("D1", by: "john-lee", key: "k") == "The board served B1: Pay.")
            #expect(try await room.proposals.count == 1)
            let facts = try await room.facts(of: "john-lee")
            #expect(facts.last == "D1 was served as B1.", "\(facts)")
        }
    }

    @Test func `A token that only reads is told so`() async throws {
        try await withRoom { room in
            try await room.office.pool.script("update identity.token set scopes = '{read}'")
            do {
                try await room.act(.note("x", about: nil, from: nil), by: "john-lee")
                Issue.record("it wrote")
            } catch ClerkError.refused(let refusal) {
                #expect(refusal.code == .notPermitted)
                #expect(refusal.message.contains("draft"))
            }
        }
    }
}
