import CivilTime
import Contracts
import Hummingbird
import Law
import Record
import Service
import Store
import Table
import Wire

extension API {
    static let negotiationRoutes: [Route] = [
        Route(.get, "/v1/negotiations", "listNegotiations", for: .person) { try await $0.list($1) },
        Route(.post, "/v1/negotiations", "openNegotiation", for: .person, needs: .exchange, key: true) {
            try await $0.open($1)
        },
        Route(.get, "/v1/negotiations/:negotiation", "readNegotiation", for: .table) { api, ask in
            let standing = try await api.standing(ask)
            let summary = Projection.Standing(standing.state)
            let view = NegotiationView(
                standing.negotiation,
                opened: try standing.opened(),
                state: summary.state,
                in: standing.rules.zone,
                asOf: api.clock.now(),
                digest: standing.room.digest.description
            )
            return try api.answer(view, at: standing.room.seq, to: ask)
        },
        Route(.get, "/v1/negotiations/:negotiation/positions", "readPositions", for: .table) {
            try await $0.positions($1)
        },
        Route(.get, "/v1/negotiations/:negotiation/docket", "readDocket", for: .table) {
            try await $0.docket($1)
        },
        Route(.get, "/v1/negotiations/:negotiation/why/:step", "explainStep", for: .table) { api, ask in
            try await api.why(ask)
        },
        Route(.get, "/v1/negotiations/:negotiation/entries", "listEntries", for: .table) { api, ask in
            let entries = try await api.clerk.entries(
                of: try ask.handle("negotiation"),
                after: try ask.request.query("after", in: 0...Int.max, otherwise: 0),
                limit: try ask.request.query("limit", in: 1...1_000, otherwise: 200)
            )
            return try api.answer(try entries.map(EntryView.init))
        },
        Route(
            .post,
            "/v1/negotiations/:negotiation/acts",
            "act",
            for: .table,
            needs: .exchange,
            key: true
        ) {
            try await $0.act($1)
        },
    ]

    private func list(_ ask: Ask) async throws -> Response {
        var zone: Handle?
        if let text = ask.request.query("zone") {
            guard let handle = Handle(text) else {
                throw RequestFault("'\(text.prefix(64))' is not a zone's handle.")
            }
            zone = handle
        }
        // The operator keeps the machine, not the record: of a live one the tables stay closed to that account.
        if case .theOperator = ask.caller, !isDrill { return try answer([NegotiationItem]()) }
        let items = try await store.negotiations(in: zone, of: ask.caller.handle).compactMap { item in
            ask.covers(item.handle)
                ? NegotiationItem(
                    negotiation: item.handle,
                    zone: item.zone,
                    title: item.title,
                    pack: item.pack,
                    state: item.state,
                    outcome: item.outcome,
                    nextStep: item.nextStep,
                    nextDue: item.nextDue
                ) : nil
        }
        return try page(items, by: \.negotiation, ask)
    }

    private func open(_ ask: Ask) async throws -> Response {
        let (wanted, body) = try await ask.json(OpenRequest.self)
        let arrival = arrival(of: ask)
        try ask.requireUnlimited()
        if case .theOperator = ask.caller, !isDrill {
            throw ClerkError.refused(
                Refusal(
                    .notPermitted,
                    "A negotiation is opened by those who sit in the zone, not by the operator."
                )
            )
        }
        try await admit(ask.caller, toHallway: wanted.zone)
        if let contract = wanted.contract {
            // A file of any kind may have been uploaded; a contract is one that can be read.
            _ = try ContractDocument(
                bytes: try await requireContent(contract, by: ask, called: "contract"),
                name: contract.name
            )
        }
        let opening = Clerk.Opening(
            zone: wanted.zone,
            title: wanted.title,
            schools: wanted.schools,
            unit: wanted.unit,
            pack: wanted.pack,
            calendar: wanted.calendar,
            readings: wanted.readings ?? [:],
            contract: wanted.contract
        )
        let reply = try await clerk.open(
            opening,
            asking: try ask.asking(arrival: arrival, body: body)
        ) { accepted in
            try self.reply(
                ActReply(
                    recorded: accepted.facts.map(\.sentence),
                    name: accepted.standing.negotiation.opened?.negotiation.text,
                    receipts: accepted.receipts.map(ReceiptView.init)
                )
            )
        }
        return answer(reply)
    }

