import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// HTTP/1.1 on a connection whose other end is known.
struct GuardedChannel: HTTPChannelHandler {
    /// An accepted connection.
    struct Value: ServerChildChannelValue {
        let http: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let line: Line

        var channel: any Channel { http.channel }
    }

    let responder: Responder

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        Peer.of(channel).flatMapThrowing { peer in
            let line = Line(peer: peer, address: channel.remoteAddress?.ipAddress)
            return Value(http: try wrapped(channel, logger: logger), line: line)
        }
    }

    private func wrapped(_ channel: any Channel, logger: Logger) throws -> NIOAsyncChannel<
        HTTPRequestPart, HTTPResponsePart
    > {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false,
            withErrorHandling: false,
            withOutboundHeaderValidation: false
        )
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: .seconds(15), logger: logger))
        return try NIOAsyncChannel(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
    }

    func handle(value: Value, logger: Logger) async {
        await Line.$current.withValue(value.line) {
            await handleHTTP(asyncChannel: value.http, logger: logger)
        }
    }
}
