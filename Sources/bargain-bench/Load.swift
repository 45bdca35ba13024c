import ArgumentParser
import Glibc

/// Serves proposals as fast as the daemon takes them in: each connection sends the next when it has its receipt.
struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve proposals over a daemon's socket, one connection a negotiation."
    )

    @Option(help: "The daemon's Unix socket.")
    var socket: String

    @Option(
        help:
            "A file with the negotiations' handles, one a line; the first are used, one for each connection."
    )
    var negotiations: String

    @Option(help: "A file with a proposal's text, to which each request adds a line of its own.")
    var document: String

    @Option(help: "The seat that serves, in a drill, where no token is given.")
    var seat = "maria-soto"

    @Option(help: "A file with the token of the person who serves.")
    var token: String?

    @Option(help: "How many connections.")
    var connections = 32

    @Option(help: "For how many seconds, after the warm-up.")
    var seconds = 5

    @Option(help: "Seconds of warm-up, which count for nothing.")
    var warmUp = 1

    func run() throws {
        let handles = try text(of: negotiations).split(separator: "\n").map(String.init)
        guard handles.count >= connections, connections > 0 else {
            throw BenchFault(
                "\(negotiations) names \(handles.count) negotiations; \(connections) are needed."
            )
        }
        let document = try text(of: document)
        let asker =
            try token.map { file in
                "Authorization: Bearer \(try text(of: file).prefix { !$0.isWhitespace })"
            } ?? "Bargain-Seat: \(seat)"
        var clients = try handles.prefix(connections).map { handle in
            try Client(socket: socket, negotiation: handle, asker: asker, document: document)
        }
        let start = monotonicNanoseconds()
        let from = start + UInt64(warmUp) * 1_000_000_000
        let end = from + UInt64(seconds) * 1_000_000_000
        let latencies = try drive(&clients, from: from, until: end).sorted()
        func microseconds(at share: Double) -> UInt64 {
            latencies.isEmpty ? 0 : latencies[Int(Double(latencies.count - 1) * share)] / 1_000
        }
        let rate = Double(latencies.count) / Double(seconds)
        print(
            #"{"per_second":\#(rate),"p50_us":\#(microseconds(at: 0.5)),"p99_us":\#(microseconds(at: 0.99)),"#
                + #""requests":\#(clients.map(\.answered).reduce(0, +)),"processor_seconds":\#(processorSeconds())}"#
        )
    }

    /// Keeps one request under way on each client until the end, and waits for the last answers.
    ///
    /// - Returns: the nanoseconds that those answers took that came between the two instants.
    private func drive(_ clients: inout [Client], from: UInt64, until end: UInt64) throws -> [UInt64] {
        var latencies: [UInt64] = []
        var watched = clients.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        for index in clients.indices { try clients[index].send() }
        var waiting = clients.count
        while waiting > 0 {
            guard poll(&watched, nfds_t(watched.count), 30_000) > 0 else {
                throw BenchFault("The daemon has not answered for 30 s.")
            }
            for index in clients.indices where watched[index].revents != 0 {
                guard let taken = try clients[index].receive() else { continue }
                let now = monotonicNanoseconds()
                if now >= from, now < end { latencies.append(taken) }
                if now < end {
                    try clients[index].send()
                } else {
                    watched[index].fd = -1
                    waiting -= 1
                }
            }
        }
        return latencies
    }

    private func text(of path: String) throws -> String {
        guard let file = fopen(path, "r") else {
            throw BenchFault("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
