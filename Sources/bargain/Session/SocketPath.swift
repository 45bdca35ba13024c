import Client
import Foundation

/// Where the daemon is looked for.
enum SocketPath {
    /// The socket to ask: the option, then BARGAIN_SOCKET, then the first that is there of the usual ones.
    ///
    /// - Throws: `Failure` for a path that no socket can have.
    static func chosen(_ option: String?) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let named = option ?? environment["BARGAIN_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let usual = usual(environment)
        let path = named ?? usual.first(where: isOurs) ?? usual[0]
        guard path.utf8.count <= Client.longestSocketPath else {
            throw Failure(
                .usage,
                "The socket's path has \(path.utf8.count) bytes and a socket's path at most "
                    + "\(Client.longestSocketPath): \(path)",
                mend: "have the daemon listen at a shorter path and name it with --socket"
            )
        }
        return path
    }

    private static func usual(_ environment: [String: String]) -> [String] {
        let runtime = environment["XDG_RUNTIME_DIR"].flatMap { $0.isEmpty ? nil : $0 }
        return (runtime.map { ["\($0)/bargain/bargaind.sock"] } ?? [])
            + ["/run/bargain/bargaind.sock", "./.bargain/bargaind.sock"]
    }

    /// A socket that this person, or the system, made: nobody else's in a shared folder is trusted.
    private static func isOurs(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return false }
        return !path.hasPrefix("./") || status.st_uid == geteuid()
    }
}
