/// Where a daemon listens.
public enum DaemonPlace: Hashable, Sendable, CustomStringConvertible {
    /// At a Unix socket of this machine.
    case socket(String)
    /// At a URL without a path, over TLS; the authority is a file of certificates, nil for those that the system trusts.
    case server(url: String, authority: String?)

    /// The address of a daemon from what a person wrote.
    ///
    /// - Parameters:
    ///   - text: `https://host:port`, or `http://` with this machine's own address.
    ///   - authority: a file of certificates.
    /// - Returns: the place; nil for a text that is no such address.
    public static func server(_ text: String, authority: String?) -> DaemonPlace? {
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        let isSecure = url.hasPrefix("https://")
        guard isSecure || url.hasPrefix("http://") else { return nil }
        let rest = url.dropFirst(isSecure ? 8 : 7)
        let isHost = rest.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"/?#@\\%\"<>".utf8.contains(byte)
        }
        guard isHost, !rest.isEmpty else { return nil }
        let isOwn = ["127.0.0.1", "localhost", "[::1]"].contains { rest == $0 || rest.hasPrefix($0 + ":") }
        return isSecure || isOwn ? .server(url: url, authority: authority) : nil
    }

    /// The socket's path or the URL.
    public var description: String {
        switch self {
        case .socket(let path): path
        case .server(let url, _): url
        }
    }
}
