internal import CivilTime

/// A comparison for programs: stable names, plain values; the caller encodes it.
public struct DiffReport: Hashable, Sendable, Codable {
    /// The form of this report; additions keep the number, other changes raise it.
    public let schemaVersion: Int
    /// The base.
    public let old: Version
    /// The text that is compared with it.
    public let new: Version
    /// How many terms and sections changed.
    public let counts: Counts
    /// All terms of both, in the order of printing.
    public let terms: [TermEntry]
    /// All sections of both, in the order of the new text.
    public let sections: [SectionEntry]

    private enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case old, new, counts, terms, sections
    }

    /// Which text one side is.
    public struct Version: Hashable, Sendable, Codable {
        /// What people call it.
        public let name: String
        /// The name of the document.
        public let document: String
        /// ISO 8601, if known.
        public let date: String?
        /// Hexadecimal, if known.
        public let sha256: String?
    }

    /// How many terms and sections changed.
    public struct Counts: Hashable, Sendable, Codable {
        /// Terms by their most hidden change, `basis` and so on.
        public let terms: [String: Int]
        /// Sections by what happened to them.
        public let sections: [String: Int]
    }

    /// One term.
    public struct TermEntry: Hashable, Sendable, Codable {
        /// Its id.
        public let id: String
        /// Its kind in the new text, or in the old one where it is gone.
        public let kind: String
        /// The label of its section, likewise.
        public let section: String
        /// What changed, most hidden first.
        public let classes: [TermChange.Class]
        /// The fields that changed.
        public let fields: [Field]
        /// The cells, for a salary schedule on both sides.
        public let grid: Grid?
    }

    /// One field of a term.
    public struct Field: Hashable, Sendable, Codable {
        /// What it is called.
        public let name: String
        /// What its change means.
        public let change: TermChange.Class
        /// As the old text states it.
        public let old: String?
        /// As the new text states it.
        public let new: String?
        /// The difference of the figures, as text.
        public let difference: String?
    }

    /// A salary schedule.
    public struct Grid: Hashable, Sendable, Codable {
        /// The raise that explains it, as a sentence.
        public let explanation: String?
        /// Whether steps were numbered anew, so that a name means another row.
        public let isRenumbered: Bool
        /// Steps of the new schedule alone.
        public let addedSteps: [String]
        /// Steps of the old schedule alone.
        public let droppedSteps: [String]
        /// Lanes of the new schedule alone.
        public let addedLanes: [String]
        /// Lanes of the old schedule alone.
        public let droppedLanes: [String]
        /// Every cell of both.
        public let cells: [Cell]

        private enum CodingKeys: String, CodingKey {
            case explanation, cells
            case isRenumbered = "is_renumbered"
            case addedSteps = "added_steps"
            case droppedSteps = "dropped_steps"
            case addedLanes = "added_lanes"
            case droppedLanes = "dropped_lanes"
        }
    }

    /// One cell of a salary schedule.
    public struct Cell: Hashable, Sendable, Codable {
        /// The step's name.
        public let step: String
        /// The lane's name.
        public let lane: String
        /// The step's name in the old schedule; absent where it has none.
        public let oldStep: String?
        /// The lane's name in the old schedule; absent where it has none.
        public let oldLane: String?
        /// The old amount in cents.
        public let oldCents: Int64?
        /// The new amount in cents.
        public let newCents: Int64?
        /// What the explaining raise gives for the old amount, in cents.
        public let expectedCents: Int64?
        /// The change in hundredths of a percent.
        public let changeBasisPoints: Int64?
        /// Whether the raise explains it: `exact`, `rounding` or `unexplained`; absent where nothing is to explain.
        public let fit: String?

        private enum CodingKeys: String, CodingKey {
            case step, lane, fit
            case oldStep = "old_step"
            case oldLane = "old_lane"
            case oldCents = "old_cents"
            case newCents = "new_cents"
            case expectedCents = "expected_cents"
            case changeBasisPoints = "change_basis_points"
        }
    }

    /// One section.
    public struct SectionEntry: Hashable, Sendable, Codable {
        /// Its label in the old text; absent where it is added.
        public let oldLabel: String?
        /// Its label in the new text; absent where it is removed.
        public let newLabel: String?
        /// `added`, `removed`, `changed`, `relabelled` or `unchanged`.
        public let status: String
        /// Whether it changed places with other sections.
        public let isMoved: Bool
        /// The words of the heading.
        public let heading: [WordRun]
        /// What stands under it.
        public let blocks: [BlockEntry]

        private enum CodingKeys: String, CodingKey {
            case status, heading, blocks
            case oldLabel = "old_label"
            case newLabel = "new_label"
            case isMoved = "is_moved"
        }
    }

    /// One paragraph, list item, term block or table.
    public struct BlockEntry: Hashable, Sendable, Codable {
        /// Its line in the old document.
        public let oldLine: Int?
        /// Its line in the new document.
        public let newLine: Int?
        /// The words of both.
        public let runs: [WordRun]
        /// The cells of both, for a table.
        public let table: TableChange?

        private enum CodingKeys: String, CodingKey {
            case runs, table
            case oldLine = "old_line"
            case newLine = "new_line"
        }
    }
}

