import Glibc
import Testing

@testable import Web

@Suite struct PeerTests {
    private let question = "GET /who HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n"

    @Test func `On a Unix socket the kernel says whose process asks, for each request of a connection`()
        async throws
    {
        try await Door.open { door in
            let wire = try Wire(socket: door.socket)
            wire.send("GET /who HTTP/1.1\r\nHost: b\r\n\r\n" + question)
            let answers = wire.rest()
            let asker = "uid \(geteuid()) pid \(getpid()) at no address"
            #expect(answers.ranges(of: asker).count == 2, "\(answers)")
        }
    }

    @Test func `On TCP nobody is known but the address`() async throws {
        try await Door.open { door in
            let wire = try Wire(port: door.port, from: 7)
            wire.send(question)
            let answer = wire.rest()
            #expect(answer.hasSuffix("nobody at 127.0.0.7"), "\(answer)")
        }
    }

    @Test func `Outside of a guarded connection nobody is known`() {
        #expect(Line.current == nil)
    }
}
