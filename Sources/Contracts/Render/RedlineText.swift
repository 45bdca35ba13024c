internal import CivilTime

extension ContractDiff {
    /// The redline as text for a pipe or a file: markers, no wrapping, no terminal codes.
    ///
    /// - Parameter isBrief: whether the cells of a schedule that one raise explains are counted and not listed.
    /// - Returns: the redline, each line ended by a line feed.
    /// - Throws: `incomplete` instead of showing a redline that does not lead back to both texts.
    public func plain(isBrief: Bool = false) throws(ContractError) -> String {
        try verify()
        return try RedlinePaint(width: nil, color: false).text(
            of: RedlineText(self, color: false, isBrief: isBrief).lines
        )
    }

    /// The redline for a terminal.
    ///
    /// - Parameters:
    ///   - width: the columns of the terminal; no line is wider. Below 20 it counts as 20.
    ///   - color: whether to use terminal attributes; without them `[-deleted-]{+inserted+}` markers.
    ///   - isBrief: whether the cells of a schedule that one raise explains are counted and not listed.
    /// - Returns: the whole redline, each line ended by a line feed.
    /// - Throws: `incomplete` instead of showing a redline that does not lead back to both texts.
    public func terminal(width: Int, color: Bool, isBrief: Bool = false) throws(ContractError) -> String {
        try verify()
        return try RedlinePaint(width: max(20, width), color: color).text(
            of: RedlineText(self, color: color, isBrief: isBrief).lines
        )
    }
}

/// A redline as lines: who is compared, the legend, the counts, then terms, then words.
struct RedlineText {
    private(set) var lines: [RedlineLine] = []
    private let diff: ContractDiff
    private let isBrief: Bool

    init(_ diff: ContractDiff, color: Bool, isBrief: Bool) {
        self.diff = diff
        self.isBrief = isBrief
        addIdentity(color: color)
        addSummary()
        addTerms()
        addSections()
    }

    private mutating func add(_ line: RedlineLine) { lines.append(line) }
    private mutating func addGap() { lines.append(RedlineLine()) }

    private mutating func addIdentity(color: Bool) {
        add(RedlineLine("Redline", .heading))
        add(RedlineLine("old: \(diff.old.identity)", indent: 2, hanging: 5))
        add(RedlineLine("new: \(diff.new.identity)", indent: 2, hanging: 5))
        var legend = RedlineLine(indent: 2, hanging: 2)
        legend.append("Legend: ")
        legend.append("deleted", .deleted)
        legend.append(" ")
        legend.append("inserted", .inserted)
        legend.append(". White space and emphasis are not compared.")
        add(legend)
        add(
            RedlineLine(
                "Checked: with every change refused this is the old text, with every change accepted the new one.",
                indent: 2
            )
        )
        addGap()
    }

    private mutating func addSummary() {
        guard !diff.isEmpty else { return add(RedlineLine("Both say the same.")) }
        let counts = DiffCounts(diff)
        add(RedlineLine("Terms: \(counts.termsText)"))
        add(RedlineLine("Sections: \(counts.sectionsText)"))
        if !diff.moves.isEmpty { add(RedlineLine("Moved: \(movedText)")) }
        for item in diff.substitutions {
            add(Self.replacement("replaced \(item.count) times", old: item.old, new: item.new))
        }
        for item in ReportSummary.citations(diff.references) { add(RedlineLine(item, .warning)) }
    }

    private var movedText: String {
        let parts = diff.moves.count(where: \.isPart)
        return [
            (diff.moves.count - parts, "paragraph", "paragraphs"),
            (parts, "part of a paragraph", "parts of paragraphs"),
        ].compactMap { count, one, several in
            count > 0 ? "\(count) \(count == 1 ? one : several)" : nil
        }
        .joined(separator: ", ")
    }

    private mutating func addTerms() {
        let changed = diff.terms.filter { $0.first != .same }
        guard !changed.isEmpty else { return }
        addGap()
        add(RedlineLine("TERMS", .heading))
        for term in changed { add(term) }
    }

    private mutating func add(_ change: TermChange) {
        addGap()
        let isHidden = change.first <= .consequence
        var title = RedlineLine(hanging: 2)
        title.append(change.id, .heading)
        title.append(" (\((change.new ?? change.old)?.kind.rawValue ?? ""), \(change.place)): ")
        title.append(change.classes.map(\.words).joined(separator: ", "), isHidden ? .warning : .plain)
        if let effect = change.effect { title.append("; \(effect)") }
        add(title)
        if let old = change.old, let new = change.new, old.kind != new.kind {
            add(Self.replacement("kind", old: old.kind.rawValue, new: new.kind.rawValue))
        }
        let ordered = change.fields.enumerated().sorted {
            ($0.element.change, $0.offset) < ($1.element.change, $1.offset)
        }
        let isBoth = change.old != nil && change.new != nil
        for (_, field) in ordered {
            var line = Self.line(for: field)
            if isBoth, field.change == .basis { line.append("  (changes what the figures mean)") }
            if change.bearing == .mixed, let effect = field.effect { line.append("  (\(effect))") }
            add(line)
        }
        if let grid = change.grid, !grid.isEqual { lines += GridText(grid, isBrief: isBrief).lines }
        if change.classes.contains(.textOnly) {
            add(RedlineLine("See the words of \(change.place).", indent: 2))
        }
    }

