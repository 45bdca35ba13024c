/// The text of an amendment cut into words and quotations, every line of it in one statement.
struct InstructionText {
    /// A word, or words that are quoted.
    enum Token: Hashable {
        case word(Word)
        case quotation(Quotation)

        var line: Int {
            switch self {
            case .word(let word): word.line
            case .quotation(let quotation): quotation.lines.lowerBound
            }
        }
    }

    /// A word outside quotations.
    struct Word: Hashable {
        /// As written.
        let text: String
        /// In small letters, without the marks around it.
        let key: String
        /// The marks behind it.
        let tail: String
        /// The line, counted from 1.
        let line: Int

        init(_ text: String, line: Int) {
            self.text = text
            self.line = line
            var core = Substring(text)
            while let last = core.last, ".,;:!?".contains(last) { core.removeLast() }
            tail = String(text[core.endIndex...])
            key = core.lowercased()
        }
    }

    /// Words that belong together: a sentence with what it quotes, a heading, a line of a signature block.
    struct Statement: Hashable {
        /// What it says.
        var tokens: [Token] = []
        /// All its lines, counted from 1.
        var lines: ClosedRange<Int>
        /// Whether it is marked as a heading, by `#`.
        var isHeading = false
        /// Whether it is a line of a table or a term outside a quotation.
        var isStray = false
        /// Whether it ends with its line alone, without a point, and other words follow at once.
        var isCut = false

        /// What it says, quotations between marks.
        var text: String {
            tokens.map { token in
                switch token {
                case .word(let word): word.text
                case .quotation(let quotation): "“\(quotation.words)”"
                }
            }
            .joined(separator: " ")
        }
    }

    /// The statements in the order of the text; each line with words on it is in one of them at least.
    private(set) var statements: [Statement] = []
    /// Whether the text is in the contract format, so that `\` and `*` are no words.
    let isMarkdown: Bool

    private let lines: [[Character]]
    private let isBlock: [Bool]
    private var open: Statement?
    /// Whether a point stood behind the last quotation.
    private var isEnded = false

