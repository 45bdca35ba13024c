import CivilTime
import Identity
import Postgres
import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct SigningInTests {
    private let ann = Handle("ann-clerk")

    private func withAnn(_ body: (Front, Handle) async throws -> Void) async throws {
        try await withFront { front in
            try await front.seat("ann-clerk", .clerk, by: nil)
            try await body(front, #require(ann))
        }
    }

    @Test func `A wrong password and an unknown name are told alike, and are held up alike`() async throws {
        try await withAnn { front, ann in
            let nobody = try #require(Handle("no-such-person"))
            let registrar = front.registrar()
            var told: [Handle: [String]] = [:]
            for handle in [ann, nobody] {
                for _ in 0..<6 {
                    do {
                        _ = try await registrar.signIn(handle, password: "a guess at the words", from: "here")
                    } catch let error as RegistrarError {
                        switch error.code {
                        case .signInFailed: told[handle, default: []].append(error.message)
                        case .throttled(let until):
                            #expect(until > ProgramClock.real.now())
                            told[handle, default: []].append("throttled")
                        default: Issue.record("\(error)")
                        }
                    }
                }
            }
            #expect(told[ann] == told[nobody])
            #expect(told[ann]?.suffix(2) == ["throttled", "throttled"])
            #expect(Set(told[ann]?.prefix(4) ?? []).count == 1)
            // The right password is not looked at either, until the pause is over; then it is, and clears the slate.
            #expect(
                try await denial {
                    _ = try await registrar.signIn(ann, password: Front.password, from: "here")
                }
                    != .signInFailed
            )
            let later = front.registrar(after: 3)
            _ = try await later.signIn(ann, password: Front.password, from: "here")
            // Three more are free.
            for _ in 0..<4 {
                #expect(
                    try await denial {
                        _ = try await later.signIn(ann, password: "a guess at the words", from: "here")
                    } == .signInFailed
                )
            }
        }
    }

    @Test func `A stranger's wrong passwords do not keep a person out`() async throws {
        try await withAnn { front, ann in
            let registrar = front.registrar()
            _ = try await registrar.signIn(ann, password: Front.password, from: "home")
            for _ in 0..<300 {
                _ = try await denial {
                    _ = try await registrar.signIn(ann, password: "a guess at the words", from: "elsewhere")
                }
            }
            _ = try await registrar.signIn(ann, password: Front.password, from: "a new place")
            // However many origins the strangers come from, their guesses have a measure…
            var failed = 0
            for number in 0..<200 {
                let code = try await denial {
                    _ = try await registrar.signIn(ann, password: "a guess at it", from: "net \(number)")
                }
                if code == .signInFailed { failed += 1 }
            }
            #expect((90...100).contains(failed))
            guard
                case .throttled = try await denial({
                    _ = try await registrar.signIn(ann, password: Front.password, from: "one more place")
                })
            else { return }
            // …to which a place is not held that she signed in from before.
            _ = try await registrar.signIn(ann, password: Front.password, from: "home")
            #expect(registrar.isKnown(ann, at: "home") && !registrar.isKnown(ann, at: "net 1"))
            _ = try await front.registrar(after: 100).signIn(
                ann,
                password: Front.password,
                from: "one more place"
            )
        }
    }

    @Test func `Pauses double, up to a quarter of an hour`() async throws {
        try await withAnn { front, ann in
            var after: Int64 = 0
            var pauses: [Int64] = []
            for _ in 0..<16 {
                let registrar = front.registrar(after: after)
                _ = try await denial {
                    _ = try await registrar.signIn(ann, password: "a guess at the words", from: "here")
                }
                let code = try await denial {
                    _ = try await registrar.signIn(ann, password: "a guess at the words", from: "here")
                }
                guard case .throttled(let until) = code else { continue }
                let now = ProgramClock(shift: after * 1_000_000).now()
                pauses.append(Int64((Double(now.microseconds(until: until)) / 1_000_000).rounded(.up)))
                after += 1_000
            }
            #expect(pauses.prefix(5) == [2, 4, 8, 16, 32] && pauses.max() == 900, "\(pauses)")
        }
    }

    @Test func `Many guesses at once are no more than the same guesses one after the other`() async throws {
        try await withAnn { front, ann in
            let other = try Front(front.office.another())
            let failed = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        let registrar = (number.isMultiple(of: 2) ? front : other).registrar()
                        do {
                            _ = try await registrar.signIn(
                                ann,
                                password: "a guess at the words",
                                from: "here"
                            )
                            return true
                        } catch {
                            return (error as? RegistrarError)?.code == .signInFailed
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            // Each of two daemons counts for itself.
            #expect((1...8).contains(failed))
            await other.office.pool.close()
        }
    }

    @Test func `A revoked token is dead at once, in every daemon`() async throws {
        try await withAnn { front, ann in
            let other = try Front(front.office.another())
            let token = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            let there = try await other.principal(token)
            #expect(there.person == ann && there.scopes == Set(Scope.allCases))
            try await front.registrar().signOut(front.principal(token))
            #expect(try await other.registrar().principal(of: token.secret) == nil)
            #expect(try await front.registrar().principal(of: token.secret) == nil)
            await other.office.pool.close()
        }
    }

    @Test(arguments: ["", "bgt_", "maria-soto", "' or 1=1 --"])
    func `What is no token is nobody's`(text: String) async throws {
        try await withAnn { front, _ in
            let found = try await front.registrar().principal(of: text)
            let unknown = try await front.registrar().principal(of: OpaqueToken(.personal).secret)
            #expect(found == nil && unknown == nil)
        }
    }

    @Test func `A token lasts thirty days, a session half an hour without use and twelve hours in any case`()
        async throws
    {
        try await withAnn { front, ann in
            let token = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            #expect(try await front.registrar(after: 30 * 86_400 - 5).principal(of: token.secret) != nil)
            #expect(try await front.registrar(after: 30 * 86_400 + 5).principal(of: token.secret) == nil)
            let idle = try await front.registrar().signIn(
                ann,
                password: Front.password,
                kind: .session,
                from: "here"
            )
            #expect(idle.secret.hasPrefix("bgs_"))
            #expect(try await front.registrar(after: 1_805).principal(of: idle.secret) == nil)
            let used = try await front.registrar().signIn(
                ann,
                password: Front.password,
                kind: .session,
                from: "here"
            )
            var alive: Int64 = 0
            for seconds in stride(from: Int64(0), to: 13 * 3_600, by: 1_700) {
                guard try await front.registrar(after: seconds).principal(of: used.secret) != nil else {
                    break
                }
                alive = seconds
            }
            #expect((12 * 3_600 - 1_700..<12 * 3_600).contains(alive), "\(alive)")
        }
    }

    @Test func `A person has five sessions, and the oldest makes room`() async throws {
        try await withAnn { front, ann in
            var sessions: [IssuedToken] = []
            for second in 0..<7 {
                sessions.append(
                    try await front.registrar(after: Int64(second)).signIn(
                        ann,
                        password: Front.password,
                        kind: .session,
                        from: "here"
                    )
                )
            }
            let token = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            var alive: [Bool] = []
            for session in sessions {
                alive.append(try await front.registrar(after: 8).principal(of: session.secret) != nil)
            }
            #expect(alive == [false, false, true, true, true, true, true])
            #expect(try await front.registrar().principal(of: token.secret) != nil)
        }
    }

    @Test func `The use of a token is noted once an hour`() async throws {
        try await withAnn { front, ann in
            let token = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            func used(after seconds: Int64) async throws -> Instant? {
                let registrar = front.registrar(after: seconds)
                let principal = try #require(try await registrar.principal(of: token.secret))
                return try await registrar.tokens(of: principal).first { $0.id == principal.tokenID }?
                    .lastUsedAt
            }
            let first = try #require(try await used(after: 0))
            #expect(try await used(after: 3_000) == first)
            let next = try #require(try await used(after: 3_700))
            #expect((3_600...3_900).contains(first.microseconds(until: next) / 1_000_000))
        }
    }

    @Test func `An act that binds needs the password within five minutes`() async throws {
        try await withAnn { front, ann in
            let token = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            try await front.registrar().requireConfirmation(of: front.principal(token))
            let late = front.registrar(after: 301)
            let stale = try await front.principal(token, after: 301)
            #expect(try await denial { try late.requireConfirmation(of: stale) } == .confirmationNeeded)
            #expect(
                try await denial { _ = try await late.confirm(stale, password: "a guess at the words") }
                    == .signInFailed
            )
            let until = try await late.confirm(stale, password: Front.password)
            try late.requireConfirmation(of: try await front.principal(token, after: 301))
            #expect(until > stale.expiresAt.adding(seconds: -30 * 86_400 + 600))
        }
    }

    @Test func `Guesses at a stolen token's password end the token, and do not keep its owner out`()
        async throws
    {
        try await withAnn { front, ann in
            let stolen = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            let registrar = front.registrar()
            let thief = try await front.principal(stolen)
            for _ in 0..<5 {
                _ = try await denial {
                    _ = try await registrar.confirm(thief, password: "a guess at the words")
                }
            }
            #expect(try await registrar.principal(of: stolen.secret) == nil)
            _ = try await registrar.signIn(ann, password: Front.password, from: "here")
        }
    }

    @Test func `A token made by a token allows no more than that, and not for ever`() async throws {
        try await withAnn { front, ann in
            let token = try await front.registrar().signIn(ann, password: Front.password, from: "here")
            let registrar = front.registrar()
            let negotiation = try #require(Handle("springfield-2026-1"))
            let own = try await front.principal(token)
            let narrow = try await registrar.makeToken(
                for: own,
                label: "laptop",
                scopes: [.read, .draft],
                negotiations: [negotiation],
                days: 90
            )
            let principal = try await front.principal(narrow)
            #expect(principal.scopes == [.read, .draft] && principal.negotiations == [negotiation])
            #expect(!principal.covers(try #require(Handle("springfield-2026-2"))))
            // Made without the password, it is not good for making others.
            #expect(
                try await denial {
                    _ = try await registrar.makeToken(for: principal, label: nil, scopes: [.read])
                }
                    == .confirmationNeeded
            )
            _ = try await registrar.confirm(principal, password: Front.password)
            let confirmed = try await front.principal(narrow)
            for (scopes, negotiations) in [
                (Set([Scope.read, .accept]), Set([negotiation])),
                ([.read], [try #require(Handle("another-2026-1"))]),
            ] {
                #expect(
                    try await denial {
                        _ = try await registrar.makeToken(
                            for: confirmed,
                            label: nil,
                            scopes: scopes,
                            negotiations: negotiations
                        )
                    } == .notPermitted
                )
            }
            let inherited = try await registrar.makeToken(for: confirmed, label: nil, scopes: [.read])
            #expect(try await front.principal(inherited).negotiations == [negotiation])
            for days in [0, 91] {
                #expect(
                    try await denial {
                        _ = try await registrar.makeToken(for: own, label: nil, scopes: [.read], days: days)
                    } == .invalid
                )
            }
            #expect(
                try await denial {
                    _ = try await registrar.makeToken(for: own, label: "a\nb", scopes: [.read])
                } == .invalid
            )
            #expect(
                try await denial { _ = try await registrar.makeToken(for: own, label: nil, scopes: []) }
                    == .invalid
            )
            try await registrar.revokeToken(narrow.record.id, of: own)
            #expect(try await registrar.principal(of: narrow.secret) == nil)
            #expect(
                try await denial { try await registrar.revokeToken(narrow.record.id, of: own) } == .unknown
            )
            #expect(try await !registrar.tokens(of: own).contains { $0.id == narrow.record.id })
        }
    }

    @Test func `Nobody ends another person's token`() async throws {
        try await withAnn { front, ann in
            let maria = try await front.seat("maria-soto", .union, by: "ann-clerk")
            let own = try await front.principal(
                front.registrar().signIn(ann, password: Front.password, from: "here")
            )
            #expect(
                try await denial { try await front.registrar().revokeToken(maria.record.id, of: own) }
                    == .unknown
            )
            #expect(try await front.registrar().principal(of: maria.secret) != nil)
        }
    }

    @Test func `Another password ends the other tokens`() async throws {
        try await withAnn { front, ann in
            let registrar = front.registrar()
            let kept = try await registrar.signIn(ann, password: Front.password, from: "here")
            let other = try await registrar.signIn(ann, password: Front.password, from: "here")
            let principal = try await front.principal(kept)
            let new = "five other words of no kin"
            #expect(
                try await denial {
                    try await registrar.changePassword(of: principal, from: new, to: new, at: "here")
                }
                    == .signInFailed
            )
            #expect(
                try await denial {
                    try await registrar.changePassword(
                        of: principal,
                        from: Front.password,
                        to: "short",
                        at: "here"
                    )
                }
                    == .invalid
            )
            try await registrar.changePassword(of: principal, from: Front.password, to: new, at: "here")
            #expect(try await registrar.principal(of: kept.secret) != nil)
            #expect(try await registrar.principal(of: other.secret) == nil)
            #expect(
                try await denial {
                    _ = try await registrar.signIn(ann, password: Front.password, from: "here")
                }
                    == .signInFailed
            )
            _ = try await registrar.signIn(ann, password: new, from: "here")
        }
    }

    @Test func `No secret is in any column of any table`() async throws {
        try await withAnn { front, ann in
            let registrar = front.registrar()
            let invitation = try await front.invite("maria-soto", .union, by: "ann-clerk", key: "k")
            let maria = try await front.accept(invitation)
            let open = try await front.invite("john-lee", .board, by: "ann-clerk", key: "k2")
            let token = try await registrar.signIn(ann, password: Front.password, from: "here")
            let session = try await registrar.signIn(
                ann,
                password: Front.password,
                kind: .session,
                from: "here"
            )
            let made = try await registrar.makeToken(for: front.principal(token), label: "l", scopes: [.read])
            let secrets = [
                invitation, open, token.secret, session.secret, made.secret, try #require(maria.token).secret,
                Front.password,
            ]
            let columns = try await front.office.pool.query(
                Query(
                    Statement(
                        "test/columns",
                        """
                        select table_schema || '.' || quote_ident(table_name) as name, quote_ident(column_name) as column
                          from information_schema.columns
                         where table_schema not in ('pg_catalog', 'information_schema')
                        """
                    )
                )
            )
            #expect(columns.count > 60)
            for row in columns {
                let table = try row.decode("name", as: String.self)
                let column = try row.decode("column", as: String.self)
                let values = try await front.office.pool.query(
                    Query(
                        Statement("test/\(table)/\(column)", "select \(column)::text as value from \(table)")
                    )
                )
                for value in values {
                    guard let text = try value.decode("value", as: String?.self) else { continue }
                    for secret in secrets {
                        let hidden = secret.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                        #expect(!text.contains(secret) && !text.contains(hidden), "\(table).\(column)")
                    }
                }
            }
        }
    }
}
