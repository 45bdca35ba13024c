/// A typed value against its former self, by its id.
public struct TermChange: Hashable, Sendable {
    /// What changed, in the order in which it is printed: what hides comes first.
    public enum Class: String, CaseIterable, Sendable, Codable, Comparable {
        /// It became another kind of term, or a value of another form.
        case kind
        /// The figure is reckoned on something else.
        case basis
        /// What follows when a limit is passed or a time lapses.
        case consequence
        /// The contract was silent, or named no figure, and now names one.
        case specified = "silent->specified"
        /// The contract named a figure, and now is silent or names none.
        case silenced = "specified->silent"
        /// It holds from or until another day.
        case effectiveDate = "effective-date"
        /// It holds for others.
        case scope
        /// The figure is another one.
        case value
        /// It is gone.
        case deleted
        /// It is new.
        case added
        /// Only the words of the clause changed.
        case textOnly = "text-only"
        /// The same in other units.
        case sameInEffect = "same-in-effect"
        /// It stands in a section of another number.
        case moved = "moved/renumbered"
        /// Nothing changed.
        case same

        /// The one printed earlier comes first.
        public static func < (left: Class, right: Class) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// One field of a term against its former self.
    public struct Field: Hashable, Sendable {
        /// What the field is called.
        public let name: String
        /// What its change means.
        public let change: Class
        /// As the old text states it; nil where it is silent.
        public let old: String?
        /// As the new text states it; nil where it is silent.
        public let new: String?
        /// The difference of the figures, `+$2,300 (+3.50%)`; nil where there are none to compare.
        public let difference: String?
        /// Whom the change favours.
        public let bearing: Bearing
        /// The exact difference of the figures; nil where there are none to compare.
        public let amount: Quantity?
    }

    /// The term's id.
    public let id: String
    /// What changed, most hidden first; never empty.
    public let classes: [Class]
    /// The fields that changed.
    public let fields: [Field]
    /// The cells, where both are salary schedules.
    public let grid: GridChange?
    /// The old term.
    public let old: Term?
    /// The new term.
    public let new: Term?

    /// The change by which it is sorted.
    public var first: Class { classes.first ?? .same }

    /// All terms of two documents, in the order of printing.
    static func changes(old: ContractDocument, new: ContractDocument) -> [TermChange] {
        let olds = Dictionary(uniqueKeysWithValues: old.terms.map { ($0.id, $0) })
        let news = Dictionary(uniqueKeysWithValues: new.terms.map { ($0.id, $0) })
        let ids = new.terms.map(\.id) + old.terms.map(\.id).filter { news[$0] == nil }
        let changes = ids.map { TermChange(id: $0, old: olds[$0], new: news[$0]) }
        return changes.enumerated()
            .sorted { ($0.element.first, $0.offset) < ($1.element.first, $1.offset) }
            .map(\.element)
    }

    init(id: String, old: Term?, new: Term?) {
        self.id = id
        self.old = old
        self.new = new
        fields = Self.fields(old: old, new: new)
        guard let old, let new else {
            classes = [old == nil ? .added : .deleted]
            grid = nil
            return
        }
        grid = GridChange(old: old, new: new)
        var found = Set(fields.map(\.change))
        if old.kind != new.kind { found.insert(.kind) }
        if let grid, !grid.isEqual { found.insert(.value) }
        if case .clause(let one) = old.value, case .clause(let other) = new.value, one != other {
            found.insert(.textOnly)
        }
        classes = found.isEmpty ? [.same] : found.sorted()
    }
}

extension TermChange {
    private static func fields(old: Term?, new: Term?) -> [Field] {
        let olds = old?.fields(beside: new, isOld: true) ?? []
        let news = new?.fields(beside: old, isOld: false) ?? []
        var changes = fields(old: olds, new: news)
        guard let old, let new else { return changes }
        if let former = old.value?.content, let latter = new.value?.content {
            changes = refined(changes, old: former, new: latter, bases: Bases(old: old.basis, new: new.basis))
        }
        if let silence = Silence(from: old.state, to: new.state) {
            changes = [silence.field] + changes.map { silence.covering($0) }
        }
        if old.section != new.section {
            changes.append(.moved("section", from: old.section, to: new.section))
        }
        let (former, latter) = (old.namedClause, new.namedClause)
        if former != latter { changes.append(.moved("clause", from: former, to: latter)) }
        return changes
    }

    private static func refined<Content: TermValue>(
        _ changes: [Field],
        old: Content,
        new: any TermValue,
        bases: Bases
    ) -> [Field] {
        guard let new = new as? Content else { return changes.map(\.incomparable) }
        return Content.refined(changes, old: old, new: new, bases: bases)
    }

    private static func fields(old: [TermField], new: [TermField]) -> [Field] {
        let olds = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let names = Set(new.map(\.name))
        return new.compactMap { Field(from: olds[$0.name], to: $0) }
            + old.filter { !names.contains($0.name) }.compactMap { Field(from: $0, to: nil) }
    }
}

extension Term {
    /// The section that is named as supporting the value, where it is not its own.
    fileprivate var namedClause: String? { clause == section ? nil : clause }
}

/// A change of how much the contract says.
private struct Silence {
    let old: Term.State
    let new: Term.State

    init?(from old: Term.State, to new: Term.State) {
        guard old != new else { return nil }
        self.old = old
        self.new = new
    }

    private var change: TermChange.Class {
        let order = Term.State.allCases
        return (order.firstIndex(of: old) ?? 0) < (order.firstIndex(of: new) ?? 0) ? .specified : .silenced
    }

    var field: TermChange.Field {
        .init(
            name: "state",
            change: change,
            old: old.rawValue,
            new: new.rawValue,
            difference: nil,
            bearing: .neutral
        )
    }

    /// A figure that was not stated before is no change of a figure.
    func covering(_ field: TermChange.Field) -> TermChange.Field {
        field.old == nil || field.new == nil ? field.of(change) : field
    }
}
