import NIOCore
import Service
import Testing

@testable import Web

@Suite struct DoorkeeperTests {
    private func line(_ address: String) throws -> Line {
        Line(peer: nil, remote: try SocketAddress(ipAddress: address, port: 1))
    }

    @Test func `Thirty-two of one origin are let in, and one more when one has left`() throws {
        let keeper = Doorkeeper(isDrill: false, arrivals: Arrivals(clock: .real))
        let line = try line("192.0.2.1")
        for _ in 0..<32 { #expect(keeper.enter(line)) }
        #expect(!keeper.enter(line))
        #expect(keeper.enter(try self.line("192.0.2.2")))
        keeper.leave(line)
        #expect(keeper.enter(line))
        #expect(!keeper.enter(line))
    }

    @Test func `However many come from far away, there is room for this machine, and an end to all`() throws {
        let keeper = Doorkeeper(isDrill: false, arrivals: Arrivals(clock: .real))
        let far = try (0..<1_000).filter { keeper.enter(try line("198.51.\($0 / 256).\($0 % 256)")) }.count
        #expect(far == 224)
        let near = (0..<1_000).filter {
            keeper.enter(Line(peer: Peer(uid: UInt32($0), gid: 0, pid: 1), remote: nil))
        }.count
        #expect(near == 32)
    }

    @Test(
        arguments: [
            ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("::1", "0:0:0:0::/64"),
        ]
    )
    func `Whoever has a network of IPv6 counts once`(address: String, origin: String) throws {
        #expect(try line(address).origin == origin)
    }
}
