import Cluster
import Foundation
import Testing

/// What an operator is told when a cluster cannot be had.
@Suite struct ClusterTroubleTests {
    @Test func `A machine without the server is told what to install`() async throws {
        try await withFolder { folder in
            let error = await clusterError {
                try await PrivateCluster(folder: folder, binaries: "/nowhere").start()
            }
            #expect(error?.code == .notInstalled)
            #expect(error?.message.contains("/nowhere") == true)
            #expect(error?.message.contains("apt install postgresql") == true)
        }
    }

    @Test func `Data of a version that is not installed asks for that version`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            await cluster.stop()
            try "99\n".write(toFile: "\(folder)/data/PG_VERSION", atomically: false, encoding: .utf8)
            let error = await clusterError { try await cluster.start() }
            #expect(error?.code == .notInstalled)
            #expect(error?.message.contains("apt install postgresql-99") == true)
        }
    }

    @Test func `A folder of data that is not PostgreSQL's is left as it is`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(
                atPath: "\(folder)/data",
                withIntermediateDirectories: true
            )
            try "mine".write(toFile: "\(folder)/data/letter", atomically: false, encoding: .utf8)
            let error = await clusterError { try await PrivateCluster(folder: folder).start() }
            #expect(error?.code == .folder)
            #expect(error?.message.contains("\(folder)/data") == true)
            #expect(try String(contentsOfFile: "\(folder)/data/letter", encoding: .utf8) == "mine")
        }
    }

    @Test func `A server that does not come up is quoted`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            await cluster.stop()
            try "max_connections = many\n".write(
                toFile: "\(folder)/data/postgresql.conf",
                atomically: false,
                encoding: .utf8
            )
            let error = await clusterError { try await cluster.start() }
            #expect(error?.code == .startup)
            #expect(error?.message.contains("max_connections") == true)
            #expect(error?.message.contains("\(folder)/server.log") == true)
        }
    }

    @Test func `A server that takes too long is stopped, and the deadline named`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false)
            try await cluster.start()
            await cluster.stop()
            let hasty = PrivateCluster(folder: folder, durable: false, startWithin: .zero)
            let error = await clusterError { try await hasty.start() }
            #expect(error?.code == .startup)
            #expect(error?.message.contains("within 0.0 seconds") == true)
            #expect(await hasty.serverProcess == nil)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/data/postmaster.pid"))
        }
    }

    @Test(.enabled(if: isRoot, "only root can mount a small disk"))
    func `A full disk is called a full disk`() async throws {
        try await withFolder { folder in
            try await Program.run("mount", "-t", "tmpfs", "-o", "size=24m,mode=755", "tmpfs", folder)
            let error = await clusterError { try await PrivateCluster(folder: folder).start() }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            try await Program.run("umount", folder)
            #expect(error?.code == .diskFull)
            #expect(error?.message.contains("No space left on device") == true)
            #expect(left == ["initialisation.log", "lock", "socket"])
        }
    }

    @Test(.enabled(if: isRoot, "only root hands the server to another account"))
    func `Root's cluster runs as another account, which owns the data`() async throws {
        try await withFolder { folder in
            let cluster = PrivateCluster(folder: folder, durable: false, serverUser: "nobody")
            try await cluster.start()
            let process = try #require(await cluster.serverProcess)
            let attributes = try FileManager.default.attributesOfItem(atPath: "/proc/\(process)")
            #expect(attributes[.ownerAccountName] as? String == "nobody")
            await cluster.stop()

            // Without a name the owner of the data decides, whoever else there is.
            let nameless = PrivateCluster(folder: folder, durable: false)
            try await nameless.start()
            #expect(try await Program.query("select 1", nameless.connectionString) == "1")
            await nameless.stop()

            let other = PrivateCluster(folder: folder, serverUser: "daemon")
            let error = await clusterError { try await other.start() }
            #expect(error?.code == .folder)
            #expect(error?.message.contains("not to daemon") == true)
        }
    }

    @Test(.enabled(if: isRoot, "only root hands the server to another account"))
    func `A folder that the server's account cannot reach is named, with the remedy`() async throws {
        try await withFolder { folder in
            let closed = "\(folder)/closed"
            try FileManager.default.createDirectory(
                atPath: closed,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let error = await clusterError { try await PrivateCluster(folder: "\(closed)/state").start() }
            #expect(error?.code == .folder)
            #expect(error?.message.contains("chmod o+x \(closed)") == true)
        }
    }

    @Test(.enabled(if: isRoot, "only root can become another user"))
    func `An ordinary user's cluster runs as that user`() async throws {
        try await withFolder { folder in
            // Where the package was built may be closed to that user.
            try FileManager.default.copyItem(
                atPath: try Program.built("ClusterProbe"),
                toPath: "\(folder)/probe"
            )
            try await Program.run("install", "-d", "-o", "nobody", "\(folder)/home")
            let owner = try Owner(folder: "\(folder)/home/state", as: "nobody", program: "\(folder)/probe")
            let (server, connectionString) = try await owner.started()
            let attributes = try FileManager.default.attributesOfItem(atPath: "/proc/\(server)")
            #expect(attributes[.ownerAccountName] as? String == "nobody")
            let answer = try await Program.run(
                "runuser",
                "-u",
                "nobody",
                "--",
                "psql",
                "-XAt",
                "-d",
                connectionString,
                "-c",
                "select 1"
            )
            #expect(answer == "1")
            owner.program.terminate()
            #expect(try await Program.eventually { kill(server, 0) != 0 && errno == ESRCH })
        }
    }
}
