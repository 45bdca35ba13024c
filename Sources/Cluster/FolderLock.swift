import Glibc

/// The right to use a state folder, held for as long as this value lives and lost with the process.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or says who has it.
    init(path: String, folder: String) throws(ClusterError) {
        // Closed on exec: a server that outlives its owner must not keep the lock.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system(errno, "open the lock file \(path)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            let holder = File.contents(of: path, limit: 32).trimmed
            close(descriptor)
            guard number == EWOULDBLOCK else { throw .system(number, "lock \(path)") }
            throw ClusterError(
                .inUse,
                "The folder \(folder) is in use by the process \(holder.isEmpty ? "of unknown number" : holder). "
                    + "Stop that one first, or give this one a folder of its own."
            )
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            let number = errno
            close(descriptor)
            throw .system(number, "write the lock file \(path)")
        }
        self.descriptor = descriptor
    }

    deinit {
        // Closing alone is not enough while another thread is starting a program, which holds a copy until it runs.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
