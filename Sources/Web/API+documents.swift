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
    func addDocumentRoutes(to documents: RouterGroup<BasicRequestContext>) {
        documents.post { request, _ in
            let bytes = try await request.bytes(atMost: ContractDocument.largestText)
            // What answers an information request, or holds minutes, is a file of any kind.
            if request.query("form") != "file" {
                _ = try ContractDocument(bytes: bytes, name: request.query("name") ?? "document")
            }
            var writing = Writing(now: self.clock.now())
            writing.add(content: bytes)
            try await self.store.commit(writing)
            return try self.answer(
                DocumentView(sha256: hexadecimal(EntryDigest.sha256(bytes)), bytes: bytes.count),
                status: .created
            )
        }
        documents.get(":sha256") { _, context in
            let text = context.parameters.get("sha256") ?? ""
            guard let digest = bytes(hexadecimal: text), digest.count == 32,
                let content = try await self.store.content(sha256: digest)
            else {
                throw RequestFault("There is no document with the SHA-256 '\(text.prefix(64))'.", status: 404)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/markdown; charset=utf-8", .contentLength: String(content.count),
                    .contentDisposition: "attachment", .xContentTypeOptions: "nosniff",
                ],
                body: .init(byteBuffer: ByteBuffer(bytes: content))
            )
        }
    }

    /// Takes in a proposal or counter: the body is its text, kept byte for byte.
    func serve(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let bytes = try await request.bytes(atMost: ContractDocument.largestText)
        // Arrived is what has arrived whole.
        let arrival = clock.now()
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
            sha256: hexadecimal(EntryDigest.sha256(bytes)),
            bytes: bytes.count
        )
        let title = request.query("title") ?? document.title
        let reply = try await clerk.act(
            .serve(
                title: title,
                answers: answers,
                document: reference,
                isListing: !document.hasWords
            ),
            in: try context.handle("negotiation"),
            asking: try request.asking(arrival: arrival, body: bytes),
            content: bytes
        ) { accepted in
            try self.reply(ActReply(accepted))
        }
        return answer(reply)
    }
}
