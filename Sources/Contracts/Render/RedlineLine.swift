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

    /// - Throws: `incomplete` where a line, read back, does not say on each side what it was to say.
    func text(of lines: [RedlineLine]) throws(ContractError) -> String {
        var result = ""
        for line in lines {
            let rows = rows(of: line)
            guard PaintedLine(rows, color: color).says(line) else {
                let words = line.pieces.map(\.text).joined()
                throw ContractError(
                    .incomplete,
                    in: "the redline",
                    line: 1,
                    "The redline is not shown: the line '\(shortened(words))' reads otherwise than it should. Please report "
                        + "this with both documents."
                )
            }
            for row in rows {
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
        let margin = min(line.indent + line.hanging, (width ?? 0) / 2)
        func breakRow() {
            rows.append(row)
            row = String(repeating: " ", count: margin)
            column = margin
            isFresh = true
        }
        for cluster in clusters(of: line) {
            if let width, column + cluster.gap + cluster.length > width, !isFresh { breakRow() }
            if !isFresh {
                row += String(repeating: " ", count: cluster.gap)
                column += cluster.gap
            }
            for part in cluster.parts {
                var rest = part.text[...]
                // A cluster wider than the whole line is cut where the line ends.
                while let width, column + displayWidth(String(rest)) > width, column < width {
                    let head = prefix(of: rest, columns: width - column)
                    row += painted(String(head), part.meaning)
                    rest = rest[head.endIndex...]
                    breakRow()
                }
                row += painted(String(rest), part.meaning)
                column += displayWidth(String(rest))
            }
            isFresh = false
        }
        return rows + [row]
    }

    /// As much of a text as fits, at least one character.
    private func prefix(of text: Substring, columns: Int) -> Substring {
        var end = text.startIndex
        var used = 0
        while end < text.endIndex {
            let size = displayWidth(String(text[end]))
            if used + size > columns, end > text.startIndex { break }
            used += size
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// Text between two spaces, which is never parted while it fits a line.
    private struct Cluster {
        var parts: [RedlineLine.Piece] = []
        let gap: Int

        var length: Int { parts.reduce(0) { $0 + displayWidth($1.text) } }
    }

    private func clusters(of line: RedlineLine) -> [Cluster] {
        var clusters: [Cluster] = []
        var gap = 0
        for piece in line.pieces {
            let words = piece.text.split(separator: " ", omittingEmptySubsequences: false)
            let first = words.firstIndex { !$0.isEmpty }
            let last = words.lastIndex { !$0.isEmpty }
            for (index, word) in words.enumerated() {
                if index > 0 { gap += 1 }
                guard !word.isEmpty else { continue }
                let open = index == first ? marks(piece.meaning)?.open ?? "" : ""
                let close = index == last ? marks(piece.meaning)?.close ?? "" : ""
                let part = RedlineLine.Piece(text: open + word + close, meaning: piece.meaning)
                if gap > 0 || clusters.isEmpty { clusters.append(Cluster(gap: gap)) }
                clusters[clusters.count - 1].parts.append(part)
                gap = 0
            }
        }
        return clusters
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
