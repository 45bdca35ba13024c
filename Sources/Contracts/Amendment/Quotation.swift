/// Words that an instruction quotes: between quotation marks, or set apart by `>` in front of each line.
struct Quotation: Hashable {
    /// How the words are set apart.
    enum Form: Hashable {
        /// Between marks; the words are plain, or those of the contract format where the whole text is in it.
        case marks
        /// By `>`: written in the contract format.
        case block
        /// Opened and never closed, or closed where nobody can tell.
        case unclosed
    }

    let form: Form
    /// The lines between the marks, without the `>`; an empty one parts paragraphs.
    let text: [String]
    /// The lines of the document on which they stand, counted from 1.
    let lines: ClosedRange<Int>

    /// The words as one run.
    var words: String { oneSpaced(text.joined(separator: " ")) }
}

/// Where quotations begin and end in a text: marks that pair, one pass for each kind of mark.
struct QuotationMarks {
    /// A place in the text.
    struct Place: Hashable, Comparable {
        let line: Int
        let column: Int

        static func < (one: Place, other: Place) -> Bool {
            (one.line, one.column) < (other.line, other.column)
        }
    }

    /// The closing mark of each opening one; nil where there is none.
    private(set) var partners: [Place: Place?] = [:]

    init(_ lines: [[Character]], isQuoted: (Int) -> Bool) {
        let curly = Self.pairs(in: lines, isQuoted) { mark, _, _ in
            mark == "“" ? .opens : mark == "”" ? .closes : .neither
        }
        // A straight mark inside curly ones that pair is a word's.
        var spans = Self.outermost(curly)[...]
        let straight = Self.pairs(in: lines, isQuoted) { mark, line, place in
            guard mark == "\"" else { return .neither }
            while let span = spans.first, span.upperBound < place { spans.removeFirst() }
            if let span = spans.first, span.contains(place) { return .neither }
            return Self.direction(in: line, at: place.column)
        }
        partners = curly.merging(straight) { one, _ in one }
        pairSingle(lines, isQuoted)
    }

    private static func pairs(
        in lines: [[Character]],
        _ isQuoted: (Int) -> Bool,
        _ direction: (Character, [Character], Place) -> Direction
    ) -> [Place: Place?] {
        var pairing = Pairing()
        for (number, line) in lines.enumerated() where !isQuoted(number) {
            let isStart = number == 0 || lines[number - 1].isEmpty
            for (column, mark) in line.enumerated() where mark == "“" || mark == "”" || mark == "\"" {
                let place = Place(line: number, column: column)
                switch direction(mark, line, place) {
                case .opens: pairing.open(place, opensParagraph: isStart && column == 0)
                case .closes: pairing.close(place)
                case .neither: break
                }
            }
        }
        return pairing.finished()
    }

    /// The quotations that lie in no other, in their order.
    private static func outermost(_ partners: [Place: Place?]) -> [ClosedRange<Place>] {
        var spans: [ClosedRange<Place>] = []
        for (start, end) in partners.sorted(by: { $0.key < $1.key }) {
            guard let end, start > spans.last?.upperBound ?? Place(line: -1, column: 0) else { continue }
            spans.append(start...end)
        }
        return spans
    }

    /// Single marks are apostrophes too, so they count only in lines together that have no double ones, where openings
    /// and closings alternate.
    private mutating func pairSingle(_ lines: [[Character]], _ isQuoted: (Int) -> Bool) {
        var found: [(place: Place, opens: Bool)] = []
        func finish(_ partners: inout [Place: Place?]) {
            let alternates = found.enumerated().allSatisfy { $0.offset.isMultiple(of: 2) == $0.element.opens }
            if alternates, found.count.isMultiple(of: 2) {
                for index in stride(from: 0, to: found.count, by: 2) {
                    partners[found[index].place] = found[index + 1].place
                }
            }
            found = []
        }
        for (number, line) in lines.enumerated() {
            let isApart = line.isEmpty || isQuoted(number) || line.contains { "“”\"".contains($0) }
            if isApart { finish(&partners) }
            guard !isApart else { continue }
            for (column, mark) in line.enumerated() where mark == "'" || mark == "‘" || mark == "’" {
                switch Self.direction(in: line, at: column) {
                case .opens where mark != "’": found.append((Place(line: number, column: column), true))
                case .closes where mark != "‘": found.append((Place(line: number, column: column), false))
                default: break
                }
            }
        }
        finish(&partners)
    }

    private enum Direction {
        case opens
        case closes
        case neither
    }

    private static func direction(in line: [Character], at column: Int) -> Direction {
        let before = column > 0 ? line[column - 1] : " "
        let after = column + 1 < line.count ? line[column + 1] : " "
        let startsWord = before == " " || "([—–-".contains(before)
        let endsWord = after == " " || ".,;:)]!?—–".contains(after)
        if startsWord, after != " " { return .opens }
        return endsWord && before != " " ? .closes : .neither
    }
}

/// Opening and closing marks of one kind.
private struct Pairing {
    private var open: [(place: QuotationMarks.Place, repeats: Int)] = []
    private var partners: [QuotationMarks.Place: QuotationMarks.Place?] = [:]

    var isEmpty: Bool { open.isEmpty }

    /// A mark at the start of a paragraph inside a quotation repeats the one that opened it, as is the custom.
    mutating func open(_ place: QuotationMarks.Place, opensParagraph: Bool) {
        if opensParagraph, open.count == 1 {
            open[0].repeats += 1
        } else {
            open.append((place, 0))
        }
    }

    mutating func close(_ place: QuotationMarks.Place) {
        guard let (start, _) = open.popLast() else { return }
        partners[start] = place
    }

    consuming func finished() -> [QuotationMarks.Place: QuotationMarks.Place?] {
        for (place, _) in open { partners[place] = .some(nil) }
        return partners
    }
}
