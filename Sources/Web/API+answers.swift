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

    /// A reply that is kept under the request's key, and answered again to the same request.
    func reply(_ data: ActReply) throws -> Reply {
        Reply(status: 201, body: try JSONText.bytes(Envelope(drill: isDrill, data: data)))
    }

    /// The reply as it travels.
    func answer(_ reply: Reply) -> Response {
        Response(json: reply.body, status: .init(code: reply.status))
    }

    func status() async throws -> Response {
        try answer(
            StatusView(
                version: version,
                deployment: deployment.rawValue,
                now: clock.now(),
                clockDoubt: soundness.doubt,
                nextDeadline: try await store.nextDeadline(),
                channels: channels
            )
        )
    }
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