extension ContractDiff {
    /// The comparison as plain values, ready to be encoded.
    ///
    /// - Throws: `incomplete` instead of giving a redline that does not lead back to both texts.
    public func report() throws(ContractError) -> DiffReport {
        try verify()
        let sections = self.sections.map(DiffReport.SectionEntry.init)
        return DiffReport(
            schemaVersion: 1,
            old: .init(old),
            new: .init(new),
            counts: .init(
                terms: Dictionary(grouping: terms, by: \.first.rawValue).mapValues(\.count),
                sections: Dictionary(grouping: sections, by: \.status).mapValues(\.count)
            ),
            terms: terms.map(DiffReport.TermEntry.init),
            sections: sections
        )
    }
}

extension DiffReport.Version {
    fileprivate init(_ version: ContractVersion) {
        self.init(
            name: version.name,
            document: version.document.name,
            date: version.date?.description,
            sha256: version.sha256
        )
    }
}

extension DiffReport.TermEntry {
    fileprivate init(_ change: TermChange) {
        let term = change.new ?? change.old
        self.init(
            id: change.id,
            kind: term?.kind.rawValue ?? "",
            section: term?.section ?? "",
            classes: change.classes,
            fields: change.fields.map {
                .init(name: $0.name, change: $0.change, old: $0.old, new: $0.new, difference: $0.difference)
            },
            grid: change.grid.map(DiffReport.Grid.init)
        )
    }
}

extension DiffReport.Grid {
    fileprivate init(_ grid: GridChange) {
        let rounding = (grid.raise?.nearby ?? []).map { ($0, "rounding") }
        let unexplained = (grid.raise?.unexplained ?? []).map { ($0, "unexplained") }
        let fits = Dictionary(rounding + unexplained) { first, _ in first }
        self.init(
            explanation: grid.raise?.sentence,
            isRenumbered: grid.isRenumbered,
            addedSteps: grid.addedSteps,
            droppedSteps: grid.droppedSteps,
            addedLanes: grid.addedLanes,
            droppedLanes: grid.droppedLanes,
            cells: grid.cells.map { cell in
                .init(
                    step: cell.step,
                    lane: cell.lane,
                    oldStep: cell.oldStep,
                    oldLane: cell.oldLane,
                    oldCents: cell.old?.cents,
                    newCents: cell.new?.cents,
                    expectedCents: grid.raise.flatMap { raise in
                        cell.old.map { raise.rule.expected(for: $0).cents }
                    },
                    changeBasisPoints: cell.percent?.basisPoints,
                    fit: fits[cell]
                        ?? (cell.old != nil && cell.new != nil && grid.raise != nil ? "exact" : nil)
                )
            }
        )
    }
}

extension DiffReport.SectionEntry {
    fileprivate init(_ change: SectionChange) {
        let status =
            switch (change.old, change.new) {
            case (nil, _): "added"
            case (_, nil): "removed"
            default: change.isEqual ? "unchanged" : (change.hasSameContent ? "relabelled" : "changed")
            }
        self.init(
            oldLabel: change.old?.label,
            newLabel: change.new?.label,
            status: status,
            isMoved: change.isMoved,
            heading: change.heading,
            blocks: change.blocks.map {
                .init(oldLine: $0.old?.line, newLine: $0.new?.line, runs: $0.runs, table: $0.table)
            }
        )
    }
}
