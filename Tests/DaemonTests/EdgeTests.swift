import Foundation
import TestSupport
import Testing

/// What the daemon does at its doors, with connections that are nobody's honest program.
@Suite(.database) struct EdgeTests {
    private static let plain = ["--listen", "127.0.0.1:0", "--plain"]
    private static let question = "GET /v1/status HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n"

    @Test
    func `While three hundred hold on to their connections others are answered, and memory stays small`()
        async throws
    {
        try await withDaemon(Self.plain) { daemon, http in
            let port = try daemon.port()
            var slow: [RawConnection] = []
            for number in 0..<300 {
                let connection = try RawConnection(port: port, from: UInt32(10 + number / 30))
                switch number % 3 {
                case 0: connection.send("GET /v1/status HTTP/1.1\r\nHost: b\r\nX-Slow: ")
                case 1:
                    connection.send(
                        "POST /v1/negotiations HTTP/1.1\r\nHost: b\r\nContent-Length: 1000\r\n\r\n{"
                    )
                default: break
                }
                slow.append(connection)
            }
            let clock = ContinuousClock()
            var worst = Duration.zero
            for _ in 0..<50 {
                let start = clock.now
                #expect(try http.get("/v1/status").status == 200)
                worst = max(worst, clock.now - start)
                // What trickles in keeps nothing alive.
                for connection in slow.prefix(200) { connection.send("a") }
            }
            #expect(worst < .seconds(5), "an honest request took \(worst)")
            #expect(daemon.memory < 150 * 1024, "\(daemon.memory) KiB")
            let end = clock.measure { for connection in slow { _ = connection.rest() } }
            #expect(end < .seconds(60), "the last slow connection was held for \(end)")
            let after = try RawConnection(port: port, from: 10)
            after.send(Self.question)
            #expect(after.rest().hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `A broken body is refused with 400, and nothing that fails is the daemon's fault`()
        async throws
    {
        try await withDaemon(Self.plain) { daemon, http in
            let port = try daemon.port()
            let post = "POST /v1/negotiations HTTP/1.1\r\nHost: b\r\n"
            for request in [
                post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                post + "X: \u{0}\r\n\r\n", post + (0..<100_000).map { "X-\($0): y\r\n" }.joined(),
                "GET /\(String(repeating: "a", count: 1_000_000)) HTTP/1.1\r\nHost: b\r\n\r\n",
                "GET /v1/status HTTP/1.1\r\n\r\n", "CONNECT b:1 HTTP/1.1\r\nHost: b\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            ] {
                let connection = try RawConnection(port: port)
                connection.send(request)
                connection.hangUp()
                let answer = connection.rest()
                #expect(answer.hasPrefix("HTTP/1.1 4"), "\(request.prefix(90)): \(answer)")
            }
            #expect(try http.get("/v1/status").status == 200)
            #expect(!daemon.log.contains("a request failed"), "\(daemon.log)")
            #expect(daemon.memory < 150 * 1024, "\(daemon.memory) KiB")
        }
    }

    @Test
    func
        `Over TLS the certificate proves the daemon, is read again on SIGHUP, and a bad one changes nothing`()
        async throws
    {
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        try TestCertificate.write(named: "first", to: certificate, key)
        let arguments = ["--listen", "127.0.0.1:0", "--certificate", certificate, "--key", key]
        try await withDaemon(arguments) { daemon, _ in
            let port = try daemon.port()
            let here = ["status", "--server", "https://localhost:\(port)"]
            let trusting = try Daemon.run(here + ["--ca", certificate], of: "bargain")
            #expect(trusting.status == 0 && trusting.output.contains("answers."), "\(trusting.output)")
            let doubting = try Daemon.run(here, of: "bargain")
            #expect(
                doubting.status != 0 && doubting.output.contains("does not prove itself"),
                "\(doubting.output)"
            )
            let elsewhere = ["status", "--server", "https://127.0.0.2:\(port)", "--ca", certificate]
            #expect(try Daemon.run(elsewhere, of: "bargain").status != 0)

            let answer = try TestCertificate.client(port, Self.question)
            #expect(answer.contains("HTTP/1.1 200 OK") && answer.contains("TLSv1.3"), "\(answer)")
            #expect(answer.contains("Strict-Transport-Security: max-age=31536000"), "\(answer)")
            #expect(answer.contains("ALPN protocol: http/1.1"), "\(answer)")
            let old = try TestCertificate.client(port, Self.question, "-tls1_2")
            #expect(!old.contains("HTTP/1.1") && old.contains("alert protocol version"), "\(old)")
            let plain = try RawConnection(port: port)
            plain.send(Self.question)
            #expect(!plain.rest().contains("HTTP/1.1"))
            let silent = try RawConnection(port: port)
            let held = ContinuousClock().measure { _ = silent.rest() }
            #expect(held < .seconds(12), "a handshake that never came was waited for \(held)")

            try TestCertificate.write(named: "second", to: certificate, key)
            daemon.signal(SIGHUP)
            try await daemon.says("the certificate was read again")
            #expect(try TestCertificate.client(port, Self.question).contains("CN = second"))
            try Data("nonsense".utf8).write(to: URL(filePath: certificate))
            daemon.signal(SIGHUP)
            try await daemon.says("the one before stays")
            #expect(try TestCertificate.client(port, Self.question).contains("CN = second"))
        }
    }

    @Test func `A connection that was open when the certificate changed goes on`() async throws {
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        try TestCertificate.write(named: "first", to: certificate, key)
        let arguments = ["--listen", "127.0.0.1:0", "--certificate", certificate, "--key", key]
        try await withDaemon(arguments) { daemon, _ in
            let open = try TestCertificate.Client(try daemon.port())
            open.send("GET /v1/status HTTP/1.1\r\nHost: b\r\n\r\n")
            try open.waitFor("HTTP/1.1 200 OK", times: 1)
            try TestCertificate.write(named: "second", to: certificate, key)
            daemon.signal(SIGHUP)
            try await daemon.says("the certificate was read again")
            open.send("GET /v1/status HTTP/1.1\r\nHost: b\r\n\r\n")
            try open.waitFor("HTTP/1.1 200 OK", times: 2)
            open.end()
        }
    }

    @Test func `Settings that would listen in the clear, or with half a certificate, are refused`() throws {
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        try TestCertificate.write(named: "first", to: certificate, key)
        for (arguments, words) in [
            (["--listen", "0.0.0.0:8443"], "takes --certificate"),
            (["--listen", "0.0.0.0:8443", "--plain"], "this machine"),
            (["--listen", "192.0.2.1", "--plain"], "host:port"), (["--plain"], "--listen"),
            (
                ["--listen", "127.0.0.1:0", "--plain", "--certificate", certificate, "--key", key],
                "leave out"
            ),
            (
                ["--listen", "127.0.0.1:0", "--certificate", certificate, "--key", certificate],
                "closed|open to every|PEM"
            ),
            (["--listen", "127.0.0.1:0", "--certificate", folder + "/none", "--key", key], "cannot be read"),
        ] {
            let run = try Daemon.run(["serve", "--drill", "--state", folder + "/state"] + arguments)
            #expect(run.status == 78, "\(arguments): \(run.output)")
            #expect(
                words.split(separator: "|").contains { run.output.contains($0) },
                "\(arguments): \(run.output)"
            )
        }
        chmod(key, 0o644)
        let open = try Daemon.run(
            ["serve", "--drill", "--state", folder + "/state", "--listen", "127.0.0.1:0"]
                + ["--certificate", certificate, "--key", key]
        )
        #expect(open.status == 78 && open.output.contains("open to every user"), "\(open.output)")
    }
}
