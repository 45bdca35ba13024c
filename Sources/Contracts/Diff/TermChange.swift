/// A typed value against its former self, by its id.
public struct TermChange: Hashable, Sendable {
    /// What changed, in the order in which it is printed: what hides comes first.
    public enum Class: String, CaseIterable, Sendable, Codable, Comparable {
        /// It became another kind of term.
        case kind
        /// The figure is reckoned on something else.
        case basis
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
        guard let old, let new else {
            classes = [old == nil ? .added : .deleted]
            fields = Self.fields(old: old?.fields ?? [], new: new?.fields ?? [])
            grid = nil
            return
        }
        fields = Self.fields(old: old.fields, new: new.fields)
        grid = GridChange(old: old, new: new)
        var found = Set(fields.map(\.change))
        if old.kind != new.kind { found.insert(.kind) }
        if let grid, !grid.isEqual { found.insert(.value) }
        if case .clause(let one) = old.value, case .clause(let other) = new.value, one != other {
            found.insert(.textOnly)
        }
        classes = found.isEmpty ? [.same] : found.sorted()
    }

    private static func fields(old: [TermField], new: [TermField]) -> [Field] {
        let olds = Dictionary(uniqueKeysWithValues: old.map { ($0.name, $0) })
        let names = Set(new.map(\.name))
        return new.compactMap { field($0, was: olds[$0.name]) }
            + old.filter { !names.contains($0.name) }.map {
                Field(name: $0.name, change: $0.role.change, old: $0.text, new: nil, difference: nil)
            }
    }

    private static func field(_ new: TermField, was old: TermField?) -> Field? {
        guard let old else {
            return Field(name: new.name, change: new.role.change, old: nil, new: new.text, difference: nil)
        }
        guard old.text != new.text else { return nil }
        let isSameInEffect = old.measure != nil && old.measure == new.measure
        let difference = old.measure.flatMap { old in new.measure.flatMap { Difference(old, $0)?.description }
        }
        return Field(
            name: new.name,
            change: isSameInEffect ? .sameInEffect : new.role.change,
            old: old.text,
            new: new.text,
            difference: isSameInEffect ? nil : difference
        )
    }
}

extension TermField.Role {
    fileprivate var change: TermChange.Class {
        switch self {
        case .basis: .basis
        case .effectiveDate: .effectiveDate
        case .scope: .scope
        case .value: .value
        }
    }
}
