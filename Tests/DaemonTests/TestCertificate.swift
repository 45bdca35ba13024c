import Foundation
import Glibc

/// Certificates made by openssl, and openssl's own client.
enum TestCertificate {
    /// Writes a certificate for `localhost` and 127.0.0.1 that is its own authority, with its key.
    static func write(named name: String, to certificate: String, _ key: String) throws {
        let made = try run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=\(name)",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            key,
            "-out",
            certificate
        )
        guard made.status == 0 else { throw Daemon.Failure(description: made.output) }
        chmod(key, 0o600)
    }

    /// What openssl's client says of a connection on which one request is sent.
    static func client(_ port: Int, _ request: String, _ options: String...) throws -> String {
        let client = try Client(port, options)
        client.send(request)
        return client.untilItEnds()
    }

    /// A connection by openssl's client.
    final class Client {
        private let process = Process()
        private let input = Pipe()
        private let log = "/tmp/bargain-tls-\(UInt64.random(in: 0 ... .max))"

        init(_ port: Int, _ options: [String] = []) throws {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            let output = FileHandle(forWritingAtPath: log)
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments =
                ["openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-alpn", "h2,http/1.1", "-ign_eof"]
                + options
            process.standardInput = input
            process.standardOutput = output
            process.standardError = output
            signal(SIGPIPE, SIG_IGN)
            try process.run()
        }

        deinit {
            try? FileManager.default.removeItem(atPath: log)
        }

        private var text: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

        func send(_ text: String) {
            try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        }

        func waitFor(_ words: String, times: Int) throws {
            let patience = Date(timeIntervalSinceNow: 30)
            while text.components(separatedBy: words).count <= times {
                guard Date() < patience else {
                    throw Daemon.Failure(description: "no '\(words)' in: \(text)")
                }
                usleep(20_000)
            }
        }

        func untilItEnds() -> String {
            process.waitUntilExit()
            return text
        }

        func end() {
            process.terminate()
            process.waitUntilExit()
        }
    }

    private static func run(_ words: String...) throws -> (status: Int32, output: String) {
        let log = "/tmp/bargain-openssl-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: log) }
        let process = try RunningProcess("/usr/bin/env", words, log: log)
        return (process.wait(), (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
}

extension Daemon {
    /// Waits until the log holds some words.
    func says(_ words: String) async throws {
        let patience = ContinuousClock.now + .seconds(30)
        while !log.contains(words) {
            guard ContinuousClock.now < patience else {
                throw Failure(description: "no '\(words)' in: \(log)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
