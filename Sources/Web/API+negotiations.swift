import CivilTime
import Contracts
import Hummingbird
import Law
import Service
import Store
import Table
import Wire

extension API {
    func addNegotiationRoutes(to negotiations: RouterGroup<BasicRequestContext>) {
        negotiations.get { request, _ in
            var zone: Handle?
            if let text = request.query("zone") {
                guard let handle = Handle(text) else {
                    throw RequestFault("'\(text.prefix(64))' is not a zone's handle.")
                }
                zone = handle
            }
            let items = try await self.store.negotiations(in: zone).map { item in
                NegotiationItem(
                    negotiation: item.handle,
                    zone: item.zone,
                    title: item.title,
                    pack: item.pack,
                    state: item.state,
                    outcome: item.outcome,
                    nextStep: item.nextStep,
                    nextDue: item.nextDue
                )
            }
            return try self.answer(items)
        }
        negotiations.post { request, _ in
            let (ask, body) = try await request.json(OpenRequest.self)
            // Arrived is what has arrived whole.
            let arrival = self.clock.now()
            if let contract = ask.contract {
                // A file of any kind may have been uploaded; a contract is one that can be read.
                _ = try ContractDocument(
                    bytes: try await self.requireContent(contract, called: "contract"),
                    name: contract.name
                )
            }
            let opening = Clerk.Opening(
                zone: ask.zone,
                title: ask.title,
                schools: ask.schools,
                unit: ask.unit,
                pack: ask.pack,
                calendar: ask.calendar,
                readings: ask.readings ?? [:],
                contract: ask.contract
            )
            let reply = try await self.clerk.open(
                opening,
                asking: try request.asking(arrival: arrival, body: body)
            ) { accepted in
                try self.reply(
                    ActReply(
                        recorded: accepted.facts.map(\.sentence),
                        name: accepted.standing.negotiation.opened?.negotiation.text,
                        receipts: accepted.receipts.map(ReceiptView.init)
                    )
                )
            }
            return self.answer(reply)
        }
    }

    @discardableResult
    private func requireContent(_ document: DocumentReference, called what: String) async throws -> [UInt8] {
        guard let digest = bytes(hexadecimal: document.sha256),
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

    func addTableRoutes(to table: RouterGroup<BasicRequestContext>) {
        table.get { _, context in
            let standing = try await self.standing(context)
            let summary = Projection.Standing(standing.state)
            return try self.answer(
                NegotiationView(
                    standing.negotiation,
                    opened: try standing.opened(),
                    state: summary.state,
                    in: standing.rules.zone,
                    asOf: self.clock.now(),
                    digest: hexadecimal(standing.room.digest)
                )
            )
        }
        table.get("docket") { request, context in
            var asOf: Instant?
            if let text = request.query("as_of") {
                guard let instant = Instant(text) else {
                    throw RequestFault(
                        "'as_of' must be an instant with its offset, such as 2026-04-17T23:59:50-04:00."
                    )
                }
                asOf = instant
            }
            let standing = try await self.standing(context, asOf: asOf)
            let opened = try standing.opened()
            guard let docket = standing.state.docket else { throw HTTPError(.notFound) }
            return try self.answer(
                DocketView(
                    docket,
                    of: opened.negotiation.text,
                    title: opened.title,
                    asOf: asOf ?? self.clock.now()
                )
            )
        }
        table.get("why/:step") { _, context in
            let standing = try await self.standing(context)
            guard let docket = standing.state.docket else { throw HTTPError(.notFound) }
            return try self.answer(WhyView(try docket.why(context.parameters.get("step") ?? "")))
        }
        table.get("entries") { request, context in
            let entries = try await self.clerk.entries(
                of: try context.handle("negotiation"),
                after: try request.query("after", in: 0...Int.max, otherwise: 0),
                limit: try request.query("limit", in: 1...1_000, otherwise: 200)
            )
            return try self.answer(try entries.map(EntryView.init))
        }
        table.post("acts") { request, context in try await self.act(request, context) }
        table.post("proposals") { request, context in try await self.serve(request, context) }
        addEvidenceRoutes(to: table)
        addAlertRoutes(to: table.group("alerts"))
    }

    private func standing(_ context: BasicRequestContext, asOf instant: Instant? = nil) async throws
        -> Standing
    {
        try await clerk.standing(of: try context.handle("negotiation"), asOf: instant)
    }

    private func act(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let (act, body) = try await request.json(TableAct.self)
        // Arrived is what has arrived whole.
        let arrival = clock.now()
        if let document = act.document { try await requireContent(document, called: "document") }
        let reply = try await clerk.act(
            act.command,
            in: try context.handle("negotiation"),
            asking: try request.asking(arrival: arrival, body: body)
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
            previous: hexadecimal(entry.previous),
            digest: hexadecimal(entry.digest)
        )
    }
}
