/// What the lines of a text show before it is parsed: what the parser would drop in silence or labour over.
enum SourceShape {
    /// How wide a table may be.
    static let mostColumns = 100

    /// Every line that cannot be read as it was meant.
    static func faults(in lines: [Substring]) -> [Fault] {
        var faults: [Fault] = []
        var fence: Fence?
        var brackets = 0
        for (index, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            let content = bytes.drop { $0 == 0x20 }
            brackets = content.isEmpty ? 0 : brackets + content.count { $0 == UInt8(ascii: "[") }
            if let message = objection(to: content, brackets: brackets) {
                faults.append(Fault(line: index + 1, message))
            }
            if let open = fence {
                if open.isClosed(by: content) { fence = nil }
                continue
            }
            fence = Fence(opening: content, line: index + 1)
            if index > 0, let message = widths(ruling: line, header: lines[index - 1]) {
                faults.append(Fault(line: index + 1, message))
            }
        }
        if let open = fence {
            let mark = String(decoding: [open.mark, open.mark, open.mark], as: UTF8.self)
            faults.append(
                Fault(line: open.line, "The block opened here is never closed; add a line '\(mark)'.")
            )
        }
        return faults
    }

    /// The cells of a table's line as people count them: between bars, a bar after `\` being a character.
    static func cellCount(_ line: Substring) -> Int {
        var bars: [Int] = []
        let bytes = Array(line.utf8)
        let content = bytes.indices.filter { bytes[$0] != 0x20 && bytes[$0] != 0x09 }
        guard let first = content.first, let last = content.last else { return 0 }
        var isEscaped = false
        for index in first...last {
            if bytes[index] == UInt8(ascii: "|"), !isEscaped { bars.append(index) }
            isEscaped = bytes[index] == UInt8(ascii: "\\") && !isEscaped
        }
        let outer = (bars.first == first ? 1 : 0) + (bars.last == last && bars.count > 1 ? 1 : 0)
        return bars.count + 1 - outer
    }

    private static func objection(to content: ArraySlice<UInt8>, brackets: Int) -> String? {
        let nesting = content.prefix { $0 == UInt8(ascii: ">") || $0 == 0x20 }.count {
            $0 == UInt8(ascii: ">")
        }
        if nesting > Markdown.deepest {
            return "Quotations nest more than \(Markdown.deepest) deep; flatten them."
        }
        if brackets > Markdown.mostBrackets {
            return "More than \(Markdown.mostBrackets) '[' in one paragraph; split it with empty lines."
        }
        // The parser takes such a line out of the text, wherever it stands.
        if zip(content, content.dropFirst()).contains(where: {
            $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: ":")
        }) {
            return
                "Link definitions (']:') are not read; write the address in its place, [words](https://…), "
                + "or put a space before the ':'."
        }
        return nil
    }

    /// A ruling of another width than the line above makes no table; its figures would be read as prose.
    private static func widths(ruling: Substring, header: Substring) -> String? {
        guard ruling.utf8.contains(UInt8(ascii: "|")), ruling.utf8.contains(UInt8(ascii: "-")),
            ruling.utf8.allSatisfy({ [0x20, 0x09, 0x2D, 0x3A, 0x7C].contains($0) })
        else { return nil }
        let (columns, names) = (cellCount(ruling), cellCount(header))
        if columns > mostColumns {
            return "A table has at most \(mostColumns) columns; this one has \(columns)."
        }
        guard columns != names else { return nil }
        return "The ruling under a table's header has \(columns) columns and the header above has \(names); "
            + "give both the same number of cells between '|'."
    }

    private struct Fence {
        let mark: UInt8
        let length: Int
        let line: Int

        init?(opening content: ArraySlice<UInt8>, line: Int) {
            guard let first = content.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else {
                return nil
            }
            let run = content.prefix { $0 == first }
            guard run.count >= 3, first != UInt8(ascii: "`") || !content.dropFirst(run.count).contains(first)
            else {
                return nil
            }
            mark = first
            length = run.count
            self.line = line
        }

        func isClosed(by content: ArraySlice<UInt8>) -> Bool {
            let run = content.prefix { $0 == mark }
            return run.count >= length && content.dropFirst(run.count).allSatisfy { $0 == 0x20 || $0 == 0x09 }
        }
    }
}