    /// The bytes of a document that the very same person sent before: a hash alone opens nobody else's.
    @discardableResult
    func requireContent(_ document: DocumentReference, by ask: Ask, called what: String) async throws
        -> [UInt8]
    {
        guard let digest = bytes(hexadecimal: document.sha256),
            try await store.hasUpload(by: ask.seat?.text ?? "", of: digest),
            let content = try await store.content(sha256: digest),
            content.count == document.bytes
        else {
            throw RequestFault(
                "The \(what) \(document.sha256.prefix(64)) was not uploaded; send its bytes to /v1/documents first.",
                status: 422
            )
        }
        return content
    }

    private func asOf(_ ask: Ask) throws -> Instant? {
        guard let text = ask.request.query("as_of") else { return nil }
        guard let instant = Instant(text) else {
            throw RequestFault(
                "'as_of' must be an instant with its offset, such as 2026-04-17T23:59:50-04:00."
            )
        }
        return instant
    }

    private func why(_ ask: Ask) async throws -> Response {
        let asOf = try asOf(ask)
        let standing = try await standing(ask, asOf: asOf)
        let opened = try standing.opened()
        guard let docket = standing.state.docket else { throw HTTPError(.notFound) }
        return try answer(
            WhyView(
                try docket.why(ask.text("step")),
                contested: standing.state.chains,
                opened: opened,
                parties: WhyView.Parties(try await clerk.zone(opened.zone), unit: opened.unit),
                record: WhyView.Record(
                    asOf: asOf,
                    seq: standing.negotiation.seq,
                    digest: standing.room.digest.description
                )
            )
        )
    }

    private func positions(_ ask: Ask) async throws -> Response {
        let asOf = try asOf(ask)
        let standing = try await standing(ask, asOf: asOf)
        _ = try standing.opened()
        return try answer(
            PositionsView(standing.negotiation, in: standing.rules.zone, asOf: asOf ?? clock.now())
        )
    }

    private func docket(_ ask: Ask) async throws -> Response {
        let asOf = try asOf(ask)
        let standing = try await standing(ask, asOf: asOf)
        let opened = try standing.opened()
        guard let docket = standing.state.docket else { throw HTTPError(.notFound) }
        return try answer(
            DocketView(
                docket,
                of: opened,
                asOf: asOf ?? clock.now(),
                negotiation: standing.negotiation,
                chains: standing.state.chains,
                matters: try standing.negotiation.matters(under: standing.rules),
                folderNote: clerk.folderNote(on: opened)
            )
        )
    }

    private func standing(_ ask: Ask, asOf instant: Instant? = nil) async throws -> Standing {
        try await clerk.standing(of: try ask.handle("negotiation"), asOf: instant)
    }

    private func act(_ ask: Ask) async throws -> Response {
        let (act, body) = try await ask.json(TableAct.self)
        let arrival = arrival(of: ask)
        if let document = act.document { try await requireContent(document, by: ask, called: "document") }
        if act.command.binds { try ask.requireConfirmation(by: registrar) }
        let reply = try await clerk.act(
            act.command,
            in: try ask.handle("negotiation"),
            asking: try ask.asking(arrival: arrival, body: body)
        ) { accepted in
            try self.reply(ActReply(accepted))
        }
        return answer(reply)
    }
}

extension ActReply {
    init(_ accepted: Clerk.Accepted) {
        let (name, sha256): (String?, String?) =
            switch accepted.facts.last {
            case .served(let fields): (fields.number.description, fields.document.sha256)
            case .signed(let fields): (fields.number.description, fields.sha256)
            case .stipulationOffered(let fields): (fields.number, nil)
            case .informationRequested(let fields): (fields.number.description, nil)
            case .informationAnswered(let fields):
                (fields.number.description, fields.answer.document?.sha256)
            case .sessionHeld(let fields): (String(fields.number), nil)
            case .recordHeld(let fields): (fields.number, nil)
            default: (nil, nil)
            }
        self.init(
            recorded: accepted.facts.map(\.sentence),
            name: name,
            receipts: accepted.receipts.map(ReceiptView.init),
            sha256: sha256
        )
    }
}

extension EntryView {
    init(_ entry: Entry) throws {
        let fields = entry.fields
        self.init(
            seq: fields.seq,
            recordedAt: fields.recordedAt,
            seat: fields.seat,
            kind: fields.kind,
            sentence: try JSONText.value(NegotiationFact.self, from: fields.body).sentence,
            body: String(decoding: fields.body, as: UTF8.self),
            previous: entry.previous.description,
            digest: entry.digest.description
        )
    }
}
