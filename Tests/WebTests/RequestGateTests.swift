import Testing

@testable import Web

@Suite struct RequestGateTests {
    private static let many = (0..<65).map { "X-\($0): y\r\n" }.joined()
    private static let full = (0..<60).map { "X-\($0): y\r\n" }.joined()
    private static let long = String(repeating: "a", count: 17_000)

    private static let heads: [(String, Int)] = [
        ("GET /who HTTP/1.1\r\nHost: b\r\n\(full)\r\n", 200),
        ("GET /who HTTP/1.1\r\nHost: b\r\n\(many)\r\n", 431),
        ("GET /who HTTP/1.1\r\nHost: b\r\nX: \(long)\r\n\r\n", 431),
        ("GET /\(long) HTTP/1.1\r\nHost: b\r\n\r\n", 431),
        ("GET /\(long.prefix(9_000)) HTTP/1.1\r\nHost: b\r\n\r\n", 414),
        ("GET /who HTTP/1.1\r\n\r\n", 400), ("GET /who HTTP/1.1\r\nHost:\r\n\r\n", 400),
        ("GET /who HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (
            "POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400
        ),
        (
            "POST /count HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
            400
        ),
        ("POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: -3\r\n\r\nabc", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: +3\r\n\r\nabc", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 99999999999999999999\r\n\r\nabc", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
        ("POST /count HTTP/1.1\r\nHost: b\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST /count HTTP/1.0\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (
            "POST /count HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n",
            400
        ),
        (
            "POST /count HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
            400
        ),
        ("GET /who HTTP/1.1\r\nHost: b\r\nX: a\u{0}b\r\n\r\n", 400),
        ("GET /who HTTP/1.1\r\nHost: b\r\nX: a\r\n folded\r\n\r\n", 400),
        ("GET /who HTTP/1.1\r\nHost: b\r\nX Y: a\r\n\r\n", 400),
        ("GET /who\u{0} HTTP/1.1\r\nHost: b\r\n\r\n", 400),
        ("GET /who HTTP/9.9\r\nHost: b\r\n\r\n", 400), ("NONSENSE\r\n\r\n", 400),
        ("\u{16}\u{3}\u{1}\u{0}\u{5}hello", 400),
    ]

    @Test(arguments: heads)
    func `On TCP a request within the limits is answered, any other refused with words`(
        request: String,
        status: Int
    )
        async throws
    {
        try await Door.open { door in
            let wire = try Wire(port: door.port)
            wire.send(request)
            wire.hangUp()
            let answer = wire.rest()
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(120)): \(answer)")
            #expect(status == 200 || !answer.contains(" 200 OK"), "\(answer)")
            #expect(
                status == 200 || answer.contains(#""status":\#(status)"#)
                    || answer.contains("content-length: 0")
            )
        }
    }

    @Test func `On the Unix socket the host need not be named`() async throws {
        try await Door.open { door in
            let wire = try Wire(socket: door.socket)
            wire.send("GET /who HTTP/1.1\r\nConnection: close\r\n\r\n")
            #expect(wire.rest().hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `Requests one after another are answered in their order, and none after one that is refused`()
        async throws
    {
        try await Door.open { door in
            let wire = try Wire(port: door.port)
            let good = "POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 3\r\n\r\nabc"
            wire.send(good + good + "GET /who HTTP/1.1\r\n\r\n" + good)
            let answers = wire.rest()
            #expect(answers.ranges(of: "HTTP/1.1 ").count == 3, "\(answers)")
            #expect(answers.ranges(of: "HTTP/1.1 200 OK").count == 2, "\(answers)")
            #expect(answers.contains("HTTP/1.1 400 Bad Request"), "\(answers)")
        }
    }

    @Test func `What is smuggled behind a length and a coding is never answered`() async throws {
        try await Door.open { door in
            let wire = try Wire(port: door.port)
            wire.send(
                "POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\nGET /who HTTP/1.1\r\nHost: b\r\n\r\n"
            )
            let answers = wire.rest()
            #expect(
                answers.ranges(of: "HTTP/1.1 ").count == 1 && answers.hasPrefix("HTTP/1.1 400 "),
                "\(answers)"
            )
        }
    }

    @Test func `Whoever hangs up half way still gets his answer`() async throws {
        try await Door.open { door in
            let wire = try Wire(port: door.port)
            wire.send("POST /count HTTP/1.1\r\nHost: b\r\nContent-Length: 3\r\n\r\nabc")
            wire.hangUp()
            #expect(wire.rest().hasSuffix("\r\n\r\n3"))
        }
    }

    @Test func `A head of three hundred thousand fields is refused with words while it still comes`()
        async throws
    {
        try await Door.open { door in
            let wire = try Wire(port: door.port)
            wire.send("GET /who HTTP/1.1\r\nHost: b\r\n" + (0..<300_000).map { "X-\($0): y\r\n" }.joined())
            #expect(wire.rest().hasPrefix("HTTP/1.1 431 "))
        }
    }

    @Test func `The thirty-third connection of one address is told to come again, another address is not`()
        async throws
    {
        try await Door.open { door in
            var held: [Wire] = []
            for _ in 0..<32 {
                let wire = try Wire(port: door.port, from: 2)
                wire.send("GET /who HTTP/1.1\r\nHost: b\r\n\r\n")
                held.append(wire)
            }
            for wire in held { #expect(wire.some().hasPrefix("HTTP/1.1 200 ")) }
            let late = try Wire(port: door.port, from: 2)
            let refusal = late.rest()
            #expect(refusal.hasPrefix("HTTP/1.1 503 ") && refusal.contains("Retry-After: 5"), "\(refusal)")
            let other = try Wire(port: door.port, from: 3)
            other.send("GET /who HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n")
            #expect(other.rest().hasPrefix("HTTP/1.1 200 "))
        }
    }
}
