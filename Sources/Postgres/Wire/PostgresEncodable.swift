/// A value that can be a parameter of a statement.
///
/// A type of your own conforms by writing what one of the types here would write:
/// ```swift
/// extension CivilDate: PostgresEncodable {
///     static func isEncodable(as type: PostgresType) -> Bool { type == .date }
///     func encode(into writer: inout PostgresWriter) throws(PostgresError) {
///         try PostgresDate(daysSince2000: …).encode(into: &writer)
///     }
/// }
/// ```
/// Enumerations with a raw value conform without any code. Arrays and optionals of each conform too.
public protocol PostgresEncodable: Sendable {
    /// Whether values may stand where the statement wants a parameter of this type.
    static func isEncodable(as type: PostgresType) -> Bool

    /// Writes the value in the binary form of `writer.type`, one for which `isEncodable(as:)` is true.
    func encode(into writer: inout PostgresWriter) throws(PostgresError)

    /// Whether an array of values may stand where a parameter of this type is wanted.
    static func isArrayEncodable(as type: PostgresType) -> Bool

    /// Writes an array of values; only bytes need one of their own.
    static func encode(array: [Self], into writer: inout PostgresWriter) throws(PostgresError)
}

extension PostgresEncodable {
    /// Any array whose elements it can be.
    public static func isArrayEncodable(as type: PostgresType) -> Bool {
        type.element.map(isEncodable(as:)) ?? false
    }

    /// Writes a one-dimensional array.
    public static func encode(array: [Self], into writer: inout PostgresWriter) throws(PostgresError) {
        try writer.write(elements: array)
    }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// What it stands for decides.
    public static func isEncodable(as type: PostgresType) -> Bool { RawValue.isEncodable(as: type) }

    /// Writes the value that it stands for.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        try rawValue.encode(into: &writer)
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// What it stands for decides.
    public static func isEncodable(as type: PostgresType) -> Bool { Wrapped.isEncodable(as: type) }

    /// Writes the value that it stands for.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        switch self {
        case .some(let value): try value.encode(into: &writer)
        case .none: writer.writeNull()
        }
    }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    /// What it stands for decides.
    public static func isEncodable(as type: PostgresType) -> Bool { Element.isArrayEncodable(as: type) }

    /// Writes the value that it stands for.
    public func encode(into writer: inout PostgresWriter) throws(PostgresError) {
        try Element.encode(array: self, into: &writer)
    }
}
