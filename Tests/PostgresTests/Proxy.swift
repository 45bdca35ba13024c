import Foundation
import Synchronization

/// Stands between the client and the server on a Unix socket, and can fall silent or hang up.
final class Proxy: Sendable {
    enum Failure: Error { case noSocket(Int32), notOverUnixSocket }

    private struct State {
        var swallowsReplies = false
        var isClosed = false
        var pairs: [(client: Int32, server: Int32)] = []
    }

    /// How to reach the server through here.
    let connectionString: String
    private let folder: String
    private let listener: Int32
    private let server: String
    private let state = Mutex(State())

    init(to connectionString: String) throws {
        var words = connectionString.split(separator: " ").map(String.init)
        guard let host = words.firstIndex(where: { $0.hasPrefix("host=/") }) else {
            throw Failure.notOverUnixSocket
        }
        let port = words.first { $0.hasPrefix("port=") }?.dropFirst(5).description ?? "5432"
        server = words[host].dropFirst(5) + "/.s.PGSQL." + port
        folder = "/tmp/proxy-" + String(UInt32.random(in: 0 ... .max), radix: 36)
        words[host] = "host=\(folder)"
        self.connectionString = words.joined(separator: " ")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        listener = try Self.open(folder + "/.s.PGSQL." + port, bind)
        guard listen(listener, 64) == 0 else { throw Failure.noSocket(errno) }
        Thread.detachNewThread { self.accept() }
    }

    /// From now on what the server says goes nowhere.
    func swallowReplies() { state.withLock { $0.swallowsReplies = true } }

    /// Hangs up on everybody; new connections work.
    func cut() {
        state.withLock { state in
            for (client, server) in state.pairs {
                shutdown(client, Int32(SHUT_RDWR))
                shutdown(server, Int32(SHUT_RDWR))
            }
            state.pairs = []
            state.swallowsReplies = false
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        cut()
        shutdown(listener, Int32(SHUT_RDWR))
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0, let server = try? Self.open(server, connect) else { return }
            state.withLock { state in
                state.pairs.append((client, server))
                if state.isClosed { shutdown(client, Int32(SHUT_RDWR)) }
            }
            Thread.detachNewThread { self.pump(from: client, to: server, isReply: false) }
            Thread.detachNewThread { self.pump(from: server, to: client, isReply: true) }
        }
    }

    private func pump(from source: Int32, to target: Int32, isReply: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            if isReply, state.withLock({ $0.swallowsReplies }) { continue }
            var sent = 0
            while sent < count {
                let step = buffer[sent..<count].withUnsafeBytes {
                    send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard step > 0 else { return }
                sent += step
            }
        }
        shutdown(target, Int32(SHUT_RDWR))
    }

    private static func open(
        _ path: String,
        _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw Failure.noSocket(errno) }
        return descriptor
    }
}
