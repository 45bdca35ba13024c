/// Text of any kind as short lines of ASCII (RFC 2045 §6.7).
enum QuotedPrintable {
    /// The longest line, its soft break included.
    private static let width = 76

    static func code(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "=0\(digits)" : "=\(digits)"
    }

    /// The lines of a text, each of them ended; an end of line is LF or CRLF.
    static func encode(_ text: String) -> String {
        var lines = text.replacingLineBreaks().split(
            separator: "\n" as Unicode.Scalar,
            omittingEmptySubsequences: false
        )
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { encode(line: Array($0)) + "\r\n" }.joined()
    }

    private static func encode(line: [Unicode.Scalar]) -> String {
        var text = ""
        var column = 0
        for (index, scalar) in line.enumerated() {
            let isLast = index == line.count - 1
            let piece = encoded(scalar, isFirst: index == 0, isLast: isLast)
            // Room for the soft break, except where the line ends by itself.
            if column + piece.utf8.count > (isLast ? width : width - 1) {
                text += "=\r\n"
                column = 0
            }
            // A line may also begin with a dot or with "From " after a soft break.
            let start = column == 0 ? encoded(scalar, isFirst: true, isLast: isLast) : piece
            text += start
            column += start.utf8.count
        }
        return text
    }

    /// Relays act on a dot and on "From " at the start of a line, and drop white space at its end.
    private static func encoded(_ scalar: Unicode.Scalar, isFirst: Bool, isLast: Bool) -> String {
        switch scalar {
        case ".", "F": isFirst ? code(UInt8(ascii: scalar)) : String(scalar)
        case " ", "\t": isLast ? code(UInt8(ascii: scalar)) : String(scalar)
        case "=": code(UInt8(ascii: "="))
        case "!"..."~": String(scalar)
        default: String(scalar).utf8.map(code).joined()
        }
    }
}

extension String {
    /// The scalars with every CRLF as one LF.
    fileprivate func replacingLineBreaks() -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for scalar in unicodeScalars {
            if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
            scalars.append(scalar)
        }
        return scalars
    }
}
