import Foundation
import Glibc
import Service

/// 32 secret bytes in a file that nobody else may read, made when they are first asked for.
struct SecretFile {
    let path: String

    /// The bytes.
    ///
    /// - Throws: `Fault` when the file can be read by others, or holds something else.
    func bytes() throws -> [UInt8] {
        if access(path, F_OK) != 0 { try make() }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw Fault(.settings, "\(path) holds a secret and others may read it. Try: chmod 600 \(path)")
        }
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        guard let data = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
            data.count == 32
        else {
            throw Fault(
                .settings,
                "\(path) should hold 32 bytes in base 64, and does not; restore it, or copy the other daemon's."
            )
        }
        return Array(data)
    }

    /// Written whole under another name first, so that a crash leaves no half of a secret; whoever is first is right.
    private func make() throws {
        let text = Data(Randomness.system.bytes(32)).base64EncodedString() + "\n"
        let unfinished = "\(path).\(getpid())"
        let file = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        defer { unlink(unfinished) }
        let isWritten = file >= 0 && write(file, text, text.utf8.count) == text.utf8.count && fsync(file) == 0
        if file >= 0 { close(file) }
        guard isWritten, link(unfinished, path) == 0 || errno == EEXIST else {
            throw Fault(.settings, "\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }
}
