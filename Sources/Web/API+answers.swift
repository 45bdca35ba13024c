import CivilTime
import HTTPTypes
import Hummingbird
import NIOCore
import Service
import Store
import Table
import Wire

extension API {
    /// An answer in its envelope.
    func answer(_ data: some Codable & Sendable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(json: try JSONText.bytes(Envelope(drill: isDrill, data: data)), status: status)
    }

    /// An answer that stands at an entry of the record, with its tag; nothing but the tag for who has it already.
    func answer(_ data: some Codable & Sendable, at seq: Int, to ask: Ask) throws -> Response {
        let tag = EntityTag.text(seq)
        if ask.request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        var response = try answer(data)
        response.headers[.eTag] = tag
        return response
    }

    /// A page of a list, with where the next one begins.
    ///
    /// - Parameters:
    ///   - items: the whole list as the caller may see it, in the order of the key.
    ///   - key: what a page begins behind.
    ///   - ask: what was asked.
    /// - Returns: the answer, with a `Link` to the next page where there is one.
    /// - Throws: `RequestFault` for a limit or a cursor that is none.
    func page<Item: Codable & Sendable>(_ items: [Item], by key: (Item) -> String, _ ask: Ask) throws
        -> Response
    {
        let limit = try ask.request.query("limit", in: 1...1_000, otherwise: 200)
        let list = "\(ask.route.name) \(ask.seat?.text ?? "")"
        var rest = items[...]
        if let cursor = ask.request.query("cursor") {
            let place = try cursors.open(cursor, of: list)
            rest = rest.drop { key($0) <= place }
        }
        var response = try answer(Array(rest.prefix(limit)))
        if rest.count > limit, let last = rest.prefix(limit).last {
            let next = try cursors.seal(key(last), of: list)
            let link = HTTPField.Name("Link")
            if let link {
                response.headers[link] =
                    "<\(ask.request.uri.path)?limit=\(limit)&cursor=\(next)>; rel=\"next\""
            }
        }
        return response
    }

    /// A reply that is kept under the request's key, and answered again to the same request.
    func reply(_ data: ActReply) throws -> Reply {
        Reply(status: 201, body: try JSONText.bytes(Envelope(drill: isDrill, data: data)))
    }

    /// The reply as it travels.
    func answer(_ reply: Reply) -> Response {
        Response(json: reply.body, status: .init(code: reply.status))
    }

    static let statusRoutes: [Route] = [
        Route(.get, "/v1/openapi.json", "readDescription", for: .anyone) { api, _ in
            Response(json: Array(Self.description.utf8), status: .ok)
        },
        Route(.get, "/v1/status", "readStatus", for: .anyone) { api, ask in
            // What runs next, and where alerts go, is not for whoever passes by.
            let isOperator = if case .theOperator = ask.caller { true } else { false }
            return try api.answer(
                StatusView(
                    version: api.version,
                    deployment: api.deployment.rawValue,
                    now: api.clock.now(),
                    clockDoubt: api.soundness.doubt,
                    nextDeadline: isOperator ? try await api.store.nextDeadline() : nil,
                    channels: isOperator ? api.channels : []
                )
            )
        },
    ]

    /// The description of the API (OpenAPI 3.1), as it stands in the source tree.
    static let description: String = {
        guard let text = Embedded.files["openapi.json"] else {
            preconditionFailure("docs/openapi.json is not embedded; list it in the plugin EmbedText.")
        }
        return text
    }()
}

/// What names the state of a negotiation in `ETag` and `If-Match`: the number of its last entry.
enum EntityTag {
    static func text(_ seq: Int) -> String { "\"\(seq)\"" }
}

extension Response {
    init(json: [UInt8], status: HTTPResponse.Status, type: String = "application/json; charset=utf-8") {
        self.init(
            status: status,
            headers: [.contentType: type, .contentLength: String(json.count)],
            body: .init(byteBuffer: ByteBuffer(bytes: json))
        )
    }
}

extension ReceiptView {
    init(_ receipt: Receipt) {
        self.init(
            room: receipt.room,
            seq: receipt.seq,
            kind: receipt.kind,
            recordedAt: receipt.recordedAt,
            digest: receipt.digest
        )
    }
}
