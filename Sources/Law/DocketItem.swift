public import CivilTime

/// One step of a procedure as it stands: since when it runs, when it is due, what became of it.
public struct DocketItem: Hashable, Sendable {
    /// How a step stands.
    public enum State: Hashable, Sendable {
        /// What it waits for has not happened.
        case notReached
        /// It is open and nobody has recorded an end or a lapse.
        case running
        /// Its last day passed, the law attaches nothing to that, and the act is still to be done.
        case overdue(since: CivilDate)
        /// Its last day passed and somebody else now decides.
        case referred(since: CivilDate)
        /// It ended by an act.
        case ended(outcome: String, on: CivilDate)
        /// It ended because its last day passed.
        case lapsed(on: CivilDate)
        /// The procedure ended before it did.
        case closed
    }

    /// One school's vote on a step that each school votes on.
    public struct School: Hashable, Sendable {
        /// The school, as the negotiation names it.
        public let school: String
        /// How it voted; nil while it has not.
        public let outcome: String?
        /// The day of its vote.
        public let on: CivilDate?
    }

    /// The step.
    public let step: String
    /// What people call it.
    public let title: String
    /// How it stands.
    public let state: State
    /// The day it opened, from which its time is counted; nil while it is not reached.
    public let opened: CivilDate?
    /// The condition that set that day.
    public let openedBy: RulePack.Condition?
    /// The last day on which the act is in time; nil for open steps and while it is not reached.
    public let due: CivilDate?
    /// The first moment that is too late: what arrives before it is in time.
    public let dueAt: Instant?
    /// The earliest last day under any reading that is not settled; nil where no reading gives one.
    public let earliest: CivilDate?
    /// The latest last day under any reading that is not settled; nil where no reading gives one.
    public let latest: CivilDate?
    /// The last days that it had before, in order.
    public let former: [CivilDate]
    /// Whether its last day was set by an extension.
    public let isExtended: Bool
    /// Whether its lapse is recorded for another day than the one on which it is due now.
    public let wouldChange: Bool
    /// The first day on which its act may be done; nil where the law makes nobody wait, or while it is not reached.
    public let firstDay: CivilDate?
    /// The milestone whose date must be recorded before its days can be counted; nil where none is missing.
    public let awaitedMilestone: String?
    /// Why its days cannot be counted before a school's calendar is there; nil where they can.
    public let missingCalendar: String?
    /// Each school with its vote, where each school has its own; empty otherwise.
    public let schools: [School]
}
