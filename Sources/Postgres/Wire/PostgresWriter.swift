/// Takes down one parameter's bytes.
public struct PostgresWriter: ~Copyable {
    /// The type that the statement wants.
    public private(set) var type = PostgresType.text

    var bytes: [UInt8] = []
    private(set) var isNull = false
    private(set) var isTextFormat = false

    mutating func begin(_ type: PostgresType) {
        self.type = type
        isNull = false
        isTextFormat = false
    }

    /// NULL instead of bytes.
    public mutating func writeNull() { isNull = true }

    /// The integer's bytes, most significant first.
    public mutating func write(_ integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Bytes as they are.
    public mutating func write(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// Text; refused if it holds U+0000, which PostgreSQL cannot keep.
    public mutating func write(text: String) throws(PostgresError) {
        var text = text
        let holdsNul = text.withUTF8 { utf8 in
            bytes.append(contentsOf: utf8)
            return utf8.contains(0)
        }
        if holdsNul { throw PostgresError(.encoding, "the text holds U+0000, which PostgreSQL cannot keep") }
    }

    /// Says that what is written is the type's input syntax and not its binary form.
    mutating func useTextFormat() { isTextFormat = true }

    /// A one-dimensional array in binary form.
    mutating func write<Element: PostgresEncodable>(elements: [Element]) throws(PostgresError) {
        let arrayType = type
        guard let elementType = arrayType.element else {
            throw PostgresError(.encoding, "\(arrayType) is no array type that is known here")
        }
        write(Int32(elements.isEmpty ? 0 : 1))
        let flag = bytes.count
        write(Int32(0))
        write(elementType.oid)
        guard !elements.isEmpty else { return }
        write(Int32(elements.count))
        write(Int32(1))
        type = elementType
        for element in elements {
            let start = bytes.count
            write(Int32(-1))
            try element.encode(into: &self)
            if isTextFormat {
                throw PostgresError(.encoding, "an array of \(elementType) cannot be given as text elements")
            }
            if isNull {
                isNull = false
                bytes[flag + 3] = 1
            } else {
                patch(Int32(bytes.count - start - 4), at: start)
            }
        }
        type = arrayType
    }

    private mutating func patch(_ integer: Int32, at offset: Int) {
        withUnsafeBytes(of: integer.bigEndian) { source in
            for index in 0..<4 { bytes[offset + index] = source[index] }
        }
    }
}
