import CivilTime
import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import Service
import Store
import Table
import Wire

extension API {
    /// The private rooms: no address names a side, since it is always the caller's own.
    static let caucusRoutes: [Route] = [
        Route(.get, "/v1/negotiations/:negotiation/caucus", "readCaucus", for: .caucus) { api, ask in
            let standing = try await api.caucus.standing(
                at: try ask.handle("negotiation"),
                asking: try ask.inCaucus(arrival: api.clock.now(), body: nil)
            )
            return try api.answer(CaucusView(party: standing.party, caucus: standing.caucus))
        },
        Route(
            .post,
            "/v1/negotiations/:negotiation/caucus/acts",
            "actInCaucus",
            for: .caucus,
            needs: .draft,
            key: true
        ) { api, ask in
            let (act, body) = try await ask.json(CaucusAct.self)
            let reply = try await api.caucus.act(
                act.command,
                at: try ask.handle("negotiation"),
                asking: try ask.inCaucus(arrival: api.arrival(of: ask), body: body)
            ) { try api.reply(ActReply($0)) }
            return api.answer(reply)
        },
        Route(
            .post,
            "/v1/negotiations/:negotiation/caucus/drafts",
            "keepDraft",
            for: .caucus,
            needs: .draft,
            key: true,
            atMost: ContractDocument.largestText
        ) {
            try await $0.keepDraft($1)
        },
        Route(.get, "/v1/negotiations/:negotiation/caucus/drafts/:draft", "readDraft", for: .caucus) {
            api,
            ask in
            let (_, bytes) = try await api.caucus.draft(
                try ask.draftNumber(),
                at: try ask.handle("negotiation"),
                asking: try ask.inCaucus(arrival: api.clock.now(), body: nil)
            )
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/markdown; charset=utf-8", .contentLength: String(bytes.count),
                    .contentDisposition: "attachment", .xContentTypeOptions: "nosniff",
                ],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes))
            )
        },
        Route(
            .post,
            "/v1/negotiations/:negotiation/caucus/drafts/:draft/serving",
            "serveDraft",
            for: .caucus,
            needs: .exchange,
            key: true
        ) {
            try await $0.serveDraft($1)
        },
    ]

    private func keepDraft(_ ask: Ask) async throws -> Response {
        let bytes = try await ask.bytes()
        let asking = try ask.inCaucus(arrival: arrival(of: ask), body: bytes)
        let name = ask.request.query("name") ?? "draft.md"
        let document = try ContractDocument(bytes: bytes, name: name)
        let revised = try ask.request.query("revises").map { text in
            guard let number = DraftNumber(text) else { throw ask.noDraft(text) }
            return number.count
        }
        let reference = DocumentReference(
            name: name,
            sha256: hexadecimal(sha256(bytes)),
            bytes: bytes.count
        )
        let title = ask.request.query("title") ?? document.title
        let reply = try await caucus.act(
            .draft(title: title, revising: revised, document: reference),
            at: try ask.handle("negotiation"),
            asking: asking,
            content: bytes
        ) { try self.reply(ActReply($0)) }
        return answer(reply)
    }

    private func serveDraft(_ ask: Ask) async throws -> Response {
        let (serving, body) = try await ask.json(ServeDraftRequest.self)
        let asking = try ask.inCaucus(arrival: arrival(of: ask), body: body)
        // What is served is noted in the room as well.
        if case .person(let principal, _) = ask.caller, !principal.scopes.contains(.draft) {
            throw Denial.outOfScope(.draft)
        }
        let negotiation = try ask.handle("negotiation")
        let number = try ask.draftNumber()
        let (_, bytes) = try await caucus.draft(number, at: negotiation, asking: asking)
        let name = serving.name ?? "proposal.md"
        let document = try ContractDocument(bytes: bytes, name: name)
        let reply = try await caucus.serve(
            number,
            title: serving.title ?? document.title,
            name: name,
            answers: serving.answers,
            isListing: !document.hasWords,
            topics: serving.topics ?? [],
            items: document.items,
            package: serving.package,
            isAgain: serving.again ?? false,
            at: negotiation,
            asking: asking
        ) { try self.reply(ActReply($0)) }
        return answer(reply)
    }
}

extension Ask {
    /// Who asks in a private room, with the token that opens it.
    fileprivate func inCaucus(arrival: Instant, body: [UInt8]?) throws -> CaucusClerk.Asking {
        guard case .person(let principal, let token) = caller else { throw Denial.notSignedIn }
        return CaucusClerk.Asking(
            seat: principal.person,
            token: token,
            arrival: arrival,
            request: try body.flatMap { try asking(arrival: arrival, body: $0).request }
        )
    }

    fileprivate func draftNumber() throws -> DraftNumber {
        guard let number = DraftNumber(text("draft")) else { throw noDraft(text("draft")) }
        return number
    }

    fileprivate func noDraft(_ text: String) -> RequestFault {
        RequestFault("'\(text.prefix(20))' is not a draft's name such as D1 or D1.2.", status: 422)
    }
}

extension ActReply {
    init(_ accepted: CaucusClerk.Accepted) {
        let (name, sha256): (String?, String?) =
            switch accepted.fact {
            case .draft(let fields): (fields.draft.description, fields.document.sha256)
            default: (nil, nil)
            }
        self.init(
            recorded: [accepted.fact.sentence],
            name: name,
            receipts: [ReceiptView(accepted.receipt)],
            sha256: sha256
        )
    }
}
