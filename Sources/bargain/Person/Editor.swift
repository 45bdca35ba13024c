import Foundation

/// The person's own editor, for a text that is not in a file yet.
enum Editor {
    /// What the person writes into a draft.
    ///
    /// - Throws: `Failure` where there is no terminal or no editor, or nothing was written.
    static func text(of draft: Draft) throws -> [UInt8] {
        do {
            try run(command(), on: draft.path)
        } catch let failure as Failure {
            throw keptWords(of: draft, after: failure)
        }
        let bytes = try InputFile.bytes(at: draft.path)
        guard bytes.contains(where: { !Character(Unicode.Scalar($0)).isWhitespace }) else {
            draft.discard()
            throw Failure(.cancelled, "Cancelled: nothing was written, so nothing was sent.")
        }
        return bytes
    }

    private static func command() throws -> String {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw Failure(
                .usage,
                "No text was given, and no terminal is here to write one.",
                mend: "\(Invocation.plain) FILE   (or - for standard input)"
            )
        }
        let environment = ProcessInfo.processInfo.environment
        let named = ["BARGAIN_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first {
            !$0.isEmpty
        }
        return named ?? "sensible-editor"
    }

    private static func run(_ editor: String, on path: String) throws {
        // The editor stays in this process group, so that the terminal and Ctrl-C are its own while it runs.
        let status = system("\(editor) \(Invocation.quoted(path))")
        guard status == 0 else {
            throw Failure(
                .failed,
                "The editor '\(editor)' ended with a fault, so nothing was sent.",
                mend: "export EDITOR=nano"
            )
        }
    }

    /// The failure with where the words are, if any were written.
    private static func keptWords(of draft: Draft, after failure: Failure) -> Failure {
        guard let bytes = try? InputFile.bytes(at: draft.path), !bytes.isEmpty else {
            draft.discard()
            return failure
        }
        var failure = failure
        failure.details.append("What was written is kept in \(draft.path).")
        failure.mend = Invocation.recovering(draft.path)
        return failure
    }
}
