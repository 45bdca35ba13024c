/// What a final text says otherwise than an expected one: cells, terms, words, whole sections.
struct ConformanceFindings {
    private(set) var list: [Conformance.Finding] = []
    private let expected: ContractDocument
    private let final: ContractDocument
    private var reportedTerms: Set<String> = []
    private var reportedGrids: Set<String> = []

    init(_ expected: ContractDocument, _ final: ContractVersion) throws(ContractError) {
        self.expected = expected
        self.final = final.document
        let diff = ContractDiff(
            old: ContractVersion(expected, name: "what was agreed", date: nil, sha256: nil),
            new: final
        )
        try diff.verify()
        for change in diff.terms where change.first != .same { add(change) }
        for section in diff.sections where !section.isEqual { add(section) }
        // The comparison above is for people to read; what decides is that both texts are the same, piece by piece.
        if list.isEmpty, let place = Self.firstUnequal(expected, final.document) {
            add(.words, place.section, expected: place.expected, found: place.found, line: place.line)
        }
    }

    // MARK: Terms

    private mutating func add(_ change: TermChange) {
        let section = title((change.new ?? change.old)?.section ?? "")
        let line = change.new?.line
        guard let old = change.old, let new = change.new else {
            // A term that came or went with its whole section is told with the section.
            let label = (change.new ?? change.old)?.section ?? ""
            guard expected.section(label) != nil, final.section(label) != nil else { return }
            let text = change.fields.map { "\($0.name) \($0.old ?? $0.new ?? "")" }.joined(separator: ", ")
            reportedTerms.insert(change.id)
            let isNew = change.new != nil
            return add(
                .term,
                section,
                term: change.id,
                expected: isNew ? nil : text,
                found: isNew ? text : nil,
                line: line
            )
        }
        if old.kind != new.kind {
            reportedTerms.insert(change.id)
            return add(
                .term,
                section,
                term: change.id,
                field: "kind",
                expected: old.kind.rawValue,
                found: new.kind.rawValue,
                line: line
            )
        }
        for field in change.fields {
            reportedTerms.insert(change.id)
            add(
                .term,
                section,
                term: change.id,
                field: field.name,
                expected: field.old,
                found: field.new,
                line: line
            )
        }
        if case .salaryGrid(let agreed) = old.value, case .salaryGrid(let found) = new.value {
            add(agreed, found, of: new, in: section)
        }
    }

    /// Cells by the names of step and lane: what was agreed for a name must stand under that name.
    private mutating func add(_ agreed: SalaryGrid, _ found: SalaryGrid, of term: Term, in section: String) {
        let steps = agreed.steps + found.steps.filter { !agreed.steps.contains($0) }
        let lanes = agreed.lanes + found.lanes.filter { !agreed.lanes.contains($0) }
        for step in steps {
            for lane in lanes {
                let (one, other) = (agreed.amount(step, lane), found.amount(step, lane))
                guard one != other else { continue }
                reportedGrids.insert(term.section)
                list.append(
                    .init(
                        kind: .cell,
                        section: section,
                        term: term.id,
                        step: step,
                        lane: lane,
                        field: nil,
                        expected: one?.description,
                        found: other?.description,
                        line: line(of: step, in: term)
                    )
                )
            }
        }
    }

    private func line(of step: String, in term: Term) -> Int? {
        let tables = final.section(term.section)?.blocks.compactMap(\.table) ?? []
        return tables.flatMap(\.rows).first { $0.cells.first == step && $0.line > term.line }?.line
            ?? term.line
    }

    // MARK: Sections

    private mutating func add(_ change: SectionChange) {
        let place = change.new ?? change.old
        let title = place.map { $0.title.isEmpty ? "title" : $0.title } ?? ""
        guard let old = change.old, let new = change.new else {
            let words = change.blocks.flatMap(\.runs).map(\.text).joined()
            let text = oneSpaced(words)
            let isNew = change.new != nil
            let shown = text.isEmpty ? "the section" : text.count > 120 ? text.prefix(120) + "…" : text
            return add(
                .section,
                title,
                expected: isNew ? nil : shown,
                found: isNew ? shown : nil,
                line: final.section(place?.label ?? "")?.line
            )
        }
        let line = final.section(new.label)?.line ?? 1
        if change.isMoved {
            add(.place, title, expected: "another place among the sections", found: nil, line: line)
        }
        if change.isRenumbered || change.heading.contains(where: { $0.fate != .equal }) {
            add(.words, title, expected: old.title, found: new.title, line: line)
        }
        for block in change.blocks where !block.isEqual { add(block, in: title, label: new.label) }
    }

