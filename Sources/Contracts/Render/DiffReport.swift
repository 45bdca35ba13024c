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
    /// Paragraphs that stand elsewhere than they stood.
    public let moves: [MoveEntry]
    /// Replacements made in several places; each of them stands in its section as well.
    public let substitutions: [Substitution]
    /// Citations of sections that were renumbered, and citations that changed.
    public let references: [ReferenceChange]

    private enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case old, new, counts, terms, sections, moves, substitutions, references
    }

    /// A paragraph that moved, whose number the blocks at both of its places bear, or a part of one, whose number the words
    /// at both of its places bear.
    public struct MoveEntry: Hashable, Sendable, Codable {
        /// Its number.
        public let id: Int
        /// Whether it is a part of a paragraph.
        public let isPart: Bool
        /// The label of the section in which it stood.
        public let from: String
        /// The label of the section in which it stands.
        public let to: String
        /// The words of both, as if it had not moved.
        public let runs: [WordRun]

        private enum CodingKeys: String, CodingKey {
            case id, from, to, runs
            case isPart = "is_part"
        }
    }

    /// Which text one side is.
    public struct Version: Hashable, Sendable, Codable {
        /// What people call it.
        public let name: String
        /// The name of the document.
        public let document: String
        /// Whose text it is, if a party has offered it.
        public let party: String?
        /// ISO 8601, if known.
        public let date: String?
        /// Hexadecimal, if known.
        public let sha256: String?
        /// Of which texts it was put together; absent for a text as it was served or signed.
        public let sources: [String]?
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
        /// Its kind in the old text; absent where it is the same.
        public let oldKind: String?
        /// The label of its section, likewise.
        public let section: String
        /// What changed, most hidden first.
        public let classes: [TermChange.Class]
        /// The fields that changed.
        public let fields: [Field]
        /// Whom the change favours.
        public let bearing: Bearing
        /// The same in words for both sides; absent where nothing can be said.
        public let effect: String?
        /// The cells, for a salary schedule on both sides.
        public let grid: Grid?

        private enum CodingKeys: String, CodingKey {
            case id, kind, section, classes, fields, bearing, effect, grid
            case oldKind = "old_kind"
        }
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
        /// Whom the change favours.
        public let bearing: Bearing
        /// The same in words for both sides; absent where nothing can be said.
        public let effect: String?
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

        /// The cells that the raise does not explain.
        public var unexplained: [Cell] { cells.filter { $0.fit == "unexplained" } }

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
        /// 1 for the title, 2 for an article, 3 for a section, 4 for a subsection.
        public let level: Int
        /// Its position among all sections of the old text; absent where it is added.
        public let oldPosition: Int?
        /// Its position among all sections of the new text; absent where it is removed.
        public let newPosition: Int?
        /// The number of the change by which it came, went, moved or has another heading.
        public let change: Int?
        /// Its label in the old text; absent where it is added.
        public let oldLabel: String?
        /// Its label in the new text; absent where it is removed.
        public let newLabel: String?
        /// `added`, `removed`, `changed`, `relabelled` or `unchanged`.
        public let status: String
        /// Whether it changed places with other sections.
        public let isMoved: Bool
        /// Whether its old side goes on from an earlier section: the new text puts a heading in its midst.
        public let continuesOld: Bool
        /// Whether its new side goes on from an earlier section: the new text takes a heading out.
        public let continuesNew: Bool
        /// The words of the heading.
        public let heading: [WordRun]
        /// What stands under it.
        public let blocks: [BlockEntry]

        private enum CodingKeys: String, CodingKey {
            case level, change, status, heading, blocks
            case oldPosition = "old_position"
            case newPosition = "new_position"
            case oldLabel = "old_label"
            case newLabel = "new_label"
            case isMoved = "is_moved"
            case continuesOld = "continues_old"
            case continuesNew = "continues_new"
        }
    }

    /// One paragraph, list item, term block or table.
    public struct BlockEntry: Hashable, Sendable, Codable {
        /// `text`, `term` or `table`.
        public let kind: String
        /// How many spaces it is set in, as an item of an inner list is.
        public let indent: Int
        /// The id, where it is a term's block.
        public let term: String?
        /// The number of its change; absent where it is the same, or changed with its whole section.
        public let change: Int?
        /// Its line in the old document.
        public let oldLine: Int?
        /// Its line in the new document.
        public let newLine: Int?
        /// The number of its move, where it stands elsewhere than it stood.
        public let move: Int?
        /// Whether its old side goes on from the block before: the new text splits a paragraph here.
        public let continuesOld: Bool
        /// Whether its new side goes on from the block before: the new text joins paragraphs here.
        public let continuesNew: Bool
        /// The words of both; a term's lines keep their ends.
        public let runs: [WordRun]
        /// The cells of both, for a table.
        public let table: TableChange?

        private enum CodingKeys: String, CodingKey {
            case kind, indent, term, change, move, runs, table
            case continuesOld = "continues_old"
            case continuesNew = "continues_new"
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
        var changes = 0
        let sections = self.sections.map { DiffReport.SectionEntry($0, &changes) }
        return DiffReport(
            schemaVersion: 1,
            old: .init(old),
            new: .init(new),
            counts: .init(
                terms: Dictionary(grouping: terms, by: \.first.rawValue).mapValues(\.count),
                sections: Dictionary(grouping: sections, by: \.status).mapValues(\.count)
            ),
            terms: terms.map(DiffReport.TermEntry.init),
            sections: sections,
            moves: moves.map {
                .init(
                    id: $0.id,
                    isPart: $0.isPart,
                    from: $0.from.label,
                    to: $0.to.label,
                    runs: $0.runs.withoutSame
                )
            },
            substitutions: substitutions,
            references: references
        )
    }
}

