import Client
import Foundation
import Wire

/// Why the command did not do what was asked, in words for the person, with what to do about it.
struct Failure: Error {
    let status: ExitStatus
    /// What happened and why; several lines where there are several faults.
    let message: String
    /// The single faults.
    var details: [String] = []
    /// The command that mends it.
    var mend: String?
    /// Whether the answer came from a drill.
    var isDrill = false
    /// The status by which the daemon refused it; nil where the daemon did not.
    var refusal: Int?

    init(_ status: ExitStatus, _ message: String, details: [String] = [], mend: String? = nil) {
        self.status = status
        self.message = message
        self.details = details
        self.mend = mend
    }

    /// What happened with the single faults, in one paragraph.
    var whole: String { ([message] + details).joined(separator: " ") }

    /// The same with an advice where it has none.
    func mended(by mend: String?) -> Failure {
        var failure = self
        failure.mend = self.mend ?? mend
        return failure
    }

    /// Says it on the error stream: what happened first, what to do last.
    func tell() {
        var lines: [String] = []
        if isDrill { lines.append(Screen.drillLine) }
        lines.append((status == .cancelled ? "" : "Error: ") + message)
        lines += details.map { "  \($0)" }
        if let mend { lines.append(mend.contains("\n") ? "Try:\n" + mend.indented : "Try: \(mend)") }
        Screen.tell(lines.joined(separator: "\n"))
    }
}

extension Failure {
    /// What the daemon, or its absence, did to a request.
    ///
    /// - Parameters:
    ///   - error: what happened.
    ///   - isAct: whether something was to be recorded.
    init(_ error: ClientError, isAct: Bool) {
        switch error.code {
        case .unreachable:
            self.init(
                .unavailable,
                error.message + (isAct ? " Nothing was recorded." : ""),
                mend:
                    "bargaind serve   (starts the daemon; --socket PATH or BARGAIN_SOCKET names another's socket)"
            )
        case .unanswered:
            self.init(.unavailable, error.message + (isAct ? " Whether it was recorded is not known." : ""))
        case .unintelligible:
            self.init(.internalFault, error.message, details: error.underlying.map { [$0] } ?? [])
        case .refused:
            let problem = error.problem
            let status = Self.status(of: problem?.status ?? 500)
            self.init(
                status,
                error.message,
                details: problem?.errors ?? [],
                mend: status == .notSignedIn ? "bargain login" : nil
            )
            isDrill = problem?.drill ?? false
            refusal = problem?.status
        }
    }

    private static func status(of code: Int) -> ExitStatus {
        switch code {
        case 401: .notSignedIn
        case 403: .notPermitted
        case 409: .conflict
        case 408, 429, 502, 503, 504, 507: .unavailable
        case 500...: .internalFault
        default: .failed
        }
    }
}

extension String {
    /// Every line moved in by two columns.
    var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
    }
}