    private mutating func add(_ block: BlockChange, in section: String, label: String) {
        let line = block.new?.line
        if let id = block.new?.termID ?? block.old?.termID, reportedTerms.contains(id) { return }
        if let table = block.table {
            if !reportedGrids.contains(label) { add(table, in: section, line: line) }
            return
        }
        for edit in ChangedWords.edits(of: block.runs) {
            add(.words, section, expected: edit.expected, found: edit.found, line: line)
        }
    }

    private mutating func add(_ table: TableChange, in section: String, line: Int?) {
        for column in table.columns where !column.isEqual {
            add(.words, section, field: "column", expected: column.old, found: column.new, line: line)
        }
        for row in table.rows {
            let name = row.cells.first.flatMap { $0.new ?? $0.old }
            for (cell, column) in zip(row.cells, table.columns) where !cell.isEqual {
                list.append(
                    .init(
                        kind: .cell,
                        section: section,
                        term: nil,
                        step: name,
                        lane: column.new ?? column.old,
                        field: nil,
                        expected: cell.old,
                        found: cell.new,
                        line: line
                    )
                )
            }
        }
    }

    private mutating func add(
        _ kind: Conformance.Finding.Kind,
        _ section: String,
        term: String? = nil,
        field: String? = nil,
        expected: String?,
        found: String?,
        line: Int?
    ) {
        list.append(
            .init(
                kind: kind,
                section: section,
                term: term,
                step: nil,
                lane: nil,
                field: field,
                expected: expected,
                found: found,
                line: line
            )
        )
    }

    private func title(_ label: String) -> String {
        (final.section(label) ?? expected.section(label))?.title ?? label
    }
}

extension ConformanceFindings {
    private typealias Unequal = (section: String, expected: String?, found: String?, line: Int?)

    /// The first piece that differs when both texts are walked side by side; nil where all are the same.
    private static func firstUnequal(_ one: ContractDocument, _ other: ContractDocument) -> Unequal? {
        func pieces(_ document: ContractDocument) -> [(section: String, words: String, line: Int)] {
            [("title", document.title, 1)]
                + document.preface.map { ("title", $0.allWords, $0.line) }
                + document.sections.flatMap { section in
                    [(section.title, "\(section.level) \(section.title)", section.line)]
                        + section.blocks.map { (section.title, $0.allWords, $0.line) }
                }
        }
        let (ones, others) = (pieces(one), pieces(other))
        for (index, piece) in ones.enumerated() {
            guard index < others.count else { return (piece.section, shortened(piece.words), nil, nil) }
            if piece.words != others[index].words {
                return (
                    others[index].section, shortened(piece.words), shortened(others[index].words),
                    others[index].line
                )
            }
        }
        guard others.count > ones.count else { return nil }
        let extra = others[ones.count]
        return (extra.section, nil, shortened(extra.words), extra.line)
    }
}

extension Block {
    /// Everything it says, cells included.
    fileprivate var allWords: String {
        guard let table else { return oneSpaced(words) }
        return ([table.header] + table.rows).map { $0.cells.joined(separator: " | ") }.joined(separator: "\n")
    }
}

extension SalaryGrid {
    /// The amount under two names.
    fileprivate func amount(_ step: String, _ lane: String) -> Money? {
        guard let row = steps.firstIndex(of: step), let column = lanes.firstIndex(of: lane) else {
            return nil
        }
        return amounts[row][column]
    }
}

/// Runs of words as edits, each with a few words before it by which it is found on the page.
private enum ChangedWords {
    static func edits(of runs: [WordRun]) -> [(expected: String?, found: String?)] {
        var edits: [(expected: String?, found: String?)] = []
        var (old, new) = ("", "")
        var before = ""
        func close() {
            guard !old.isEmpty || !new.isEmpty else { return }
            let place = before.isEmpty ? "" : "… \(before) "
            edits.append(
                (old.isEmpty ? nil : place + oneSpaced(old), new.isEmpty ? nil : place + oneSpaced(new))
            )
            (old, new) = ("", "")
        }
        for run in runs {
            switch run.fate {
            case .deleted: old += run.text
            case .inserted: new += run.text
            case .equal:
                close()
                before = run.text.split(whereSeparator: \.isWhitespace).suffix(3).joined(separator: " ")
            }
        }
        close()
        return edits
    }
}