extension DiffReport.Version {
    fileprivate init(_ version: ContractVersion) {
        self.init(
            name: version.name,
            document: version.document.name,
            party: version.party,
            date: version.date?.description,
            sha256: version.sha256,
            sources: version.sources.isEmpty ? nil : version.sources
        )
    }
}

extension DiffReport.TermEntry {
    fileprivate init(_ change: TermChange) {
        let term = change.new ?? change.old
        self.init(
            id: change.id,
            kind: term?.kind.rawValue ?? "",
            oldKind: change.old.flatMap { $0.kind == term?.kind ? nil : $0.kind.rawValue },
            section: term?.section ?? "",
            classes: change.classes,
            fields: change.fields.map {
                .init(
                    name: $0.name,
                    change: $0.change,
                    old: $0.old,
                    new: $0.new,
                    difference: $0.difference,
                    bearing: $0.bearing,
                    effect: $0.effect
                )
            },
            bearing: change.bearing,
            effect: change.effect,
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
    /// Counts its changes on.
    fileprivate init(_ change: SectionChange, _ changes: inout Int) {
        let status =
            switch (change.old, change.new) {
            case (nil, _): "added"
            case (_, nil): "removed"
            default: change.isEqual ? "unchanged" : (change.hasSameContent ? "relabelled" : "changed")
            }
        let isWhole = change.old == nil || change.new == nil
        var number: Int?
        if isWhole || change.isMoved || !change.heading.allSatisfy({ $0.fate == .equal }) {
            changes += 1
            number = changes
        }
        self.init(
            level: (change.new ?? change.old)?.level ?? 1,
            oldPosition: change.old?.position,
            newPosition: change.new?.position,
            change: number,
            oldLabel: change.old?.label,
            newLabel: change.new?.label,
            status: status,
            isMoved: change.isMoved,
            continuesOld: change.continuesOld,
            continuesNew: change.continuesNew,
            heading: change.heading,
            blocks: change.blocks.map { block in
                if !isWhole, !block.isEqual { changes += 1 }
                return .init(block, change: isWhole || block.isEqual ? nil : changes)
            }
        )
    }
}

extension DiffReport.BlockEntry {
    fileprivate init(_ block: BlockChange, change: Int?) {
        let either = block.new ?? block.old
        let kind =
            switch either?.kind {
            case .term: "term"
            case .table: "table"
            default: "text"
            }
        self.init(
            kind: kind,
            indent: either?.prefix.prefix { $0 == " " }.count ?? 0,
            term: block.termID,
            change: change,
            oldLine: block.old?.line,
            newLine: block.new?.line,
            move: block.move?.id,
            continuesOld: block.continuesOld,
            continuesNew: block.continuesNew,
            runs: (kind == "term" ? LineEnds(block).runs : block.runs).withoutSame,
            table: block.table
        )
    }
}
