extension StrictJSON {
    /// Where in a value something stands.
    enum Step: Equatable, Sendable, CustomStringConvertible {
        case field(String)
        case item(Int)

        var description: String {
            switch self {
            case .field(let name): String(name.prefix(20))
            case .item(let index): String(index)
            }
        }
    }

    /// What is wrong with JSON, and where.
    struct Fault: Error, Equatable, CustomStringConvertible {
        /// What is wrong.
        let message: String
        /// How many bytes stand before it.
        let offset: Int
        /// In which line it stands, from 1.
        let line: Int
        /// At which byte of the line, from 1.
        let column: Int
        /// In which field; empty at the top.
        let path: String

        /// What is wrong and where, echoing at most 60 characters of the JSON.
        var description: String {
            "Line \(line), column \(column) (byte \(offset))" + (path.isEmpty ? "" : ", in '\(path)'")
                + ": \(message)"
        }
    }

    func fault(_ message: String, at place: Int? = nil) -> Fault {
        let offset = place ?? offset
        let before = bytes[..<min(offset, bytes.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return Fault(
            message: message,
            offset: offset,
            line: before.count { $0 == 0x0A } + 1,
            column: offset - lineStart + 1,
            path: Self.text(path)
        )
    }

    /// A path in at most 60 characters.
    static func text(_ path: [Step]) -> String {
        let whole = path.map(\.description).filter { !$0.isEmpty }.joined(separator: ".")
        return whole.count <= 60 ? whole : "…" + whole.suffix(59)
    }
}