    init(_ text: String) {
        let source = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init)
        let first = source.first { !$0.allSatisfy(\.isWhitespace) }
        isMarkdown = first?.hasPrefix("# ") ?? false
        lines = source.map { line in
            let trimmed = line.drop(while: \.isWhitespace)
            return trimmed.map { $0.isWhitespace ? " " : $0 }
        }
        isBlock = lines.map { $0.first == ">" }
        let isBlock = isBlock
        let marks = QuotationMarks(lines) { isBlock[$0] }
        read(marks)
    }

    private mutating func read(_ marks: QuotationMarks) {
        var line = 0
        var column = 0
        while line < lines.count {
            if column == 0 {
                if isBlock[line] {
                    line = addBlock(from: line)
                    continue
                }
                startLine(line)
            }
            (line, column) = readWord(line, column, marks)
        }
        close()
    }

    /// Reads one word or quotation and returns where the next may begin.
    private mutating func readWord(_ line: Int, _ start: Int, _ marks: QuotationMarks) -> (Int, Int) {
        let text = lines[line]
        var column = start
        while column < text.count, text[column] == " " { column += 1 }
        guard column < text.count else { return (line + 1, 0) }
        let place = QuotationMarks.Place(line: line, column: column)
        if let partner = marks.partners[place] {
            return addQuotation(from: place, to: partner)
        }
        let from = column
        while column < text.count, text[column] != " " {
            // A quotation may begin behind a bracket or a dash.
            let here = QuotationMarks.Place(line: line, column: column)
            if column > from, marks.partners[here] != nil { break }
            column += 1
        }
        add(String(text[from..<column]), line: line)
        return (line, column)
    }

    // MARK: Tokens

    private mutating func add(_ word: String, line: Int) {
        let plain = isMarkdown ? Self.plain(word) : word
        guard !plain.isEmpty else { return }
        let found = Word(plain, line: line + 1)
        if found.key.isEmpty, let last = open?.tokens.last {
            // The point behind a quotation, or a mark that stands alone.
            if case .quotation = last {
                if found.tail.contains(".") { isEnded = true }
                return cover(line, line)
            }
        }
        if let last = open?.tokens.last, endsSentence(last, before: found) { close() }
        append(.word(found), line, line)
    }

    private mutating func addQuotation(from: QuotationMarks.Place, to: QuotationMarks.Place?) -> (Int, Int) {
        guard let to else {
            var last = from.line
            while last + 1 < lines.count, !lines[last + 1].isEmpty, !isBlock[last + 1] { last += 1 }
            let rest =
                [String(lines[from.line][(from.column + 1)...])]
                + (from.line + 1..<max(last + 1, from.line + 1)).map { String(lines[$0]) }
            append(
                .quotation(Quotation(form: .unclosed, text: rest, lines: from.line + 1...last + 1)),
                from.line,
                last
            )
            return (last + 1, 0)
        }
        var text: [String] = []
        var hasMarks: Set<Bool> = []
        for line in from.line...to.line {
            let start = line == from.line ? from.column + 1 : 0
            var words = lines[line][start..<(line == to.line ? to.column : lines[line].count)]
            let opensParagraph = line > from.line && !words.isEmpty && lines[line - 1].isEmpty
            if opensParagraph {
                let repeats = words.first == lines[from.line][from.column]
                hasMarks.insert(repeats)
                if repeats { words.removeFirst() }
            }
            text.append(String(words))
        }
        // Either every paragraph repeats the mark or none does; else a mark is missing somewhere.
        let form: Quotation.Form = hasMarks.count > 1 ? .unclosed : .marks
        append(
            .quotation(Quotation(form: form, text: text, lines: from.line + 1...to.line + 1)),
            from.line,
            to.line
        )
        return (to.line, to.column + 1)
    }

    private mutating func addBlock(from first: Int) -> Int {
        var last = first
        while last + 1 < lines.count, isBlock[last + 1] { last += 1 }
        let text = (first...last).map { line in
            let words = lines[line].dropFirst()
            return String(words.first == " " ? words.dropFirst() : words)
        }
        append(
            .quotation(Quotation(form: .block, text: text, lines: first + 1...last + 1)),
            first,
            last
        )
        close()
        return last + 1
    }

    private mutating func append(_ token: Token, _ first: Int, _ last: Int) {
        if open == nil { open = Statement(lines: first + 1...last + 1) }
        open?.tokens.append(token)
        isEnded = false
        cover(first, last)
    }

    private mutating func cover(_ first: Int, _ last: Int) {
        guard let lines = open?.lines else { return }
        open?.lines = min(lines.lowerBound, first + 1)...max(lines.upperBound, last + 1)
    }

    private mutating func close() {
        if let done = open, !done.tokens.isEmpty { statements.append(done) }
        open = nil
    }

    // MARK: Where statements end

    private mutating func startLine(_ line: Int) {
        let text = lines[line]
        guard !text.isEmpty else {
            if !awaitsQuotation(behind: line) { close() }
            return
        }
        if text.first == "#" {
            close()
            open = Statement(lines: line + 1...line + 1)
            open?.isHeading = true
            return
        }
        if open?.isHeading == true, !awaitsQuotation(behind: line - 1) { close() }
        if text.first == "|" || text.starts(with: "```") {
            close()
            open = Statement(lines: line + 1...line + 1)
            open?.isStray = true
        } else if open?.isStray == true || Self.isItem(text) {
            close()
        } else if isHeadingLine(line - 1, before: text) {
            open?.isCut = true
            close()
        }
    }

    /// Whether a quotation comes next for which the open statement has asked.
    private func awaitsQuotation(behind line: Int) -> Bool {
        guard case .word(let last)? = open?.tokens.last else { return false }
        guard
            last.tail.contains(":") || ["read", "reads", "follows", "following", "states"].contains(last.key)
        else { return false }
        guard let next = lines[min(line + 1, lines.count)...].first(where: { !$0.isEmpty })?.first else {
            return false
        }
        return ["\"", "“", "'", "‘", ">"].contains(next)
    }

    /// Whether a line stands for itself: much shorter than it could be, without an end, and a capital follows.
    private func isHeadingLine(_ line: Int, before next: [Character]) -> Bool {
        guard line >= 0, let last = lines[line].last, open != nil else { return false }
        guard next.first?.isUppercase == true, last.isLetter || last.isNumber || last == ")" else {
            return false
        }
        guard case .word(let word)? = open?.tokens.last,
            !["of", "and", "or", "the", "in", "to", "article", "section", "appendix", "a", "by", "as"]
                .contains(word.key)
        else { return false }
        // Whether the next word would have fitted.
        let width = max(lines[line].count, next.count)
        let word0 = next.prefix { $0 != " " }.count
        return lines[line].count + 1 + word0 < min(width, 90) || lines[line].count < 45
    }

    private func endsSentence(_ last: Token, before next: Word) -> Bool {
        let begins = next.text.first.map { $0.isUppercase || $0.isNumber || $0 == "(" } ?? false
        switch last {
        case .word(let word):
            guard word.tail.hasSuffix(".") || word.tail.hasSuffix("!") || word.tail.hasSuffix("?"), begins
            else {
                return false
            }
            if Self.abbreviations.contains(word.key) || word.key.count == 1 { return false }
            // `Section 8.4. Delete.` is one statement.
            return !(open?.tokens.count ?? 0 <= 4 && AmendmentTarget.isNumber(word.key) && isTargetOnly)
        case .quotation(let quotation):
            guard begins, next.text.first?.isUppercase == true else { return false }
            return isEnded || quotation.text.last?.last.map { ".!?".contains($0) } ?? false
                || quotation.lines.upperBound < next.line
        }
    }

    private var isTargetOnly: Bool {
        guard case .word(let first)? = open?.tokens.first else { return false }
        return AmendmentTarget.Kind(first.key) != nil
    }

    private static let abbreviations: Set<String> = [
        "sec", "art", "no", "nos", "par", "app", "e.g", "i.e", "mr", "ms", "mrs", "dr", "st", "p.m", "a.m",
        "u.s",
    ]

    /// `1.`, `(a)`, `-`, `•` at the start of a line.
    static func isItem(_ line: [Character]) -> Bool {
        let word = line.prefix { $0 != " " }
        guard word.count < line.count, word.count <= 6, let last = word.last else { return false }
        if word.count == 1 { return "-*•+–".contains(last) }
        guard last == "." || last == ")" else { return false }
        let core = word.dropLast().drop { $0 == "(" }
        return !core.isEmpty
            && (core.allSatisfy(\.isNumber) && core.count <= 3
                || core.allSatisfy { $0.isLetter && $0.isASCII }
                    && (core.count == 1 || PlainTextOrdinal(Substring(String(core)))?.roman != nil))
    }

    /// A word of the contract format without its marks.
    private static func plain(_ word: String) -> String {
        guard word.contains(where: { $0 == "\\" || $0 == "*" || $0 == "#" || $0 == "_" }) else { return word }
        var result = ""
        var isEscaped = false
        for character in word {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if isEscaped || (character != "*" && character != "#") { result.append(character) }
            isEscaped = false
        }
        let isSlanted = result.count > 2 && result.hasPrefix("_") && result.hasSuffix("_")
        return isSlanted ? String(result.dropFirst().dropLast()) : result
    }
}
