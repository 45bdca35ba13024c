extension PlainYAML {
    /// Refuses size, anchors, aliases, tags, directives and control characters by looking at the bytes alone.
    ///
    /// It refuses a little more than YAML's grammar would (`&name` after a space even inside a quoted text), so that
    /// no reading of the grammar lets one through.
    static func refuseWhatMultiplies(in text: String) throws(PlainYAMLError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= largestText else {
            throw PlainYAMLError(
                line: 1,
                column: 1,
                "The text has \(bytes.count) bytes; at most \(largestText) are read."
            )
        }
        var line = 1
        var lineStart = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                line += 1
                lineStart = index + 1
                continue
            }
            if let problem = problem(with: byte, at: index, in: bytes, lineStart: lineStart) {
                throw PlainYAMLError(line: line, column: index - lineStart + 1, problem)
            }
        }
    }

    private static func problem(with byte: UInt8, at index: Int, in bytes: [UInt8], lineStart: Int) -> String?
    {
        switch byte {
        case 0..<0x09, 0x0B..<0x0D, 0x0E..<0x20, 0x7F:
            return "A control character (byte \(byte)) cannot stand here; delete it."
        case 0x09 where bytes[lineStart..<index].allSatisfy { $0 == 0x20 || $0 == 0x09 }:
            return "Indentation is by spaces; replace the tab."
        case UInt8(ascii: "%") where index == lineStart:
            return "Directives are not read; delete the line."
        case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
            let opensToken = index == lineStart || tokenBoundaries.contains(bytes[index - 1])
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
            guard opensToken, next != 0x20, next != 0x0A, next != 0x0D else { return nil }
            return switch byte {
            case UInt8(ascii: "&"): "Anchors (&name) are not read; write the value out where it is used."
            case UInt8(ascii: "*"): "Aliases (*name) are not read; write the value out."
            default: "Tags (!name) are not read; write the plain value."
            }
        default:
            return nil
        }
    }

    private static let tokenBoundaries = Set(" \t\r,:-?[]{}".utf8)
}
