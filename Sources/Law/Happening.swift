public import CivilTime

/// Something that occurred in a procedure, as the negotiation's record tells it.
///
/// Happenings are given in the order in which they were recorded; a later one replaces an earlier one of the same
/// thing, so that a correction is simply another happening.
public enum Happening: Hashable, Sendable {
    /// The procedure was set going.
    case trigger(on: CivilDate)
    /// A date that the procedure counts from or back from became known; it may lie ahead.
    case milestone(String, on: CivilDate)
    /// The schools that the negotiation is about; steps that are voted on school by school wait for each.
    case schools([String])
    /// One school's vote on a step that is voted on school by school.
    case voted(step: String, school: String, outcome: String, on: CivilDate)
    /// A step ended by an act.
    case ended(step: String, outcome: String, on: CivilDate)
    /// A step's time passed; the day is its last day.
    case lapsed(step: String, on: CivilDate)
    /// A step was given another last day; one whose time had passed runs again.
    case extended(step: String, to: CivilDate)
    /// What ended a step, an act or a lapse, no longer counts: it is open again.
    case reopened(step: String)
    /// School days are counted by another calendar from now on.
    case school(SchoolCalendar)
    /// The parties settled how an open question is answered.
    case stipulated(option: String, choice: String)
}
