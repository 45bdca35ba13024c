/// How one term moved from a version to another, as a ledger enters it: arithmetic only.
public struct Movement: Hashable, Sendable {
    /// One field that moved.
    public struct Part: Hashable, Sendable {
        /// What the field is called; `schedule` for the cells of a salary schedule.
        public let name: String
        /// From what to what, with the difference in the field's own unit: `$1,000 to $2,000, +$1,000 (+100.00%)`.
        public let text: String
        /// Whom it favours.
        public let bearing: Bearing
        /// The exact difference, so that movements of one field can be added up; nil where there are no figures.
        ///
        /// Of a salary schedule it is the mean over the cells that both schedules have.
        public let amount: Quantity?
    }

    /// The term's id.
    public let id: String
    /// What changed, most hidden first.
    public let classes: [TermChange.Class]
    /// Whom the whole favours.
    ///
    /// A change of kind, basis or scope makes figures incomparable, so that the whole is `unknown`; dates count only
    /// where nothing else changed.
    public let bearing: Bearing
    /// The fields that moved, those that hide first.
    public let parts: [Part]

    /// The movement from one version of a term to another; nil stands for a version that does not have it.
    public init?(from old: Term?, to new: Term?) {
        guard let id = (new ?? old)?.id else { return nil }
        self.init(TermChange(id: id, old: old, new: new))
    }

    /// The movement that a comparison found.
    public init(_ change: TermChange) {
        id = change.id
        classes = change.classes
        let fields = change.fields.enumerated()
            .sorted { ($0.element.change, $0.offset) < ($1.element.change, $1.offset) }
            .map { Part($0.element) }
        parts = fields + (change.grid.flatMap(Part.init).map { [$0] } ?? [])
        bearing = change.bearing
    }

    /// Nothing moved.
    public var isStill: Bool { classes == [.same] || classes == [.sameInEffect] }
}

extension Movement.Part {
    fileprivate init(_ field: TermChange.Field) {
        let change =
            switch (field.old, field.new) {
            case (let old?, let new?): "\(old) to \(new)"
            case (nil, let new?): "\(new), new"
            case (let old?, nil): "\(old), gone"
            case (nil, nil): ""
            }
        self.init(
            name: field.name,
            text: [change, field.difference].compactMap(\.self).joined(separator: ", "),
            bearing: field.bearing,
            amount: field.amount
        )
    }

    fileprivate init?(_ grid: GridChange) {
        guard !grid.isEqual else { return nil }
        let changes = grid.cells.compactMap { $0.difference?.cents }
        let mean = Quantity(changes.reduce(0, +), over: Int64(max(1, changes.count)), .cents)
        self.init(
            name: "schedule",
            text: "\(mean.difference) a cell in the mean of \(changes.count) cells",
            bearing: grid.bearing,
            amount: changes.isEmpty ? nil : mean
        )
    }
}

extension GridChange {
    /// Whom the cells favour; steps and lanes that came or went may favour anybody.
    var bearing: Bearing {
        let cells = cells.map { cell in
            guard let difference = cell.difference else { return Bearing.unknown }
            return Favour.gain.bearing(from: Quantity(0, .cents), to: Quantity(difference.cents, .cents))
        }
        return Bearing.combined(cells)
    }
}

extension TermChange {
    /// Whom the whole change favours.
    ///
    /// Dates are looked at only where nothing else changed, since every renewal moves them. Of a value that is new or
    /// gone, only the fields of which the kind declares whom they favour.
    public var bearing: Bearing {
        guard old?.value != nil, new?.value != nil else {
            let known = fields.map(\.bearing).filter { $0 != .unknown && $0 != .neutral }
            return known.isEmpty ? .unknown : Bearing.combined(known)
        }
        var parts = fields.filter { $0.change != .effectiveDate && $0.change != .textOnly }.map(\.bearing)
        if let grid, !grid.isEqual { parts.append(grid.bearing) }
        if old?.kind != new?.kind { parts.append(.unknown) }
        if Bearing.combined(parts) == .neutral {
            parts += fields.map(\.bearing)
            if classes.contains(.textOnly) { parts.append(.unknown) }
        }
        return Bearing.combined(parts)
    }

    /// Whom the whole change favours, in words for both sides; nil where that is not known.
    var effect: String? {
        let known = fields.filter { [.towardUnion, .towardBoard].contains($0.bearing) }
        let units = Set(known.map(\.amount?.unit))
        let isSchedule = grid.map { !$0.isEqual } ?? false
        return bearing == .mixed
            ? "gains and losses for both"
            : bearing.words(
                isMoney: isSchedule || !units.isEmpty && units.isSubset(of: [.cents, .basisPoints])
            )
    }
}

extension TermChange.Field {
    /// Whom the change favours, in words for both sides; nil where that is not known.
    var effect: String? {
        bearing.words(isMoney: amount.map { [.cents, .basisPoints].contains($0.unit) } ?? false)
    }
}
