import Crypto

/// A log's public key with its name: what a party pins, to know the log by.
public struct LogVerifier: Hashable, Sendable, CustomStringConvertible {
    /// The name, which is the origin of the log's checkpoints: `bargain/springfield`.
    public let name: String
    /// The Ed25519 public key, 32 bytes.
    public let publicKey: [UInt8]
    /// What signature lines name the key by.
    public let keyHash: UInt32

    /// The algorithm's number in C2SP `signed-note`: Ed25519.
    private static let algorithm: UInt8 = 1

    /// A key by its name and its 32 bytes.
    ///
    /// - Throws: ``RecordError/Code/key`` for a name or bytes that no key has.
    public init(name: String, publicKey: [UInt8]) throws(RecordError) {
        guard Self.isName(name) else {
            throw RecordError(.key, "'\(name.prefix(80))' names no key: a name has no space and no '+'.")
        }
        guard publicKey.count == 32 else {
            throw RecordError(.key, "An Ed25519 public key has 32 bytes; this has \(publicKey.count).")
        }
        self.name = name
        self.publicKey = publicKey
        let digest = Hash256(hashing: Array(name.utf8) + [0x0A, Self.algorithm] + publicKey)
        keyHash = digest.bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A key by its text, `NAME+HASH+BASE64`.
    ///
    /// - Throws: ``RecordError/Code/key`` for any other text, and for a hash that is not the key's.
    public init(_ text: String) throws(RecordError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64.bytes(parts[2]), bytes.first == Self.algorithm else {
            throw RecordError(
                .key,
                "'\(text.prefix(120))' is no log's key: it is NAME+HASH+BASE64, the bytes being 1 and an Ed25519 key."
            )
        }
        try self.init(name: String(parts[0]), publicKey: Array(bytes.dropFirst()))
        guard parts[1] == hashText else {
            throw RecordError(
                .key,
                "The key's hash is \(hashText), not '\(parts[1].prefix(16))': it was mistyped."
            )
        }
    }

    /// The key as text, `NAME+HASH+BASE64`: the "vkey".
    public var description: String { "\(name)+\(hashText)+\(Base64.text([Self.algorithm] + publicKey))" }

    /// Reads a note that this key signed.
    ///
    /// - Throws: ``RecordError/Code/note`` for bytes that are no note, ``RecordError/Code/signature`` when the key's
    ///   signature is missing or wrong.
    public func note(_ bytes: [UInt8]) throws(RecordError) -> SignedNote {
        let note = try SignedNote(bytes)
        guard let signature = note.signatures.first(where: { isOwn($0) })
        else {
            let signers = note.signatures.map(\.name).joined(separator: ", ")
            throw RecordError(
                .signature,
                "The note is not signed by \(name) with the key \(hashText); the signatures are by \(signers)."
            )
        }
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey),
            key.isValidSignature(signature.bytes, for: Array(note.text.utf8))
        else {
            throw RecordError(
                .signature,
                "The signature by \(name) (key \(hashText)) does not belong to the note's text."
            )
        }
        return note
    }

    /// Reads a checkpoint that this key signed.
    ///
    /// - Throws: as ``note(_:)``, and ``RecordError/Code/note`` for a text that is no checkpoint, ``RecordError/Code/origin`` for
    /// that of another log.
    public func checkpoint(_ bytes: [UInt8]) throws(RecordError) -> Checkpoint {
        let checkpoint = try Checkpoint(try note(bytes).text)
        guard checkpoint.origin.utf8.elementsEqual(name.utf8) else {
            throw RecordError(.origin, "The checkpoint is of '\(checkpoint.origin)', not of '\(name)'.")
        }
        return checkpoint
    }

    /// Names are compared by their bytes: as text, two spellings of an accent would be the same name.
    private func isOwn(_ signature: SignedNote.Signature) -> Bool {
        signature.keyHash == keyHash && signature.name.utf8.elementsEqual(name.utf8)
    }

    /// Whether a text can be a key's name: some text without white space, plus sign and control characters.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20
            }
    }

    /// 8 hexadecimal digits.
    var hashText: String { Hexadecimal.text(withUnsafeBytes(of: keyHash.bigEndian) { Array($0) }) }
}
