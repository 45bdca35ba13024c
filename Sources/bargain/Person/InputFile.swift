import Foundation

/// Bytes from a file or from standard input.
enum InputFile {
    /// More than this is not read at all: 64 MiB.
    private static let most = 64 << 20

    /// All bytes of a file.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - most: how many bytes it may have.
    /// - Returns: the bytes.
    /// - Throws: `Failure` with status 66.
    static func bytes(at path: String, atMost most: Int = most) throws -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw unreadable(path) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw unreadable(path, "it is a folder") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while let piece = try piece(from: descriptor, called: path) {
            bytes += piece
            if bytes.count > most { throw unreadable(path, "it has more than \(most) bytes") }
        }
        return bytes
    }

    /// All bytes of standard input.
    ///
    /// - Parameter received: is given each piece as it comes.
    /// - Returns: the bytes.
    /// - Throws: `Failure` with status 66.
    static func standardInput(_ received: ([UInt8]) throws -> Void = { _ in }) throws -> [UInt8] {
        if isatty(STDIN_FILENO) == 1 {
            Screen.tell("Reading from the terminal; end with Ctrl-D on a line of its own.")
        }
        var bytes: [UInt8] = []
        while let piece = try piece(from: STDIN_FILENO, called: "standard input") {
            bytes += piece
            try received(piece)
            if bytes.count > most { throw unreadable("standard input", "it has more than \(most) bytes") }
        }
        return bytes
    }

    private static func piece(from descriptor: Int32, called name: String) throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(name) }
            return count == 0 ? nil : Array(buffer[..<count])
        }
    }

    private static func unreadable(_ path: String, _ reason: String? = nil) -> Failure {
        let reason = reason ?? String(cString: strerror(errno))
        return Failure(
            .noInput,
            "'\(path)' cannot be read: \(reason).",
            mend: "ls -l \(Invocation.quoted(path))"
        )
    }
}
