import Crypto

/// The names of things that are listed and spoken of, such as a token in its owner's list; no secrets.
public enum PublicID {
    /// A name that nothing had before: 64 random bits in eleven letters and digits.
    public static func new() -> String {
        Base62.text(of: SymmetricKey(size: .init(bitCount: 64)).withUnsafeBytes { Array($0) }, digits: 11)
    }
}
