/// JSON read so that it can mean one thing only (RFC 8259, I-JSON's rules of RFC 7493), within limits.
///
/// Refused are: bytes that are no UTF-8, a name twice in an object, U+0000, surrogates without their partner,
/// noncharacters, numbers that no `Double` holds, too much depth or too many values, and anything after the value.
struct StrictJSON {
    /// How deep arrays and objects may lie in each other.
    static let deepest = 32
    /// How many values, with those inside of others, there may be.
    static let mostNodes = 10_000

    /// A value, with numbers as they were written.
    enum Value: Equatable, Sendable {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([Value])
        case object([String: Value])
    }

    let bytes: [UInt8]
    var offset = 0
    private var nodes = 0
    var path: [Step] = []

    /// The value that bytes stand for.
    ///
    /// - Throws: `Fault` at the first thing that is wrong.
    static func value(of bytes: [UInt8]) throws(Fault) -> Value {
        var reader = StrictJSON(bytes: bytes)
        reader.skipSpace()
        let value = try reader.value()
        reader.skipSpace()
        guard reader.offset == bytes.count else {
            throw reader.fault("There is something after the value; a body is one value.")
        }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func value() throws(Fault) -> Value {
        nodes += 1
        guard nodes <= Self.mostNodes else {
            throw fault("There are more than \(Self.mostNodes) values.")
        }
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw fault("The JSON ends where a value was expected.")
        default: throw fault("Expected a value.")
        }
    }

    private mutating func word(_ word: String, _ value: Value) throws(Fault) -> Value {
        guard bytes[offset...].starts(with: word.utf8) else { throw fault("Expected '\(word)'.") }
        offset += word.utf8.count
        return value
    }

    private mutating func enter(_ step: Step) throws(Fault) {
        guard path.count < Self.deepest else {
            throw fault("The values lie more than \(Self.deepest) deep in each other.")
        }
        path.append(step)
    }

    private mutating func array() throws(Fault) -> Value {
        var items: [Value] = []
        offset += 1
        try enter(.item(0))
        skipSpace()
        if take("]") {
            path.removeLast()
            return .array([])
        }
        while true {
            path[path.count - 1] = .item(items.count)
            skipSpace()
            items.append(try value())
            skipSpace()
            if take("]") { break }
            guard take(",") else { throw fault("Expected ',' or ']' after an item.") }
        }
        path.removeLast()
        return .array(items)
    }

    private mutating func object() throws(Fault) -> Value {
        var fields: [String: Value] = [:]
        offset += 1
        try enter(.field(""))
        skipSpace()
        if take("}") {
            path.removeLast()
            return .object([:])
        }
        while true {
            skipSpace()
            let start = offset
            guard next == UInt8(ascii: "\"") else { throw fault("Expected a field's name in double quotes.") }
            let name = try string()
            path[path.count - 1] = .field(name)
            // Swift takes 'é' in one scalar and in two for the same name, and so must whoever reads it after us.
            guard fields[name] == nil else {
                throw fault("The field is there twice.", at: start)
            }
            skipSpace()
            guard take(":") else { throw fault("Expected ':' after the field's name.") }
            skipSpace()
            fields[name] = try value()
            skipSpace()
            if take("}") { break }
            guard take(",") else { throw fault("Expected ',' or '}' after a field.") }
        }
        path.removeLast()
        return .object(fields)
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }
}
