import Glibc

/// The file that PostgreSQL's programs write to, and the part of it that belongs to one start.
struct ServerLog: Sendable {
    let path: String

    /// Past this size a start puts the file aside, in place of the one put aside before.
    private static let largest: off_t = 8 << 20

    /// Opens the file for appending; the caller closes the descriptor.
    func open() throws(ClusterError) -> Int32 {
        if let size = File.status(of: path)?.st_size, size > Self.largest {
            guard rename(path, "\(path).old") == 0 else { throw .system(errno, "put \(path) aside") }
        }
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system(errno, "open the server's log \(path)") }
        return descriptor
    }

    /// Where the next line goes.
    var end: Int { Int(File.status(of: path)?.st_size ?? 0) }

    /// The last lines written since `start`.
    func tail(since start: Int) -> String {
        let from = max(start, end - 4_096)
        let lines = File.contents(of: path, from: from, limit: 4_096).split(separator: "\n")
        return lines.suffix(12).joined(separator: "\n")
    }
}
