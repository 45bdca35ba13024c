import Foundation

/// What the person sees: text on standard output, messages on the error stream.
///
/// What comes from others' texts cannot steer the terminal: control characters are shown, not sent.
final class Screen {
    /// The first line of everything that a drill shows.
    static let drillLine = "DRILL — a rehearsal; no real deadline runs."

    /// Whether standard output is a terminal.
    let isTerminal: Bool
    /// The columns there are; nil where nothing is to be cut or wrapped, because no terminal shows it.
    let width: Int?
    /// Whether to use colour.
    let hasColor: Bool
    private var isDrill = false
    private var hasSaid = false
    private var waiting: [UInt8] = []

    init(color: Bool = true) {
        let environment = ProcessInfo.processInfo.environment
        isTerminal = isatty(STDOUT_FILENO) == 1
        let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        hasColor = color && isTerminal && !refused && environment["TERM"] != "dumb"
        width = isTerminal ? Self.columns(environment) : nil
    }

    /// From now on every text begins by saying that it is a rehearsal.
    func drill(_ isDrill: Bool) {
        if isDrill { self.isDrill = true }
    }

    /// A line of text.
    func say(_ text: String = "", _ style: Style = .plain) {
        begin()
        let shown = text.shown
        put(hasColor && style != .plain && !shown.isEmpty ? style.start + shown + Style.end : shown)
        put("\n")
    }

    /// A paragraph, wrapped on a terminal, its further lines moved in.
    func say(_ text: String, hanging: Int, _ style: Style = .plain) {
        guard let width else { return say(text, style) }
        for line in text.shown.wrapped(at: width, hanging: hanging) { say(line, style) }
    }

    /// A text that was laid out elsewhere and is safe to show as it is.
    func show(_ text: String) {
        begin()
        put(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n")
    }

    /// Bytes for programs, untouched.
    func pour(_ bytes: [UInt8]) {
        waiting += bytes
        if waiting.count > 1 << 16 { flush() }
    }

    /// Everything said so far leaves the program.
    func flush() {
        Self.write(waiting, to: STDOUT_FILENO)
        waiting = []
    }

    /// A message on the error stream.
    static func tell(_ text: String) {
        write(Array((text.shown + "\n").utf8), to: STDERR_FILENO)
    }

    private func begin() {
        if isDrill, !hasSaid { put(Self.drillLine + "\n") }
        hasSaid = true
    }

    private func put(_ text: String) {
        pour(Array(text.utf8))
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            // A reader that has gone, such as `head`, wants no more of it.
            if count < 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func columns(_ environment: [String: String]) -> Int {
        if let columns = environment["COLUMNS"].flatMap(Int.init), (20...1000).contains(columns) {
            return columns
        }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
        return Int(size.ws_col)
    }
}
