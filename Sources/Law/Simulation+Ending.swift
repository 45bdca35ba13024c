import CivilTime

extension Simulation {
    /// How a step that is open will end.
    struct Ending {
        let step: Int
        let opened: CivilDate
        /// The first day on which its act may be done.
        let first: CivilDate
        let due: CivilDate?
        let lapse: Plan.Lapse?
        let assumption: Assumption?

        /// Whether its act can still be done: a step that is over before its first day can only lapse.
        var canBeDone: Bool { due.map { first <= $0 } != false || lapse?.endsStep != true }

        /// Whether it ends by lapse where nothing else is assumed.
        var lapses: Bool {
            if let assumption { return assumption.outcome == "lapsed" }
            return canLapse
        }

        /// Whether it can end by lapse, or be referred by one.
        var canLapse: Bool { due != nil && lapse != nil && lapse != Plan.Lapse.none }

        /// The day on which it ends.
        var date: CivilDate { assumption?.on ?? (lapses ? due ?? first : max(due ?? first, first)) }

        /// Why it cannot be as it is assumed; nil where it can.
        var refusal: String? {
            guard let assumption else { return nil }
            if assumption.outcome == "lapsed" {
                guard let due, date == due else {
                    return "'\(assumption)' cannot be: the step lapses on its last day"
                        + (due.map { ", \($0), or not." } ?? ", and has none here.")
                }
                return nil
            }
            let last = lapse?.endsStep == true ? due : nil
            guard first <= date, date <= last ?? CivilDate.range.upperBound else {
                let span = "\(first)" + (last.map { " to \($0)" } ?? " on")
                return "'\(assumption)' cannot be: the step can be done from \(span) here. "
                    + "Name a day of that span, or none for its last day."
            }
            return nil
        }
    }
}
