import CivilTime
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

/// When an act counts as arrived: with its last byte, however long it takes to find out who asks.
@Suite(.database) struct ArrivalTests {
    private static let negotiation = "springfield-2026-1"
    private static let agreed = Array(
        #"{"act":"end","outcome":"agreed","on":"2026-04-17"}"#.utf8
    )

    /// A house at noon of a day long before the deadline of the first negotiation, which is the given midnight.
    private func withDeadline(
        _ body:
            @escaping @Sendable (House, DrivenClock, _ midnight: Instant, _ act: Letter) async throws -> Void
    ) async throws {
        let clock = DrivenClock(try #require(Instant("2026-03-18T12:00:00-04:00")))
        let midnight = try #require(Instant("2026-04-18T00:00:00-04:00"))
        try await House.open(.init(clock: clock.program)) { house in
            try await house.establishSpringfield()
            let first = try #require(Handle(Self.negotiation))
            try await house.office.act(
                .trigger(on: try #require(CivilDate("2026-03-18"))),
                in: first,
                by: "ann-clerk"
            )
            clock.now = midnight.adding(seconds: -2)
            let act = Letter(
                method: "POST",
                path: "/v1/negotiations/\(Self.negotiation)/acts",
                token: try await house.token(of: "ann-clerk"),
                headers: [("Idempotency-Key", "in-time")],
                body: Self.agreed
            )
            try await body(house, clock, midnight, act)
        }
    }

    private static func lapses(_ house: House, asOf instant: Instant) async throws -> Int {
        try await house.office.clerk.recordDueLapses(asOf: instant, through: house.office.clockStore).recorded
    }

    @Test func `An act whose admission is held up across the deadline is in time`() async throws {
        try await withDeadline { house, clock, midnight, act in
            let first = try #require(Handle(Self.negotiation))
            let answer = try await house.office.pool.transaction { connection in
                // Whoever asks for a token now waits.
                try await connection.script("lock table identity.token in access exclusive mode")
                let answer = Task { try await house.ask(act, overTCP: true) }
                while !house.office.clerk.arrivals.hasOne(at: first, before: midnight) { await Task.yield() }
                clock.now = midnight.adding(seconds: 60)
                #expect(try await Self.lapses(house, asOf: clock.now) == 0)
                return answer
            }
            #expect(try await answer.value.status == 201)
            let standing = try await house.office.clerk.standing(of: first)
            #expect(standing.negotiation.lastRecorded == midnight.adding(seconds: -2))
            #expect(!house.office.clerk.arrivals.hasOne(at: first, before: .init(microseconds: .max)))
        }
    }

    @Test(arguments: [1, 700_000]) func `An act whose last byte comes after the deadline is late`(
        padding: Int
    ) async throws {
        try await withDeadline { house, clock, midnight, act in
            var act = act
            act.path = "/v1/negotiations/\(Self.negotiation)/proposals"
            act.token = try await house.token(of: "maria-soto")
            act.body = Array("# Pay\n".utf8) + [UInt8](repeating: 0x20, count: padding) + Array("\n".utf8)
            let answer = try await act.sent {
                try house.connect(overTCP: true)
            } pausing: {
                // A later request is answered, so that the head of this one has been read.
                let other = try house.connect(overTCP: true)
                other.send(Letter(path: "/v1/status").bytes)
                _ = other.rest()
                clock.now = midnight.adding(seconds: 1)
            }
            #expect(answer.status == 201, "\(answer)")
            let entries = try await house.office.clerk.entries(
                of: try #require(Handle(Self.negotiation)),
                after: 2,
                limit: 9
            )
            #expect(entries.map(\.fields.kind) == ["deadline.lapsed", "proposal.served"])
        }
    }

    @Test func `A long act is wholly arrived before it is known who asks`() async throws {
        try await withDeadline { house, clock, midnight, act in
            let first = try #require(Handle(Self.negotiation))
            var act = act
            act.path = "/v1/negotiations/\(Self.negotiation)/proposals"
            act.token = try await house.token(of: "maria-soto")
            act.body = Array("# Pay\n".utf8) + [UInt8](repeating: 0x20, count: 1_000_000) + Array("\n".utf8)
            let letter = act
            let answer = try await house.office.pool.transaction { connection in
                try await connection.script("lock table identity.token in access exclusive mode")
                let answer = Task { try await house.ask(letter, overTCP: true) }
                while !house.office.clerk.arrivals.hasOne(at: first, before: midnight) { await Task.yield() }
                clock.now = midnight.adding(seconds: 60)
                return answer
            }
            #expect(try await answer.value.status == 201)
            let entries = try await house.office.clerk.entries(of: first, after: 2, limit: 9)
            #expect(entries.map(\.fields.kind) == ["proposal.served"])
        }
    }
}
