import Foundation

/// A text on its way to the daemon that must not be lost: a file of the person's own, until the daemon has it.
struct Draft {
    /// Where it is.
    let path: String
    /// The key under which it is sent, so that sending it again is the same act.
    let key: String

    /// Keeps bytes as a new draft.
    ///
    /// - Throws: `Failure` where the folder cannot be written.
    init(_ bytes: [UInt8], key: String) throws {
        let folder = Self.folder
        self.key = key
        path = "\(folder)/\(key).md"
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw Failure(
                .failed,
                "The folder for drafts, \(folder), cannot be made: \(error.localizedDescription)"
            )
        }
        try write(bytes, flags: O_CREAT | O_TRUNC)
    }

    /// Keeps more of the text.
    func append(_ bytes: [UInt8]) throws {
        try write(bytes, flags: O_APPEND)
    }

    private func write(_ bytes: [UInt8], flags: Int32) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, 0o600)
        guard descriptor >= 0 else { throw Self.unwritable(path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.unwritable(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw Self.unwritable(path) }
    }

    /// The draft that a file is; nil for a file from elsewhere.
    init?(at path: String) {
        let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
        let folder = URL(fileURLWithPath: Self.folder).standardizedFileURL.resolvingSymlinksInPath()
        let name = url.deletingPathExtension().lastPathComponent
        guard url.deletingLastPathComponent().path == folder.path, url.pathExtension == "md",
            name.count == 32, name.allSatisfy(\.isHexDigit)
        else { return nil }
        self.path = path
        key = name
    }

    /// The daemon has it.
    func discard() {
        unlink(path)
    }

    /// The texts that were not delivered, oldest name first.
    static var kept: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }.filter { Draft(at: $0) != nil }
    }

    private static func unwritable(_ path: String) -> Failure {
        Failure(.failed, "The draft \(path) cannot be written: \(String(cString: strerror(errno))).")
    }

    private static var folder: String {
        let environment = ProcessInfo.processInfo.environment
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return "\(state)/bargain/drafts"
        }
        return "\(NSHomeDirectory())/.local/state/bargain/drafts"
    }
}
