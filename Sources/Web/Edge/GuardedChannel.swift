import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// HTTP/1.1 within limits, on a connection whose other end is known.
struct GuardedChannel: HTTPChannelHandler {
    /// An accepted connection.
    struct Value: ServerChildChannelValue {
        let http: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let line: Line
        let isLetIn: Bool

        var channel: any Channel { http.channel }
    }

    let doorkeeper: Doorkeeper
    let certificate: ServerCertificate?
    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        Peer.of(channel).flatMapThrowing { peer in
            let line = Line(peer: peer, remote: channel.remoteAddress)
            let isLetIn = doorkeeper.enter(line)
            if isLetIn { channel.closeFuture.whenComplete { _ in doorkeeper.leave(line) } }
            return Value(http: try wrapped(channel, line, logger: logger), line: line, isLetIn: isLetIn)
        }
    }

    private func wrapped(
        _ channel: any Channel,
        _ line: Line,
        logger: Logger
    ) throws -> NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart> {
        let pipeline = channel.pipeline.syncOperations
        if let certificate {
            try pipeline.addHandler(NIOSSLServerHandler(context: certificate.context))
            try pipeline.addHandler(HandshakeTimer(patience: doorkeeper.times.handshake))
        }
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false,
            withErrorHandling: false,
            withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: HeadLimits.ofParser
        )
        let isUnix = if case .unixDomainSocket? = channel.localAddress { true } else { false }
        try pipeline.addHandler(
            RequestGate(
                needsHost: !isUnix,
                isSecure: certificate != nil,
                isDrill: doorkeeper.isDrill,
                times: doorkeeper.times,
                marks: line.marks,
                arrivals: doorkeeper.arrivals
            )
        )
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: certificate != nil))
        try pipeline.addHandler(
            HTTPConnectionStateHandler(idleTimeout: doorkeeper.times.idle, logger: logger)
        )
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
    }

    func handle(value: Value, logger: Logger) async {
        guard value.isLetIn else {
            await turnAway(value.http)
            return
        }
        await Line.$current.withValue(value.line) {
            await handleHTTP(asyncChannel: value.http, logger: logger)
        }
    }

    /// Says that there is no room, unless that would take a handshake.
    private func turnAway(_ http: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>) async {
        try? await http.executeThenClose { _, outbound in
            guard certificate == nil else { return }
            let fields: HTTPFields = [.retryAfter: "5", .connection: "close", .contentLength: "0"]
            try await outbound.write(.head(HTTPResponse(status: .serviceUnavailable, headerFields: fields)))
            try await outbound.write(.end(nil))
        }
    }
}
