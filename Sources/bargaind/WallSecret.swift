import Glibc

/// The secret from which the passwords of the database's logins follow, where the database is not our own.
enum WallSecret {
    private static let length = 32

    /// The secret in a state folder, made on first use; only its owner can read it.
    ///
    /// - Throws: `Fault` when it cannot be read or written, or is none.
    static func read(in folder: String) throws -> [UInt8] {
        let path = folder + "/wall.secret"
        if let secret = try contents(of: path) { return secret }
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure("make", draft) }
        defer { unlink(draft) }
        let secret = (0..<length).map { _ in UInt8.random(in: .min ... .max) }
        let isWritten = write(descriptor, secret, length) == length && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten else { throw failure("write", draft) }
        // Whoever is first is right: nobody's secret is written over.
        guard link(draft, path) == 0 || errno == EEXIST else { throw failure("make", path) }
        guard let kept = try contents(of: path) else { throw failure("read", path) }
        return kept
    }

    private static func contents(of path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("read", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw Fault(.settings, "\(path) can be read by others; only its owner may: chmod 600 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: length + 1)
        guard Glibc.read(descriptor, &bytes, bytes.count) == length else {
            throw Fault(
                .settings,
                "\(path) must hold \(length) bytes; restore it, or copy the other daemon's."
            )
        }
        return Array(bytes.prefix(length))
    }

    private static func failure(_ act: String, _ path: String) -> Fault {
        Fault(.settings, "Cannot \(act) \(path): \(String(cString: strerror(errno))).")
    }
}
