import Glibc

/// A file that one process at a time holds; the kernel lets go of it when the process ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or says who has it.
    ///
    /// - Parameters:
    ///   - path: the lock's file, made when it is absent.
    ///   - what: what the lock is for, as the subject of a sentence.
    /// - Throws: `Fault` when another process has it.
    init(path: String, for what: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Fault(.settings, "\(what): cannot open \(path): \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            var buffer = [UInt8](repeating: 0, count: 32)
            let count = max(read(descriptor, &buffer, buffer.count), 0)
            let holder = String(decoding: buffer.prefix(count).prefix { $0 != 10 }, as: UTF8.self)
            close(descriptor)
            throw Fault(
                .inUse,
                "\(what) is in use by another daemon (process \(holder.isEmpty ? "unknown" : holder)). "
                    + "Stop that one, or give this one a folder and a socket of its own."
            )
        }
        let note = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = note.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    deinit {
        close(descriptor)
    }
}

/// Makes a folder that only its owner can list, with its parents, unless it is there.
///
/// Others may pass through it: the database's own user has its folder inside. Every file in it is its owner's alone.
func makePrivateFolder(_ path: String) throws {
    var made = ""
    for part in path.split(separator: "/") {
        made += "/" + part
        if mkdir(made, made == path ? 0o711 : 0o755) != 0, errno != EEXIST {
            throw Fault(.settings, "Cannot make the folder \(made): \(String(cString: strerror(errno))).")
        }
    }
}
