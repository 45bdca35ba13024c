import FoundationEssentials

/// JSON in the one form in which Bargain writes it: sorted keys, no white space, slashes as they are.
///
/// The same value gives the same bytes, wherever it is written.
public enum JSONText {
    /// The value's JSON.
    public static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// The value that JSON stands for.
    public static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
