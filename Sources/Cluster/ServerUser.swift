import Glibc

/// The account that PostgreSQL runs as when we are root, which PostgreSQL refuses to be.
struct ServerUser: Sendable, Equatable {
    let name: String
    let uid: uid_t
    let gid: gid_t

    /// The account for a cluster, or nil when we are an ordinary user and run it as ourselves.
    ///
    /// Data that is there decides by its owner, since PostgreSQL opens no data of another account's.
    static func choose(requested: String?, data: String) throws(ClusterError) -> ServerUser? {
        let owner = File.status(of: data)?.st_uid
        guard geteuid() == 0 else {
            guard let owner, owner != geteuid() else { return nil }
            throw ClusterError(
                .folder,
                "\(data) belongs to user number \(owner) and this process is user number \(geteuid()). "
                    + "Start as the user that owns it."
            )
        }
        if let requested {
            guard let user = named(requested), user.uid != 0 else {
                throw ClusterError(
                    .folder,
                    "PostgreSQL cannot run as the user \(requested): it must exist and not be root."
                )
            }
            guard owner == nil || owner == user.uid else {
                throw ClusterError(
                    .folder,
                    "\(data) belongs to user number \(owner ?? 0), not to \(requested). "
                        + "Name its owner as the server's user, or change the owner of its files."
                )
            }
            return user
        }
        if let owner, owner != 0, let user = numbered(owner) { return user }
        guard let user = named("postgres") ?? named("nobody") else {
            throw ClusterError(
                .folder,
                "PostgreSQL does not run as root, and there is no user postgres or nobody to run it. Name one."
            )
        }
        return user
    }

    /// The first folder on the way to `path`, itself included, that the account may not enter.
    func barrier(onTheWayTo path: String) -> String? {
        var folder = ""
        for name in path.split(separator: "/") {
            folder += "/\(name)"
            var status = stat()
            guard stat(folder, &status) == 0 else { continue }
            let needed: mode_t = status.st_uid == uid ? S_IXUSR : status.st_gid == gid ? S_IXGRP : S_IXOTH
            if status.st_mode & needed == 0 { return folder }
        }
        return nil
    }

    private static func named(_ name: String) -> ServerUser? {
        lookUp { getpwnam_r(name, $0, $1, $2, $3) }
    }

    private static func numbered(_ uid: uid_t) -> ServerUser? {
        lookUp { getpwuid_r(uid, $0, $1, $2, $3) }
    }

    private typealias LookUp = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> Int32

    private static func lookUp(_ call: LookUp) -> ServerUser? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        return buffer.withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress, call(&entry, base, bytes.count, &found) == 0, found != nil,
                let name = entry.pw_name
            else { return nil }
            return ServerUser(name: String(cString: name), uid: entry.pw_uid, gid: entry.pw_gid)
        }
    }
}
