/// What a written three-way comparison says when it is read again: each row, and in it each part, on both its sides.
struct ThreeWayReading {
    typealias Kind = ThreeWayReport.Part.Kind

    struct Part {
        let kind: Kind
        var read: ReadBack
    }

    private(set) var rows: [[Part]] = []

    /// The comparison itself.
    init(_ report: ThreeWayReport) {
        rows = report.rows.map { row in
            row.parts.map { part in
                var read = ReadBack(marked: "")
                for paragraph in part.paragraphs {
                    read.add(paragraph.words(\.isOld), old: true, new: false)
                    read.add(paragraph.words(\.isNew), old: false, new: true)
                    read.addGap()
                }
                return Part(kind: part.kind, read: read)
            }
        }
    }

    /// A page, or Markdown made into one: headings of the third level begin rows, of the fourth parts.
    init(page: String, behind start: String) {
        let text = page.firstRange(of: start).map { page[$0.upperBound...] } ?? ""
        for row in Self.cut(text, before: "<h3").dropFirst() {
            let pieces = Self.cut(row, before: "<h4")
            begin()
            for (index, piece) in pieces.enumerated() {
                let end = piece.firstRange(of: index == 0 ? "</h3>" : "</h4>")
                let heading = end.map { piece[..<$0.lowerBound] } ?? ""
                let rest = end.map { piece[$0.upperBound...] } ?? ""
                let kind = index == 0 ? Kind.base : Kind(title: Self.words(of: heading))
                add(kind, ReadBack(page: "<div id=\"part\">\(rest)</div>", inside: "part"))
            }
        }
    }

    /// The body of a Word document, by the styles of the paragraphs that begin rows and parts.
    init(wordBody body: String) {
        for row in Self.cut(body[...], before: WordPackage.rowStart).dropFirst() {
            begin()
            for (index, piece) in Self.cut(row, before: WordPackage.partStart).enumerated() {
                let end = piece.firstRange(of: "</w:p>")
                let heading = end.map { piece[..<$0.lowerBound] } ?? ""
                let rest = end.map { piece[$0.upperBound...] } ?? ""
                let kind = index == 0 ? Kind.base : Kind(title: Self.words(of: heading))
                add(kind, ReadBack(wordBody: String(rest)))
            }
        }
    }

