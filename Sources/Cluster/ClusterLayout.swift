import Glibc

/// The paths of a cluster: all under its folder, but for a socket whose path would be too long there.
struct ClusterLayout: Sendable {
    let folder: String
    let socketFolder: String

    var lock: String { "\(folder)/lock" }
    var data: String { "\(folder)/data" }
    var log: ServerLog { ServerLog(path: "\(folder)/server.log") }

    /// What making the data folder printed; it goes when that went well.
    var initialisationLog: ServerLog { ServerLog(path: "\(folder)/initialisation.log") }

    /// What a data folder is called until it is complete.
    static let unfinishedPrefix = "data.new-"

    init(folder: String) {
        let folder = Self.absolute(folder)
        self.folder = folder
        let near = "\(folder)/socket"
        let far = "\(Self.runtimeFolder)/bargain-\(Self.fingerprint(folder))"
        self.socketFolder = Self.isFit(near) ? near : far
    }

    /// The kernel's limit for a socket's path is 107 bytes, and libpq reads a comma as the end of a host.
    private static func isFit(_ folder: String) -> Bool {
        let path = "\(folder)/.s.PGSQL.\(ServerConfiguration.port)"
        let plain = "/._-+@ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return path.utf8.count <= 107 && path.allSatisfy(plain.contains)
    }

    private static var runtimeFolder: String {
        if geteuid() == 0 { return access("/run", W_OK) == 0 ? "/run" : "/tmp" }
        guard let given = getenv("XDG_RUNTIME_DIR") else { return "/tmp" }
        let folder = String(cString: given)
        let isUsable = folder.hasPrefix("/") && isFit("\(folder)/bargain-0123456789abcdef")
        return isUsable && access(folder, W_OK | X_OK) == 0 ? folder : "/tmp"
    }

    /// The same folder has the same socket at each start (FNV-1a, 64 bits).
    private static func fingerprint(_ text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func absolute(_ path: String) -> String {
        var whole = path
        if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
            whole = "\(String(cString: here))/\(path)"
            free(here)
        }
        var names: [Substring] = []
        for name in whole.split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }
}
