import CivilTime
import HTTPTypes
import Hummingbird
import Service
import Store
import Table
import Wire

extension API {
    static let invitationRoutes: [Route] = [
        Route(.post, "/v1/invitations/accept", "acceptInvitation", for: .anyone) { try await $0.accept($1) },
        Route(.get, "/v1/zones/:zone/invitations", "listInvitations", for: .hallway) { api, ask in
            try api.answer(InvitationView.all(of: try await api.clerk.zone(try ask.handle("zone"))))
        },
        Route(.post, "/v1/zones/:zone/invitations", "invite", for: .hallway, needs: .accept, key: true) {
            try await $0.invite($1)
        },
        Route(
            .post,
            "/v1/zones/:zone/invitations/:seat/approve",
            "approveSeat",
            for: .hallway,
            needs: .accept,
            key: true
        ) { try await $0.approve($1) },
        Route(
            .post,
            "/v1/zones/:zone/invitations/:seat/reset",
            "resetSeat",
            for: .hallway,
            needs: .accept,
            key: true
        ) { try await $0.reset($1) },
        // The person who is invited has no seat in the zone yet.
        Route(
            .post,
            "/v1/zones/:zone/invitations/:seat/decline",
            "declineSeat",
            for: .person,
            needs: .exchange,
            key: true
        ) { try await $0.decline($1) },
        Route(
            .post,
            "/v1/zones/:zone/invitations/:seat/withdraw",
            "withdrawInvitation",
            for: .hallway,
            needs: .exchange,
            key: true
        ) { try await $0.withdraw($1) },
    ]

    private func accept(_ ask: Ask) async throws -> Response {
        let request = try await ask.json(InvitationAcceptance.self).value
        var principal: Principal?
        if case .person(let signedIn, _) = ask.caller {
            // In place of the password stands only a token that may record what is accepted.
            guard signedIn.scopes.contains(.exchange) else { throw Denial.outOfScope(.exchange) }
            try ask.requireUnlimited()
            principal = signedIn
        }
        let (origin, arrival) = (ask.context.origin, arrival(of: ask))
        if principal == nil { try strangers?.look(origin) }
        let acceptance = try await countingFailure(from: origin) {
            try await registrar.accept(
                request.invitation,
                password: request.password,
                as: principal,
                arrival: arrival,
                from: origin
            )
        }
        return try answer(
            AcceptanceReply(
                zone: acceptance.zone,
                person: acceptance.person,
                act: ActReply(
                    recorded: acceptance.facts.map(\.sentence),
                    name: nil,
                    receipts: acceptance.receipts.map { ReceiptView($0) }
                ),
                awaiting: acceptance.awaiting,
                token: acceptance.token.map { NewTokenView($0) }
            ),
            status: .created
        )
    }

    private func invite(_ ask: Ask) async throws -> Response {
        let (seat, body) = try await ask.json(Seat.self)
        try ask.requireConfirmation(by: registrar)
        let arrival = arrival(of: ask)
        let (reply, invitation) = try await registrar.invite(
            seat,
            to: try ask.handle("zone"),
            asking: try ask.asking(arrival: arrival, body: body),
            reply: reply
        )
        return try answer(reply, handing: invitation)
    }

    private func reset(_ ask: Ask) async throws -> Response {
        let (request, body) = try await ask.json(ReasonRequest.self)
        try ask.requireConfirmation(by: registrar)
        let arrival = arrival(of: ask)
        let (reply, invitation) = try await registrar.reset(
            try ask.handle("seat"),
            because: request.reason,
            in: try ask.handle("zone"),
            asking: try ask.asking(arrival: arrival, body: body),
            reply: reply
        )
        return try answer(reply, handing: invitation)
    }

    /// What is kept under the request's key has no secret in it.
    private func answer(_ reply: Reply, handing invitation: IssuedInvitation) throws -> Response {
        let act = try JSONText.value(Envelope<ActReply>.self, from: reply.body).data
        return try answer(
            InvitationReply(act: act, invitation: invitation.secret, expiresAt: invitation.expiresAt),
            status: .created
        )
    }

    private func approve(_ ask: Ask) async throws -> Response {
        let (request, body) = try await ask.json(ApprovalRequest.self)
        let arrival = arrival(of: ask)
        try ask.requireConfirmation(by: registrar)
        return answer(
            try await registrar.approve(
                try ask.handle("seat"),
                in: try ask.handle("zone"),
                sha256: request.sha256,
                expectedSeq: request.expectedSeq,
                asking: try ask.asking(arrival: arrival, body: body),
                reply: reply
            )
        )
    }

    private func decline(_ ask: Ask) async throws -> Response {
        let (request, body) = try await ask.json(ReasonRequest.self)
        try ask.requireUnlimited()
        let arrival = arrival(of: ask)
        let (zone, handle) = (try ask.handle("zone"), try ask.handle("seat"))
        let invited = try? await clerk.zone(zone).invitations[handle]
        if invited == nil || handle != ask.seat { try await admit(ask.caller, toHallway: zone) }
        return answer(
            try await registrar.decline(
                handle,
                in: zone,
                reason: request.reason,
                asking: try ask.asking(arrival: arrival, body: body),
                reply: reply
            )
        )
    }

    private func withdraw(_ ask: Ask) async throws -> Response {
        let (request, body) = try await ask.json(ReasonRequest.self)
        let arrival = arrival(of: ask)
        return answer(
            try await registrar.withdraw(
                try ask.handle("seat"),
                in: try ask.handle("zone"),
                reason: request.reason,
                asking: try ask.asking(arrival: arrival, body: body),
                reply: reply
            )
        )
    }

    private func reply(_ accepted: Clerk.HallwayAccepted) throws -> Reply {
        try reply(
            ActReply(
                recorded: accepted.facts.map(\.sentence),
                name: nil,
                receipts: accepted.receipts.map { ReceiptView($0) }
            )
        )
    }
}
