/// The tables of a plain text: three lines or more of as many figures each, under names of their columns.
///
/// A table is made only where nothing has to be guessed: every line has a cell in every column, and a line right above
/// has a name for each. Else the lines stay what they are.
struct PlainTextTables {
    /// One table: where it stands, and its cells, the header's first.
    struct Found {
        let lines: Range<Int>
        let rows: [[String]]

        /// The table in the contract format.
        var markdown: String {
            let lines = rows.map { "| " + $0.map(PlainTextMarkdown.escaped).joined(separator: " | ") + " |" }
            let ruling = "|---|" + String(repeating: "---:|", count: rows[0].count - 1)
            return ([lines[0], ruling] + lines.dropFirst()).joined(separator: "\n")
        }
    }

    private(set) var found: [Found] = []
    /// Lines of figures in columns of which no table could be made.
    private(set) var unsure: [Range<Int>] = []

    private static let fewestRows = 3
    private static let mostNames = 3

    init(_ lines: [PlainTextLine], _ bytes: [UInt8], _ contents: PlainTextContents) {
        let rows = lines.indices.map { index in
            lines[index].figures == 0 || lines[index].hasLeader || contents.holds(index)
                ? nil : PlainTextRow(lines[index], bytes)
        }
        var start = 0
        while start < rows.count {
            guard rows[start] != nil else {
                start += 1
                continue
            }
            let end = rows[start...].firstIndex { $0 == nil } ?? rows.count
            add(start..<end, rows[start..<end].compactMap(\.self), lines, bytes)
            start = end
        }
    }

    private mutating func add(
        _ range: Range<Int>,
        _ rows: [PlainTextRow],
        _ lines: [PlainTextLine],
        _ bytes: [UInt8]
    ) {
        let inColumns = range.count { lines[$0].isRow }
        guard range.count >= Self.fewestRows, 2 * inColumns >= range.count else { return }
        // Names that are numbers, as those of lanes, look like the first rows.
        for skipped in 0...min(Self.mostNames, range.count - Self.fewestRows) {
            let start = range.lowerBound + skipped
            guard let cells = PlainTextRow.aligned(Array(rows[skipped...])),
                cells[0].count <= SourceShape.mostColumns
            else { continue }
            let names = names(above: start, cells[0].count, lines, bytes)
            guard names.count >= max(1, skipped) else { continue }
            let rows = names.filter { !$0.isEmpty } + cells
            found.append(Found(lines: (start - names.count)..<range.upperBound, rows: rows))
            return
        }
        unsure.append(range)
    }

    /// The lines above that have a name for each column, or for each but the first; nothing for an empty line.
    private func names(above first: Int, _ width: Int, _ lines: [PlainTextLine], _ bytes: [UInt8])
        -> [[String]]
    {
        let least = max(found.last?.lines.upperBound ?? 0, first - Self.mostNames)
        // Names in columns may stand an empty line above; running words never do by chance.
        if first - 2 >= least, lines[first - 1].text.isEmpty,
            let cells = PlainTextRow.names(of: lines[first - 2], bytes, width, isApart: true)
        {
            return [cells, []]
        }
        var names: [[String]] = []
        for index in (least..<first).reversed() {
            guard let cells = PlainTextRow.names(of: lines[index], bytes, width) else { break }
            names.insert(cells, at: 0)
        }
        return names
    }
}

/// A line of a name and figures, cut into cells in two ways: at wide spaces, and at every figure.
struct PlainTextRow {
    private let wide: [String]
    private let single: [String]?

    /// Reads a line; nil where it does not end in two figures or more.
    init?(_ line: PlainTextLine, _ bytes: [UInt8]) {
        wide = Self.columns(bytes[line.range])
        var words: [Substring] = []
        for word in line.text.split(separator: " ") {
            // `$ 500` is one figure.
            if words.last == "$" { words[words.count - 1] = "$ " + word } else { words.append(word) }
        }
        let figures = words.reversed().prefix { Self.isFigure($0) }.count
        let name = words.count - figures
        guard figures >= 2, words.count >= 3 else { return nil }
        if name == 0 {
            single = words.map(String.init)
        } else {
            single = [words.prefix(name).joined(separator: " ")] + words.suffix(figures).map(String.init)
        }
    }

    /// The cells of all rows, where one way of cutting gives each of them as many.
    static func aligned(_ rows: [PlainTextRow]) -> [[String]]? {
        let wide = rows.map(\.wide)
        let isWhole = wide.allSatisfy { row in
            row.count == wide[0].count && row.count >= 3 && row.dropFirst().allSatisfy { isFigure($0[...]) }
        }
        if isWhole { return wide }
        let single = rows.compactMap(\.single)
        return single.count == rows.count && single.allSatisfy { $0.count == single[0].count } ? single : nil
    }

    /// The names of columns on a line; nil where it does not have one for each, or for each but the first.
    static func names(
        of line: PlainTextLine,
        _ bytes: [UInt8],
        _ width: Int,
        isApart: Bool = false
    ) -> [String]? {
        guard !line.text.isEmpty, !line.hasLeader else { return nil }
        let wide = columns(bytes[line.range])
        func whole(_ cells: [String]) -> [String]? {
            guard areNames(cells) else { return nil }
            return cells.count == width ? cells : cells.count == width - 1 ? [""] + cells : nil
        }
        if isApart { return wide.count == width ? whole(wide) : nil }
        if let cells = whole(wide) { return cells }
        let words = line.text.split(separator: " ").map(String.init)
        // Names of one word each may stand close; running words would show no columns at all.
        guard 2 * wide.count >= words.count, wide.count >= 3 else { return nil }
        return whole(words)
    }

    /// Whether cells can be names of columns: words, or the numbers of lanes or years one after another, and no amounts.
    private static func areNames(_ cells: [String]) -> Bool {
        let figures = cells.filter { isFigure($0[...]) }
        guard !figures.isEmpty else { return !cells.contains { $0.utf8.contains(UInt8(ascii: "$")) } }
        let numbers = figures.compactMap { Int($0) }
        return figures.count + 1 >= cells.count && numbers.count == figures.count
            && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }

    /// The words of a line between two spaces or more, or tabs.
    private static func columns(_ line: ArraySlice<UInt8>) -> [String] {
        var columns: [String] = []
        var (cell, gap): ([UInt8], Int) = ([], 0)
        func close() {
            let words = oneSpaced(String(decoding: cell, as: UTF8.self))
            if !words.isEmpty { columns.append(words) }
            cell = []
        }
        for byte in line {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                gap += byte == 0x20 ? 1 : 2
                continue
            }
            if gap >= 2 { close() } else if gap == 1 { cell.append(0x20) }
            gap = 0
            cell.append(byte)
        }
        close()
        return columns
    }

    /// `65,720`, `$1,200.50`, `3.5%`, `$ 500`, or a sign that there is none.
    private static func isFigure(_ word: Substring) -> Bool {
        if ["-", "--", "---", "–", "—", "N/A", "n/a"].contains(word) { return true }
        var digits = 0
        for byte in word.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x20, UInt8(ascii: "$"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "%"): continue
            default: return false
            }
        }
        return digits > 0
    }
}
