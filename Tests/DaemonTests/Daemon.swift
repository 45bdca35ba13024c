import Foundation
import Glibc
import TestSupport

/// The real daemon as a process, in a folder of its own.
final class Daemon: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The folder that holds its state.
    let folder: String
    /// Where it listens.
    var socket: String { folder + "/bargaind.sock" }
    private let process: RunningProcess

    /// Starts a daemon and waits until it serves.
    ///
    /// - Parameters:
    ///   - arguments: more options.
    ///   - database: the database to use; nil for a private one under the folder.
    ///   - folder: the state folder; nil for a new one.
    ///   - environment: what its environment says besides that of the tests.
    /// - Throws: `Failure` with its log when it does not come up.
    init(
        _ arguments: [String] = [],
        database: String?,
        folder: String? = nil,
        environment: [String: String] = [:]
    ) throws {
        self.folder = try folder ?? Self.newFolder()
        try? FileManager.default.removeItem(atPath: self.folder + "/bargaind.sock")
        var words = ["serve", "--drill", "--state", self.folder] + arguments
        if let database { words += ["--database", database] }
        process = try RunningProcess(
            Self.binary("bargaind"),
            words,
            log: self.folder + "/log",
            environment: environment
        )
        let patience = Date(timeIntervalSinceNow: 60)
        while !FileManager.default.fileExists(atPath: socket) {
            guard process.isRunning, Date() < patience else {
                throw Failure(description: "the daemon did not come up: \(log)")
            }
            usleep(20_000)
        }
    }

    /// What it has logged so far.
    var log: String {
        (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    }

    /// Where it listens by TCP, once it says so.
    func port() throws -> Int {
        let patience = Date(timeIntervalSinceNow: 30)
        while Date() < patience {
            let digits = log.components(separatedBy: #""port":""#).dropFirst().first?.prefix { $0.isNumber }
            if let port = digits.flatMap({ Int($0) }) { return port }
            usleep(20_000)
        }
        throw Failure(description: "the daemon names no port: \(log)")
    }

    /// How much memory it has, in kibibytes.
    var memory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(process.number)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? .max
    }

    /// Sends a signal.
    func signal(_ number: Int32) {
        process.signal(number)
    }

    /// Stops it as an operator does.
    ///
    /// - Returns: its exit status.
    @discardableResult
    func stop() -> Int32 {
        process.signal(SIGTERM)
        return process.wait()
    }

    /// Waits until it has ended.
    func wait() -> Int32 {
        process.wait()
    }

    static func newFolder() throws -> String {
        let folder = "/tmp/bargain-daemon-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        chmod(folder, 0o711)
        return folder
    }

    /// A folder for one more daemon on the same database, as an operator sets it up on another machine.
    static func newFolder(keyOf first: Daemon) throws -> String {
        let folder = try newFolder()
        try FileManager.default.copyItem(atPath: first.folder + "/log.key", toPath: folder + "/log.key")
        return folder
    }

    /// A product of the package, beside the running tests.
    static func binary(_ name: String) throws -> String {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            let path = folder.appending(path: name).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder.deleteLastPathComponent()
        }
        throw Failure(description: "\(name) is not built beside the tests")
    }

    /// Runs a command of the daemon, or of another program, to its end.
    static func run(_ arguments: [String], of program: String = "bargaind") throws -> (
        status: Int32, output: String
    ) {
        let log = "/tmp/bargain-run-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: log) }
        let process = try RunningProcess(try binary(program), arguments, log: log)
        let status = process.wait()
        return (status, (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
}

/// A process whose output goes to a file.
final class RunningProcess: Sendable {
    private let process = Process()

    init(_ path: String, _ arguments: [String], log: String, environment: [String: String] = [:]) throws {
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        guard let output = FileHandle(forWritingAtPath: log) else {
            throw Daemon.Failure(description: "cannot write \(log)")
        }
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    var isRunning: Bool { process.isRunning }
    var number: Int32 { process.processIdentifier }

    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// Runs a body with a daemon on the running test's own database.
func withDaemon(_ arguments: [String] = [], _ body: (Daemon, HTTP) async throws -> Void) async throws {
    let daemon = try Daemon(arguments, database: TestDatabase.current.connectionString)
    defer { try? FileManager.default.removeItem(atPath: daemon.folder) }
    do {
        try await body(daemon, HTTP(socket: daemon.socket))
    } catch {
        daemon.stop()
        throw error
    }
    daemon.stop()
}
