import Cluster
import Foundation
import TestSupport
import Testing

@Suite struct PrivateClusterTests {
    @Test func `A new cluster is closed to the network, keeps checksums, and logs nothing that was said`()
        async throws
    {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: "\(folder)/state/postgresql")
            try await cluster.start()
            let names = [
                "data_checksums", "fsync", "full_page_writes", "synchronous_commit", "wal_level",
                "listen_addresses",
                "server_encoding", "lc_collate", "TimeZone", "log_min_error_statement", "log_error_verbosity",
                "log_parameter_max_length", "log_parameter_max_length_on_error", "log_statement",
            ]
            let values = names.map { "current_setting('\($0)')" }.joined(separator: ", ")
            let answer = try await Program.query("select concat_ws('|', \(values))", cluster.connectionString)
            #expect(answer == "on|on|on|on|replica||UTF8|C.UTF-8|UTC|panic|terse|0|0|none")
            #expect(
                try await Program.query("select current_database()", cluster.connectionString) == "bargain"
            )
            for path in ["data", "socket"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(cluster.folder)/\(path)")
                #expect(attributes[.posixPermissions] as? Int == 0o700)
            }
            await cluster.stop()
            #expect(await cluster.serverProcess == nil)
        }
    }

    @Test func `Statements and their values stay out of the server's log`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            _ = try? await Program.query("select 'our floor is 61000'::int", cluster.connectionString)
            await cluster.stop()
            let log = try String(contentsOfFile: "\(folder)/server.log", encoding: .utf8)
            #expect(log.contains("ready to accept connections"))
            #expect(!log.contains("select"))
        }
    }

    @Test func `What was written is there after a stop and a start by another owner`() async throws {
        try await withFolder { folder in
            let first = PrivateCluster(folder: folder, durable: false)
            try await first.start()
            _ = try await Program.query("create table kept as select 42 as n", first.connectionString)
            let process = try #require(await first.serverProcess)
            await first.stop()
            #expect(kill(process, 0) != 0)

            let second = PrivateCluster(folder: folder, durable: false)
            try await second.start()
            #expect(try await Program.query("select n from kept", second.connectionString) == "42")
            await second.stop()
        }
    }

    @Test func `A start of what is up changes nothing, and a stopped cluster starts again`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            let process = await cluster.serverProcess
            try await cluster.start()
            #expect(await cluster.serverProcess == process)
            await cluster.stop()
            await cluster.stop()
            try await cluster.start()
            #expect(try await Program.query("select 1", cluster.connectionString) == "1")
            await cluster.stop()
        }
    }

    @Test func `A second owner of one folder is told the folder and the first one's process`() async throws {
        try await withFolder { folder in
            let first = PrivateCluster(folder: folder, durable: false)
            try await first.start()
            let error = await clusterError { try await PrivateCluster(folder: folder).start() }
            #expect(error?.code == .inUse)
            #expect(error?.message.contains(folder) == true)
            #expect(error?.message.contains("process \(getpid()).") == true)
            #expect(try await Program.query("select 1", first.connectionString) == "1")
            await first.stop()
        }
    }

    @Test(arguments: [String(repeating: "long", count: 40), "with a comma, and 'quotes'"])
    func `A folder whose path cannot hold a socket has it elsewhere`(name: String) async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: "\(folder)/\(name)", durable: false)
            try await cluster.start()
            let socket = try await Program.query(
                "select trim('\"' from current_setting('unix_socket_directories'))",
                cluster.connectionString
            )
            #expect("\(socket)/.s.PGSQL.5432".utf8.count <= 107)
            #expect(!socket.hasPrefix(folder))
            let attributes = try FileManager.default.attributesOfItem(atPath: socket)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
            await cluster.stop()
            #expect(try FileManager.default.contentsOfDirectory(atPath: socket) == [])
            try FileManager.default.removeItem(atPath: socket)
        }
    }

    @Test func `The tests' own server answers, and is one`() async throws {
        let connectionString = try await TestServer.connectionString()
        #expect(try await Program.query("select 1", connectionString) == "1")
        #expect(try await TestServer.connectionString() == connectionString)
    }
}
