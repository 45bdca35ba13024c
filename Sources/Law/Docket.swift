public import CivilTime

/// All steps of a procedure as they stand after what has happened.
///
/// A pure function of the proceeding and the happenings: the same on every machine, today or in ten years.
public struct Docket: Sendable {
    /// How the procedure ended.
    public struct Conclusion: Hashable, Sendable {
        /// The step that ended it.
        public let step: String
        /// That step's outcome, or `lapsed`.
        public let outcome: String
        /// The day.
        public let on: CivilDate
    }

    /// An option with the choice that dates are computed under.
    public struct SettledReading: Hashable, Sendable {
        /// The option.
        public let option: String
        /// The choice that is taken.
        public let choice: String
        /// Whether it was chosen at the outset or stipulated; otherwise it is the pack's standard.
        public let isSettled: Bool
    }

    /// What the docket was computed with.
    public let proceeding: Proceeding
    /// The day that set the procedure going.
    public let trigger: CivilDate?
    /// Every step, in the pack's order.
    public let items: [DocketItem]
    /// Every option, in the pack's order.
    public let readings: [SettledReading]
    /// How the procedure ended; nil while it goes on.
    public let conclusion: Conclusion?

    let reckoning: Reckoning
    var facts: Facts { reckoning.facts }

    /// Whether the procedure has ended.
    public var isConcluded: Bool { conclusion != nil }

    /// The item of a step.
    public func item(_ step: String) -> DocketItem? {
        items.first { $0.step == step }
    }

    /// The time that the law gives a step under the readings that are taken; nil for an open step.
    public func length(of step: RulePack.Step) -> RulePack.Length? {
        step.length(under: readings.map { RulePack.Reading(option: $0.option, choice: $0.choice) })
    }

    /// The deadlines that have passed by a moment and whose lapse nobody has recorded yet, earliest first.
    ///
    /// What arrives before `dueAt` is in time; `dueAt` itself is too late. A lapse may open a step that is already
    /// due, too: record the first, compute the docket again and ask again.
    public func lapses(asOf instant: Instant) -> [DocketItem] {
        let passed = items.filter { item in
            guard item.state == .running, let dueAt = item.dueAt else { return false }
            return dueAt <= instant
        }
        // The sort is stable: deadlines of one day keep the pack's order.
        return passed.sorted { ($0.dueAt ?? instant) < ($1.dueAt ?? instant) }
    }
}

extension Docket: Hashable {
    /// Dockets are equal where they say the same of every step.
    public static func == (left: Docket, right: Docket) -> Bool {
        left.trigger == right.trigger && left.items == right.items && left.readings == right.readings
            && left.conclusion == right.conclusion && left.proceeding == right.proceeding
    }

    /// Feeds the items.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(trigger)
        hasher.combine(items)
    }
}
