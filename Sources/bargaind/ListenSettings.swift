import ArgumentParser
import Web

/// Where the daemon listens besides its Unix socket.
struct ListenSettings: ParsableArguments {
    @Option(
        help: """
            A TCP address to serve on too, over TLS 1.3: host:port, [::1]:8443 or 0.0.0.0:8443. Takes --certificate \
            and --key. (BARGAIN_LISTEN)
            """
    )
    var listen: String?

    @Option(
        help: """
            The certificate for --listen with those that lead to its authority, as PEM; read again on SIGHUP. \
            (BARGAIN_CERTIFICATE)
            """
    )
    var certificate: String?

    @Option(
        help:
            "The certificate's private key, as PEM, closed to other users; read again on SIGHUP. (BARGAIN_KEY)"
    )
    var key: String?

    @Flag(
        help:
            "Serve on --listen without TLS: only on this machine's own address, for a proxy on it. (BARGAIN_PLAIN=1)"
    )
    var plain = false

    /// A TCP address to listen at, and with what certificate; none without TLS.
    struct Listening {
        let host: String
        let port: Int
        let certificate: ServerCertificate?
    }

    /// What is asked for; nil when nothing is.
    func listening() throws -> Listening? {
        let certificate = certificate ?? Settings.environment("BARGAIN_CERTIFICATE")
        let key = key ?? Settings.environment("BARGAIN_KEY")
        let isPlain = plain || Settings.environment("BARGAIN_PLAIN") == "1"
        guard let text = listen ?? Settings.environment("BARGAIN_LISTEN") else {
            guard certificate == nil, key == nil, !isPlain else {
                throw Fault(
                    .settings,
                    "--certificate, --key and --plain say how to serve on --listen host:port."
                )
            }
            return nil
        }
        guard let (host, port) = Self.parts(of: text) else {
            throw Fault(
                .settings,
                "--listen (BARGAIN_LISTEN) must be host:port, such as 0.0.0.0:8443; it is '\(text.prefix(100))'."
            )
        }
        if isPlain {
            guard certificate == nil, key == nil else {
                throw Fault(
                    .settings,
                    "--plain is serving without TLS; leave out --certificate and --key, or --plain."
                )
            }
            guard Self.isLoopback(host) else {
                throw Fault(
                    .settings,
                    "--plain is for this machine's own address, 127.0.0.1 or ::1; it is \(host)."
                )
            }
            return Listening(host: host, port: port, certificate: nil)
        }
        guard let certificate, let key else {
            throw Fault(
                .settings,
                "--listen takes --certificate FILE and --key FILE: it serves over TLS 1.3."
            )
        }
        do throws(ServerCertificate.Fault) {
            let files = try ServerCertificate(
                certificate: Settings.absolute(certificate),
                key: Settings.absolute(key)
            )
            return Listening(host: host, port: port, certificate: files)
        } catch {
            throw Fault(.settings, error.description)
        }
    }

    /// The host and the port of `host:port` or `[host]:port`; port 0 lets the system choose one.
    static func parts(of text: String) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            return nil
        }
        return host.isEmpty ? nil : (host, port)
    }

    private static func isLoopback(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host == "localhost" || host == "::1"
            || numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
    }
}
