/// What a log commits to: so many leaves have this root (C2SP `tlog-checkpoint`).
public struct Checkpoint: Hashable, Sendable {
    /// Which log: `bargain/springfield`.
    public let origin: String
    /// How many leaves its tree has.
    public let size: Int
    /// The tree's root.
    public let root: Hash256
    /// Further lines, which say nothing here.
    public let extensions: [String]

    /// A commitment.
    public init(origin: String, size: Int, root: Hash256, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a checkpoint's note.
    ///
    /// - Throws: ``RecordError/Code/note`` for any other text.
    public init(_ text: String) throws(RecordError) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String($0) ?? ""
        }
        guard lines.count >= 4, lines.last == "", !lines.dropLast().contains("") else {
            throw RecordError(.note, "A checkpoint has the lines origin, size and root, none of them empty.")
        }
        guard let size = Decimal.number(lines[1]) else {
            throw RecordError(
                .note,
                "A checkpoint's size is a decimal number; '\(lines[1].prefix(40))' is not."
            )
        }
        guard let root = Base64.bytes(lines[2]).flatMap(Hash256.init) else {
            throw RecordError(
                .note,
                "A checkpoint's root is 32 bytes in base 64; '\(lines[2].prefix(60))' is not."
            )
        }
        self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3...].dropLast()))
    }

    /// The text that is signed: origin, size, root, extensions, each on its line.
    public var text: String {
        ([origin, String(size), Base64.text(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }
}
