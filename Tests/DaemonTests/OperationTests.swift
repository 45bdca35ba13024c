import Cluster
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct OperationTests {
    @Test(.database) func `The deadline lapses by the daemon's own timer, and alerts go to the file`()
        async throws
    {
        try await withDaemon(["--clock", "2026-04-17T23:59:57-04:00"]) { daemon, http in
            let negotiation = try http.openNegotiation()
            let request = try http.post(
                "\(negotiation)/acts",
                #"{"act":"request","on":"2026-03-18"}"#,
                seat: "ann-clerk"
            )
            #expect(request.status == 201)
            let lapse = try await until(daemon) {
                let entries = try http.get("\(negotiation)/entries").json["data"] as? [[String: Any]] ?? []
                return entries.first { $0["kind"] as? String == "deadline.lapsed" }
            }
            let at = try #require(lapse["recorded_at"] as? String)
            #expect(at >= "2026-04-18T04:00:00" && at < "2026-04-18T04:00:05", "\(at)")
            _ = try await until(daemon) {
                let text = (try? String(contentsOfFile: daemon.folder + "/alerts.txt", encoding: .utf8)) ?? ""
                return text.contains("Passed Fri Apr 17, 2026") ? text : nil
            }
            let docket = try http.get("\(negotiation)/docket").data["items"] as? [[String: Any]] ?? []
            #expect(docket.first { $0["step"] as? String == "submission" }?["due"] as? String == "2026-04-21")
        }
    }

    @Test(.database) func `A second daemon on the same folder is told who has it`() async throws {
        try await withDaemon { daemon, _ in
            let second = try Daemon.run([
                "serve", "--drill", "--state", daemon.folder, "--database",
                TestDatabase.current.connectionString,
            ])
            #expect(second.status == 75)
            #expect(second.output.contains("is in use by another daemon (process "), "\(second.output)")
            #expect(try HTTP(socket: daemon.socket).get("/v1/status").status == 200)
        }
    }

    @Test(.database) func `A clock is for drills, and a drill for drills`() async throws {
        let database = TestDatabase.current.connectionString
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let common = ["--state", folder, "--database", database]
        let shifted = try Daemon.run(["serve", "--clock", "2026-04-17T23:59:50-04:00"] + common)
        #expect(shifted.status == 78 && shifted.output.contains("drills only"), "\(shifted.output)")
        let unread = try Daemon.run(["serve", "--drill", "--clock", "tomorrow"] + common)
        #expect(
            unread.status == 78 && unread.output.contains("2026-04-17T23:59:50-04:00"),
            "\(unread.output)"
        )
        let migrated = try Daemon.run(["migrate"] + common)
        #expect(migrated.status == 0, "\(migrated.output)")
        let drill = try Daemon.run(["run-once", "--drill"] + common)
        #expect(drill.status == 78 && drill.output.contains("This database is live"), "\(drill.output)")
        let ahead = try Daemon.run(["run-once", "--as-of", "2100-01-01T00:00:00Z"] + common)
        #expect(ahead.status == 78 && ahead.output.contains("lies ahead"), "\(ahead.output)")
        let now = try Daemon.run(["run-once"] + common)
        #expect(now.status == 0 && now.output.contains(#""lapses":0"#), "\(now.output)")
    }

    @Test(.database) func `One pass as of an instant does what the daemon would have done`() async throws {
        let database = TestDatabase.current.connectionString
        try await withDaemon(["--clock", "2026-03-18T12:00:00-04:00"]) { _, http in
            let negotiation = try http.openNegotiation()
            _ = try http.post(
                "\(negotiation)/acts",
                #"{"act":"request","on":"2026-03-18"}"#,
                seat: "ann-clerk"
            )
        }
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let common = ["--drill", "--state", folder, "--database", database]
        let before = try Daemon.run(["run-once", "--as-of", "2026-04-17T23:59:59-04:00"] + common)
        #expect(before.output.contains(#""lapses":0"#), "\(before.output)")
        let after = try Daemon.run(["run-once", "--as-of", "2026-04-18T00:00:00-04:00"] + common)
        #expect(after.output.contains(#""lapses":1"#), "\(after.output)")
        let again = try Daemon.run(["run-once", "--as-of", "2026-04-18T00:00:00-04:00"] + common)
        #expect(again.output.contains(#""lapses":0"#), "\(again.output)")
        let verified = try Daemon.run(["verify"] + common)
        #expect(verified.status == 0 && verified.output.contains("DRILL: intact"), "\(verified.output)")
    }

    @Test func `A private database survives kill -9 of the daemon and is stopped by SIGTERM`() async throws {
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try Daemon(database: nil, folder: folder)
        let negotiation = try HTTP(socket: first.socket).openNegotiation()
        first.signal(SIGKILL)
        _ = first.wait()
        let second = try Daemon(database: nil, folder: folder)
        let http = HTTP(socket: second.socket)
        #expect(try http.get(negotiation).status == 200)
        #expect(second.stop() == 0)
        let server = try? String(contentsOfFile: folder + "/postgres/data/postmaster.pid", encoding: .utf8)
        #expect(server == nil)
    }

    @Test func `While PostgreSQL is stopped requests are refused, and the same request goes through after`()
        async throws
    {
        let folder = try Daemon.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cluster = PrivateCluster(folder: folder + "/own", durable: false)
        try await cluster.start()
        let daemon = try Daemon(database: cluster.connectionString, folder: folder)
        let http = HTTP(socket: daemon.socket)
        let path = "\(try http.openNegotiation())/proposals?title=Pay"
        await cluster.stop()
        let away = try http.post(path, Array("# Pay\n".utf8), seat: "maria-soto", key: "k")
        #expect(away.status == 503, "\(away.text)")
        #expect(away.head.lowercased().contains("retry-after"))
        try await cluster.start()
        let back = try await until(daemon) {
            let answer = try http.post(path, Array("# Pay\n".utf8), seat: "maria-soto", key: "k")
            return answer.status == 201 ? answer : nil
        }
        #expect(back.name == "U1")
        daemon.stop()
        await cluster.stop()
    }

    @Test(.enabled(if: geteuid() == 0, "a full disk is made with a small tmpfs, which takes root"))
    func `A full disk is said to be full, nothing is lost, and it goes on when there is room`() async throws {
        let folder = try Daemon.newFolder()
        #expect(try shell("mount -t tmpfs -o size=110m,mode=711 tmpfs \(folder)") == 0)
        defer {
            _ = try? shell("umount \(folder)")
            try? FileManager.default.removeItem(atPath: folder)
        }
        let daemon = try Daemon(database: nil, folder: folder)
        let http = HTTP(socket: daemon.socket)
        let negotiation = try http.openNegotiation()
        let text = "# Pay\n\n" + String(repeating: "word and word again ", count: 10_000)
        var kept = 0
        var refusal: HTTP.Answer?
        for number in 0..<200 where refusal == nil {
            let body = Array(
                "\(text)\(UInt64.random(in: 0 ... .max)) \(Self.noise(400_000, seed: number))\n".utf8
            )
            let answer = try http.post("\(negotiation)/proposals?title=P\(number)", body, seat: "maria-soto")
            if answer.status == 201 { kept += 1 } else { refusal = answer }
        }
        #expect([507, 503].contains(refusal?.status), "\(refusal?.text ?? "never full")")
        #expect(
            refusal?.detail.contains("nothing was written") == true
                || refusal?.detail.contains("not known") == true
        )
        #expect(try shell("mount -o remount,size=400m \(folder)") == 0)
        let after = try await until(daemon) {
            let answer = try http.post(
                "\(negotiation)/proposals?title=After",
                Array("# After\n".utf8),
                seat: "maria-soto",
                key: "after"
            )
            return answer.status == 201 ? answer : nil
        }
        #expect(after.name == "U\(kept + 1)")
        #expect(daemon.stop() == 0)
    }

    private static func noise(_ count: Int, seed: Int) -> String {
        var state = UInt64(seed) &+ 88_172_645_463_325_252
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789 ".utf8)
        var bytes: [UInt8] = []
        for _ in 0..<count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            bytes.append(letters[Int(state % 37)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func shell(_ command: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What the body finds at last; it is asked again until then, for half a minute at most.
    private func until<Value>(_ daemon: Daemon, _ body: () throws -> Value?) async throws -> Value {
        let patience = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < patience {
            if let value = try body() { return value }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Daemon.Failure(description: "it did not come in time; the log: \(daemon.log)")
    }
}
