import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Record
import Service
import Store
import Table
import Wire

extension API {
    static let recordRoutes: [Route] = [
        Route(.get, "/v1/zones/:zone/checkpoint", "readZoneCheckpoint", for: .hallway) { api, ask in
            try await api.checkpoint(of: try ask.handle("zone"), ask)
        },
        Route(.get, "/v1/negotiations/:negotiation/checkpoint", "readCheckpoint", for: .table) { api, ask in
            let standing = try await api.clerk.standing(of: try ask.handle("negotiation"))
            return try await api.checkpoint(of: try standing.opened().zone, ask)
        },
        Route(.get, "/v1/negotiations/:negotiation/receipts/:seq", "readReceipt", for: .table) {
            try await $0.receipt($1)
        },
        Route(.get, "/v1/negotiations/:negotiation/record", "exportRecord", for: .table) { api, ask in
            let standing = try await api.clerk.standing(of: try ask.handle("negotiation"))
            return try await api.export(standing, ask)
        },
    ]

    /// A record of any length, in parts as they are read: what breaks off is not the whole, and its end is missing.
    private func export(_ standing: Standing, _ ask: Ask) async throws -> Response {
        let (parts, logger) = (try await notary.export(standing), ask.context.logger)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vnd.bargain.record",
                .contentDisposition: "attachment", .xContentTypeOptions: "nosniff",
            ],
            body: .init { writer in
                var parts = parts
                do {
                    while let part = try await parts.next() {
                        try await writer.write(ByteBuffer(bytes: part))
                    }
                } catch {
                    logger.warning("an export broke off", metadata: ["error": "\(error)"])
                    throw error
                }
                try await writer.finish(nil)
            }
        )
    }

    private func checkpoint(of zone: Handle, _ ask: Ask) async throws -> Response {
        let size =
            ask.request.query("from") == nil
            ? nil : try ask.request.query("from", in: 0...Int.max, otherwise: 0)
        guard let sealed = try await notary.checkpoint(ofZone: zone, from: size) else {
            throw RequestFault(
                size == nil
                    ? "No checkpoint of the zone '\(zone)' is signed yet."
                    : "The record of the zone '\(zone)' has no checkpoint as large as \(size ?? 0).",
                status: 404
            )
        }
        return try answer(
            CheckpointView(
                note: sealed.note,
                key: sealed.key.description,
                proof: sealed.proof.map(\.description)
            )
        )
    }

    /// A receipt is there as soon as a checkpoint covers its entry, which takes a moment.
    private func receipt(_ ask: Ask) async throws -> Response {
        let standing = try await clerk.standing(of: try ask.handle("negotiation"))
        guard let seq = Int(ask.text("seq")), seq > 0 else {
            throw RequestFault("A receipt is asked for by an entry's number, such as 7.", status: 404)
        }
        for pause in [0, 50, 100, 200, 300, 400] {
            if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
            if let receipt = try await notary.receipt(of: seq, in: standing) {
                return Response(file: receipt.bytes, type: "application/vnd.bargain.receipt")
            }
            sealing.ring()
        }
        throw RequestFault(
            "Entry \(seq) is recorded and no checkpoint covers it yet; ask again in a moment.",
            status: 503
        )
    }
}

extension Response {
    /// Bytes to be kept as a file, never to be shown by a browser.
    init(file bytes: [UInt8], type: String) {
        self.init(
            status: .ok,
            headers: [
                .contentType: type, .contentLength: String(bytes.count),
                .contentDisposition: "attachment", .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
