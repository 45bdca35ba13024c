/// A line of a plain text, with what its layout tells.
struct PlainTextLine {
    /// The words of the line with one space between them.
    let text: String
    /// The first byte behind marks of headings: it rules most lines out as headings; 0 for an empty line.
    let lead: UInt8
    /// Whether it is a row of figures in columns.
    let isRow: Bool
    /// Whether it belongs to a table of contents: a leader of points, or a page number set far to the right.
    let isContents: Bool
    /// Whether it has a leader of points.
    let hasLeader: Bool
    /// How many words it has.
    let words: Int
    /// How many of them are figures.
    let figures: Int
    /// The place of the line in the bytes of the text, with its white space.
    let range: Range<Int>
    /// The number of the line in the text, counted from 1.
    let number: Int

    /// The lines of a text; of several empty ones in a row the first.
    static func lines(of bytes: [UInt8]) -> [PlainTextLine] {
        var lines: [PlainTextLine] = []
        var (start, number) = (0, 1)
        while start <= bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = PlainTextLine(bytes[start..<end], number)
            if !line.text.isEmpty || lines.last?.text.isEmpty == false { lines.append(line) }
            (start, number) = (end + 1, number + 1)
        }
        return lines
    }

    private init(_ line: ArraySlice<UInt8>, _ number: Int) {
        range = line.indices
        self.number = number
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        text = oneSpaced(String(decoding: line, as: UTF8.self))
        lead = text.utf8.first { $0 != UInt8(ascii: "#") && $0 != 0x20 } ?? 0
        var (cells, figures, words, points, leader) = (0, 0, 0, 0, 0)
        var (gap, isWord) = (0, false)
        var isFirstOfWord = true
        var isFigure = false
        var lastGap = 0
        for byte in line {
            if isSpace(byte) {
                gap += byte == 0x09 ? 4 : 1
                if isWord, isFigure { figures += 1 }
                isWord = false
                points = 0
                continue
            }
            if !isWord {
                words += 1
                isFirstOfWord = true
                if gap >= 2, words > 1 { cells += 1 }
                lastGap = gap
                gap = 0
                isWord = true
            }
            if isFirstOfWord { isFigure = byte == UInt8(ascii: "$") || (0x30...0x39).contains(byte) }
            if !(0x21...0x40).contains(byte) { isFigure = false }
            isFirstOfWord = false
            points = byte == UInt8(ascii: ".") ? points + 1 : 0
            leader = max(leader, points)
        }
        if isWord, isFigure { figures += 1 }
        (self.words, self.figures) = (words, figures)
        hasLeader = leader >= 4
        isContents = leader >= 3 || (isFigure && lastGap >= 6 && words > 1)
        isRow = cells >= 2 && figures >= 2 && 2 * figures >= words
    }
}
