import Foundation
import Law
import Packs

/// A rule pack from its file, or a built-in one by its name.
struct PackSource {
    let pack: RulePack
    /// The text that it was read from.
    let text: String

    /// A pack by a word.
    ///
    /// - Parameters:
    ///   - word: a file's path, or a name.
    ///   - library: where names are looked up.
    /// - Throws: `Failure` for a file that cannot be read, a text that is none, or an unknown name.
    init(_ word: String, in library: Library) throws {
        let isFile = word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml")
        guard isFile || FileManager.default.fileExists(atPath: word) else {
            do {
                pack = try library.pack(word)
                text = try library.text(of: word)
            } catch {
                throw Failure(.usage, error.message, mend: "bargain procedure list")
            }
            return
        }
        let bytes = try InputFile.bytes(at: word)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(
                .failed,
                "'\(word)' is not UTF-8 text.",
                mend: "save it as UTF-8, then: \(Invocation.plain)"
            )
        }
        self.text = text
        do {
            pack = try library.read(packText: text, name: word)
        } catch {
            throw Failure(
                .failed,
                "The file is no rule pack.",
                details: [error.description],
                mend: "mend it, then: \(Invocation.plain)"
            )
        }
    }
}
