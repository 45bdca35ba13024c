import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: scrypt of it (RFC 7914), from which it cannot be had back but by guessing.
///
/// As text `scrypt$17$8$1$SALT$HASH`, salt and hash in base64: whoever reads it knows the cost that it was made at, so the
/// cost can be raised later without asking anybody for a new password.
public struct PasswordHash: Hashable, Sendable {
    /// How much work one guess takes.
    public struct Cost: Hashable, Sendable {
        /// The logarithm of N, to the base 2.
        public let logN: Int
        /// The size of a block, r.
        public let blockSize: Int
        /// Blocks that could be worked at side by side, p.
        public let parallelism: Int

        /// N = 2^17, r = 8, p = 1: 128 MB and some tenths of a second a guess.
        public static let standard = Cost(logN: 17, blockSize: 8, parallelism: 1)
        /// Next to no work, for tests that are not about the work.
        public static let trifling = Cost(logN: 4, blockSize: 8, parallelism: 1)

        /// The memory that a hash of any cost may take when it is checked is bounded: N at most 2^20, r and p at most 16.
        var isBearable: Bool {
            (1...20).contains(logN) && (1...16).contains(blockSize) && (1...16).contains(parallelism)
        }
    }

    /// The cost that it was made at.
    public let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// The hash of a password under a new salt of 128 bits; takes as long as the cost says.
    ///
    /// - Throws: what the cryptographic library throws.
    public init(of password: String, cost: Cost = .standard) throws {
        try self.init(
            of: password,
            salt: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) },
            cost: cost
        )
    }

    init(of password: String, salt: [UInt8], cost: Cost) throws {
        self.cost = cost
        self.salt = salt
        hash = try Self.derive(password, salt: salt, cost: cost, count: 32)
    }

    /// The hash of no password at all, which costs as much to compare with as any other.
    init(ofNobodyAt cost: Cost) {
        self.cost = cost
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        hash = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    /// Reads the text that was kept.
    ///
    /// - Throws: `.damaged` for a text that is no such hash, or of a cost that no machine bears.
    public init(text: String) throws(IdentityError) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: parts[4]),
            let hash = Data(base64Encoded: parts[5]), salt.count >= 16, hash.count == 32
        else { throw Self.damaged }
        cost = Cost(logN: logN, blockSize: blockSize, parallelism: parallelism)
        guard cost.isBearable else { throw Self.damaged }
        self.salt = Array(salt)
        self.hash = Array(hash)
    }

    /// What the database keeps.
    public var text: String {
        let parts = ["scrypt", "\(cost.logN)", "\(cost.blockSize)", "\(cost.parallelism)"]
        return (parts + [Data(salt).base64EncodedString(), Data(hash).base64EncodedString()])
            .joined(separator: "$")
    }

    /// Whether a password is the one; takes as long as the cost says, and equally long for a near miss.
    ///
    /// - Throws: what the cryptographic library throws.
    public func matches(_ password: String) throws -> Bool {
        let other = try Self.derive(password, salt: salt, cost: cost, count: hash.count)
        return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && other.count == hash.count
    }

    /// Keyboards disagree on how an accented letter is composed, so its composed form is what counts.
    private static func derive(_ password: String, salt: [UInt8], cost: Cost, count: Int) throws -> [UInt8] {
        let composed = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: composed,
            salt: salt,
            outputByteCount: count,
            rounds: 1 << cost.logN,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        return key.withUnsafeBytes { Array($0) }
    }

    private static let damaged = IdentityError(
        .damaged,
        "What the database keeps as a password's hash is none; have the person set a new password."
    )
}

extension PasswordHash: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method, and nothing of the hash.
    public var description: String { "scrypt$…" }
    /// The method, and nothing of the hash.
    public var debugDescription: String { description }
    /// The cost, and nothing of the hash.
    public var customMirror: Mirror { Mirror(self, children: ["cost": cost]) }
}
