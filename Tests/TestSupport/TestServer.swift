import Cluster
import Foundation
import Glibc
import Synchronization

/// The PostgreSQL that the tests of one process share.
public enum TestServer {
    /// What libpq needs in order to connect to it as a superuser.
    ///
    /// `BARGAIN_TEST_SERVER`, when set, is the connection string. Otherwise the first caller starts a private cluster
    /// in a temporary folder; it ends, and the folder with it, when the process does.
    ///
    /// - Returns: A connection string of keywords and values, without a password.
    /// - Throws: `ClusterError` when there is no server to be had.
    public static func connectionString() async throws -> String {
        if let given = getenv("BARGAIN_TEST_SERVER") { return String(cString: given) }
        return try await starting.value
    }

    // The one start that all callers wait for; no caller's cancellation may take it from the others.
    private static let starting = Task { () async throws -> String in
        removeAbandoned()
        let folder = "\(prefix)\(getpid())"
        let cluster = PrivateCluster(folder: folder, durable: false)
        try await cluster.start()
        let process = await cluster.serverProcess
        running.withLock { $0 = (folder, process) }
        atexit { TestServer.endAtExit() }
        // Without the quotes, which this path does not need: some tests take the string apart.
        return cluster.connectionString.filter { $0 != "'" }
    }

    /// A place in the server's log.
    public struct LogPlace: Sendable {
        fileprivate let file: String
        fileprivate let offset: UInt64

        /// What was logged behind it.
        func text() -> String {
            guard let log = FileHandle(forReadingAtPath: file) else { return "" }
            try? log.seek(toOffset: offset)
            return String(decoding: (try? log.readToEnd()) ?? Data(), as: UTF8.self)
        }
    }

    /// Where the log ends now; nil where the server is not our own.
    static func endOfLog() -> LogPlace? {
        guard let folder = running.withLock({ $0?.folder }) else { return nil }
        let file = "\(folder)/server.log"
        let size = (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? UInt64
        return LogPlace(file: file, offset: size ?? 0)
    }

    private static let running = Mutex<(folder: String, process: Int32?)?>(nil)
    private static let prefix = "/tmp/bargain-test-"

    /// No task runs any more at exit, so this is done by hand: nobody needs the data, so the quickest end will do.
    private static func endAtExit() {
        guard let (folder, process) = running.withLock({ $0 }) else { return }
        if let process {
            kill(process, SIGQUIT)
            var patience = 500
            while kill(process, 0) == 0, patience > 0 {
                usleep(10_000)
                patience -= 1
            }
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Folders of test processes that were killed; each name ends with the number of its process.
    private static func removeAbandoned() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] {
            let path = "/tmp/\(name)"
            guard path.hasPrefix(prefix), let process = pid_t(path.dropFirst(prefix.count)),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
