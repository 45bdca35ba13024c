/// A line of a redline before it is painted: pieces of text, each with what it means.
struct RedlineLine {
    enum Meaning {
        case plain
        case heading
        case quiet
        case deleted
        case inserted
        case warning
    }

    struct Piece {
        let text: String
        let meaning: Meaning
    }

    /// How far the line and its continuations are set in.
    let indent: Int
    /// How much further the continuations are set in.
    let hanging: Int
    var pieces: [Piece]

    init(indent: Int = 0, hanging: Int = 0, _ pieces: [Piece] = []) {
        self.indent = indent
        self.hanging = hanging
        self.pieces = pieces
    }

    init(_ text: String, _ meaning: Meaning = .plain, indent: Int = 0, hanging: Int = 2) {
        self.init(indent: indent, hanging: hanging, [Piece(text: text, meaning: meaning)])
    }

    init(_ runs: [WordRun], indent: Int = 0, hanging: Int = 0) {
        self.init(indent: indent, hanging: hanging, runs.map(\.piece))
    }

    mutating func append(_ text: String, _ meaning: Meaning = .plain) {
        pieces.append(Piece(text: text, meaning: meaning))
    }
}

extension WordRun {
    var piece: RedlineLine.Piece {
        switch fate {
        case .equal: .init(text: text, meaning: .plain)
        case .deleted: .init(text: text, meaning: .deleted)
        case .inserted: .init(text: text, meaning: .inserted)
        }
    }
}

/// How lines become text: with markers or colours, wrapped or not.
struct RedlinePaint {
    /// The widest line; nil for no wrapping.
    let width: Int?
    /// Whether meanings are shown by terminal attributes; markers show them otherwise.
    let color: Bool

    func text(of lines: [RedlineLine]) -> String {
        var result = ""
        for line in lines {
            for row in rows(of: line) {
                result += row
                result += "\n"
            }
        }
        return result
    }

    private func rows(of line: RedlineLine) -> [String] {
        var rows: [String] = []
        var row = String(repeating: " ", count: line.indent)
        var column = line.indent
        var isFresh = true
        let margin = min(line.indent + line.hanging, max(0, (width ?? 80) / 2))
        for piece in line.pieces {
            for word in words(of: piece) {
                var rest = word
                if let width, column + rest.gap + rest.length > width, !isFresh {
                    rows.append(row)
                    row = String(repeating: " ", count: margin)
                    column = margin
                    isFresh = true
                }
                while let width, column + rest.length > width, width - column > 0,
                    let head = rest.split(width - column)
                {
                    rows.append(row + painted(head, piece.meaning))
                    row = String(repeating: " ", count: margin)
                    column = margin
                    isFresh = true
                }
                let gap = isFresh ? 0 : rest.gap
                row += String(repeating: " ", count: gap) + painted(rest.text, piece.meaning)
                column += gap + rest.length
                isFresh = false
            }
        }
        return rows + [row]
    }

    private struct Word {
        var text: String
        var length: Int
        let gap: Int

        init(_ text: String, gap: Int) {
            self.text = text
            self.gap = gap
            length = displayWidth(text)
        }

        /// Cuts off what fits in so many columns; nil where all fits.
        mutating func split(_ columns: Int) -> String? {
            guard length > columns else { return nil }
            var head = ""
            var used = 0
            while let next = text.first, used + displayWidth(String(next)) <= columns || head.isEmpty {
                head.append(next)
                used += displayWidth(String(next))
                text.removeFirst()
            }
            length = displayWidth(text)
            return text.isEmpty ? nil : head
        }
    }

    /// The words of a piece, with its markers at the first and the last of them.
    private func words(of piece: RedlineLine.Piece) -> [Word] {
        guard width != nil else {
            let gap = piece.text.prefix { $0 == " " }.count
            return [Word(marked(String(piece.text.dropFirst(gap)), piece.meaning), gap: gap)]
        }
        var words: [Word] = []
        var gap = 0
        for part in piece.text.split(separator: " ", omittingEmptySubsequences: false) {
            if part.isEmpty {
                gap += 1
                continue
            }
            words.append(Word(String(part), gap: words.isEmpty ? gap : gap + 1))
            gap = 0
        }
        guard !words.isEmpty, let marks = marks(piece.meaning) else { return words }
        words[0] = Word(marks.open + words[0].text, gap: words[0].gap)
        let last = words.count - 1
        words[last] = Word(words[last].text + marks.close, gap: words[last].gap)
        return words
    }

    private func marked(_ text: String, _ meaning: RedlineLine.Meaning) -> String {
        guard let marks = marks(meaning), !text.isEmpty else { return text }
        return marks.open + text + marks.close
    }

    private func marks(_ meaning: RedlineLine.Meaning) -> (open: String, close: String)? {
        guard !color else { return nil }
        switch meaning {
        case .deleted: return ("[-", "-]")
        case .inserted: return ("{+", "+}")
        default: return nil
        }
    }

    /// Struck and underlined besides the colours, so that no meaning hangs on a colour alone.
    private func painted(_ text: String, _ meaning: RedlineLine.Meaning) -> String {
        guard color, !text.isEmpty else { return text }
        switch meaning {
        case .plain: return text
        case .heading: return "\u{1B}[1m\(text)\u{1B}[0m"
        case .quiet: return "\u{1B}[2m\(text)\u{1B}[0m"
        case .deleted: return "\u{1B}[9;31m\(text)\u{1B}[0m"
        case .inserted: return "\u{1B}[4;32m\(text)\u{1B}[0m"
        case .warning: return "\u{1B}[1;33m\(text)\u{1B}[0m"
        }
    }
}

/// How many columns a terminal gives a text: two for wide characters.
func displayWidth(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { sum, character in
        let value = character.unicodeScalars.first?.value ?? 0
        let isWide =
            switch value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
                0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                true
            default: false
            }
        return sum + (isWide ? 2 : 1)
    }
}
