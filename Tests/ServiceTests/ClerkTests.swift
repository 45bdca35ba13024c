import CivilTime
import Law
import Postgres
@testable import Service
import Store
import Table
import TestSupport
import Testing

func day(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
}

func instant(_ text: String) throws -> Instant {
    try #require(Instant(text))
}

/// The refusal that a body ends in.
func refusal(_ body: () async throws -> Void) async throws -> Refusal {
    do {
        try await body()
    } catch ClerkError.refused(let refusal) {
        return refusal
    }
    Issue.record("expected a refusal")
    return Refusal(.invalid, "")
}

@Suite(.database) struct ClerkTests {
    @Test func `The first walk from request to lapse`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            #expect(negotiation.text == "springfield-2026-1")
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            try await office.serve(
                "# Pay, again\n",
                answers: ProposalNumber(side: .union, count: 1),
                in: negotiation,
                by: "john-lee"
            )
            #expect(
                try await office.clerk.recordDueLapses(
                    asOf: instant("2026-04-17T23:59:59.999-04:00"),
                    through: office.clockStore
                )
                .recorded == 0
            )
            #expect(
                try await office.clerk.recordDueLapses(
                    asOf: instant("2026-04-18T00:00:00-04:00"),
                    through: office.clockStore
                ).recorded
                    == 1
            )
            #expect(
                try await office.clerk.recordDueLapses(
                    asOf: instant("2026-04-18T00:00:00-04:00"),
                    through: office.clockStore
                ).recorded
                    == 0
            )
            let entries = try await office.clerk.entries(of: negotiation, after: 0, limit: 100)
            #expect(
                entries.map(\.fields.kind) == [
                    "negotiation.opened", "procedure.triggered", "proposal.served", "proposal.served",
                    "deadline.lapsed",
                ]
            )
            let standing = try await office.clerk.standing(of: negotiation)
            #expect(standing.negotiation.proposals.count == 2)
            #expect(try await office.store.nextDeadline() == instant("2026-04-22T00:00:00-04:00"))
        }
    }

    @Test func `The same request twice is one act with one answer`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        try await office.serve("# P\n", in: negotiation, by: "maria-soto", key: "k")
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers == ["2"])
            #expect(try await office.clerk.standing(of: negotiation).negotiation.proposals.count == 1)
        }
    }

    @Test func `A repeated request whose act no longer stands gets its first answer`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# P\n", in: negotiation, by: "maria-soto")
            let withdraw = Negotiation.Command.withdraw(ProposalNumber(side: .union, count: 1), reason: "no")
            let first = try await office.act(withdraw, in: negotiation, by: "maria-soto", key: "w")
            let second = try await office.act(withdraw, in: negotiation, by: "maria-soto", key: "w")
            #expect(first == second)
            let refused = try await refusal {
                try await office.act(withdraw, in: negotiation, by: "maria-soto", key: "v")
            }
            #expect(refused.code == .conflict)
        }
    }

    @Test func `Two clerks on one database never lose an act to each other`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let other = try office.another()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    let mine = number.isMultiple(of: 2) ? office : other
                    group.addTask {
                        try await mine.serve(
                            "# P\(number)\n",
                            in: negotiation,
                            by: "maria-soto",
                            key: "k\(number)"
                        )
                    }
                }
                try await group.waitForAll()
            }
            let standing = try await office.clerk.standing(of: negotiation)
            #expect(standing.negotiation.proposals.count == 20)
            let room = try #require(try await office.store.room(.table(negotiation.text)))
            #expect(try await office.store.entries(of: room).count == 21)
            await other.close()
        }
    }

    @Test func `Whoever races, a withdrawn proposal is not signed`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let other = try office.another()
            for count in 1...20 {
                try await office.serve("# P\(count)\n", in: negotiation, by: "maria-soto")
                let number = ProposalNumber(side: .union, count: count)
                async let withdrawal: String? = try? office.act(
                    .withdraw(number, reason: "no"),
                    in: negotiation,
                    by: "maria-soto"
                )
                let seq = try await office.clerk.standing(of: negotiation).negotiation.seq
                let sha256 = hexadecimal(sha256(Array("# P\(count)\n".utf8)))
                async let signature: String? = try? other.act(
                    .sign(number, sha256: sha256, expectedSeq: seq),
                    in: negotiation,
                    by: "john-lee"
                )
                _ = await (withdrawal, signature)
            }
            var withdrawn: Set<ProposalNumber> = []
            for entry in try await office.clerk.entries(of: negotiation, after: 0, limit: 1_000) {
                switch try JSONText.value(NegotiationFact.self, from: entry.fields.body) {
                case .withdrawn(let fields): withdrawn.insert(fields.number)
                case .signed(let fields): #expect(!withdrawn.contains(fields.number))
                default: break
                }
            }
            #expect(withdrawn.count == 20)
            await other.close()
        }
    }

    @Test func `An act that arrives after the deadline finds the lapse recorded before it`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let agreed = Negotiation.Command.end(
                step: nil,
                outcome: "agreed",
                on: try day("2026-04-17"),
                note: nil
            )
            let refused = try await refusal {
                try await office.act(
                    agreed,
                    in: negotiation,
                    by: "ann-clerk",
                    at: "2026-04-18T00:00:00-04:00"
                )
            }
            #expect([.conflict, .invalid].contains(refused.code))
            let kinds = try await office.clerk.entries(of: negotiation, after: 0, limit: 9).map(\.fields.kind)
            #expect(kinds.last == "deadline.lapsed")
        }
    }

    @Test func `An act that arrives in the last microsecond counts`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let agreed = Negotiation.Command.end(
                step: nil,
                outcome: "agreed",
                on: try day("2026-04-17"),
                note: nil
            )
            try await office.act(
                agreed,
                in: negotiation,
                by: "ann-clerk",
                at: "2026-04-17T23:59:59.999999-04:00"
            )
            let docket = try #require(try await office.clerk.standing(of: negotiation).state.docket)
            #expect(docket.item("ratification")?.due == (try day("2026-05-04")))
        }
    }

    @Test func `An act that waits its turn is judged before the deadline that passes meanwhile`() async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let midnight = try instant("2026-04-18T00:00:00-04:00")
            let before = midnight.adding(microseconds: -1)
            try await office.clerk.arrivals.during(before, at: negotiation) {
                let report = try await office.clerk.recordDueLapses(
                    asOf: midnight,
                    through: office.clockStore
                )
                #expect(report.recorded == 0)
            }
            #expect(
                try await office.clerk.recordDueLapses(asOf: midnight, through: office.clockStore).recorded
                    == 1
            )
        }
    }

    @Test
    func `Of two acts the one that arrived before the deadline is in time, whichever is admitted first`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let (clerk, midnight) = (office.clerk, try instant("2026-04-18T00:00:00-04:00"))
            let agreed = Negotiation.Command.end(
                step: nil,
                outcome: "agreed",
                on: try day("2026-04-17"),
                note: nil
            )
            let admission = AsyncStream<Void>.makeStream()
            async let early: Void = clerk.arrivals.during(midnight.adding(microseconds: -1), at: negotiation)
            {
                for await _ in admission.stream {}
                try await office.act(
                    agreed,
                    in: negotiation,
                    by: "ann-clerk",
                    at: "2026-04-17T23:59:59.999999-04:00"
                )
            }
            while !clerk.arrivals.hasOne(at: negotiation, before: midnight) { await Task.yield() }
            async let late = office.serve(
                "# P\n",
                in: negotiation,
                by: "maria-soto",
                at: "2026-04-18T00:00:01-04:00"
            )
            try await office.record(
                .seatTaken(
                    Seat(handle: try #require(Handle("jane-moss")), person: "Jane", role: .board, email: nil)
                )
            )
            admission.continuation.finish()
            try await early
            _ = try await late
            let entries = try await clerk.entries(of: negotiation, after: 2, limit: 9)
            #expect(!entries.map(\.fields.kind).contains("deadline.lapsed"), "\(entries.map(\.fields.kind))")
            let docket = try #require(try await clerk.standing(of: negotiation).state.docket)
            #expect(docket.item("ratification")?.due == (try day("2026-05-04")))
        }
    }

    @Test func `While the clocks are in doubt nothing lapses, and acts are taken in`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let reading = ClockGate.Reading(
                wall: office.clock.now(),
                database: Instant(microseconds: 0),
                sinceBoot: 0
            )
            #expect(office.soundness.take(reading))
            let proposal = Negotiation.Command.trigger(on: try day("2026-03-18"))
            _ = try? await office.act(
                proposal,
                in: negotiation,
                by: "ann-clerk",
                at: "2026-05-01T00:00:00-04:00"
            )
            try await office.serve("# P\n", in: negotiation, by: "maria-soto")
            let kinds = try await office.clerk.entries(of: negotiation, after: 0, limit: 9).map(\.fields.kind)
            #expect(!kinds.contains("deadline.lapsed"))
        }
    }

    @Test func `Rebuilding from the entries makes the same rows`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            try await office.serve("# P\n", in: negotiation, by: "maria-soto")
            let extend = Stipulated.extend(step: "bargaining", to: try day("2026-04-24"))
            try await office.act(.offer(extend, reason: "vacation"), in: negotiation, by: "maria-soto")
            try await office.act(.join(number: "S1", expectedSeq: 4), in: negotiation, by: "john-lee")
            try await packages(office, in: negotiation)
            try await partlyAgreed(office, in: negotiation)
            _ = try await office.clerk.recordDueLapses(
                asOf: instant("2026-04-25T00:00:00-04:00"),
                through: office.clockStore
            )
            let before = try await Self.rows(office)
            #expect(try await office.clerk.rebuild() == 2)
            let after = try await Self.rows(office)
            #expect(before == after)
            #expect(before.contains { $0.contains("bargaining") && $0.contains("moved") })
            #expect(before.contains { $0.contains("lapsed/U2/2/") && $0.hasSuffix(",f)") })
            #expect(before.contains { $0.contains("lapsed/U2/1/") && $0.hasSuffix(",t)") })
            #expect(before.contains { $0.contains("lapsed/U3/1/") && $0.hasSuffix(",t)") })
            #expect(before.count > 30)
        }
    }

    /// U2, a package that lies on the table again when the counter to it is withdrawn; U3, one that is rejected.
    private func packages(_ office: TestOffice, in negotiation: Handle) async throws {
        for _ in 2...3 {
            try await office.servePackage(until: day("2026-05-01"), in: negotiation, by: "maria-soto")
        }
        let (u2, u3) = (ProposalNumber(side: .union, count: 2), ProposalNumber(side: .union, count: 3))
        try await office.serve("# B\n", answers: u2, in: negotiation, by: "john-lee")
        let b1 = ProposalNumber(side: .board, count: 1)
        try await office.act(.withdraw(b1, reason: "a slip"), in: negotiation, by: "john-lee")
        try await office.act(.reject(u3, reason: "too dear"), in: negotiation, by: "john-lee")
    }

    /// U4, of which one section is agreed and the other withdrawn.
    private func partlyAgreed(_ office: TestOffice, in negotiation: Handle) async throws {
        let bytes = Array("# Both\n".utf8)
        let text = DocumentReference(name: "b.md", sha256: hexadecimal(sha256(bytes)), bytes: bytes.count)
        let items = ["8.2", "9.1"].map { ProposedItem(section: $0, terms: []) }
        try await office.act(
            .serve(title: "Both", answers: nil, document: text, items: items),
            in: negotiation,
            by: "maria-soto",
            content: bytes
        )
        let u4 = ProposalNumber(side: .union, count: 4)
        for seat in ["john-lee", "maria-soto"] {
            let seq = try await office.clerk.standing(of: negotiation).negotiation.seq
            try await office.act(
                .sign(u4, items: ["9.1"], sha256: text.sha256, expectedSeq: seq),
                in: negotiation,
                by: seat
            )
        }
        try await office.act(.withdraw(u4, reason: "later"), in: negotiation, by: "maria-soto")
        let proposal = try await office.clerk.standing(of: negotiation).negotiation.proposals[u4]
        #expect(proposal?.status == .withdrawn && proposal?.agreedItems == [2])
    }

    private static func rows(_ office: TestOffice) async throws -> [String] {
        var rows: [String] = []
        for table in ["zone", "school", "unit", "seat", "negotiation", "proposal", "deadline", "alert"] {
            let statement = Statement(
                "rows \(table)",
                "select (\(table).*)::text as line from \(table) order by 1"
            )
            for row in try await office.pool.query(Query(statement)) {
                rows.append("\(table) \(try row.decode("line", as: String.self))")
            }
        }
        return rows
    }
}

@Suite(.database) struct IsolationTests {
    @Test func `A negotiation whose record is damaged does not hold up the others' deadlines`() async throws {
        try await TestOffice.open { office in
            let damaged = try await office.openNegotiation()
            let sound = try await office.openAnother()
            for negotiation in [damaged, sound] {
                try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            }
            try await office.pool.script(
                "alter table entry disable trigger user; alter table entry drop constraint entry_body_is_as_digested; "
                    + "update entry set body = body || ' '::bytea where seq = 2 "
                    + "and room_id = (select id from room where handle = '\(damaged)')"
            )
            let other = try office.another()
            let report = try await other.clerk.recordDueLapses(
                asOf: instant("2026-04-18T00:00:00-04:00"),
                through: other.clockStore
            )
            #expect(report.recorded == 1)
            #expect(report.failures.keys.sorted() == [damaged.text])
            #expect(report.failures[damaged.text]?.contains("entry 2") == true)
            await other.close()
        }
    }
}
