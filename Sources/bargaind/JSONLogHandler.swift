import CivilTime
import Glibc
import Logging
import Service

/// Log lines as JSON on standard error: when, how grave, what, and the metadata as keys of their own.
struct JSONLogHandler: LogHandler {
    let label: String
    let isDrill: Bool
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields: [String: String] = [:]
        for (key, value) in metadata { fields[key] = "\(value)" }
        for (key, value) in event.metadata ?? [:] { fields[key] = "\(value)" }
        fields["at"] = "\(ProgramClock.real.now())"
        fields["level"] = event.level.rawValue
        fields["message"] = "\(event.message)"
        fields["label"] = label
        if isDrill { fields["drill"] = "true" }
        guard let line = try? JSONText.bytes(fields) else { return }
        let text = line + [10]
        _ = text.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
