import Identity
import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct ResetTests {
    private static let fresh = "five other words of no kin"

    private func withUnion(_ body: (Front) async throws -> Void) async throws {
        try await withFront { front in
            try await front.seat("ann-clerk", .clerk, by: nil)
            try await front.seat("maria-soto", .union, by: "ann-clerk")
            try await front.seat("john-lee", .board, by: "ann-clerk")
            try await front.seat("rosa-diaz", .union, by: "maria-soto", approvedBy: ["maria-soto"])
            try await body(front)
        }
    }

    private func reset(_ name: String, by seat: String?, _ front: Front, key: String? = nil) async throws
        -> String
    {
        try await front.registrar().reset(
            #require(Handle(name)),
            because: "forgotten",
            in: front.zone,
            asking: front.asking(seat, key: key)
        ) { _ in Reply(status: 201, body: []) }.invitation.secret
    }

    private func signIn(_ password: String, _ front: Front) async throws -> IssuedToken {
        try await front.registrar().signIn(
            #require(Handle("maria-soto")),
            password: password,
            from: "here"
        )
    }

    @Test
    func `Whoever forgot the password is let in by the own side, and all else that was signed in has ended`()
        async throws
    {
        try await withUnion { front in
            let before = try await signIn(Front.password, front)
            let session = try await front.registrar().signIn(
                #require(Handle("maria-soto")),
                password: Front.password,
                kind: .session,
                from: "here"
            )
            let invitation = try await reset("maria-soto", by: "rosa-diaz", front)
            // Until it is accepted nothing has changed.
            #expect(try await front.registrar().principal(of: before.secret) != nil)
            #expect(try await denial { try await front.accept(invitation, password: "short") } == .invalid)
            #expect(try await denial { try await front.accept(invitation, password: nil) } == .invalid)
            let acceptance = try await front.accept(invitation, password: Self.fresh)
            #expect(acceptance.facts.map(\.kind) == ["seat.regained"])
            #expect(acceptance.awaiting.isEmpty)
            for old in [before, session] {
                #expect(try await front.registrar().principal(of: old.secret) == nil)
            }
            #expect(try await front.principal(#require(acceptance.token)).person.text == "maria-soto")
            #expect(try await denial { _ = try await signIn(Front.password, front) } == .signInFailed)
            _ = try await signIn(Self.fresh, front)
            #expect(try await front.kinds().suffix(2) == ["seat.reset", "seat.regained"])
        }
    }

    @Test func `A reset is used once, and repeated only with the same password`() async throws {
        try await withUnion { front in
            let invitation = try await reset("maria-soto", by: "rosa-diaz", front)
            let codes = try await withThrowingTaskGroup(of: RegistrarError.Code?.self) { group in
                for number in 1...4 {
                    group.addTask {
                        do {
                            try await front.accept(invitation, password: "\(Self.fresh) \(number)")
                            return nil
                        } catch let error as RegistrarError {
                            return error.code
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.count { $0 == nil } == 1, "\(codes)")
            #expect(try await front.kinds().filter { $0 == "seat.regained" }.count == 1)
            let other = try await denial { try await front.accept(invitation, password: Self.fresh) }
            #expect(other != .unknown)
        }
    }

    @Test func `A reset that was taken back, replaced, or is old is good for nothing`() async throws {
        try await withUnion { front in
            let first = try await reset("maria-soto", by: "rosa-diaz", front)
            let second = try await reset("maria-soto", by: "rosa-diaz", front)
            #expect(
                try await denial { try await front.accept(first, password: Self.fresh) } == .invitationInvalid
            )
            let late = front.registrar(after: 3 * 86_400 + 1)
            #expect(
                try await denial {
                    _ = try await late.accept(
                        second,
                        password: Self.fresh,
                        as: nil,
                        arrival: front.office.clock.now(),
                        from: "here"
                    )
                } == .invitationInvalid
            )
            _ = try await front.registrar().withdraw(
                #require(Handle("maria-soto")),
                in: front.zone,
                reason: "found it",
                asking: front.asking("maria-soto")
            ) { _ in Reply(status: 201, body: []) }
            #expect(
                try await denial { try await front.accept(second, password: Self.fresh) }
                    == .invitationInvalid
            )
            _ = try await signIn(Front.password, front)
        }
    }

    @Test func `Nobody is let in by the other side, the clerk, or by whoever has no say in another zone`()
        async throws
    {
        try await withUnion { front in
            for asker in ["john-lee", "ann-clerk", "maria-soto", nil] {
                let code = try await refusal {
                    _ = try await reset("maria-soto", by: asker, front)
                }.code
                #expect(code == .notPermitted, "\(asker ?? "the operator")")
            }
            let pending = try await reset("maria-soto", by: "rosa-diaz", front)
            try await front.office.record(
                .established(
                    ZoneEstablished(
                        zone: #require(Handle("lawrence")),
                        name: "Lawrence",
                        district: "Lawrence",
                        state: "MA",
                        calendar: "us-ma"
                    )
                ),
                in: "lawrence"
            )
            let invitation = try await front.registrar().invite(
                Seat(handle: #require(Handle("maria-soto")), person: "M", role: .clerk, email: nil),
                to: #require(Handle("lawrence")),
                asking: front.asking(nil)
            ) { _ in Reply(status: 201, body: []) }.invitation.secret
            try await front.accept(invitation)
            // What was given before the person came to sit there is no way in either.
            #expect(
                try await denial { try await front.accept(pending, password: Self.fresh) }
                    == .invitationInvalid
            )
            let refused = try await refusal { _ = try await reset("maria-soto", by: "rosa-diaz", front) }
            #expect(refused.message.contains("also sits in another zone"))
        }
    }
}
