public import CivilTime

/// Who pays how much of a benefit: health insurance, or the teachers' part of a pension contribution.
public struct BenefitShare: Hashable, Sendable, TermValue {
    /// Whose share it is.
    public enum Payer: String, CaseIterable, Sendable {
        /// The board's.
        case board
        /// The teacher's.
        case teacher
    }

    /// The share from a day on.
    public struct Share: Hashable, Sendable {
        /// The first day of the share.
        public internal(set) var effective = CivilDate(dayNumber: 0)
        /// Its part of the whole, if it is one.
        public internal(set) var percent: Percent?
        /// The amount a month, if it is one; beside a percentage, its limit.
        public internal(set) var amount: Money?
    }

    /// Whose share it is.
    public internal(set) var payer = Payer.board
    /// For which cover, `family`, if stated.
    public internal(set) var tier: String?
    /// The shares, earliest first.
    public internal(set) var shares: [Share] = []

    static var form: [Slot<Self>] {
        [
            .required("paid_by", \.payer, .choice, .basis),
            .optional("tier", \.tier, .text(like: "family"), .scope),
            .dated("shares", \.shares),
        ]
    }

    /// What the board pays more is a gain to teachers, what they pay more a burden.
    func fields(beside other: Counterpart<Self>?) -> [TermField] {
        let fields = Self.form.flatMap { $0.fields(self, other) }
        guard payer == .teacher else { return fields }
        return fields.map {
            TermField($0.name, $0.role, $0.text, $0.measure, $0.favour == .gain ? .burden : $0.favour)
        }
    }

    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        if old.payer != new.payer { return changes.map(\.incomparable) }
        let (former, latter) = (old.formName, new.formName)
        return former == latter ? changes : [.form(old: former, new: latter)] + changes.map(\.incomparable)
    }

    private var formName: String {
        let names = shares.map { share in
            switch (share.percent, share.amount) {
            case (_?, nil): "a percentage"
            case (nil, _?): "dollars a month"
            default: "a percentage up to dollars a month"
            }
        }
        var distinct: [String] = []
        for name in names where !distinct.contains(name) { distinct.append(name) }
        return distinct.joined(separator: ", then ")
    }
}

extension BenefitShare.Share: DatedRow {
    static var noun: String { "a share" }
    static var example: String { "{effective: 2026-07-01, percent: 75%}" }
    static var form: [Slot<Self>] {
        [
            .required("effective", \.effective, .date, .effectiveDate),
            .optional("percent", \.percent, .percent, .value, .gain),
            .optional("amount", \.amount, .amount, .value, .gain),
        ]
    }

    var complaints: [Complaint] {
        if percent == nil, amount == nil { return [.missing("percent", like: "75%")] }
        if let percent, !(0...10_000).contains(percent.basisPoints) {
            return [Complaint("percent", "percent: a share is from 0% to 100%; \(percent) is not.")]
        }
        return []
    }
}
