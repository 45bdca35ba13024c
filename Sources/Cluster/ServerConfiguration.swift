/// The settings that the cluster insists on; whatever else there is stays with `postgresql.conf`.
///
/// They go on the server's command line, which overrides the file: a new version of ours brings its settings
/// to old data. Time limits for statements are not among them; they belong to the roles that the application uses.
struct ServerConfiguration: Sendable {
    let socketFolder: String
    let durable: Bool

    static let port = 5432

    var arguments: [String] {
        let settings = reach + record + discretion + (durable ? [] : haste)
        return settings.flatMap { ["-c", "\($0.0)=\($0.1)"] }
    }

    /// Reachable through a socket in a folder that only one account, and root, may enter.
    private var reach: [(String, String)] {
        [
            ("listen_addresses", ""),
            ("port", "\(Self.port)"),
            ("unix_socket_directories", "\"\(socketFolder)\""),
            ("unix_socket_permissions", "0700"),
            // One daemon has up to 80, and some are left to whoever looks after the server.
            ("max_connections", "120"),
            ("password_encryption", "scram-sha-256"),
            ("row_security", "on"),
            ("cluster_name", "bargain"),
        ]
    }

    /// What was confirmed stays, and time has one reading.
    private var record: [(String, String)] {
        [
            ("fsync", durable ? "on" : "off"),
            ("full_page_writes", durable ? "on" : "off"),
            ("synchronous_commit", "on"),
            ("wal_level", durable ? "replica" : "minimal"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
        ]
    }

    /// The server's log names events, never what the parties wrote.
    private var discretion: [(String, String)] {
        [
            ("logging_collector", "off"),
            ("log_destination", "stderr"),
            ("log_line_prefix", "%m [%p] "),
            ("log_statement", "none"),
            ("log_min_error_statement", "panic"),
            ("log_min_duration_statement", "-1"),
            ("log_error_verbosity", "terse"),
            ("log_parameter_max_length", "0"),
            ("log_parameter_max_length_on_error", "0"),
            ("track_activity_query_size", "128"),
        ]
    }

    private var haste: [(String, String)] {
        [("max_wal_senders", "0"), ("autovacuum_naptime", "1h"), ("checkpoint_timeout", "1h")]
    }
}
