import Cluster
import Foundation

/// A program that a test runs or talks to.
enum Program {
    struct Failure: Error, CustomStringConvertible { let description: String }

    /// Runs a program to its end and returns what it printed on both streams, or throws when it failed.
    @discardableResult
    static func run(_ words: String...) async throws -> String {
        let process = Process()
        let output = FileManager.default.temporaryDirectory.appending(
            path: "bargain-output-\(UUID().uuidString)"
        )
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "\(words.joined(separator: " ")): \(process.terminationStatus)\n\(text)"
            )
        }
        return text.trimmingCharacters(in: .newlines)
    }

    /// What a statement returns, unaligned, without headers.
    static func query(_ sql: String, _ connectionString: String) async throws -> String {
        try await run("psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", connectionString, "-c", sql)
    }

    /// Waits until something holds, and says whether it did within some seconds.
    static func eventually(within time: Duration = .seconds(10), _ holds: () async throws -> Bool)
        async throws -> Bool
    {
        let deadline = ContinuousClock.now + time
        while ContinuousClock.now < deadline {
            if try await holds() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// A program that this package builds beside its tests.
    static func built(_ name: String) throws -> String {
        let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return tests.deletingLastPathComponent().appending(path: name).path
    }
}

/// A folder for one test, which everybody may enter, as /var/lib is.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = "/tmp/bargain-cluster-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755]
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// The error that a body throws.
func clusterError(_ body: () async throws -> Void) async -> ClusterError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ClusterError
    }
}

let isRoot = geteuid() == 0
