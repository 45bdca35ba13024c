import NIOCore
import NIOPosix
import Synchronization

/// A mail server that keeps every message by the address that it is for.
final class MailSink: Sendable {
    private let kept = Mutex<[(to: String, bytes: String)]>([])
    private let channel = Mutex<(any Channel)?>(nil)

    /// Listens on a free port of this machine.
    func open() async throws -> Int {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        MailPeer { message in self.kept.withLock { $0.append(message) } }
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        channel.withLock { $0 = server }
        return server.localAddress?.port ?? 0
    }

    func close() async throws {
        try await channel.withLock { $0 }?.close()
    }

    /// The messages to an address, in an order that does not depend on which connection was quicker.
    func messages(to address: String) -> [String] {
        kept.withLock { $0.filter { $0.to == address }.map(\.bytes) }.sorted()
    }

    /// Every message.
    var all: [String] { kept.withLock { $0.map(\.bytes) } }
}

/// One connection to the sink.
private final class MailPeer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let keep: ((to: String, bytes: String)) -> Void
    private var buffer = ""
    private var to = ""
    private var text: [String]?

    init(keep: @escaping ((to: String, bytes: String)) -> Void) { self.keep = keep }

    func channelActive(context: ChannelHandlerContext) { say("220 here", context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        buffer += String(buffer: unwrapInboundIn(data))
        while let end = buffer.range(of: "\r\n") {
            take(String(buffer[..<end.lowerBound]), context)
            buffer = String(buffer[end.upperBound...])
        }
    }

    private func take(_ line: String, _ context: ChannelHandlerContext) {
        if let lines = text {
            guard line == "." else {
                text = lines + [line.hasPrefix("..") ? String(line.dropFirst()) : line]
                return
            }
            keep((to, lines.joined(separator: "\r\n")))
            text = nil
            say("250 kept", context)
            return
        }
        switch line.prefix(4).uppercased() {
        case "DATA":
            text = []
            say("354 go on", context)
        case "QUIT":
            say("221 bye", context)
            context.close(promise: nil)
        case "RCPT":
            to = String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
            say("250 ok", context)
        default: say("250 ok", context)
        }
    }

    private func say(_ words: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: words + "\r\n")), promise: nil)
    }
}

extension String {
    fileprivate func range(of mark: String) -> Range<String.Index>? {
        // "\r\n" is one character.
        guard let start = firstIndex(where: { String($0) == mark }) else { return nil }
        return start..<index(after: start)
    }
}
