public import CivilTime
public import Postgres

private let dayNumberOf2000 = 10_957
private let microsecondsOf2000: Int64 = 946_684_800_000_000

extension CivilDate: PostgresEncodable, PostgresDecodable {
    /// A `date`.
    public static func isEncodable(as type: PostgresType) -> Bool { type == .date }

    /// Writes the day.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        try PostgresDate(daysSince2000: Int32(dayNumber - dayNumberOf2000)).encode(into: &writer)
    }

    /// Reads a day.
    public init(_ value: PostgresValue) throws(PostgresError) {
        self.init(dayNumber: Int(try PostgresDate(value).daysSince2000) + dayNumberOf2000)
    }
}

extension Instant: PostgresEncodable, PostgresDecodable {
    /// A `timestamptz`.
    public static func isEncodable(as type: PostgresType) -> Bool { type == .timestamptz }

    /// Writes the instant.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        try PostgresTimestamp(microsecondsSince2000: microseconds - microsecondsOf2000).encode(into: &writer)
    }

    /// Reads an instant.
    public init(_ value: PostgresValue) throws(PostgresError) {
        self.init(microseconds: try PostgresTimestamp(value).microsecondsSince2000 + microsecondsOf2000)
    }
}
