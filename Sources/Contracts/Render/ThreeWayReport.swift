/// A three-way comparison for programs, and the source of every form of it: stable names, plain values; the caller encodes it.
///
/// Read with the base's part of each row, or the change refused, it is the base; with the union's changes accepted, the
/// union's text; with the board's, the board's.
public struct ThreeWayReport: Hashable, Sendable, Codable {
    /// The form of this report; additions keep the number, other changes raise it.
    let schemaVersion: Int
    let base: DiffReport.Version
    let union: DiffReport.Version
    let board: DiffReport.Version
    /// Absent where nothing was agreed.
    let agreed: DiffReport.Version?
    /// Rows by their status.
    let counts: [String: Int]
    /// Changes of kind, basis, dates and scope: they change what figures mean and hold for.
    let hidden: [Figure]
    /// Changes of figures, and terms that came or went.
    let figures: [Figure]
    /// Citations that did not follow a renumbering, or cite something else, by party.
    let citations: [String]
    /// All sections of all texts, in the order of the base.
    let rows: [Row]

    private enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case base, union, board, agreed, counts, hidden, figures, citations, rows
    }

    /// One thing that somebody changes in a term.
    struct Figure: Hashable, Sendable, Codable {
        let term: String
        let section: String
        let what: String
        /// As the base states it; absent where it does not.
        let base: String?
        /// What a party makes of it; absent where it leaves it.
        let union: String?
        let board: String?
        let agreed: String?
        /// What lies between the parties; absent where nothing does.
        let between: String?
    }

    /// Who changes a section, and whether alike.
    enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case differ
        case union
        case board
        case alike
        case agreed
        /// What was agreed, and neither stands by it.
        case left
        case same

        var words: String {
            switch self {
            case .differ: "they differ"
            case .union: "only the union changes it"
            case .board: "only the board changes it"
            case .alike: "both change it alike"
            case .agreed: "tentatively agreed"
            case .left: "agreed before, and changed by neither now"
            case .same: "nobody changes it"
            }
        }

        /// As a count goes before it: `2 on which they differ`.
        fileprivate var counted: String {
            switch self {
            case .differ: "on which they differ"
            case .union: "that only the union changes"
            case .board: "that only the board changes"
            case .alike: "that both change alike"
            case .agreed: "tentatively agreed"
            case .left: "agreed before, and changed by neither now"
            case .same: "that nobody changes"
            }
        }
    }

    /// One section of the base, or one that somebody adds or moves here, with what each makes of it.
    struct Row: Hashable, Sendable, Codable {
        /// Its number among those that somebody changes; absent where nobody does.
        let number: Int?
        let label: String
        let title: String
        let status: Status
        /// What happens to it as a whole: `the union strikes it`.
        let remarks: [String]
        let parts: [Part]
    }

    /// One reading of a section.
    struct Part: Hashable, Sendable, Codable {
        let kind: Kind
        let paragraphs: [MarkedText.Paragraph]

        enum Kind: Hashable, Sendable {
            /// The base, unmarked.
            case base
            /// What these make of it, marked against the base.
            case change([ThreeWayDiff.Voice])
            /// The union's text made into the board's.
            case between

            /// Every kind, with the heading by which a reader knows it.
            static let all: [Kind] = [
                .base, .change([.union]), .change([.board]), .change([.union, .board]),
                .change([.union, .board, .agreed]), .change([.union, .agreed]), .change([.board, .agreed]),
                .change([.agreed]), .between,
            ]

            var title: String {
                switch self {
                case .base: "Base"
                case .between: "From the union’s to the board’s"
                case .change([.union]): "Union"
                case .change([.board]): "Board"
                case .change([.union, .board]): "Union and board alike"
                case .change([.union, .board, .agreed]): "Tentatively agreed"
                case .change([.union, .agreed]): "Union, as agreed before"
                case .change([.board, .agreed]): "Board, as agreed before"
                case .change: "Agreed before"
                }
            }

            /// The kind that a heading names.
            init?(title: String) {
                guard let kind = Self.all.first(where: { $0.title == oneSpaced(title) }) else { return nil }
                self = kind
            }

            func isOf(_ voice: ThreeWayDiff.Voice) -> Bool {
                guard case .change(let voices) = self else { return false }
                return voices.contains(voice)
            }
        }
    }

    /// The rows that somebody changes.
    var changed: [Row] { rows.filter { $0.number != nil } }

    /// `2 on which they differ; 1 tentatively agreed`.
    var countsText: String {
        let parts = Status.allCases.compactMap { status in
            counts[status.rawValue].map { "\($0) \(status.counted)" }
        }
        return parts.joined(separator: "; ")
    }

    /// The texts with what they are called.
    var versions: [(name: String, version: DiffReport.Version)] {
        [("Base", base), ("Union", union), ("Board", board)] + (agreed.map { [("Agreed", $0)] } ?? [])
    }

    /// Whether nobody changes anything.
    var isEmpty: Bool { changed.isEmpty && hidden.isEmpty && figures.isEmpty }
}

extension ThreeWayDiff {
    /// The comparison as plain values, ready to be encoded.
    ///
    /// - Throws: `incomplete` instead of giving one that does not lead back to every text.
    public func report() throws(ContractError) -> ThreeWayReport {
        let bare = try ContractDiff(old: base, new: base).report()
        let (toUnion, toBoard) = (try union.report(), try board.report())
        let toAgreed: DiffReport?
        if let agreed { toAgreed = try agreed.report() } else { toAgreed = nil }
        let way = try between.report()
        let rows = try ThreeWayRows(
            self,
            base: bare,
            [(.union, toUnion), (.board, toBoard)] + (toAgreed.map { [(.agreed, $0)] } ?? []),
            between: way
        ).rows
        let figures = ThreeWayFigures(toUnion, toBoard, toAgreed, between: way)
        let report = ThreeWayReport(
            schemaVersion: 1,
            base: toUnion.old,
            union: toUnion.new,
            board: toBoard.new,
            agreed: toAgreed?.new,
            counts: Dictionary(grouping: rows, by: \.status.rawValue).mapValues(\.count),
            hidden: figures.hidden,
            figures: figures.figures,
            citations: figures.citations,
            rows: rows
        )
        try check(ThreeWayReading(report), of: report, "comparison")
        return report
    }
}
