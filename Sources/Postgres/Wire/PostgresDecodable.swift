/// A value that can be read from a column.
///
/// A type of your own conforms by reading what one of the types here reads:
/// ```swift
/// extension CivilDate: PostgresDecodable {
///     init(_ value: PostgresValue) throws(PostgresError) {
///         self.init(daysSince2000: try PostgresDate(value).daysSince2000)
///     }
/// }
/// ```
/// Enumerations with a raw value conform without any code. Arrays and optionals of each conform too.
public protocol PostgresDecodable {
    /// Reads the value, or says in a `.decoding` error why it cannot; NULL is refused on reading.
    init(_ value: PostgresValue) throws(PostgresError)

    /// Reads an array of values; only bytes need one of their own.
    static func decode(array value: PostgresValue) throws(PostgresError) -> [Self]
}

extension PostgresDecodable {
    /// Reads a one-dimensional array.
    public static func decode(array value: PostgresValue) throws(PostgresError) -> [Self] {
        try value.elements { (element) throws(PostgresError) in try Self(element) }
    }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the value that it stands for.
    public init(_ value: PostgresValue) throws(PostgresError) {
        guard let known = Self(rawValue: try RawValue(value)) else {
            throw PostgresError(.decoding, "it is none of the values that are known")
        }
        self = known
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// Reads the value that it stands for.
    public init(_ value: PostgresValue) throws(PostgresError) {
        self = value.isNull ? .none : try Wrapped(value)
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads the value that it stands for.
    public init(_ value: PostgresValue) throws(PostgresError) { self = try Element.decode(array: value) }
}
