/// A text with signatures, in the form of C2SP `signed-note`: the text, an empty line, one line a signature.
public struct SignedNote: Hashable, Sendable {
    /// One signature line.
    public struct Signature: Hashable, Sendable {
        /// The signer's name.
        public let name: String
        /// Which of the signer's keys: the first 4 bytes of a hash of name and key, as a big-endian number.
        public let keyHash: UInt32
        /// The signature itself.
        public let bytes: [UInt8]
    }

    /// A note has at most so many bytes.
    public static let largest = 65_536

    /// What is signed; it ends with a line feed.
    public let text: String
    /// Who signed, in order; unknown signers are no fault of a note.
    public let signatures: [Signature]

    /// Reads a note.
    ///
    /// - Throws: ``RecordError/Code/note`` for bytes that are no signed note.
    public init(_ bytes: [UInt8]) throws(RecordError) {
        guard bytes.count <= Self.largest else {
            throw RecordError(
                .note,
                "A signed note has at most \(Self.largest) bytes; this has \(bytes.count)."
            )
        }
        guard let note = String(validating: bytes, as: UTF8.self),
            !bytes.contains(where: { $0 < 0x20 && $0 != newline })
        else {
            throw RecordError(.note, "A signed note is UTF-8 text without control characters; this is not.")
        }
        guard let end = Self.endOfText(bytes), bytes.last == newline, end + 1 < bytes.count else {
            throw RecordError(
                .note,
                "A signed note is a text, an empty line and signature lines; '\(note.prefix(40))…' is not."
            )
        }
        text = String(decoding: bytes[..<end], as: UTF8.self)
        let lines = bytes[(end + 1)...].dropLast().split(separator: newline, omittingEmptySubsequences: false)
        var signatures: [Signature] = []
        for line in lines {
            signatures.append(try Self.signature(String(decoding: line, as: UTF8.self)))
        }
        self.signatures = signatures
    }

    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The note as it is kept and sent.
    public var bytes: [UInt8] {
        var note = text + "\n"
        for signature in signatures {
            let keyHash = withUnsafeBytes(of: signature.keyHash.bigEndian) { Array($0) }
            note += "— \(signature.name) \(Base64.text(keyHash + signature.bytes))\n"
        }
        return Array(note.utf8)
    }

    /// Where the text ends: behind the first line feed of the last two that follow each other.
    private static func endOfText(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropFirst().last { bytes[$0] == newline && bytes[$0 - 1] == newline }
    }

    private static func signature(_ line: String) throws(RecordError) -> Signature {
        let words = line.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, String(words[0]) == "—", LogVerifier.isName(String(words[1])),
            let bytes = Base64.bytes(String(words[2])), bytes.count > 4
        else {
            throw RecordError(
                .note,
                "A signature line is '— NAME BASE64'; '\(line.prefix(80))' is not."
            )
        }
        return Signature(
            name: String(words[1]),
            keyHash: bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) },
            bytes: Array(bytes[4...])
        )
    }
}
