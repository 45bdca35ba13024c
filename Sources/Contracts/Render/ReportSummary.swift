internal import CivilTime

/// What stands before a redline: what hides first, then money and other figures, then where words changed.
struct ReportSummary {
    /// One thing that changed in a term.
    struct Row {
        /// The term's id.
        let term: String
        /// The label of its section.
        let section: String
        /// What changed: `basis days`, `amount`.
        let what: String
        let old: String?
        let new: String?
        /// The difference, or what it means.
        let remark: String
    }

    /// One section in which something changed.
    struct Place {
        /// The place of the section in the change list.
        let section: Int
        let title: String
        /// What happened to it as a whole.
        let remark: String
        /// The numbers of its changes.
        let changes: [Int]
    }

    /// Changes of kind, basis, dates and scope: they change what figures mean and hold for.
    let hidden: [Row]
    /// Changes of figures, and terms that came or went.
    let figures: [Row]
    /// Replacements made in several places, each told once.
    let repeated: [String]
    /// Citations that did not follow a renumbering, or cite something else; how many followed.
    let citations: [String]
    /// Sections in which words changed, in their order.
    let places: [Place]
    /// `1 basis changed, 2 value changed`.
    let termsText: String
    /// `4 changed, 1 added`.
    let sectionsText: String

    var isEmpty: Bool { hidden.isEmpty && figures.isEmpty && places.isEmpty }

    private static let hiding: Set<TermChange.Class> = [
        .kind, .basis, .consequence, .specified, .silenced, .effectiveDate, .scope,
    ]

    init(_ report: DiffReport) {
        var hidden: [Row] = []
        var figures: [Row] = []
        for term in report.terms {
            let isWhole = term.classes.contains(.added) || term.classes.contains(.deleted)
            if isWhole { figures.append(Self.whole(term)) }
            for field in term.fields where !isWhole {
                let row = Row(
                    term: term.id,
                    section: term.section,
                    what: field.name,
                    old: field.old,
                    new: field.new,
                    remark: Self.remark(field)
                )
                if Self.hiding.contains(field.change) { hidden.append(row) } else { figures.append(row) }
            }
            if let old = term.oldKind {
                let remark = "another kind of term"
                hidden.append(
                    Row(
                        term: term.id,
                        section: term.section,
                        what: "kind",
                        old: old,
                        new: term.kind,
                        remark: remark
                    )
                )
            }
            if let grid = term.grid { figures += Self.rows(of: grid, term) }
        }
        self.hidden = hidden
        self.figures = figures
        places = report.sections.enumerated().compactMap(Self.place)
        repeated = report.substitutions.map { item in
            "“\(item.old)” became “\(item.new)”, \(item.count) times"
        }
        citations = Self.citations(report.references)
        termsText = Self.counted(report.terms.map(\.classes.first))
        sectionsText = Self.counted(report.sections)
    }

    static func citations(_ references: [ReferenceChange]) -> [String] {
        var items = references.compactMap { reference -> String? in
            switch reference.fate {
            case .follows: nil
            case .stale:
                "Section \(reference.section) still cites \(reference.new); what it cited is "
                    + (reference.expected.map { "now \($0)." } ?? "gone.")
            case .retargeted:
                "Section \(reference.section) cited \(reference.old) and now cites \(reference.new)."
            }
        }
        let following = references.count { $0.fate == .follows }
        if following > 0 {
            items.append(
                "\(following) citation\(following == 1 ? "" : "s") followed the renumbering of what they cite."
            )
        }
        return items
    }

    private static func whole(_ term: DiffReport.TermEntry) -> Row {
        let facts = term.fields.map { "\($0.name) \($0.new ?? $0.old ?? "")" }.joined(separator: "; ")
        let text = "\(term.kind)\(facts.isEmpty ? "" : ": ")\(facts)"
        let isNew = term.classes.contains(.added)
        return Row(
            term: term.id,
            section: term.section,
            what: "the term",
            old: isNew ? nil : text,
            new: isNew ? text : nil,
            remark: [isNew ? "added" : "deleted", term.effect].compactMap(\.self).joined(separator: "; ")
        )
    }

