/// Which lines list headings that stand elsewhere: tables of contents.
struct PlainTextContents {
    private var places: Set<Int> = []
    private var ranges: [Range<Int>] = []

    /// Lines of leaders closer than this, words between them counted by lines, are one table.
    private static let mostBetween = 12
    private static let fewestLeaders = 5
    private static let fewestHeadings = 3

    init(_ lines: [PlainTextLine], style: PlainTextHeading.Style) {
        findLeaders(lines)
        findLists(lines, style)
    }

    /// Whether a line is one of a table of contents.
    func holds(_ line: Int) -> Bool {
        places.contains(line) || ranges.contains { $0.contains(line) }
    }

    private mutating func findLeaders(_ lines: [PlainTextLine]) {
        var (first, last, leaders, between) = (-1, -1, 0, 0)
        for (index, line) in lines.enumerated() where !line.text.isEmpty {
            if line.hasLeader {
                if leaders == 0 { first = index }
                (last, leaders, between) = (index, leaders + 1, 0)
            } else if leaders > 0 {
                between += 1
                guard between > Self.mostBetween else { continue }
                if leaders >= Self.fewestLeaders {
                    ranges.append(max(0, first - Self.mostBetween)..<(last + 1))
                }
                leaders = 0
            }
        }
        if leaders >= Self.fewestLeaders { ranges.append(max(0, first - Self.mostBetween)..<(last + 1)) }
    }

    /// Headings with nothing under them that stand again further down.
    private mutating func findLists(_ lines: [PlainTextLine], _ style: PlainTextHeading.Style) {
        var runs: [[(line: Int, key: String)]] = []
        var isOpen = false
        for (index, line) in lines.enumerated() where !line.text.isEmpty {
            guard let heading = PlainTextHeading(line, style: style) else {
                isOpen = false
                continue
            }
            if !isOpen { runs.append([]) }
            isOpen = true
            runs[runs.count - 1].append((index, "\(heading.kind) \(heading.number)"))
        }
        var later: Set<String> = []
        for run in runs.reversed() {
            // The last of a run may have its words under it.
            for (line, key) in run.dropLast() where run.count >= Self.fewestHeadings && later.contains(key) {
                places.insert(line)
            }
            if run.count >= Self.fewestHeadings, let last = run.last, later.contains(last.key),
                places.contains(run[0].line)
            {
                places.insert(last.line)
            }
            later.formUnion(run.map(\.key))
        }
    }
}
