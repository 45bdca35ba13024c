import Foundation

/// A file for the person's eyes only: whatever others could read is not used.
enum PrivateFile {
    /// All bytes of a file, nil where there is none.
    ///
    /// - Throws: `Failure` where others than its owner can read or write it, where it is no plain file, or somebody else's.
    static func bytes(at path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure(.noInput, "'\(path)' cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.noInput, "'\(path)' is no plain file.")
        }
        guard status.st_uid == geteuid() else {
            throw Failure(
                .notPermitted,
                "'\(path)' holds a secret and belongs to somebody else; it is not used."
            )
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(
                .notPermitted,
                "'\(path)' holds a secret, and others than you can read it; it is not used.",
                mend: "chmod 600 \(Invocation.quoted(path))"
            )
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 12)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0, bytes.count < 1 << 20 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Puts bytes in a file's place, whole or not at all, readable for the person only.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let draft = "\(path).\(getpid())"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { close(descriptor) }
        let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0, rename(draft, path) == 0 else {
            let failure = unwritable(path)
            unlink(draft)
            throw failure
        }
    }

    private static func unwritable(_ path: String) -> Failure {
        Failure(.failed, "'\(path)' cannot be written: \(String(cString: strerror(errno))).")
    }
}
