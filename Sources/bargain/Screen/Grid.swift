/// Rows of cells in aligned columns; on a terminal the last column is cut where it would not fit.
struct Grid {
    /// A piece of a row.
    struct Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        let text: String
        let style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = text.shown.replacing("\n", with: " ")
            self.style = style
        }

        init(stringLiteral text: String) {
            self.init(text)
        }
    }

    private let header: [String]
    private var rows: [[Cell]] = []

    init(_ header: String...) {
        self.header = header
    }

    mutating func add(_ cells: Cell...) {
        rows.append(cells)
    }

    var isEmpty: Bool { rows.isEmpty }

    /// The grid as lines.
    func lines(width: Int?, color: Bool) -> [String] {
        let all = [header.map { Cell($0, .faint) }] + rows
        let widths = header.indices.map { column in
            all.map { column < $0.count ? $0[column].text.columns : 0 }.max() ?? 0
        }
        return all.map { row in
            var line = ""
            var used = 0
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                let room = width.map { max(1, $0 - used) } ?? .max
                let text = cell.text.cut(to: room)
                line +=
                    color && cell.style != .plain && !text.isEmpty
                    ? cell.style.start + text + Style.end : text
                guard !isLast else { break }
                let gap = widths[column] - text.columns + 2
                used += text.columns + gap
                if let width, used >= width { break }
                line += String(repeating: " ", count: max(2, gap))
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

extension Screen {
    /// A grid.
    func show(_ grid: Grid) {
        show(grid.lines(width: width, color: hasColor).joined(separator: "\n"))
    }
}
