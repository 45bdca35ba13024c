import ArgumentParser
import CivilTime
import Glibc
import Logging
import Mail
import Packs
import Service
import Store

/// What the daemon is told, by options or by the environment (`BARGAIN_…`), options first.
struct Settings: ParsableArguments {
    @Option(
        help: """
            The folder that holds the private database, the alerts and the lock. \
            (BARGAIN_STATE; default: /var/lib/bargain for root, else ~/.local/state/bargain)
            """
    )
    var state: String?

    @Option(
        help: """
            A libpq connection string; several hosts may be named. Without one, a private PostgreSQL runs under the \
            state folder. (BARGAIN_DATABASE)
            """
    )
    var database: String?

    @Option(help: "How many database connections to keep at most, 2 to 64. (BARGAIN_CONNECTIONS; default: 8)")
    var connections: Int?

    @Flag(
        help:
            "The database is a rehearsal: every output says DRILL, and no live database is touched. (BARGAIN_DRILL=1)"
    )
    var drill = false

    @Option(
        help: """
            A folder with rule packs, calendars and counting rules of the site (packs/, calendars/, counting/), beside \
            those built in. (BARGAIN_PACKS)
            """
    )
    var packs: String?

    @Option(
        help:
            "trace, debug, info, notice, warning, error or critical. (BARGAIN_LOG; default: info, or warning for commands that end by themselves)"
    )
    var log: String?

    /// The state folder, absolute.
    @Option(
        help: """
            How many documents, and how many MiB of them, each side may send to a negotiation within a day, each party keep \
            in its private room, and each person upload besides; 0 for any number. (BARGAIN_QUOTA; default: 500:200)
            """
    )
    var quota: String?

    var stateFolder: String {
        let given = state ?? Self.environment("BARGAIN_STATE")
        let path =
            given
            ?? (geteuid() == 0
                ? "/var/lib/bargain" : Self.home("XDG_STATE_HOME", ".local/state") + "/bargain")
        return Self.absolute(path)
    }

    /// A path from the root, without a slash at its end.
    static func absolute(_ path: String) -> String {
        var path = path.hasPrefix("/") ? path : workingFolder + "/" + path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// Where the command looks for the daemon, unless this daemon has a folder of its own.
    var usualSocket: String {
        if state == nil, Self.environment("BARGAIN_STATE") == nil {
            if let runtime = Self.environment("XDG_RUNTIME_DIR") { return runtime + "/bargain/bargaind.sock" }
            if geteuid() == 0 { return "/run/bargain/bargaind.sock" }
        }
        return stateFolder + "/bargaind.sock"
    }

    var deployment: Deployment {
        drill || Self.environment("BARGAIN_DRILL") == "1" ? .drill : .live
    }

    /// The rule packs, calendars and counting rules: those built in, and the site's.
    ///
    /// - Throws: `Fault` naming file and line where one of the site's cannot be used.
    func library() throws -> Library {
        guard let folder = packs ?? Self.environment("BARGAIN_PACKS") else { return .standard }
        do {
            return try Library(site: Self.absolute(folder))
        } catch {
            throw Fault(.settings, "The site's rule packs (--packs) cannot be used. \(error.description)")
        }
    }

    /// How many documents are taken within a day; nil for any number.
    func dailyQuota() throws -> Quota? {
        let text = Self.environment("BARGAIN_QUOTA")
        let given = quota ?? text
        guard let given else { return .usual }
        if given == "0" { return nil }
        let parts = given.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 2, parts.allSatisfy({ (1...1_000_000).contains($0) }) else {
            throw Fault(
                .settings,
                "--quota (BARGAIN_QUOTA) is how many documents and how many MiB, such as 500:200, or 0 for any number."
            )
        }
        return Quota(documents: parts[0], bytes: parts[1] << 20)
    }

    var databaseString: String? {
        database ?? Self.environment("BARGAIN_DATABASE")
    }

    func poolSize() throws -> Int {
        let text = Self.environment("BARGAIN_CONNECTIONS")
        let size = connections ?? text.flatMap(Int.init) ?? (text == nil ? 8 : 0)
        guard (2...64).contains(size) else {
            throw Fault(.settings, "--connections (BARGAIN_CONNECTIONS) must be a whole number from 2 to 64.")
        }
        return size
    }

    /// The level at which the log begins; without a word of the operator, what the command is used to.
    func logLevel(usually usual: Logger.Level) throws -> Logger.Level {
        let text = log ?? Self.environment("BARGAIN_LOG") ?? usual.rawValue
        guard let level = Logger.Level(rawValue: text) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault(.settings, "--log (BARGAIN_LOG) must be one of \(known); it is '\(text.prefix(40))'.")
        }
        return level
    }

    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    static func home(_ variable: String, _ otherwise: String) -> String {
        environment(variable) ?? (environment("HOME") ?? "/root") + "/" + otherwise
    }

    private static var workingFolder: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }
}

/// Where alerts go besides the file.
struct MailSettings: ParsableArguments {
    @Option(
        help: """
            The mail relay: smtp://host:port (plain, this machine only), smtp+starttls://host:port or \
            smtps://host:port. The password, where one is needed, comes from BARGAIN_SMTP_PASSWORD. (BARGAIN_SMTP)
            """
    )
    var smtp: String?

    @Option(help: "The user to log in to the relay as. (BARGAIN_SMTP_USER)")
    var smtpUser: String?

    @Option(help: "The address that alerts come from. (BARGAIN_MAIL_FROM; default: bargain@localhost)")
    var mailFrom: String?

    /// The relay; nil where none is named.
    func relay() throws -> (relay: SMTPRelay, sender: MailAddress)? {
        guard let url = smtp ?? Settings.environment("BARGAIN_SMTP") else { return nil }
        guard let (security, host, port) = Self.parts(of: url) else {
            throw Fault(
                .settings,
                "--smtp (BARGAIN_SMTP) must be smtp://host:port, smtp+starttls://host:port or smtps://host:port; "
                    + "it is '\(url.prefix(100))'."
            )
        }
        let relay = SMTPRelay(
            host: host,
            port: port,
            security: security,
            user: smtpUser ?? Settings.environment("BARGAIN_SMTP_USER"),
            password: Settings.environment("BARGAIN_SMTP_PASSWORD")
        )
        let sender = mailFrom ?? Settings.environment("BARGAIN_MAIL_FROM") ?? "bargain@localhost"
        return (relay, MailAddress(sender, name: "Bargain"))
    }

    private static func parts(of url: String) -> (SMTPRelay.Security, String, Int)? {
        let schemes: [(String, SMTPRelay.Security, Int)] = [
            ("smtp+starttls://", .startTLS, 587), ("smtps://", .tls, 465), ("smtp://", .none, 25),
        ]
        guard let (scheme, security, usual) = schemes.first(where: { url.hasPrefix($0.0) }) else {
            return nil
        }
        let rest = url.dropFirst(scheme.count)
        guard let colon = rest.lastIndex(of: ":") else {
            return rest.isEmpty ? nil : (security, String(rest), usual)
        }
        guard let port = Int(rest[rest.index(after: colon)...]), (1...65_535).contains(port),
            colon > rest.startIndex
        else { return nil }
        return (security, String(rest[..<colon]), port)
    }
}
