/// A line of a plain text, with what its layout tells.
struct PlainTextLine {
    /// The line without the white space around it.
    let text: String
    /// Whether it is a row of figures in columns.
    let isRow: Bool
    /// Whether it belongs to a table of contents: a leader of points, or a page number set far to the right.
    let isContents: Bool
    /// Whether it has a leader of points.
    let hasLeader: Bool
    /// How many words it has.
    let words: Int

    init(_ line: Substring.UTF8View) {
        let bytes = Array(line)
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        let first = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
        let last = bytes.lastIndex { !isSpace($0) } ?? first
        let content = first < bytes.endIndex ? bytes[first...last] : []
        text = String(decoding: content, as: UTF8.self)
        var (cells, figures, words, points, leader) = (0, 0, 0, 0, 0)
        var (gap, isWord) = (0, false)
        var isFirstOfWord = true
        var isFigure = false
        var lastGap = 0
        for byte in content {
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
                if gap >= 2 { cells += 1 }
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
        self.words = words
        hasLeader = leader >= 4
        isContents = leader >= 3 || (isFigure && lastGap >= 6 && words > 1)
        isRow = cells >= 2 && figures >= 2 && 2 * figures >= words
    }
}
