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
    static let documentRoutes: [Route] = [
        Route(
            .post,
            "/v1/documents",
            "keepDocument",
            for: .person,
            needs: .exchange,
            atMost: ContractDocument.largestText
        ) { api, ask in
            let bytes = try await ask.bytes()
            // What answers an information request, or holds minutes, is a file of any kind.
            if try ask.request.query("form", among: ["contract", "file"]) != "file" {
                _ = try ContractDocument(bytes: bytes, name: ask.request.query("name") ?? "document")
            }
            let now = api.clock.now()
            try await api.hold(bytes, from: ask.seat?.text ?? "", toQuotaAt: now)
            var writing = Writing(now: now)
            writing.add(uploadBy: ask.seat?.text ?? "", of: bytes)
            try await api.store.commit(writing)
            return try api.answer(
                DocumentView(sha256: hexadecimal(sha256(bytes)), bytes: bytes.count),
                status: .created
            )
        },
        Route(.get, "/v1/negotiations/:negotiation/documents/:sha256", "readDocument", for: .table) {
            try await $0.document($1)
        },
        Route(
            .post,
            "/v1/negotiations/:negotiation/proposals",
            "serveProposal",
            for: .table,
            needs: .exchange,
            key: true,
            atMost: ContractDocument.largestText
        ) {
            try await $0.serve($1)
        },
    ]

    /// Holds what a person uploads to the quota; the same bytes once more are nothing new.
    private func hold(_ bytes: [UInt8], from person: String, toQuotaAt now: Instant) async throws {
        guard let quota = clerk.quota, try await !store.hasUpload(by: person, of: sha256(bytes)) else {
            return
        }
        let since = now.adding(seconds: -Quota.day)
        try quota.check(
            try await store.uploads(by: person, since: since),
            adding: bytes.count,
            at: now,
            for: "You"
        )
    }

    /// A document that the record of the negotiation names; any other is not there.
    private func document(_ ask: Ask) async throws -> Response {
        let text = ask.text("sha256").lowercased()
        let standing = try await clerk.standing(of: try ask.handle("negotiation"))
        guard standing.negotiation.named.contains(text), !standing.negotiation.isPurged(.document(text)),
            let digest = bytes(hexadecimal: text),
            let content = try await store.content(sha256: digest)
        else {
            throw RequestFault(
                "There is no document with the SHA-256 '\(text.prefix(64))' here.",
                status: 404
            )
        }
        return Response(file: content, type: "text/markdown; charset=utf-8")
    }

    /// Takes in a proposal or counter: the body is its text, kept byte for byte.
    private func serve(_ ask: Ask) async throws -> Response {
        let request = ask.request
        let bytes = try await ask.bytes()
        let arrival = arrival(of: ask)
        let name = request.query("name") ?? "proposal.md"
        let document = try ContractDocument(bytes: bytes, name: name)
        var answers: ProposalNumber?
        if let text = request.query("answers") {
            guard let number = ProposalNumber(text) else {
                throw RequestFault(
                    "'\(text.prefix(20))' is not a proposal's number such as B3 or U7.",
                    status: 422
                )
            }
            answers = number
        }
        let reference = DocumentReference(
            name: name,
            sha256: hexadecimal(sha256(bytes)),
            bytes: bytes.count
        )
        let title = request.query("title") ?? document.title
        let topics =
            request.query("topics")?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            ?? []
        let reply = try await clerk.act(
            .serve(
                title: title,
                answers: answers,
                document: reference,
                isListing: !document.hasWords,
                topics: topics,
                items: document.items,
                package: try package(in: request),
                isAgain: try request.query("again", among: ["true", "false"]) == "true"
            ),
            in: try ask.handle("negotiation"),
            asking: try ask.asking(arrival: arrival, body: bytes),
            content: bytes
        ) { accepted in
            try self.reply(ActReply(accepted))
        }
        return answer(reply)
    }

    /// What a query says of a package: `package=true`, and `expires` with its last day.
    private func package(in request: Request) throws -> PackageOffer? {
        let isPackage = try request.query("package", among: ["true", "false"]) == "true"
        guard let text = request.query("expires") else { return isPackage ? PackageOffer(expires: nil) : nil }
        guard isPackage else {
            throw RequestFault("Only a package expires; say 'package=true' as well.", status: 422)
        }
        guard let day = CivilDate(text) else {
            throw RequestFault(
                "'expires' must be the package's last day, such as 2026-05-01; found '\(text.prefix(20))'.",
                status: 422
            )
        }
        return PackageOffer(expires: day)
    }
}

extension ContractDocument {
    /// What it would change, as the table knows it.
    var items: [ProposedItem] {
        changedSections.map { ProposedItem(section: $0.label, terms: $0.terms) }
    }
}
