extension StrictJSON {
    /// A value of a type from JSON that can mean one thing only and holds no field that the type does not read.
    ///
    /// The bytes are read once: what was checked is what is decoded. A field is known when the type asked for it,
    /// so a type that reads its fields by a word in one of them knows those of that word alone.
    ///
    /// - Throws: `DecodingError`, with where it stands.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        let root: Node
        do throws(Fault) {
            root = Node(try value(of: bytes), at: [])
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: error.description))
        }
        let value = try root.decode(type)
        try root.refuseUnread()
        return value
    }
}

/// A value of the JSON with what was asked of it.
private final class Node {
    let value: StrictJSON.Value
    let path: [any CodingKey]
    private var asked: Set<String> = []
    private var read: [String: Node] = [:]

    init(_ value: StrictJSON.Value, at path: [any CodingKey]) {
        self.value = value
        self.path = path
    }

    /// The names of an object; nil for any other value.
    var names: [String]? {
        guard case .object(let fields) = value else { return nil }
        return Array(fields.keys)
    }

    /// A field, which counts as known from now on.
    func field(_ key: any CodingKey) -> Node? {
        guard case .object(let fields) = value else { return nil }
        asked.insert(key.stringValue)
        return fields[key.stringValue].map { child($0, key) }
    }

    /// The items of an array; nil for any other value.
    var items: [Node]? {
        guard case .array(let items) = value else { return nil }
        return items.enumerated().map { child($1, Index(intValue: $0)) }
    }

    private func child(_ value: StrictJSON.Value, _ key: any CodingKey) -> Node {
        if let known = read[key.stringValue] { return known }
        let node = Node(value, at: path + [key])
        read[key.stringValue] = node
        return node
    }

    /// Refuses the first field, by name, that nothing asked for.
    func refuseUnread() throws {
        if case .object(let fields) = value, let name = fields.keys.filter({ !asked.contains($0) }).min() {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: path,
                    debugDescription: "'\(name.prefix(40))' is no field of this; leave it out."
                )
            )
        }
        for (_, node) in read.sorted(by: { $0.key < $1.key }) { try node.refuseUnread() }
    }

    func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
        guard let scalar = type as? any Scalar.Type else { return try type.init(from: Reading(node: self)) }
        guard let found = scalar.init(strict: value) as? Wanted else {
            if case .null = value { throw DecodingError.valueNotFound(type, context) }
            throw DecodingError.typeMismatch(type, context)
        }
        return found
    }

    var context: DecodingError.Context { .init(codingPath: path, debugDescription: "") }
}

/// The place of an item.
private struct Index: CodingKey {
    let index: Int

    init(intValue: Int) { index = intValue }
    init?(stringValue: String) { nil }

    var intValue: Int? { index }
    var stringValue: String { String(index) }
}

/// Hands out the containers that a type asks for.
private struct Reading: Decoder {
    let node: Node

    var codingPath: [any CodingKey] { node.path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard node.names != nil else { throw DecodingError.typeMismatch([String: Any].self, node.context) }
        return KeyedDecodingContainer(Fields<Key>(node: node))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard let items = node.items else { throw DecodingError.typeMismatch([Any].self, node.context) }
        return Items(node: node, items: items)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { Single(node: node) }
}

private struct Single: SingleValueDecodingContainer {
    let node: Node

    var codingPath: [any CodingKey] { node.path }

    func decodeNil() -> Bool { node.value == .null }
    func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted { try node.decode(type) }
}

private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: Node

    var codingPath: [any CodingKey] { node.path }
    var allKeys: [Key] { (node.names ?? []).compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { node.field(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try field(key).value == .null }
    func decode<Wanted: Decodable>(_ type: Wanted.Type, forKey key: Key) throws -> Wanted {
        try field(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        try Reading(node: field(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try Reading(node: field(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { Reading(node: node) }
    func superDecoder(forKey key: Key) throws -> any Decoder { Reading(node: try field(key)) }

    private func field(_ key: Key) throws -> Node {
        guard let field = node.field(key) else { throw DecodingError.keyNotFound(key, node.context) }
        return field
    }
}

private struct Items: UnkeyedDecodingContainer {
    let node: Node
    let items: [Node]
    var currentIndex = 0

    init(node: Node, items: [Node]) {
        self.node = node
        self.items = items
    }

    var codingPath: [any CodingKey] { node.path }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex == items.count }

    mutating func decodeNil() throws -> Bool {
        guard try current().value == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
        let value = try current().decode(type)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
        -> KeyedDecodingContainer<Nested>
    {
        try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try superDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let item = try current()
        currentIndex += 1
        return Reading(node: item)
    }

    private func current() throws -> Node {
        guard !isAtEnd else { throw DecodingError.valueNotFound(Any.self, node.context) }
        return items[currentIndex]
    }
}

/// What JSON itself has.
private protocol Scalar {
    init?(strict value: StrictJSON.Value)
}

extension Scalar where Self: LosslessStringConvertible & Numeric {
    init?(strict value: StrictJSON.Value) {
        guard case .number(let text) = value else { return nil }
        self.init(text)
    }
}

extension Bool: Scalar {
    fileprivate init?(strict value: StrictJSON.Value) {
        guard case .bool(let bool) = value else { return nil }
        self = bool
    }
}

extension String: Scalar {
    fileprivate init?(strict value: StrictJSON.Value) {
        guard case .string(let text) = value else { return nil }
        self = text
    }
}

extension Double: Scalar {}
extension Float: Scalar {}
extension Int: Scalar {}
extension Int8: Scalar {}
extension Int16: Scalar {}
extension Int32: Scalar {}
extension Int64: Scalar {}
extension UInt: Scalar {}
extension UInt8: Scalar {}
extension UInt16: Scalar {}
extension UInt32: Scalar {}
extension UInt64: Scalar {}