    private static func remark(_ field: DiffReport.Field) -> String {
        if field.change == .sameInEffect { return "the same in effect" }
        let meaning = field.change == .basis ? "changes what the figures mean" : nil
        return [field.difference, meaning, field.effect].compactMap(\.self).joined(separator: "; ")
    }

    private static func rows(of grid: DiffReport.Grid, _ term: DiffReport.TermEntry) -> [Row] {
        func row(_ what: String, _ old: String?, _ new: String?, _ remark: String = "") -> Row {
            Row(term: term.id, section: term.section, what: what, old: old, new: new, remark: remark)
        }
        func names(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: "; ") }
        var rows: [Row] = []
        if let explanation = grid.explanation { rows.append(row("schedule", nil, nil, explanation)) }
        for cell in grid.unexplained {
            let expected = cell.expectedCents.map { "the rule gives \(Money(cents: $0))" } ?? ""
            rows.append(
                row(
                    "step \(cell.step), lane \(cell.lane)",
                    cell.oldCents.map { "\(Money(cents: $0))" },
                    cell.newCents.map { "\(Money(cents: $0))" },
                    expected
                )
            )
        }
        let (steps, lanes) = ((grid.droppedSteps, grid.addedSteps), (grid.droppedLanes, grid.addedLanes))
        if steps.0 != steps.1 { rows.append(row("steps", names(steps.0), names(steps.1))) }
        if lanes.0 != lanes.1 { rows.append(row("lanes", names(lanes.0), names(lanes.1))) }
        let changed = grid.cells.count { $0.oldCents != $0.newCents }
        if changed > 0, grid.explanation == nil {
            rows.append(row("schedule", nil, nil, "\(changed) of \(grid.cells.count) cells changed"))
        }
        return rows
    }

    private static func place(_ index: Int, _ section: DiffReport.SectionEntry) -> Place? {
        let changes = ([section.change] + section.blocks.map(\.change)).compactMap(\.self)
        guard !changes.isEmpty else { return nil }
        var remarks: [String] = []
        if section.status == "added" || section.status == "removed" { remarks = [section.status] }
        if let old = section.oldLabel, let new = section.newLabel, old != new, !section.continuesOld,
            !section.continuesNew
        {
            remarks.append("was \(old)")
        }
        if section.continuesOld { remarks.append("heading put in") }
        if section.continuesNew { remarks.append("heading taken out") }
        if section.isMoved { remarks.append("moved") }
        if section.status == "relabelled" { remarks.append("same text") }
        return Place(
            section: index,
            title: section.title,
            remark: remarks.joined(separator: ", "),
            changes: changes
        )
    }

    private static func counted(_ classes: [TermChange.Class?]) -> String {
        let parts = TermChange.Class.allCases.compactMap { kind in
            let count = classes.count { $0 == kind }
            return count > 0 ? "\(count) \(kind.words)" : nil
        }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }

    private static func counted(_ sections: [DiffReport.SectionEntry]) -> String {
        let names = [("changed", "changed"), ("added", "added"), ("removed", "removed")]
        let more = [("relabelled", "renumbered, renamed or moved"), ("unchanged", "unchanged")]
        return (names + more).compactMap { status, words in
            let count = sections.count { $0.status == status }
            return count > 0 ? "\(count) \(words)" : nil
        }
        .joined(separator: ", ")
    }
}

extension DiffReport.SectionEntry {
    /// The heading as the new text has it, or the old one where it is gone.
    var title: String {
        func words(_ fate: WordRun.Fate) -> String {
            oneSpaced(heading.filter { $0.fate == .equal || $0.fate == fate }.map(\.text).joined())
        }
        let title = words(newPosition == nil || continuesNew ? .deleted : .inserted)
        return title.isEmpty ? words(.deleted) : title
    }
}

extension DiffReport.Version {
    /// `U1 (Union), served Mon Mar 2, 2026, u1.md`.
    var identity: String {
        let day = date.flatMap { CivilDate($0) }?.spelled ?? date
        return [name + (party.map { " (\($0))" } ?? ""), day, document == name ? nil : document]
            .compactMap(\.self).joined(separator: ", ")
    }

    /// The whole hash, or that there is none, and of what it was put together.
    var hash: String {
        let own = sha256.map { "SHA-256 \($0)" } ?? "no hash given"
        guard let sources else { return own }
        return "\(own); put together from \(sources.joined(separator: "; "))"
    }
}
