import Crypto

/// A secret that stands for a person, a browser's session or an invitation: `bgt_` and 49 letters and digits.
///
/// It says nothing by itself. Whoever holds it is taken for whom the database says its digest belongs to, so it is shown
/// once and kept nowhere but with its holder. It never stands in a description, a mirror or an error.
public struct OpaqueToken: Hashable, Sendable {
    /// What a token stands for, with the letters that it begins with.
    public enum Kind: String, CaseIterable, Sendable {
        /// A person's own, for commands and programs.
        case personal = "bgt_"
        /// A browser's session.
        case session = "bgs_"
        /// An invitation to take a seat.
        case invitation = "bgi_"
    }

    /// What it stands for.
    public let kind: Kind
    /// The text itself, to be shown to its holder once.
    public let secret: String

    /// A new token: 256 bits that nobody can guess.
    public init(_ kind: Kind) {
        let bits = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        self.init(kind, bits: bits)
    }

    /// The token of given bits, 256 of them.
    init(_ kind: Kind, bits: [UInt8]) {
        let body = kind.rawValue + Base62.text(of: bits, digits: Self.digits)
        self.kind = kind
        secret = body + Self.checksum(of: body)
    }

    /// Reads a token as a person typed or pasted it; white space around it does not matter.
    ///
    /// - Throws: `.notAToken`, or `.mistyped` where the last six characters do not fit the others: that can be told
    ///   without asking anybody.
    public init(_ text: String) throws(IdentityError) {
        let bytes = Array(text.utf8)
        let trimmed = bytes.drop(while: Self.isSpace).reversed().drop(while: Self.isSpace).reversed()
        let candidate = String(decoding: trimmed, as: UTF8.self)
        guard let kind = Kind.allCases.first(where: { candidate.hasPrefix($0.rawValue) }) else {
            throw IdentityError(
                .notAToken,
                "This is no token: a token begins with bgt_, bgs_ or bgi_."
            )
        }
        let length = kind.rawValue.utf8.count + Self.digits + Self.checkDigits
        guard candidate.utf8.count == length else {
            throw IdentityError(
                .mistyped,
                "The token is mistyped: it has \(candidate.utf8.count) characters, and a token has \(length). "
                    + "Copy it again."
            )
        }
        let body = String(candidate.dropLast(Self.checkDigits))
        guard Self.checksum(of: body) == candidate.suffix(Self.checkDigits) else {
            throw IdentityError(
                .mistyped,
                "The token is mistyped: a character of it is not the one that was shown. Copy it again."
            )
        }
        self.kind = kind
        secret = candidate
    }

    /// What the database keeps: SHA-256 of the whole text.
    ///
    /// With 256 random bits in the text nothing slower is needed.
    public var digest: [UInt8] { Array(SHA256.hash(data: Array(secret.utf8))) }

    private static let digits = 43
    private static let checkDigits = 6

    private static func checksum(of body: String) -> String {
        let sum = CRC32.checksum(Array(body.utf8))
        return Base62.text(of: withUnsafeBytes(of: sum.bigEndian) { Array($0) }, digits: checkDigits)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

extension OpaqueToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The kind, and nothing of the secret.
    public var description: String { "\(kind.rawValue)…" }
    /// The kind, and nothing of the secret.
    public var debugDescription: String { description }
    /// The kind, and nothing of the secret.
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
}
