import Crypto

/// A log's private key with its name: what signs checkpoints.
public struct LogKey: Sendable {
    /// The public half.
    public let verifier: LogVerifier
    private let key: Curve25519.Signing.PrivateKey

    /// A key by its name and its seed.
    ///
    /// - Parameters:
    ///   - name: the log's origin, `bargain/springfield`.
    ///   - seed: 32 random bytes, the private key of RFC 8032.
    /// - Throws: ``RecordError/Code/key`` for a name or a seed that no key has.
    public init(name: String, seed: [UInt8]) throws(RecordError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw RecordError(.key, "An Ed25519 private key has 32 bytes; this has \(seed.count).")
        }
        verifier = try LogVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// Signs a text as a note.
    ///
    /// - Parameter text: ends with a line feed and has no other control character.
    /// - Returns: the note with this one signature.
    /// - Throws: ``RecordError/Code/note`` for a text that cannot be signed.
    public func sign(_ text: String) throws(RecordError) -> SignedNote {
        guard text.hasSuffix("\n"), text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else {
            throw RecordError(
                .note,
                "A note's text ends with a line feed and has no other control character."
            )
        }
        do {
            let bytes = try key.signature(for: Array(text.utf8))
            let signature = SignedNote.Signature(
                name: verifier.name,
                keyHash: verifier.keyHash,
                bytes: Array(bytes)
            )
            return SignedNote(text: text, signatures: [signature])
        } catch {
            throw RecordError(.signature, "The text could not be signed: \(error).")
        }
    }

    /// Signs a checkpoint of this log.
    ///
    /// - Parameters:
    ///   - size: how many leaves the tree has.
    ///   - root: its root.
    /// - Returns: the checkpoint's note.
    /// - Throws: as ``sign(_:)``.
    public func checkpoint(size: Int, root: Hash256) throws(RecordError) -> SignedNote {
        try sign(Checkpoint(origin: verifier.name, size: size, root: root).text)
    }
}
