import FoundationEssentials

/// What a request carries.
public struct Body: Sendable {
    let type: String
    let bytes: [UInt8]

    /// The bytes of a document, sent as they are.
    public static func document(_ bytes: [UInt8]) -> Body {
        Body(type: "text/markdown; charset=utf-8", bytes: bytes)
    }

    /// A value as JSON.
    ///
    /// - Throws: what the value's own encoding throws.
    public static func json(_ value: some Encodable) throws -> Body {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Body(type: "application/json", bytes: Array(try encoder.encode(value)))
    }
}
