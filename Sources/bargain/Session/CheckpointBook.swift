import Foundation
import Record

/// The last checkpoint that this person saw of each zone: what a rewritten record does not extend.
struct CheckpointBook {
    /// What is kept of a zone.
    struct Page {
        let key: LogVerifier
        let note: [UInt8]
        let checkpoint: Checkpoint
    }

    /// Where the page of a zone is kept.
    let path: String

    /// The page of a zone's log.
    ///
    /// - Parameters:
    ///   - zone: the zone.
    ///   - server: where the daemon was asked.
    ///   - drill: the key of a rehearsal, of which any number may take place at one address; nil for a live record.
    init(zone: String, server: String, drill: LogVerifier?) {
        let environment = ProcessInfo.processInfo.environment
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? (environment["HOME"] ?? "/root") + "/.local/state"
        let place = SHA256Text.of(Array((server + (drill?.description ?? "")).utf8)).prefix(16)
        path = "\(state)/bargain/checkpoints/\(place)/\(zone).txt"
    }

    /// What is kept; nil where nothing is.
    ///
    /// - Throws: `Failure` when the file is no page of the book.
    func page() throws -> Page? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let bytes = Array(data)
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { throw damaged("it is cut short") }
        do throws(RecordError) {
            let key = try LogVerifier(String(decoding: bytes[..<end], as: UTF8.self))
            let note = Array(bytes[(end + 1)...])
            return Page(key: key, note: note, checkpoint: try key.checkpoint(note))
        } catch {
            throw damaged(error.message)
        }
    }

    /// Keeps a page, whole or not at all.
    func keep(key: LogVerifier, note: [UInt8]) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Data(Array("\(key)\n".utf8) + note).write(to: URL(filePath: path), options: .atomic)
    }

    private func damaged(_ why: String) -> Failure {
        Failure(
            .failed,
            "\(path), which holds the last checkpoint you saw, cannot be read: \(why).",
            mend: "restore the file from a backup, or move it away to begin a new one"
        )
    }
}
