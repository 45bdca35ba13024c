/// The steps by which a dispute is settled, with the time for each and what follows when it lapses.
public struct DisputeLadder: Hashable, Sendable, TermValue {
    /// Which disputes.
    public enum Course: String, CaseIterable, Sendable {
        /// Grievances under the agreement.
        case grievance
        /// The zone's quick course, at schools that need assistance or intervention.
        case expedited
    }

    /// Which days are counted.
    public enum DayKind: String, CaseIterable, Sendable {
        /// Every day.
        case calendar
        /// Neither weekends nor holidays.
        case business
        /// Days on which teachers work.
        case working
        /// Days on which school is in session.
        case school
    }

    /// What follows when the time of a step has run out.
    public enum Lapse: String, CaseIterable, Sendable {
        /// The dispute goes on to the next step.
        case advance
        /// The claim is given up.
        case waive
        /// The claim counts as granted.
        case grant
        /// The claim counts as denied.
        case deny
        /// It is referred to a neutral.
        case refer
        /// Nothing.
        case nothing
    }

    /// One step.
    public struct Step: Hashable, Sendable {
        /// Who acts.
        public internal(set) var actor = ""
        /// What is done.
        public internal(set) var action = ""
        /// Within how many days.
        public internal(set) var days = 1
        /// Of which kind.
        public internal(set) var dayKind = DayKind.calendar
        /// What follows when they have run out.
        public internal(set) var lapse = Lapse.nothing
    }

    /// Which disputes.
    public internal(set) var course = Course.grievance
    /// The steps, first to last.
    public internal(set) var steps: [Step] = []

    static var form: [Slot<Self>] {
        [
            .required("for", \.course, .choice, .scope),
            .rows("steps", \.steps),
        ]
    }

    /// Days are compared only with days of the same kind.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        let kinds = changes.filter { $0.name.hasSuffix(" of") }.map { $0.name.dropLast(3) }
        let compared = changes.map { change in
            let step = change.name.hasSuffix(" days") ? change.name.dropLast(5) : ""
            return kinds.contains(step) ? change.incomparable : change
        }
        return compared + moves(from: old.steps.map(\.title), to: new.steps.map(\.title))
    }

    /// Steps that changed places with others.
    private static func moves(from old: [String], to new: [String]) -> [TermChange.Field] {
        let former = old.filter(new.contains)
        let latter = new.filter(old.contains)
        return zip(latter.indices, latter).compactMap { place, step in
            guard let was = former.firstIndex(of: step), was != place else { return nil }
            return TermChange.Field(
                name: "order of '\(step)'",
                change: .value,
                old: "place \(was + 1)",
                new: "place \(place + 1)",
                difference: Quantity(place - was, .rank).difference,
                bearing: .unknown
            )
        }
    }
}

extension DisputeLadder.Step: TermRow {
    static var noun: String { "a step" }
    static var example: String {
        "{actor: principal, action: answers, days: 5, of: school, on_lapse: advance}"
    }
    static var form: [Slot<Self>] {
        [
            .required("actor", \.actor, .text(like: "principal")),
            .required("action", \.action, .text(like: "answers")),
            .required("days", \.days, .whole(1...1000, .days, like: "5")),
            .required("of", \.dayKind, .choice, .basis),
            .required("on_lapse", \.lapse, .choice, .consequence),
        ]
    }

    var title: String { "\(actor) \(action)" }

    /// Steps are the same where the same actor does the same, else where they stand alike between two such steps; they
    /// are called by their place in the new ladder.
    static func titles(of rows: [Self], beside other: Counterpart<[Self]>?) -> [String] {
        let own = rows.indices.map { "step \($0 + 1)" }
        guard let other, !other.isOld else { return own }
        let places = paired(old: rows, new: other.value)
        return zip(rows.indices, own).map { index, name in
            places[index].map { "step \($0 + 1)" } ?? "old \(name)"
        }
    }

    /// For each old step that is found again, the place of the new one.
    private static func paired(old: [Self], new: [Self]) -> [Int: Int] {
        let places = Dictionary(uniqueKeysWithValues: zip(new.map(\.title), new.indices))
        let kept = Set(old.map(\.title)).intersection(places.keys)
        var pairs: [Int: Int] = [:]
        for (index, step) in old.enumerated() { pairs[index] = places[step.title] }
        let gaps = (old: gaps(in: old, between: kept), new: gaps(in: new, between: kept))
        for (step, indices) in gaps.old {
            for (index, place) in zip(indices, gaps.new[step] ?? []) { pairs[index] = place }
        }
        return pairs
    }

    /// The steps of one ladder alone, by the kept step that stands before them.
    private static func gaps(in steps: [Self], between kept: Set<String>) -> [String: [Int]] {
        var gaps: [String: [Int]] = [:]
        var last = ""
        for (index, step) in steps.enumerated() {
            if kept.contains(step.title) { last = step.title } else { gaps[last, default: []].append(index) }
        }
        return gaps
    }
}
