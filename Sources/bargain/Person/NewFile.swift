import Foundation

/// A file that a command makes and that must not be there yet.
enum NewFile {
    /// Writes it, whole or not at all.
    ///
    /// - Throws: `Failure` when it is there already or cannot be written.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw Failure(
                .failed,
                "'\(path)' is there already; nothing was written.",
                mend: "name another file with --output"
            )
        } catch {
            throw Failure(.failed, "'\(path)' cannot be written: \(error.localizedDescription)")
        }
    }
}
