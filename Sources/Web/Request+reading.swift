import CivilTime
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Service
import Store
import Table
import Wire

/// The largest JSON body that is read, in bytes; documents have a limit of their own.
let largestJSON = 256 * 1024
/// How long a whole body may take to arrive.
let bodyTime = Duration.seconds(30)

extension Request {
    /// The whole body, or a fault when it is too large, too slow or breaks off.
    func bytes(atMost limit: Int) async throws -> [UInt8] {
        if let announced = headers[.contentLength].flatMap(Int.init), announced > limit {
            throw Self.tooLarge(announced, limit)
        }
        let body = self.body
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                for try await part in body {
                    guard bytes.count + part.readableBytes <= limit else {
                        throw Self.tooLarge(bytes.count + part.readableBytes, limit)
                    }
                    bytes.append(contentsOf: part.readableBytesView)
                }
                return bytes
            }
            group.addTask {
                try await Task.sleep(for: bodyTime)
                return nil
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() ?? nil else {
                throw RequestFault(
                    "The body took longer than \(bodyTime); nothing was recorded.",
                    status: 408
                )
            }
            return bytes
        }
    }

    private static func tooLarge(_ bytes: Int, _ limit: Int) -> RequestFault {
        RequestFault(
            "The body has \(bytes) bytes or more; at most \(limit) are taken. Nothing was recorded.",
            status: 413
        )
    }

    /// The seat that the request names; nil where it names none.
    func seat() throws -> Handle? {
        guard let text = header(HeaderName.seat) else { return nil }
        guard let handle = Handle(text) else {
            throw RequestFault("'\(text.prefix(64))' is not a seat's handle, such as maria-soto.")
        }
        return handle
    }

    /// What makes a repeated request the same act; nil where the program gave no key.
    func requestKey(of seat: Handle?, body: [UInt8]) throws -> RequestKey? {
        guard let key = header(HeaderName.idempotencyKey) else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw RequestFault(
                "The \(HeaderName.idempotencyKey) must have 1 to 200 characters of ASCII that can be seen."
            )
        }
        var hash = SHA256()
        hash.update(data: Array("\(method) \(uri.path)?\(uri.query ?? "")\n".utf8))
        hash.update(data: body)
        return RequestKey(seat: seat?.text ?? "", key: key, fingerprint: Array(hash.finalize()))
    }

    /// The end of the record that the program saw last, from `If-Match`; nil where it names none.
    func expectedSeq() throws -> Int? {
        guard let field = headers[.ifMatch], field != "*" else { return nil }
        guard let seq = Int(field.filter { $0 != "\"" }), field == EntityTag.text(seq) else {
            throw RequestFault("If-Match must be the ETag of the negotiation as it was read, such as \"17\".")
        }
        return seq
    }

    private func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// A text of the query.
    func query(_ name: String) -> String? {
        uri.queryParameters[Substring(name)].map(String.init)
    }

    /// One of a few words in the query; nil when it is not given.
    func query(_ name: String, among words: [String]) throws -> String? {
        guard let text = query(name) else { return nil }
        guard words.contains(text) else {
            throw RequestFault("'\(name)' must be \(words.joined(separator: " or ")).")
        }
        return text
    }

    /// A whole number of the query within bounds, or what it is when it is not given.
    func query(_ name: String, in range: ClosedRange<Int>, otherwise: Int) throws -> Int {
        guard let text = query(name) else { return otherwise }
        guard let number = Int(text), range.contains(number) else {
            throw RequestFault(
                "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }
}

extension CallContext {
    /// A handle in the path.
    func handle(_ name: String) throws -> Handle {
        let text = parameters.get(name) ?? ""
        guard let handle = Handle(text) else {
            throw RequestFault(
                "There is no \(name) '\(text.prefix(64))'; handles are like springfield-2026-1.",
                status: 404
            )
        }
        return handle
    }
}

extension DecodingError {
    /// What is wrong with the JSON, for whoever wrote it.
    var sentence: String {
        switch self {
        case .dataCorrupted(let context): place(context) + context.debugDescription
        case .keyNotFound(let key, let context): place(context) + "'\(key.stringValue)' is missing."
        case .typeMismatch(let type, let context): place(context) + "Expected a value of type \(type)."
        case .valueNotFound(let type, let context):
            place(context) + "Expected a value of type \(type), found null."
        @unknown default: "The JSON cannot be read."
        }
    }

    private func place(_ context: Context) -> String {
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? "" : "At '\(path)': "
    }
}
