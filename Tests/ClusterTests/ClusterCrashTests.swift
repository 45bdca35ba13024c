import Cluster
import Foundation
import Testing

/// What is killed, and what is left of it.
@Suite struct ClusterCrashTests {
    @Test func `A server killed under its keeper is up again with all that was committed`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder)
            try await cluster.start()
            let keeper = Task { try await cluster.run() }
            _ = try await Program.query("create table kept as select 42 as n", cluster.connectionString)
            for _ in 1...2 {
                let process = try #require(await cluster.serverProcess)
                #expect(kill(process, SIGKILL) == 0)
                let isBack = try await Program.eventually(within: .seconds(20)) {
                    guard let now = await cluster.serverProcess else { return false }
                    return now != process
                }
                #expect(isBack)
                #expect(try await Program.query("select n from kept", cluster.connectionString) == "42")
            }
            keeper.cancel()
            try await keeper.value
            #expect(await cluster.serverProcess == nil)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/data/postmaster.pid"))
        }
    }

    @Test func `A server killed without a keeper comes up at the next start`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            _ = try await Program.query("create table kept as select 42 as n", cluster.connectionString)
            let process = try #require(await cluster.serverProcess)
            kill(process, SIGKILL)
            #expect(try await Program.eventually { await cluster.serverProcess == nil })
            #expect(FileManager.default.fileExists(atPath: "\(folder)/data/postmaster.pid"))
            try await cluster.start()
            #expect(try await Program.query("select n from kept", cluster.connectionString) == "42")
            await cluster.stop()
        }
    }

    @Test(arguments: [true, false])
    func `A server that an owner left behind is ended and replaced`(isStuck: Bool) async throws {
        try await withFolder { folder in
            let owner = try Owner(folder: "\(folder)/state")
            let (server, connectionString) = try await owner.started()
            _ = try await Program.query("create table kept as select 42 as n", connectionString)
            // A process that is held does not heed the signal of its owner's death.
            if isStuck { kill(server, SIGSTOP) }
            kill(owner.process, SIGKILL)
            let cluster = PrivateCluster(
                folder: "\(folder)/state",
                durable: false,
                stopWithin: .milliseconds(500)
            )
            // The kernel frees the folder a moment after the signal was sent.
            let isFree = try await Program.eventually {
                await clusterError { try await cluster.start() } == nil
            }
            #expect(isFree)
            #expect(try await Program.eventually { kill(server, 0) != 0 && errno == ESRCH })
            #expect(try await Program.query("select n from kept", cluster.connectionString) == "42")
            await cluster.stop()
        }
    }

    @Test func `A file that names another program's process as the server's is not believed`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            let file = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
            await cluster.stop()
            let lines =
                ["\(getpid())"]
                + file.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init)
            try lines.joined(separator: "\n").write(
                toFile: "\(folder)/data/postmaster.pid",
                atomically: false,
                encoding: .utf8
            )
            try await cluster.start()
            #expect(try await Program.query("select 1", cluster.connectionString) == "1")
            await cluster.stop()
        }
    }

    @Test func `The server ends with an owner that is killed`() async throws {
        try await withFolder { folder in
            let owner = try Owner(folder: "\(folder)/state")
            let (server, connectionString) = try await owner.started()
            _ = try await Program.query("create table kept as select 42 as n", connectionString)
            // Long enough for a thread that the server must not depend on to be gone.
            try await Task.sleep(for: .seconds(2))
            #expect(kill(server, 0) == 0)
            #expect(kill(owner.process, SIGKILL) == 0)
            #expect(
                try await Program.eventually(within: .seconds(5)) { kill(server, 0) != 0 && errno == ESRCH }
            )

            let cluster = PrivateCluster(folder: "\(folder)/state", durable: false)
            try await cluster.start()
            #expect(try await Program.query("select n from kept", cluster.connectionString) == "42")
            await cluster.stop()
        }
    }

    @Test func `A half-made data folder is swept away`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(
                atPath: "\(folder)/data.new-4711/base/1",
                withIntermediateDirectories: true
            )
            try "15\n".write(toFile: "\(folder)/data.new-4711/PG_VERSION", atomically: false, encoding: .utf8)
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                    "data", "lock", "server.log", "socket",
                ]
            )
            await cluster.stop()
        }
    }

    @Test(arguments: [20, 200, 700])
    func `An owner killed in the middle of making a cluster leaves nothing that hinders the next`(
        milliseconds: Int
    ) async throws {
        try await withFolder { folder in
            let owner = try Owner(folder: "\(folder)/state")
            try await Task.sleep(for: .milliseconds(milliseconds))
            kill(owner.process, SIGKILL)
            let cluster = PrivateCluster(folder: "\(folder)/state", durable: false)
            // The kernel frees the folder a moment after the signal was sent.
            let isFree = try await Program.eventually {
                await clusterError { try await cluster.start() } == nil
            }
            #expect(isFree)
            #expect(
                try await Program.query("select current_database()", cluster.connectionString) == "bargain"
            )
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: "\(folder)/state").sorted() == [
                    "data", "lock", "server.log", "socket",
                ]
            )
            await cluster.stop()
        }
    }

    @Test func `A server that does not heed an orderly stop is stopped at once`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false, stopWithin: .milliseconds(200))
            try await cluster.start()
            let workers = try await Program.query(
                "select pid from pg_stat_activity where backend_type = 'background writer'",
                cluster.connectionString
            )
            let worker = try #require(pid_t(workers))
            let process = try #require(await cluster.serverProcess)
            // A worker that is held keeps an orderly shutdown waiting for ever.
            kill(worker, SIGSTOP)
            await cluster.stop()
            #expect(kill(process, 0) != 0)
            #expect(await cluster.serverProcess == nil)
        }
    }

    @Test func `A start that is cancelled leaves no server and no lock`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            let starting = Task { await clusterError { try await cluster.start() } }
            _ = try await Program.eventually {
                FileManager.default.fileExists(atPath: "\(folder)/initialisation.log")
            }
            starting.cancel()
            #expect(await starting.value?.code == .cancelled)
            try await cluster.start()
            #expect(try await Program.query("select 1", cluster.connectionString) == "1")
            await cluster.stop()
        }
    }
}

/// Another process of ours that holds a cluster.
struct Owner {
    let program = Process()
    private let output = Pipe()

    var process: pid_t { program.processIdentifier }

    init(folder: String, as user: String? = nil, program path: String? = nil) throws {
        let path = try path ?? Program.built("ClusterProbe")
        program.executableURL = URL(filePath: "/usr/bin/env")
        program.arguments = (user.map { ["runuser", "-u", $0, "--"] } ?? []) + [path, folder]
        program.currentDirectoryURL = URL(filePath: "/")
        program.standardOutput = output
        try program.run()
    }

    /// The server's process and connection string, once it is up.
    func started() async throws -> (server: pid_t, connectionString: String) {
        let handle = output.fileHandleForReading
        let text = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var text = Data()
                while text.count(where: { $0 == UInt8(ascii: "\n") }) < 2 {
                    let more = handle.availableData
                    if more.isEmpty { break }
                    text += more
                }
                continuation.resume(returning: String(decoding: text, as: UTF8.self))
            }
        }
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count == 2, let server = pid_t(lines[0]) else {
            throw Program.Failure(description: "the owner said: \(lines.joined(separator: "\n"))")
        }
        return (server, lines[1])
    }
}
