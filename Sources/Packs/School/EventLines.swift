/// The lines of an iCalendar text, unfolded (RFC 5545, section 3.1).
struct EventLines {
    struct Line {
        /// The property's name in capitals.
        let name: String
        /// What stands behind the colon, still escaped.
        let value: String
        /// The line where it starts, counted from 1.
        let number: Int
    }

    /// A longer line, unfolded, is not read.
    private static let longest = 8_192

    let lines: [Line]

    init(_ text: String, _ assembly: SchoolAssembly) throws(PackError) {
        var raw: [(text: [UInt8], number: Int)] = []
        var number = 0
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let bytes = line.last == 0x0D ? line.dropLast() : line
            if let first = bytes.first, first == 0x20 || first == 0x09 {
                guard !raw.isEmpty else {
                    throw assembly.fault("The first line continues nothing.", number)
                }
                raw[raw.count - 1].text += bytes.dropFirst()
                if raw[raw.count - 1].text.count > Self.longest {
                    throw assembly.fault("A line has more than \(Self.longest) bytes.", number)
                }
            } else if !bytes.isEmpty {
                raw.append((Array(bytes), number))
            }
        }
        var lines: [Line] = []
        for one in raw { lines.append(try Self.line(one.text, one.number, assembly)) }
        self.lines = lines
    }

    /// `NAME;PARAMETER="a:b":VALUE`: the value starts at the first colon outside quotes.
    private static func line(_ bytes: [UInt8], _ number: Int, _ assembly: SchoolAssembly) throws(PackError)
        -> Line
    {
        var isQuoted = false
        guard bytes.count <= longest,
            let colon = bytes.firstIndex(where: { byte in
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                return byte == UInt8(ascii: ":") && !isQuoted
            })
        else {
            throw assembly.fault(
                "Expected a line of the form NAME:VALUE, of at most \(longest) bytes.",
                number
            )
        }
        let name = bytes[..<colon].prefix { $0 != UInt8(ascii: ";") }
        return Line(
            name: String(decoding: name, as: UTF8.self).uppercased(),
            value: String(decoding: bytes[(colon + 1)...], as: UTF8.self),
            number: number
        )
    }

    /// A text value: `\n` is a space here, `\,`, `\;` and `\\` the character itself.
    static func unescaped(_ text: String) -> String {
        var plain = ""
        var rest = text[...]
        while let next = rest.popFirst() {
            guard next == "\\", let escaped = rest.popFirst() else {
                plain.append(next)
                continue
            }
            plain.append(escaped == "n" || escaped == "N" ? " " : escaped)
        }
        return plain
    }
}
