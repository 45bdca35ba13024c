/// Pay for length of service: a ladder of amounts by years.
public struct Longevity: Hashable, Sendable, TermValue {
    /// One rung of the ladder.
    public struct Rung: Hashable, Sendable {
        /// After how many years of service.
        public internal(set) var years = 1
        /// What is paid for a year.
        public internal(set) var amount = Money(cents: 0)
    }

    /// Which service counts.
    public enum Service: String, CaseIterable, Sendable {
        /// Without a break.
        case continuous
        /// In the district, with breaks.
        case district
        /// Anywhere.
        case all
    }

    /// The rungs, lowest first.
    public internal(set) var rungs: [Rung] = []
    /// Which service counts, if stated.
    public internal(set) var service: Service?

    /// What is paid for a year after so many years of service; nil below the first rung.
    public func amount(afterYears years: Int) -> Money? {
        rungs.last { $0.years <= years }?.amount
    }

    static var form: [Slot<Self>] {
        [
            .rows("ladder", \.rungs),
            .optional("service", \.service, .choice, .basis),
        ]
    }
}

extension Longevity.Rung: TermRow {
    static var noun: String { "a rung" }
    static var example: String { "{after: 15, amount: \"$2,000\"}" }
    static var form: [Slot<Self>] {
        [
            .key("after", \.years, .whole(1...60, .years, like: "15")),
            .required("amount", \.amount, .amount, .value, .gain),
        ]
    }

    var title: String { "after \(years) years" }
    static func complaint(about row: Self, after previous: Self) -> String? {
        row.years > previous.years
            ? nil : "\(row.years) years do not follow \(previous.years); the lowest rung comes first."
    }
}

extension Longevity {
    /// A rung that is gone and one that is new, both of one amount, are one rung that moved.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        var changes = changes
        let gone = old.rungs.filter { rung in !new.rungs.contains { $0.years == rung.years } }
        var come = new.rungs.filter { rung in !old.rungs.contains { $0.years == rung.years } }
        for rung in gone {
            guard let index = come.firstIndex(where: { $0.amount == rung.amount }) else { continue }
            let moved = come.remove(at: index)
            let names = ["\(rung.title) amount", "\(moved.title) amount"]
            let change = Quantity(moved.years - rung.years, .years)
            changes.removeAll { names.contains($0.name) }
            changes.append(
                .init(
                    name: "\(rung.amount) rung",
                    change: .value,
                    old: rung.title,
                    new: moved.title,
                    difference: change.difference,
                    bearing: rung.amount.cents == 0
                        ? .neutral : change.sign < 0 ? .towardUnion : .towardBoard,
                    amount: change
                )
            )
        }
        return changes
    }
}
