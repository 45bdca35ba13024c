/// The keys that make repeated requests the same act.
enum RequestKey {
    /// A key that nobody had before: 128 random bits.
    static func new() -> String {
        let digits =
            String(UInt64.random(in: .min ... .max), radix: 16)
            + String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
