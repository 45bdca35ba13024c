import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Wire

/// A connection to the daemon, in the name of one person or seat.
///
/// Call `shutdown()` when done with it.
public final class Client: Sendable {
    /// The longest path that a Unix socket can have, in bytes.
    public static let longestSocketPath = 107

    /// Where the daemon listens.
    public let place: DaemonPlace
    private let seat: String?
    private let token: String?
    private let http: HTTPClient
    private let base: String

    /// A client of the daemon that listens at a place; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - place: its socket, or its address.
    ///   - seat: who acts and reads, in a drill; nil for the operator and for whoever is signed in.
    ///   - token: the secret by which a person is signed in; nil for nobody.
    /// - Throws: `ClientError` when the authority's certificate cannot be read.
    public init(place: DaemonPlace, seat: String?, token: String? = nil) throws(ClientError) {
        self.place = place
        self.seat = seat
        self.token = token
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        switch place {
        case .socket(let path):
            configuration.timeout.connect = .seconds(2)
            base = "http+unix://\(Self.escaped(path))/v1"
        case .server(let url, let authority):
            configuration.timeout.connect = .seconds(5)
            configuration.tlsConfiguration = try Self.trust(in: authority)
            base = url + "/v1"
        }
        http = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    private static func trust(in authority: String?) throws(ClientError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        guard let authority else { return tls }
        do {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authority))
        } catch {
            throw ClientError(
                .unreachable,
                "The authority's certificate \(authority) cannot be read as PEM.",
                underlying: error
            )
        }
        return tls
    }

    /// Closes the connections.
    public func shutdown() async {
        try? await http.shutdown()
    }

    /// Asks for something.
    ///
    /// - Parameters:
    ///   - path: the parts below `/v1`, escaped here: `["negotiations", "springfield-2026-1"]`.
    ///   - query: names and values, escaped here.
    ///   - content: what is expected.
    /// - Returns: the answer.
    /// - Throws: `ClientError`.
    public func get<Content: Codable & Sendable>(
        _ path: [String],
        _ query: [(String, String)] = [],
        as content: Content.Type = Content.self
    ) async throws(ClientError) -> Answer<Content> {
        let reply = try await send("GET", path, query, body: nil, key: nil, patience: .question)
        return try Self.read(reply)
    }

    /// Asks for bytes as they were kept.
    ///
    /// - Throws: `ClientError`.
    public func bytes(_ path: [String]) async throws(ClientError) -> Answer<[UInt8]> {
        let reply = try await send("GET", path, [], body: nil, key: nil, patience: .question)
        return Answer(content: reply.bytes, isDrill: reply.isDrill, bytes: reply.bytes)
    }

    /// Has something recorded.
    ///
    /// - Parameters:
    ///   - path: below `/v1`.
    ///   - query: names and values, escaped here.
    ///   - body: what is sent: JSON, or the bytes of a document.
    ///   - key: what makes a repeated request the same act.
    ///   - patience: how long to go on while nobody answers.
    ///   - content: what is expected.
    /// - Returns: the answer.
    /// - Throws: `ClientError`.
    public func post<Content: Codable & Sendable>(
        _ path: [String],
        _ query: [(String, String)] = [],
        body: Body,
        key: String,
        patience: Patience,
        as content: Content.Type = Content.self
    ) async throws(ClientError) -> Answer<Content> {
        let reply = try await send("POST", path, query, body: body, key: key, patience: patience)
        return try Self.read(reply)
    }

    /// Has something ended that has an address of its own.
    ///
    /// - Throws: `ClientError`.
    public func delete<Content: Codable & Sendable>(
        _ path: [String],
        key: String,
        patience: Patience,
        as content: Content.Type = Content.self
    ) async throws(ClientError) -> Answer<Content> {
        let reply = try await send("DELETE", path, [], body: nil, key: key, patience: patience)
        return try Self.read(reply)
    }

    private struct Reply {
        let status: Int
        let isDrill: Bool
        let bytes: [UInt8]
    }

    private func send(
        _ method: String,
        _ path: [String],
        _ query: [(String, String)],
        body: Body?,
        key: String?,
        patience: Patience
    ) async throws(ClientError) -> Reply {
        let end = ContinuousClock.now + patience.limit
        var wasSent = false
        var failures = 0
        while true {
            do throws(ClientError) {
                let request = request(method, path, query, body: body, key: key)
                return try await attempt(request, until: end)
            } catch {
                wasSent = wasSent || error.code == .unanswered
                guard error.isPassing, failures < patience.pauses.count, !Task.isCancelled,
                    ContinuousClock.now + patience.pauses[failures] < end
                else { throw wasSent && error.code == .unreachable ? unanswered(error) : error }
                if failures == 0 { patience.waiting() }
                try? await Task.sleep(for: patience.pauses[failures])
                failures += 1
            }
        }
    }

    private func request(
        _ method: String,
        _ path: [String],
        _ query: [(String, String)],
        body: Body?,
        key: String?
    ) -> HTTPClientRequest {
        var url = base + path.map { "/" + Self.escaped($0) }.joined()
        if !query.isEmpty {
            url += "?" + query.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
        }
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers.add(name: "Accept", value: "application/json, text/markdown")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let seat { request.headers.add(name: HeaderName.seat, value: seat) }
        if let key { request.headers.add(name: HeaderName.idempotencyKey, value: key) }
        if let body {
            request.headers.add(name: "Content-Type", value: body.type)
            request.body = .bytes(ByteBuffer(bytes: body.bytes))
        }
        return request
    }

    private func attempt(_ request: HTTPClientRequest, until end: ContinuousClock.Instant)
        async throws(ClientError) -> Reply
    {
        let left = max(.milliseconds(500), end - .now)
        let nanoseconds =
            left.components.seconds * 1_000_000_000 + left.components.attoseconds / 1_000_000_000
        do {
            let response = try await http.execute(request, deadline: .now() + .nanoseconds(nanoseconds))
            let body = try await response.body.collect(upTo: 256 << 20)
            let reply = Reply(
                status: Int(response.status.code),
                isDrill: response.headers.first(name: HeaderName.drill) == "true",
                bytes: Array(body.readableBytesView)
            )
            guard (200..<300).contains(reply.status) else { throw Self.refusal(reply) }
            return reply
        } catch let error as ClientError {
            throw error
        } catch let error where error is NIOSSLError || error is NIOSSLExtraError {
            throw ClientError(
                .unreachable,
                "The daemon at \(place) does not prove itself, so nothing was sent; "
                    + "--ca FILE (BARGAIN_CA) names the authority that its certificate comes from.",
                underlying: error
            )
        } catch let error where Self.meansUnconnected(error) {
            throw ClientError(.unreachable, "No daemon answers at \(place).", underlying: error)
        } catch {
            throw unanswered(error)
        }
    }

    private func unanswered(_ error: any Error) -> ClientError {
        ClientError(
            .unanswered,
            "The daemon at \(place) took the request and did not answer it.",
            underlying: error
        )
    }

    /// Whether the connection was never made, so that nothing can have been asked.
    private static func meansUnconnected(_ error: any Error) -> Bool {
        if case .connectTimeout = error as? ChannelError { return true }
        if let error = error as? IOError {
            return [ENOENT, ECONNREFUSED, EACCES, EPERM].contains(error.errnoCode)
        }
        if error is NIOConnectionError { return true }
        return [.connectTimeout, .tlsHandshakeTimeout].contains(error as? HTTPClientError)
    }

    private static func refusal(_ reply: Reply) -> ClientError {
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(reply.bytes)) else {
            let start = String(decoding: reply.bytes.prefix(200), as: UTF8.self)
            let problem = Problem(
                type: "about:blank",
                title: "HTTP \(reply.status)",
                status: reply.status,
                detail: "The daemon answered with status \(reply.status)"
                    + (start.isEmpty ? " and no reason." : ": \(start)"),
                drill: reply.isDrill
            )
            return ClientError(.refused, problem.detail, problem: problem)
        }
        return ClientError(.refused, problem.detail, problem: problem)
    }

    private static func read<Content: Codable & Sendable>(_ reply: Reply) throws(ClientError) -> Answer<
        Content
    > {
        do {
            let envelope = try JSONDecoder().decode(Envelope<Content>.self, from: Data(reply.bytes))
            return Answer(
                content: envelope.data,
                isDrill: envelope.drill || reply.isDrill,
                bytes: reply.bytes
            )
        } catch {
            throw ClientError(
                .unintelligible,
                "The daemon's answer is not one that this version of the command understands; "
                    + "use the command that came with the daemon.",
                underlying: error
            )
        }
    }

    /// Percent-escaped but for unreserved characters (RFC 3986).
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%"
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
        return result
    }
}
