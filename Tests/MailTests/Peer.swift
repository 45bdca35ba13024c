import Foundation
import Testing

/// The SMTP server that the tests talk to, and the reader that judges what it received: both in Python.
final class Peer: Sendable {
    struct Failure: Error, CustomStringConvertible { let description: String }

    enum Safety: String { case none, starttls, tls }

    /// What Python's reader made of a message.
    struct Reading: Decodable {
        let headers: [[String]]
        let fromName: String
        let fromAddress: String
        let body: String
        let defects: [String]
        let longestLine: Int
        let longestHeaderLine: Int
        let strayLineEnds: Int
        let isASCII: Bool

        func header(_ name: String) -> String? { headers.first { $0[0] == name }?[1] }
    }

    /// The envelope that the server saw.
    struct Envelope: Decodable {
        let from: String
        let to: [String]
        let tls: Bool
        let login: Bool
        let client: String
    }

    let port: Int
    let folder: String
    // The server ends, and removes its folder, when this is closed: by us, or by our end.
    private let input: FileHandle

    init(_ safety: Safety = .none) async throws {
        let python = try await Self.python.value
        folder = "/tmp/bargain-mail-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var words = [Self.script("smtp_peer.py"), folder]
        if safety != .none {
            try Self.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                "\(folder)/key.pem",
                "-out",
                "\(folder)/certificate.pem"
            )
            words += ["\(folder)/certificate.pem", "\(folder)/key.pem", safety.rawValue]
        }
        let server = Process()
        let (toServer, fromServer) = (Pipe(), Pipe())
        server.executableURL = URL(filePath: python)
        server.arguments = words
        server.standardInput = toServer
        server.standardOutput = fromServer
        try server.run()
        input = toServer.fileHandleForWriting
        let line = String(decoding: fromServer.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .newlines)) else {
            throw Failure(description: "The SMTP peer did not tell its port but \(line.debugDescription).")
        }
        self.port = port
    }

    deinit {
        try? input.close()
    }

    var certificate: String { "\(folder)/certificate.pem" }

    func envelope(_ name: String) throws -> Envelope {
        try JSONDecoder().decode(
            Envelope.self,
            from: Data(contentsOf: URL(filePath: "\(folder)/\(name).json"))
        )
    }

    func reading(_ name: String) async throws -> Reading {
        let text = try Self.run(
            try await Self.python.value,
            Self.script("read_message.py"),
            "\(folder)/\(name).eml"
        )
        return try JSONDecoder().decode(Reading.self, from: Data(text.utf8))
    }

    /// A Python with aiosmtpd, made once in the package's build folder.
    private static let python = Task { () throws -> String in
        let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".build/mail-peer-1.4.6").path
        let python = "\(home)/bin/python"
        if (try? run(python, "-c", "import aiosmtpd")) != nil { return python }
        let unfinished = "\(home).\(getpid())"
        do {
            try run("python3", "-m", "venv", unfinished)
            try run("\(unfinished)/bin/python", "-m", "pip", "install", "--quiet", "aiosmtpd==1.4.6")
            try? FileManager.default.removeItem(atPath: home)
            try FileManager.default.moveItem(atPath: unfinished, toPath: home)
        } catch {
            throw Failure(
                description:
                    "The mail tests need Python 3 with venv (apt install python3-venv) and aiosmtpd from PyPI: \(error)"
            )
        }
        return python
    }

    private static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peer/\(name)").path
    }

    @discardableResult
    private static func run(_ words: String...) throws -> String {
        let process = Process()
        let (output, complaint) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let said = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(words.joined(separator: " ")) failed: \(text)\(said)")
        }
        return text
    }
}
