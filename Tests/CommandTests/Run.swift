import Foundation
import Testing

/// One run of the real program, with what it left behind.
struct Run {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var hasEscapes: Bool { output.contains(0x1B) || errors.utf8.contains(0x1B) }

    /// Runs `bargain` in a place of its own.
    init(_ arguments: [String], in place: Place, input: [UInt8] = [], environment: [String: String] = [:])
        throws
    {
        let running = try Running(arguments, in: place, input: input, environment: environment)
        self = try running.end()
    }

    fileprivate init(status: Int32, output: [UInt8], errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }
}

/// A run that has not ended yet.
final class Running {
    private let process = Process()
    private let place: Place
    private let name = UUID().uuidString

    init(
        _ arguments: [String],
        in place: Place,
        input: [UInt8] = [],
        environment: [String: String] = [:],
        terminal: Terminal? = nil
    ) throws {
        self.place = place
        process.executableURL = Self.program
        process.arguments = arguments
        process.environment = place.environment.merging(environment) { $1 }
        process.currentDirectoryURL = place.folder
        let input = try place.file("input-\(name)", input)
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: input))
        process.standardOutput = try terminal?.slave ?? place.sink("out-\(name)")
        process.standardError = try place.sink("err-\(name)")
        try process.run()
    }

    /// What Ctrl-C does.
    func interrupt() { kill(process.processIdentifier, SIGINT) }

    func end() throws -> Run {
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: (try? place.bytes("out-\(name)")) ?? [],
            errors: String(decoding: try place.bytes("err-\(name)"), as: UTF8.self)
        )
    }

    /// The program that was built with these tests.
    private static var program: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
            path: "bargain"
        )
    }
}

/// A folder of a test's own, with an environment that knows nothing of this machine.
final class Place {
    let folder: URL

    init() throws {
        folder = URL(filePath: "/tmp/bargain-command-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var socket: String { folder.appending(path: "d.sock").path }

    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder.path,
            "XDG_STATE_HOME": folder.appending(path: "state").path,
            "BARGAIN_SOCKET": socket, "TZ": "America/New_York", "LC_ALL": "C.UTF-8",
        ]
    }

    @discardableResult
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = folder.appending(path: name)
        try Data(bytes).write(to: url)
        return url.path
    }

    @discardableResult
    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    func sink(_ name: String) throws -> FileHandle {
        let path = try file(name, [])
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    /// The drafts that are kept, by their full paths.
    var drafts: [String] {
        let drafts = folder.appending(path: "state/bargain/drafts").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: drafts)) ?? []).map {
            "\(drafts)/\($0)"
        }
    }
}

/// A terminal that shows its text to the test.
final class Terminal {
    let slave: FileHandle
    private let master: Int32

    init() throws {
        var descriptors: (master: Int32, slave: Int32) = (-1, -1)
        try #require(openpty(&descriptors.master, &descriptors.slave, nil, nil, nil) == 0)
        master = descriptors.master
        slave = FileHandle(fileDescriptor: descriptors.slave, closeOnDealloc: true)
    }

    deinit { close(master) }

    /// All that was written, once the writer has gone.
    func text() -> String {
        try? slave.close()
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }
}
