/// A PostgreSQL data type, known by its object identifier.
public struct PostgresType: Sendable, Hashable, CustomStringConvertible {
    /// Its number in `pg_type`.
    public let oid: UInt32

    /// The type with this object identifier, as `pg_type` has it.
    public init(oid: UInt32) { self.oid = oid }

    /// A truth value.
    public static let boolean = PostgresType(oid: 16)
    /// Bytes, of any length.
    public static let bytea = PostgresType(oid: 17)
    /// An integer of 16 bits.
    public static let smallint = PostgresType(oid: 21)
    /// An integer of 32 bits.
    public static let integer = PostgresType(oid: 23)
    /// An integer of 64 bits.
    public static let bigint = PostgresType(oid: 20)
    /// Text, of any length.
    public static let text = PostgresType(oid: 25)
    /// JSON kept as the text that was given.
    public static let json = PostgresType(oid: 114)
    /// JSON kept as a value.
    public static let jsonb = PostgresType(oid: 3802)
    /// A day.
    public static let date = PostgresType(oid: 1082)
    /// An instant.
    public static let timestamptz = PostgresType(oid: 1184)

    /// What SQL calls it, or its number.
    public var description: String {
        if let name = Self.names[oid] { return name }
        if let element, let name = Self.names[element.oid] { return name + "[]" }
        return "type with oid \(oid)"
    }

    /// The type of the array's elements; nil if this is no array type known here.
    public var element: PostgresType? { Self.elements[oid].map(PostgresType.init(oid:)) }

    /// True if the wire form is the text itself: the server's own such types, and those that users
    /// declared, since enumerations travel as their labels.
    var isText: Bool { Self.texts.contains(oid) || isUserDefined }

    /// True if the type was made by `CREATE TYPE`, `CREATE DOMAIN` or an extension.
    var isUserDefined: Bool { oid >= 16384 }

    /// True if the type has a Swift type here, so that text is not taken in its stead.
    var isKnown: Bool { Self.own.contains(oid) || element != nil }

    private static let own: Set<UInt32> = [16, 17, 20, 21, 23, 1082, 1184]

    private static let texts: Set<UInt32> = [18, 19, 25, 114, 142, 705, 1042, 1043]

    private static let names: [UInt32: String] = [
        16: "boolean", 17: "bytea", 18: "\"char\"", 19: "name", 20: "bigint", 21: "smallint", 23: "integer",
        25: "text", 26: "oid", 114: "json", 142: "xml", 700: "real", 701: "double precision", 705: "unknown",
        790: "money", 869: "inet", 1042: "character", 1043: "character varying", 1082: "date", 1083: "time",
        1114: "timestamp", 1184: "timestamptz", 1186: "interval", 1700: "numeric", 2249: "record",
        2278: "void", 2950: "uuid", 3802: "jsonb",
    ]

    private static let elements: [UInt32: UInt32] = [
        1000: 16, 1001: 17, 1002: 18, 1003: 19, 1005: 21, 1007: 23, 1009: 25, 1014: 1042, 1015: 1043,
        1016: 20, 1028: 26, 1021: 700, 1022: 701, 1041: 869, 199: 114, 143: 142, 1182: 1082, 1183: 1083,
        1115: 1114, 1185: 1184, 1187: 1186, 1231: 1700, 2951: 2950, 3807: 3802,
    ]
}
