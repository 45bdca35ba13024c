extension Bool: PostgresEncodable, PostgresDecodable {
    /// Only `boolean`.
    public static func isEncodable(as type: PostgresType) -> Bool { type == .boolean }

    /// Writes the value.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        writer.write(UInt8(self ? 1 : 0))
    }

    /// Reads the value.
    public init(_ value: PostgresValue) throws(PostgresError) {
        guard value.type == .boolean else { throw value.mismatch() }
        self = try value.integer(UInt8.self) != 0
    }
}

/// Text, `json` and `jsonb`, labels of enumerations; and, in PostgreSQL's own notation, parameters of
/// types that have no Swift type here (`numeric`, `interval`, `uuid`, …).
extension String: PostgresEncodable, PostgresDecodable {
    /// Text of any kind, and what has no Swift type here.
    public static func isEncodable(as type: PostgresType) -> Bool { type.isText || !type.isKnown }

    /// Writes the value.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        if writer.type == .jsonb {
            writer.write(UInt8(1))
        } else if !writer.type.isText {
            writer.useTextFormat()
        }
        try writer.write(text: self)
    }

    /// Reads the value.
    public init(_ value: PostgresValue) throws(PostgresError) {
        guard value.type.isText || value.type == .jsonb else { throw value.mismatch() }
        let isJSONB = value.type == .jsonb
        self = try value.withBytes { (bytes) throws(PostgresError) in
            if isJSONB, bytes.first != 1 { throw PostgresError(.decoding, "its jsonb version is unknown") }
            let content = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(isJSONB ? 1 : 0))
            guard let text = String(validating: content, as: UTF8.self), !content.contains(0) else {
                throw PostgresError(.decoding, "its bytes are not text")
            }
            return text
        }
    }
}

/// A `date`, as days since 2000-01-01, in the calendar that PostgreSQL uses for all of time.
public struct PostgresDate: Sendable, Hashable, PostgresEncodable, PostgresDecodable {
    /// Negative before 2000.
    public var daysSince2000: Int32

    /// Any day but the two infinite ones, which are the integer's extremes.
    public init(daysSince2000: Int32) { self.daysSince2000 = daysSince2000 }

    /// Only `date`.
    public static func isEncodable(as type: PostgresType) -> Bool { type == .date }

    /// Writes the value.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        writer.write(daysSince2000)
    }

    /// Refuses `infinity` and `-infinity`.
    public init(_ value: PostgresValue) throws(PostgresError) {
        guard value.type == .date else { throw value.mismatch() }
        daysSince2000 = try value.integer(Int32.self)
        if daysSince2000 == .max || daysSince2000 == .min {
            throw PostgresError(.decoding, "the date is infinite")
        }
    }
}

/// A `timestamptz`, as microseconds since 2000-01-01 00:00 UTC.
public struct PostgresTimestamp: Sendable, Hashable, PostgresEncodable, PostgresDecodable {
    /// Negative before 2000.
    public var microsecondsSince2000: Int64

    /// Any instant but the two infinite ones, which are the integer's extremes.
    public init(microsecondsSince2000: Int64) { self.microsecondsSince2000 = microsecondsSince2000 }

    /// Only `timestamptz`.
    public static func isEncodable(as type: PostgresType) -> Bool { type == .timestamptz }

    /// Writes the value.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        writer.write(microsecondsSince2000)
    }

    /// Refuses `infinity` and `-infinity`.
    public init(_ value: PostgresValue) throws(PostgresError) {
        guard value.type == .timestamptz else { throw value.mismatch() }
        microsecondsSince2000 = try value.integer(Int64.self)
        if microsecondsSince2000 == .max || microsecondsSince2000 == .min {
            throw PostgresError(.decoding, "the instant is infinite")
        }
    }
}