    private static func replacement(_ name: String, old: String?, new: String?) -> RedlineLine {
        var line = RedlineLine(indent: 2, hanging: 2)
        line.append("\(name): ")
        if let old { line.append(old, .deleted) }
        if old != nil, new != nil { line.append(" ") }
        if let new { line.append(new, .inserted) }
        return line
    }

    private static func line(for field: TermChange.Field) -> RedlineLine {
        var line = replacement(field.name, old: field.old, new: field.new)
        if field.change == .sameInEffect { line.append("  the same in effect") }
        if let difference = field.difference { line.append("  \(difference)") }
        return line
    }

    private mutating func addSections() {
        let changed = diff.sections.filter { !$0.isEqual }
        guard !changed.isEmpty else { return }
        addGap()
        add(RedlineLine("TEXT", .heading))
        for section in changed {
            addGap()
            var heading = RedlineLine(hanging: 2)
            heading.append(
                String(repeating: "#", count: (section.new ?? section.old)?.level ?? 1) + " ",
                .heading
            )
            heading.pieces += section.heading.map {
                $0.fate == .equal ? .init(text: $0.text, meaning: .heading) : $0.piece
            }
            let remarks = section.remarks
            if !remarks.isEmpty { heading.append("  (\(remarks.joined(separator: ", ")))", .quiet) }
            add(heading)
            if !section.hasSameContent { addBlocks(section.blocks) }
        }
    }

    private mutating func addBlocks(_ blocks: [BlockChange]) {
        var unchanged = 0
        var schedule: TermChange?
        for block in blocks {
            if let id = block.termID { schedule = diff.terms.first { $0.id == id && $0.grid != nil } }
            if block.isEqual {
                unchanged += 1
                continue
            }
            addUnchanged(&unchanged)
            if let move = block.move {
                let isAway = block.new == nil
                let note =
                    isAway ? "moved from here to \(move.to.label)" : "moved to here from \(move.from.label)"
                add(
                    RedlineLine(
                        "… \(note)\(move.isEdited && !isAway ? ", and edited:" : "")",
                        .quiet,
                        indent: 2
                    )
                )
                addParts(block)
                if isAway || !move.isEdited {
                    add(RedlineLine(block.runs, indent: 2))
                } else {
                    add(RedlineLine(move.runs, indent: 2))
                }
                continue
            }
            if let table = block.table {
                add(table, of: block, schedule: schedule)
                schedule = nil
            } else if let id = block.termID, diff.terms.contains(where: { $0.id == id && $0.first != .same })
            {
                add(RedlineLine("… term \(id), shown under TERMS", .quiet, indent: 2))
            } else {
                addParts(block)
                add(RedlineLine(block.runs, indent: 2))
            }
        }
        addUnchanged(&unchanged)
    }

    /// What of a paragraph stands elsewhere or stood elsewhere.
    private mutating func addParts(_ block: BlockChange) {
        for run in block.shownRuns {
            guard let id = run.move, diff.moves.indices.contains(id - 1) else { continue }
            let move = diff.moves[id - 1]
            let note = run.moved(from: move.from.label, to: move.to.label)
            add(RedlineLine("… \(note.prefix(1).lowercased())\(note.dropFirst())", .quiet, indent: 2))
        }
    }

    /// A schedule's cells stand under its term; only what a schedule does not hold is left to show here.
    private mutating func add(_ table: TableChange, of block: BlockChange, schedule: TermChange?) {
        if let schedule, block.old != nil, block.new != nil, table.columns.first?.isEqual == true {
            add(RedlineLine("… schedule of \(schedule.id), shown under TERMS", .quiet, indent: 2))
        } else {
            lines += TableText(table).lines
        }
    }

    private mutating func addUnchanged(_ count: inout Int) {
        if count > 0 { add(RedlineLine("… \(count) unchanged", .quiet, indent: 2)) }
        count = 0
    }
}

extension ContractVersion {
    /// `U1, Mon Mar 2, 2026, u1.md, SHA-256 ab12…`.
    fileprivate var identity: String {
        [
            name, date?.spelled, document.name == name ? nil : document.name,
            sha256.map { "SHA-256 \($0)" } ?? "no hash given",
            sources.isEmpty ? nil : "put together from \(sources.joined(separator: "; "))",
        ]
        .compactMap(\.self).joined(separator: ", ")
    }
}

extension TermChange {
    fileprivate var place: String { "section \((new ?? old)?.section ?? "")" }
}

extension TermChange.Class {
    /// As a sentence has it: `basis changed`.
    var words: String {
        switch self {
        case .kind: "kind changed"
        case .basis: "basis changed"
        case .consequence: "consequence changed"
        case .specified: "silent before, now specified"
        case .silenced: "specified before, now silent"
        case .effectiveDate: "date changed"
        case .scope: "scope changed"
        case .value: "value changed"
        case .deleted: "deleted"
        case .added: "added"
        case .textOnly: "text changed"
        case .sameInEffect: "same in effect"
        case .moved: "moved or renumbered"
        case .same: "same"
        }
    }
}

extension SectionChange {
    /// What happened to the section as a whole.
    var remarks: [String] {
        if old == nil { return ["added"] }
        if new == nil { return ["removed"] }
        var remarks: [String] = []
        if isRenumbered, let old { remarks.append("was \(old.label)") }
        if isMoved { remarks.append("moved") }
        if hasSameContent { remarks.append("same text") }
        return remarks
    }
}
