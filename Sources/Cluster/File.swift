import Glibc

/// Reading and removing by path, as much of it as a cluster needs.
enum File {
    /// What the path names, without following a link at its end; nil when there is nothing.
    static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    /// Up to `limit` bytes from `offset` on; empty when the file cannot be read.
    static func contents(of path: String, from offset: Int = 0, limit: Int = 65_536) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = pread(descriptor, &bytes, limit, offset)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
    }

    /// The names in a folder, without the two dots; empty when it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a file or a whole folder; a path that names nothing is no error.
    static func removeTree(_ path: String) throws(ClusterError) {
        guard let status = status(of: path) else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try removeTree("\(path)/\(name)") }
            guard rmdir(path) == 0 else { throw .system(errno, "remove \(path)") }
        } else {
            guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, "remove \(path)") }
        }
    }

    /// Makes a folder and those above it that are missing.
    static func createFolders(_ path: String, mode: mode_t) throws(ClusterError) {
        guard access(path, F_OK) != 0 else { return }
        let parent = parent(of: path)
        if parent != path { try createFolders(parent, mode: mode) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw .system(errno, "create the folder \(path)")
        }
    }

    /// Makes a folder that only `user` may enter, or checks that one is there; nil is the user we are.
    static func createPrivateFolder(_ path: String, for user: ServerUser?) throws(ClusterError) {
        let owner = user?.uid ?? geteuid()
        if mkdir(path, 0o700) == 0 {
            guard user == nil || chown(path, owner, user?.gid ?? getegid()) == 0 else {
                throw .system(errno, "give the folder \(path) to user \(owner)")
            }
        } else if errno != EEXIST {
            throw .system(errno, "create the folder \(path)")
        }
        guard let status = status(of: path), status.st_mode & S_IFMT == S_IFDIR, status.st_uid == owner else {
            throw ClusterError(
                .folder,
                "\(path) is not a folder that belongs to user number \(owner), as it must. Move it away and start again."
            )
        }
        guard chmod(path, 0o700) == 0 else { throw .system(errno, "close the folder \(path) to others") }
    }

    /// Makes the names in a folder survive a power cut.
    static func synchronise(folder: String) throws(ClusterError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, "open the folder \(folder)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno, "write the folder \(folder) to the disk") }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
