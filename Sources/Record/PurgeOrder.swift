/// What an entry of the kind `record.purged` purges, read from the bytes of its body: one entry, or one document.
enum PurgeOrder: Equatable {
    /// The entry of this number.
    case entry(Int)
    /// The document of this hash.
    case document(Hash256)

    static let kind = "record.purged"
    private static let kindBytes = Array(kind.utf8)
    private static let entryStart = Array(#"{"entry":"#.utf8)
    private static let otherStart = Array(#"{"kind":"#.utf8)
    private static let documentEnd = Array(#","sha256":""#.utf8)
    private static let end = Array(#""}"#.utf8)

    /// What the body names in a field of its own; nil where it names nothing so.
    ///
    /// Other places of the body, such as the
    /// fact that stands in for the entry, say nothing.
    init?(_ file: [UInt8], _ body: Range<Int>) {
        let bytes = file[body]
        if bytes.starts(with: Self.entryStart) {
            let rest = bytes.dropFirst(Self.entryStart.count)
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard rest.dropFirst(digits.count).first == UInt8(ascii: ","),
                let seq = Decimal.number(String(decoding: digits, as: UTF8.self)), seq > 0
            else { return nil }
            self = .entry(seq)
        } else {
            let field = bytes.suffix(Self.documentEnd.count + 64 + Self.end.count)
            guard bytes.starts(with: Self.otherStart), field.starts(with: Self.documentEnd),
                field.suffix(Self.end.count).elementsEqual(Self.end),
                let hash = Hexadecimal.bytes(Array(field.dropFirst(Self.documentEnd.count).prefix(64)))
                    .flatMap(Hash256.init)
            else { return nil }
            self = .document(hash)
        }
    }

    static func isKind(_ file: [UInt8], _ range: Range<Int>) -> Bool {
        range.count == kindBytes.count && file[range].elementsEqual(kindBytes)
    }
}
