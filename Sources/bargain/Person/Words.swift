import ArgumentParser
import Client
import Foundation
import Table
import Wire

/// Words that go on the record beside an act: a short text, a file, or both.
struct WordsOptions: ParsableArguments {
    @Option(help: "The words.")
    var text: String?

    @Option(help: "A file, kept byte for byte with its hash; at most 3 MiB.", completion: .file())
    var file: String?
}

extension Session {
    /// The words as the record takes them; a file is uploaded first.
    ///
    /// - Throws: `Failure` where there are none.
    func words(_ options: WordsOptions) async throws -> Wording {
        guard options.text != nil || options.file != nil else {
            throw Failure(
                .usage,
                "There are no words; give them with --text TEXT, with --file FILE, or both.",
                mend: "\(Invocation.plain) --text TEXT"
            )
        }
        guard let file = options.file else { return Wording(text: options.text, document: nil) }
        return Wording(text: options.text, document: try await document(fromFile: file))
    }

    /// A file of any kind, uploaded.
    private func document(fromFile path: String) async throws -> DocumentReference {
        let bytes = try InputFile.bytes(at: path)
        let kept = try await keep(bytes, isFile: true).content
        return DocumentReference(
            name: URL(fileURLWithPath: path).lastPathComponent,
            sha256: kept.sha256,
            bytes: kept.bytes
        )
    }
}
