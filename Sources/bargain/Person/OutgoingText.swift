import Contracts
import Foundation

/// A text that somebody wants to serve, kept until the daemon has it.
struct OutgoingText {
    /// The bytes as they are sent.
    let bytes: [UInt8]
    /// By which name errors and the record cite it.
    let name: String
    /// The draft that keeps it; nil where a file of the person's own has it.
    let draft: Draft?
    private let path: String?

    /// The text from where the person says it is: a file, `-` for standard input, a draft to recover, or the editor.
    ///
    /// - Throws: `Failure` where there is none.
    init(file: String?, recover: String?, key: String) throws {
        if let recover {
            guard file == nil else {
                throw Failure(
                    .usage,
                    "FILE and --recover name two texts; give one of them.",
                    mend: Invocation.plain
                )
            }
            bytes = try InputFile.bytes(at: recover)
            draft = Draft(at: recover)
            path = recover
            name = draft == nil ? Self.baseName(recover) : Self.draftName
        } else if let file, file != "-" {
            bytes = try InputFile.bytes(at: file)
            draft = nil
            path = file
            name = Self.baseName(file)
        } else if file == "-" {
            (bytes, draft) = try Self.standardInput(key: key)
            path = nil
            name = Self.draftName
        } else {
            let draft = try Draft([], key: key)
            bytes = try Editor.text(of: draft)
            self.draft = draft
            path = nil
            name = Self.draftName
        }
    }

    /// The text as a contract document; what is wrong with it is said before anything is sent.
    ///
    /// - Throws: `Failure` with every fault.
    func document() throws -> ContractDocument {
        do {
            return try ContractDocument(bytes: bytes, name: name)
        } catch {
            throw Failure(
                .failed,
                "The text cannot be served as it is; nothing was sent.",
                details: error.problems.map(\.description)
            )
        }
    }

    /// A failure with where the text is and how to send it again.
    func failing(_ failure: Failure) -> Failure {
        var failure = failure
        if let draft {
            failure.details.append("The text is kept in \(draft.path).")
            let again = Invocation.recovering(draft.path)
            // Who is not signed in does that first.
            let isToSignIn = failure.mend?.hasPrefix("bargain login") ?? false
            failure.mend = (isToSignIn ? failure.mend.map { $0 + "\n" } ?? "" : "") + again
        } else if let path {
            failure.details.append("The text is in \(path), unchanged.")
            failure.mend = failure.mend ?? Invocation.plain
        }
        return failure
    }

    private static let draftName = "proposal.md"

    private static func baseName(_ path: String) -> String {
        URL(fileURLWithPath: path).lastPathComponent
    }

    /// What comes on standard input, kept piece by piece, so that Ctrl-C loses nothing.
    private static func standardInput(key: String) throws -> ([UInt8], Draft?) {
        var draft: Draft?
        var interruption = Interruption("Cancelled: nothing was sent.")
        defer { interruption.end() }
        let bytes = try InputFile.standardInput { piece in
            if let draft { return try draft.append(piece) }
            let made = try Draft(piece, key: key)
            draft = made
            interruption = Interruption(
                "Cancelled: nothing was sent. What came so far is kept in \(made.path)."
            )
        }
        return (bytes, draft)
    }
}
