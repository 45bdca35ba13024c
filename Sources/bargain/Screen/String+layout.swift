extension String {
    /// The text with what would steer a terminal made visible.
    var shown: String {
        guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            result.append(scalar.steersTerminal ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }

    /// How many columns a terminal gives the text.
    var columns: Int {
        reduce(0) { $0 + $1.columns }
    }

    /// The text, or as much of it as fits with an ellipsis.
    func cut(to width: Int) -> String {
        guard columns > width else { return self }
        var result = ""
        var used = 1
        for character in self {
            used += character.columns
            if used > width { break }
            result.append(character)
        }
        return result + "…"
    }

    /// The text in lines of at most so many columns, the further ones moved in.
    func wrapped(at width: Int, hanging: Int) -> [String] {
        var lines: [String] = []
        for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = String(paragraph.prefix { $0 == " " })
            let further = String(repeating: " ", count: min(hanging, width / 2))
            var line = indent
            var isFresh = true
            for word in paragraph.dropFirst(indent.count).split(separator: " ") {
                if !isFresh, line.columns + 1 + String(word).columns > width {
                    lines.append(line)
                    line = further
                    isFresh = true
                }
                line += isFresh ? word : " " + word
                isFresh = false
            }
            lines.append(line)
        }
        return lines
    }
}

extension Character {
    fileprivate var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return first.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}

extension Unicode.Scalar {
    fileprivate var steersTerminal: Bool {
        switch value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C: value != 0x09
        default: false
        }
    }
}
