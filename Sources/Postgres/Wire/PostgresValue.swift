/// One value as the server sent it, in binary form.
public struct PostgresValue {
    /// The column's type.
    public let type: PostgresType
    /// True for NULL.
    public let isNull: Bool
    private let bytes: UnsafeRawBufferPointer
    // Keeps `bytes` where they are.
    private let owner: ResultHandle

    init(type: PostgresType, bytes: UnsafeRawBufferPointer?, owner: ResultHandle) {
        self.type = type
        self.isNull = bytes == nil
        self.bytes = bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        self.owner = owner
    }

    /// The value's bytes, valid inside `body` only; throws if it is NULL.
    public func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        if isNull {
            throw PostgresError(.decoding, "it is NULL, and the type that was asked for is not optional")
        }
        return try withExtendedLifetime(owner) { () throws(PostgresError) in try body(bytes) }
    }

    /// The value as an integer of exactly this width.
    func integer<Integer: FixedWidthInteger>(_: Integer.Type) throws(PostgresError) -> Integer {
        try withBytes { (bytes) throws(PostgresError) in
            guard bytes.count == MemoryLayout<Integer>.size else {
                throw PostgresError(
                    .decoding,
                    "it has \(bytes.count) bytes instead of \(Integer.bitWidth / 8)"
                )
            }
            return Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
        }
    }

    /// The mistake of asking for a type that this column does not have.
    func mismatch() -> PostgresError { PostgresError(.decoding, "its type is \(type)") }

    /// Reads a one-dimensional array, calling `read` for each element.
    func elements<Element>(
        _ read: (PostgresValue) throws(PostgresError) -> Element
    ) throws(PostgresError) -> [Element] {
        guard let elementType = type.element else { throw mismatch() }
        return try withBytes { (bytes) throws(PostgresError) in
            var cursor = Cursor(bytes: bytes)
            let dimensions = try cursor.next()
            _ = try cursor.next()
            _ = try cursor.next()
            if dimensions == 0 { return [] }
            guard dimensions == 1 else {
                throw PostgresError(.decoding, "it is an array of \(dimensions) dimensions instead of one")
            }
            let count = try cursor.next()
            _ = try cursor.next()
            var result: [Element] = []
            result.reserveCapacity(Int(clamping: count))
            for _ in 0..<max(0, count) {
                let length = try cursor.next()
                let content = length < 0 ? nil : try cursor.take(Int(length))
                result.append(try read(PostgresValue(type: elementType, bytes: content, owner: owner)))
            }
            return result
        }
    }

    private struct Cursor {
        var bytes: UnsafeRawBufferPointer
        var offset = 0

        mutating func take(_ count: Int) throws(PostgresError) -> UnsafeRawBufferPointer {
            guard offset + count <= bytes.count else {
                throw PostgresError(.decoding, "its \(bytes.count) bytes end too early")
            }
            defer { offset += count }
            return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        }

        mutating func next() throws(PostgresError) -> Int32 {
            Int32(bigEndian: try take(4).loadUnaligned(as: Int32.self))
        }
    }
}
