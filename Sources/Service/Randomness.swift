/// Where random bytes come from: the system's generator, but in tests that must run twice alike.
public struct Randomness: Sendable {
    private let make: @Sendable (Int) -> [UInt8]

    /// The system's generator.
    public static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Random bytes from elsewhere.
    public init(_ make: @escaping @Sendable (Int) -> [UInt8]) {
        self.make = make
    }

    /// So many random bytes.
    public func bytes(_ count: Int) -> [UInt8] { make(count) }

    /// What is mixed into the digest of one entry's body.
    var salt: [UInt8] { make(16) }
}
