/// What an entry of the kind `record.purged` orders, read from the bytes of its body.
struct PurgeOrder {
    static let kind = "record.purged"
    private static let kindBytes = Array(kind.utf8)
    private static let key = Array(#""entry":"#.utf8)

    /// The number of the entry whose body is purged; nil where it names none.
    let entry: Int?
    private let body: Range<Int>

    init(_ file: [UInt8], _ body: Range<Int>) {
        self.body = body
        entry = Self.position(of: Self.key, file, body).flatMap { start in
            let digits = file[start + Self.key.count..<body.upperBound].prefix { (0x30...0x39).contains($0) }
            return Decimal.number(String(decoding: digits, as: UTF8.self))
        }
    }

    static func isKind(_ file: [UInt8], _ range: Range<Int>) -> Bool {
        range.count == kindBytes.count && file[range].elementsEqual(kindBytes)
    }

    /// Whether it names a document: its 64 digits in quotation marks.
    func names(_ hash: Hash256, _ file: [UInt8]) -> Bool {
        Self.position(of: Array("\"\(hash)\"".utf8), file, body) != nil
    }

    private static func position(of text: [UInt8], _ file: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.count >= text.count else { return nil }
        return (range.lowerBound...range.upperBound - text.count).first {
            file[$0..<$0 + text.count].elementsEqual(text)
        }
    }
}
