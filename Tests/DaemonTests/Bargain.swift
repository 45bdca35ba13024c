import Foundation
import Testing

/// The real command, as somebody at a machine of their own runs it against a daemon.
struct Bargain {
    /// What one run left behind.
    struct Said {
        let status: Int32
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var all: String { text + errors }

        /// What stands in the envelope of an answer in JSON.
        var data: [String: Any] {
            let object = try? JSONSerialization.jsonObject(with: Data(output)) as? [String: Any]
            return object?["data"] as? [String: Any] ?? object ?? [:]
        }

        /// The same where it is a list.
        var list: [[String: Any]] {
            let object = try? JSONSerialization.jsonObject(with: Data(output)) as? [String: Any]
            return object?["data"] as? [[String: Any]] ?? []
        }
    }

    /// Where the daemon listens.
    let socket: String
    /// Where the person's files and settings are.
    let folder: String
    /// What the machine's environment says besides.
    var environment: [String: String] = ["TZ": "America/New_York", "LC_ALL": "C.UTF-8"]

    /// Runs a command to its end: words parted by spaces, then words that may have spaces in them.
    func callAsFunction(_ line: String, _ more: String..., as seat: String? = nil) throws -> Said {
        try run(line.split(separator: " ").map(String.init) + more, as: seat)
    }

    private func run(_ words: [String], as seat: String?) throws -> Said {
        let process = Process()
        let name = "\(folder)/run-\(UInt64.random(in: 0 ... .max))"
        let files = [name + ".out", name + ".err"]
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.executableURL = URL(filePath: try Daemon.binary("bargain"))
        process.arguments = words + (seat.map { ["--as", $0] } ?? [])
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder, "XDG_STATE_HOME": folder + "/state",
            "BARGAIN_SOCKET": socket,
        ].merging(environment) { $1 }
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: files[0])
        process.standardError = FileHandle(forWritingAtPath: files[1])
        try process.run()
        process.waitUntilExit()
        let bytes = files.map { Array((try? Data(contentsOf: URL(filePath: $0))) ?? Data()) }
        return Said(
            status: process.terminationStatus,
            output: bytes[0],
            errors: String(decoding: bytes[1], as: UTF8.self)
        )
    }

    /// Runs a command that must succeed.
    @discardableResult
    func done(
        _ line: String,
        _ more: String...,
        as seat: String? = nil,
        at place: SourceLocation = #_sourceLocation
    ) throws -> Said {
        let words = line.split(separator: " ").map(String.init) + more
        let said = try run(words, as: seat)
        #expect(said.status == 0, "\(words): \(said.all)", sourceLocation: place)
        return said
    }
}
