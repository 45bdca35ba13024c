import CivilTime
import HTTPTypes
import Hummingbird
import Service
import Store
import Table
import Wire

extension API {
    static let identityRoutes: [Route] = [
        Route(.post, "/v1/login", "signIn", for: .anyone) { try await $0.signIn($1) },
        Route(.post, "/v1/logout", "signOut", for: .person) { api, ask in
            try await api.registrar.signOut(try ask.principal())
            return try api.answer(DoneView(done: "Signed out; the token is dead."))
        },
        Route(.get, "/v1/whoami", "whoami", for: .anyone) { try await $0.whoami($1) },
        Route(.post, "/v1/confirmation", "confirm", for: .person) { api, ask in
            let request = try await ask.json(ConfirmationRequest.self).value
            let until = try await api.registrar.confirm(try ask.principal(), password: request.password)
            return try api.answer(ConfirmationView(until: until))
        },
        Route(.post, "/v1/password", "changePassword", for: .person) { api, ask in
            let request = try await ask.json(PasswordRequest.self).value
            try await api.registrar.changePassword(
                of: try ask.principal(),
                from: request.old,
                to: request.new,
                at: ask.context.origin
            )
            return try api.answer(DoneView(done: "The password is changed; your other tokens have ended."))
        },
        Route(.get, "/v1/tokens", "listTokens", for: .person) { api, ask in
            let principal = try ask.principal()
            let tokens = try await api.registrar.tokens(of: principal)
            return try api.answer(tokens.map { TokenView($0, of: principal) })
        },
        Route(.post, "/v1/tokens", "makeToken", for: .person) { try await $0.makeToken($1) },
        Route(.delete, "/v1/tokens/:id", "revokeToken", for: .person, needs: .accept) { api, ask in
            try await api.registrar.revokeToken(ask.text("id"), of: try ask.principal())
            return try api.answer(DoneView(done: "The token is dead."))
        },
    ]

    private func signIn(_ ask: Ask) async throws -> Response {
        let request = try await ask.json(LoginRequest.self).value
        guard let kind = TokenRecord.Kind(rawValue: request.kind ?? "token") else {
            throw RequestFault("'kind' is token or session.", status: 422)
        }
        let origin = ask.context.origin
        if !registrar.isKnown(request.person, at: origin) { try strangers?.look(origin) }
        let token = try await countingFailure(from: origin) {
            try await registrar.signIn(request.person, password: request.password, kind: kind, from: origin)
        }
        return try answer(NewTokenView(token), status: .created)
    }

    /// Counts, against an origin, a secret that was not right.
    func countingFailure<Value>(from origin: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as RegistrarError
            where error.code == .signInFailed || error.code == .invitationInvalid
        {
            strangers?.count(origin)
            throw error
        }
    }

    private func makeToken(_ ask: Ask) async throws -> Response {
        let request = try await ask.json(TokenRequest.self).value
        let token = try await registrar.makeToken(
            for: try ask.principal(),
            label: request.label,
            scopes: Set(request.scopes),
            negotiations: request.negotiations.map(Set.init),
            days: request.days
        )
        return try answer(NewTokenView(token), status: .created)
    }

    private func whoami(_ ask: Ask) async throws -> Response {
        guard case .person(let principal, _) = ask.caller else {
            var isOperator = false
            if case .theOperator = ask.caller { isOperator = true }
            return try answer(
                WhoamiView(
                    person: ask.caller.handle,
                    isOperator: isOperator,
                    seats: try await seats(of: ask.caller.handle)
                )
            )
        }
        return try answer(
            WhoamiView(
                person: principal.person,
                isOperator: false,
                token: principal.tokenID,
                scopes: Scope.allCases.filter(principal.scopes.contains),
                negotiations: principal.negotiations?.sorted { $0.text < $1.text },
                confirmedAt: principal.confirmedAt,
                expiresAt: principal.expiresAt,
                seats: try await seats(of: principal.person)
            )
        )
    }

    private func seats(of person: Handle?) async throws -> [WhoamiView.SeatItem] {
        guard let person else { return [] }
        var seats: [WhoamiView.SeatItem] = []
        for name in try await store.zones(of: person).compactMap({ Handle($0.handle) }) {
            guard let seat = try await clerk.zone(name).seats[person] else { continue }
            seats.append(.init(zone: name, role: seat.role))
        }
        return seats
    }
}

extension Ask {
    /// Who is signed in; the operator and a rehearsal have no token.
    func principal() throws -> Principal {
        guard case .person(let principal, _) = caller else { throw Denial.notSignedIn }
        return principal
    }
}

extension NewTokenView {
    init(_ token: IssuedToken) {
        self.init(
            person: token.record.person,
            token: token.secret,
            id: token.record.id,
            scopes: token.record.scopes,
            expiresAt: token.record.expiresAt
        )
    }
}

extension TokenView {
    init(_ token: TokenRecord, of principal: Principal) {
        self.init(
            id: token.id,
            kind: token.kind.rawValue,
            label: token.label,
            scopes: token.scopes,
            negotiations: token.negotiations,
            createdAt: token.createdAt,
            expiresAt: token.expiresAt,
            lastUsedAt: token.lastUsedAt,
            isThisOne: token.id == principal.tokenID
        )
    }
}