    /// Plain text, by the lines that begin rows and parts.
    init(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != ThreeWayFullText.textHeading }.dropFirst()
        var part: (kind: Kind?, lines: [Substring])?
        func end(_ reading: inout Self) {
            guard let open = part else { return }
            reading.add(open.kind, ReadBack(marked: RedlineFullText.words(in: open.lines)[...]))
        }
        for line in lines {
            if line.hasPrefix(ThreeWayFullText.rowMark) {
                end(&self)
                begin()
                part = (.base, [])
            } else if line.hasPrefix(ThreeWayFullText.partMark) {
                end(&self)
                part = (Kind(title: String(line.dropFirst(ThreeWayFullText.partMark.count))), [])
            } else {
                part?.lines.append(line)
            }
        }
        end(&self)
    }

    /// The text of a PDF as pdftohtml gives it, by the colours of its pieces.
    init(pdf: String) {
        var colors: [String: String] = [:]
        var color = ""
        var isText = false
        var isRow = false
        var title: String?
        for piece in MarkupReader(pdf) {
            switch piece {
            case .open("fontspec", let attributes, _): colors[attributes["id"] ?? ""] = attributes["color"]
            case .open("text", let attributes, _):
                (color, isText) = (colors[attributes["font"] ?? ""] ?? "", true)
            case .close("text"): isText = false
            case .text(let text) where isText && color != RedlineHTML.Color.note:
                if color == ThreeWayHTML.Color.part {
                    title = title.map { "\($0) \(text)" } ?? text
                } else if color == ThreeWayHTML.Color.row {
                    end(&title)
                    if !isRow {
                        begin()
                        add(.base, ReadBack(marked: ""))
                    }
                } else {
                    end(&title)
                    addToLast(
                        text,
                        old: !RedlineHTML.Color.new.contains(color),
                        new: !RedlineHTML.Color.old.contains(color)
                    )
                }
                isRow = color == ThreeWayHTML.Color.row
            default: break
            }
        }
        end(&title)
    }

    private mutating func addToLast(_ text: String, old: Bool, new: Bool) {
        guard !rows.isEmpty, !rows[rows.count - 1].isEmpty else { return }
        let last = rows[rows.count - 1].count - 1
        rows[rows.count - 1][last].read.add(text, old: old, new: new)
    }

    private mutating func end(_ title: inout String?) {
        guard let words = title else { return }
        add(Kind(title: words), ReadBack(marked: ""))
        title = nil
    }

    private mutating func begin() { rows.append([]) }

    private mutating func add(_ kind: Kind?, _ read: ReadBack) {
        guard !rows.isEmpty, let kind else { return }
        rows[rows.count - 1].append(Part(kind: kind, read: read))
    }

    private static func cut(_ text: Substring, before mark: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = text
        var start = text.startIndex
        while let range = text[start...].firstRange(of: mark) {
            pieces.append(rest[..<range.lowerBound])
            rest = rest[range.lowerBound...]
            start = range.upperBound
        }
        return pieces + [rest]
    }

    private static func words(of markup: Substring) -> String {
        var words = ""
        for case .text(let text) in MarkupReader(String(markup)) { words += text }
        return words
    }

    // MARK: What it says

    /// The base's words.
    var base: String { text { row in row.filter { $0.kind == .base }.map(\.read.accepted) } }

    /// A voice's words: its changes accepted, or refused, and the base where it changes nothing.
    func text(of voice: ThreeWayDiff.Voice, refusing: Bool = false) -> String {
        text { row in
            let own = row.filter { $0.kind.isOf(voice) }.map(\.read)
            guard own.isEmpty else { return own.map { refusing ? $0.refused : $0.accepted } }
            return row.filter { $0.kind == .base }.map(\.read.accepted)
        }
    }

    /// What lies between the parties, one side of it.
    func between(refusing: Bool) -> String {
        text { row in row.filter { $0.kind == .between }.map { refusing ? $0.read.refused : $0.read.accepted }
        }
    }

    /// Whether something is marked in what nobody changes.
    var isBaseMarked: Bool {
        rows.joined().contains { $0.kind == .base && $0.read.refused != $0.read.accepted }
    }

    private func text(_ words: ([Part]) -> [String]) -> String {
        rows.flatMap(words).joined(separator: " ")
    }
}

extension ThreeWayDiff {
    /// Proves that what was written leads back to every text.
    ///
    /// - Throws: `incomplete`, with the first word that differs.
    func check(
        _ reading: ThreeWayReading,
        of report: ThreeWayReport,
        _ form: String,
        byWord: Bool = true
    ) throws(ContractError) {
        guard !reading.isBaseMarked else {
            throw ContractError(
                .incomplete,
                in: base.document.name,
                line: 1,
                "The \(form) is not given: it marks a change in the base itself. Please report this with all documents."
            )
        }
        try ContractDiff.check(reading.base, base, form, "refused", byWord: byWord)
        for voice in Voice.allCases {
            guard let diff = self[voice] else { continue }
            let refused = reading.text(of: voice, refusing: true)
            try ContractDiff.check(refused, base, form, "refused", byWord: byWord)
            try ContractDiff.check(reading.text(of: voice), diff.new, form, "accepted", byWord: byWord)
        }
        let source = ThreeWayReading(report)
        for isOld in [true, false] {
            let (said, meant) = (reading.between(refusing: isOld), source.between(refusing: isOld))
            guard !Self.says(said, meant, byWord: byWord) else { continue }
            throw ContractError(
                .incomplete,
                in: base.document.name,
                line: 1,
                "The \(form) is not given: what it shows between the parties does not lead to the \(isOld ? "union" : "board")"
                    + "'s text. Please report this with all documents."
            )
        }
    }

    private static func says(_ said: String, _ meant: String, byWord: Bool) -> Bool {
        guard byWord else { return said.filter { !$0.isWhitespace } == meant.filter { !$0.isWhitespace } }
        return said.split(whereSeparator: \.isWhitespace) == meant.split(whereSeparator: \.isWhitespace)
    }
}
