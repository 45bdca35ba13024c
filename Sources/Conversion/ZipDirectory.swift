/// What an archive says it holds, read before anything is unpacked.
struct ZipDirectory {
    struct Entry {
        let name: String
        let packed: Int
        let unpacked: Int
    }

    /// Nothing that people write for each other comes near: 256 MiB unpacked, 4,000 files.
    static let largest = 256 << 20
    static let mostEntries = 4000

    let entries: [Entry]

    /// - Throws: `unreadable` where it is no archive, `tooLarge` where it would unpack to more than a contract can need.
    init(_ bytes: [UInt8], called name: String) throws(ConversionError) {
        func number(_ place: Int, _ width: Int) -> Int {
            guard place >= 0, place + width <= bytes.count else { return 0 }
            return (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
        }
        // The record of the end stands within the last 64 KiB.
        let first = max(0, bytes.count - 65_557)
        let places = stride(from: bytes.count - 22, through: first, by: -1)
        guard bytes.count >= 22, let end = places.first(where: { number($0, 4) == 0x0605_4B50 }) else {
            throw ConversionError(
                .unreadable,
                "'\(name)' is not a Word or Excel file of today's form (no archive); open it where it was made and save "
                    + "it as .docx or .xlsx."
            )
        }
        let count = number(end + 10, 2)
        var place = number(end + 16, 4)
        var entries: [Entry] = []
        for _ in 0..<count {
            guard number(place, 4) == 0x0201_4B50 else { break }
            let length = number(place + 28, 2)
            let from = min(place + 46, bytes.count)
            let name = String(decoding: bytes[from..<min(from + length, bytes.count)], as: UTF8.self)
            entries.append(Entry(name: name, packed: number(place + 20, 4), unpacked: number(place + 24, 4)))
            place += 46 + length + number(place + 30, 2) + number(place + 32, 2)
        }
        guard entries.count == count, count > 0 else {
            throw ConversionError(
                .unreadable,
                "'\(name)' is damaged: its list of parts cannot be read; get it again from where it came."
            )
        }
        self.entries = entries
        let total = entries.reduce(0) { $0 + $1.unpacked }
        guard total <= Self.largest, count <= Self.mostEntries else {
            throw ConversionError(
                .tooLarge,
                "'\(name)' would unpack to \(total) bytes in \(count) parts; at most \(Self.largest) in "
                    + "\(Self.mostEntries) are read. It is not unpacked; ask for a smaller file."
            )
        }
    }

    func has(_ name: String) -> Bool { entries.contains { $0.name == name } }
}
