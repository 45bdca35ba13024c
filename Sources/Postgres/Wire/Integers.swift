// Each Swift integer stands for each of PostgreSQL's, as long as the value fits.

extension PostgresWriter {
    fileprivate mutating func write(fitting value: some FixedWidthInteger) throws(PostgresError) {
        switch type {
        case .smallint: try write(exactly: value, as: Int16.self)
        case .integer: try write(exactly: value, as: Int32.self)
        default: try write(exactly: value, as: Int64.self)
        }
    }

    private mutating func write<Wire: FixedWidthInteger>(
        exactly value: some FixedWidthInteger,
        as _: Wire.Type
    ) throws(PostgresError) {
        guard let exact = Wire(exactly: value) else {
            throw PostgresError(.encoding, "the number is out of the range of \(type)")
        }
        write(exact)
    }
}

extension PostgresValue {
    fileprivate func fitting<Integer: FixedWidthInteger>(_: Integer.Type) throws(PostgresError) -> Integer {
        let wide: Int64 =
            switch type {
            case .smallint: Int64(try integer(Int16.self))
            case .integer: Int64(try integer(Int32.self))
            case .bigint: try integer(Int64.self)
            default: throw mismatch()
            }
        guard let exact = Integer(exactly: wide) else {
            throw PostgresError(.decoding, "the number \(wide) is out of range")
        }
        return exact
    }
}

extension PostgresEncodable where Self: FixedWidthInteger {
    /// Any of the integer types, as long as the number fits.
    public static func isEncodable(as type: PostgresType) -> Bool {
        type == .bigint || type == .integer || type == .smallint
    }

    /// Writes the number, or says that it is out of range.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        try writer.write(fitting: self)
    }
}

extension PostgresDecodable where Self: FixedWidthInteger {
    /// Reads any of the integer types, or says that the number is out of range.
    public init(_ value: PostgresValue) throws(PostgresError) { self = try value.fitting(Self.self) }
}

extension Int: PostgresEncodable, PostgresDecodable {}
extension Int64: PostgresEncodable, PostgresDecodable {}
extension Int32: PostgresEncodable, PostgresDecodable {}
extension Int16: PostgresEncodable, PostgresDecodable {}

/// A byte is a small number by itself; many of them are `bytea`.
extension UInt8: PostgresEncodable, PostgresDecodable {
    /// Only `bytea`.
    public static func isArrayEncodable(as type: PostgresType) -> Bool { type == .bytea }

    /// Writes the bytes as they are.
    public static func encode(
        array: [UInt8],
        into writer: inout PostgresWriter
    ) throws(PostgresError) {
        writer.write(bytes: array)
    }

    /// Reads the bytes as they are.
    public static func decode(array value: PostgresValue) throws(PostgresError) -> [UInt8] {
        guard value.type == .bytea else { throw value.mismatch() }
        return try value.withBytes { (bytes) throws(PostgresError) in [UInt8](bytes) }
    }
}
