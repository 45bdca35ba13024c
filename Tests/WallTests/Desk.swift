import CivilTime
import Foundation

/// A person who asks by the real program, in a folder of their own.
struct Desk: Sendable {
    private let folder: URL

    /// A desk at which somebody is signed in.
    ///
    /// - Parameters:
    ///   - socket: where the daemon listens; the program knows it by a name that is the same at every desk.
    ///   - person: who asks.
    ///   - token: with what.
    /// - Throws: when the folder cannot be made.
    init(at socket: String, of person: String, token: String) throws {
        folder = URL(filePath: "/tmp/bargain-desk-\(UInt64.random(in: 0 ... .max))")
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        let place = folder.appending(path: "d.sock")
        try files.createSymbolicLink(atPath: place.path, withDestinationPath: socket)
        let tokens = folder.appending(path: "tokens").path
        let keyring = ["unix:\(place.path)": ["person": person, "token": token]]
        guard
            files.createFile(
                atPath: tokens,
                contents: try JSONEncoder().encode(keyring),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Clears the desk.
    func clear() { try? FileManager.default.removeItem(at: folder) }

    /// All that a run of the program leaves: its exit status, what it printed, and the file that it wrote.
    func run(_ words: [String]) async throws -> String {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = words
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "BARGAIN_SOCKET": "d.sock",
            "BARGAIN_TOKEN_FILE": "tokens", "TZ": "America/New_York", "LC_ALL": "C.UTF-8",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try sink("out")
        process.standardError = try sink("err")
        // Nothing may wait for the program on the threads that answer it.
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        let written = try words.contains(Self.file) ? text(Self.file) : ""
        return
            "\(Self.prompt)\(words)\nstatus \(process.terminationStatus)\n\(try text("out"))\n\(try text("err"))\n\(written)"
    }

    private func sink(_ name: String) throws -> FileHandle {
        let path = folder.appending(path: name)
        try Data().write(to: path)
        return try FileHandle(forWritingTo: path)
    }

    private func text(_ name: String) throws -> String {
        let path = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: path.path) else { return "" }
        return String(decoding: try Data(contentsOf: path), as: UTF8.self)
    }

    /// How what is told by the program begins.
    static let prompt = "$ bargain "

    /// The program that was built with these tests.
    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "bargain")

    /// Where an export goes; there is nothing before the first.
    private static let file = "kept.file"

    /// All that the program can be asked without doing anything.
    static let questions: [[String]] = {
        let (table, other) = (House.first, House.second)
        let views = [
            [], ["status"], ["whoami"], ["zone", "list"], ["zone", "show"], ["seat", "list"],
            ["token", "list"],
            ["negotiation", "list"], ["negotiation", "show", table], ["docket", table],
            ["why", table, "bargaining"], ["why", table, "no-such-step"], ["dispute", "show", table],
            ["proposal", "list", table], ["proposal", "show", table, "U1"],
            ["proposal", "show", table, "B2"],
            ["proposal", "show", table, "U9"], ["diff", table, "U1", "B1"], ["record", "show", table],
            ["record", "show", table, "--after", "3", "--limit", "4"], ["record", "bundle", table],
            ["record", "show", other], ["caucus", "list", table], ["caucus", "show", table, "D1"],
            ["caucus", "show", table, "D2.1"], ["caucus", "list", other], ["request", "list", table],
            ["session", "list", table], ["rule", "list", table], ["alert", "list"],
            ["alert", "list", table, "--all"], ["docket", "springfield-2026-99"],
        ]
        return views + views.map { $0 + ["--json"] } + [
            ["proposal", "show", table, "U1", "--text"], ["record", "export", table, "--output", file],
            ["record", "receipt", table, "1", "--output", file],
            ["record", "bundle", table, "--output", file],
        ]
    }()
}
