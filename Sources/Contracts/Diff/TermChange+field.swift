extension TermChange.Field {
    init(
        name: String,
        change: TermChange.Class,
        old: String?,
        new: String?,
        difference: String?,
        bearing: Bearing
    ) {
        self.init(
            name: name,
            change: change,
            old: old,
            new: new,
            difference: difference,
            bearing: bearing,
            amount: nil
        )
    }

    /// A field against its former self; nil where nothing changed.
    init?(from old: TermField?, to new: TermField?) {
        guard let field = new ?? old, old?.text != new?.text else { return nil }
        let amount = Self.amount(from: old, to: new)
        let isSame = old != nil && new != nil && amount?.sign == 0
        let (former, latter) = (old?.quantity, new?.quantity)
        var difference: String?
        if let former, let latter { difference = Self.difference(former, latter) }
        var bearing = field.favour.bearing(from: former, to: latter)
        if let members = Members(from: old, to: new) {
            if members.isEmpty { return nil }
            difference = members.difference
            bearing = field.favour.bearing(added: !members.added.isEmpty, dropped: !members.dropped.isEmpty)
        }
        if let old, let new, old.favour != new.favour { bearing = .unknown }
        self.init(
            name: field.name,
            change: isSame ? .sameInEffect : field.role.change,
            old: old?.text,
            new: new?.text,
            difference: isSame ? nil : difference,
            bearing: isSame ? .neutral : bearing,
            amount: amount
        )
    }

    /// The exact difference; a pay or burden that comes or goes counts from nothing.
    private static func amount(from old: TermField?, to new: TermField?) -> Quantity? {
        guard let old else {
            return new?.favour.countsFromNothing == true ? new?.quantity?.aboveNothing : nil
        }
        guard let new else {
            return old.favour.countsFromNothing ? old.quantity?.aboveNothing?.reversed : nil
        }
        guard let former = old.quantity, let latter = new.quantity else { return nil }
        return latter.above(former)
    }

    private static func difference(_ old: Quantity, _ new: Quantity) -> String? {
        guard let change = new.above(old), change.unit != .level else { return nil }
        let share = change.hasShare ? new.percentAbove(old).map { " (\(signed($0)))" } : nil
        return change.difference + (share ?? "")
    }

    /// A value in another form: no figure of the one can be held against one of the other.
    static func form(old: String, new: String) -> Self {
        .init(name: "form", change: .kind, old: old, new: new, difference: nil, bearing: .unknown)
    }

    static func moved(_ name: String, from old: String?, to new: String?) -> Self {
        .init(name: name, change: .moved, old: old, new: new, difference: nil, bearing: .neutral)
    }

    /// The same change, of which nobody can say whom it favours.
    var incomparable: Self {
        .init(name: name, change: change, old: old, new: new, difference: nil, bearing: .unknown)
    }

    func bearing(_ bearing: Bearing) -> Self { with(change, difference, bearing) }
    func saying(_ difference: String) -> Self { with(change, difference, bearing) }
    func of(_ change: TermChange.Class) -> Self { with(change, difference, bearing) }

    private func with(_ change: TermChange.Class, _ difference: String?, _ bearing: Bearing) -> Self {
        .init(
            name: name,
            change: change,
            old: old,
            new: new,
            difference: difference,
            bearing: bearing,
            amount: amount
        )
    }
}

/// Which names came and which went.
private struct Members {
    let added: [String]
    let dropped: [String]
    let difference: String?

    init?(from old: TermField?, to new: TermField?) {
        let (former, latter) = (old?.members, new?.members)
        guard former != nil || latter != nil else { return nil }
        added = latter?.filter { former?.contains($0) != true } ?? []
        dropped = former?.filter { latter?.contains($0) != true } ?? []
        let parts = [("adds", added), ("drops", dropped)].filter { !$0.1.isEmpty }
        let text = parts.map { "\($0) \($1.joined(separator: ", "))" }.joined(separator: "; ")
        difference = old == nil || new == nil ? nil : text
    }

    var isEmpty: Bool { added.isEmpty && dropped.isEmpty }
}

extension TermField.Role {
    fileprivate var change: TermChange.Class {
        switch self {
        case .form: .kind
        case .basis: .basis
        case .consequence: .consequence
        case .effectiveDate: .effectiveDate
        case .scope: .scope
        case .value: .value
        case .words: .textOnly
        }
    }
}
