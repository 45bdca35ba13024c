import ArgumentParser
import Table

/// What something is called in commands, and its full name; either can be made from the other.
struct Naming {
    let handle: Handle
    let name: String

    /// - Parameters:
    ///   - word: a handle, or the full name where no other is given.
    ///   - name: the full name.
    ///   - what: what is named, for errors.
    /// - Throws: `Failure` where no handle can be made.
    init(_ word: String?, name: String?, of what: String) throws {
        guard let full = name ?? word else {
            throw Failure(.usage, "The \(what) has no name.", mend: "\(Invocation.plain) --help")
        }
        guard let handle = word.flatMap({ Handle($0) }) ?? Handle(naming: word ?? full) else {
            throw Failure(
                .usage,
                "No short name can be made of '\(full.prefix(60))': it takes letters, digits and hyphens, "
                    + "beginning with a letter, such as springfield."
            )
        }
        self.handle = handle
        self.name = full
    }
}
