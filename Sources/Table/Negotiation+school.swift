import CivilTime
public import Law

extension Negotiation {
    /// What a fact of the zone's hallway is at this table; nil where it changes nothing here.
    ///
    /// - Parameters:
    ///   - fact: what the hallway records.
    ///   - zone: the zone with the fact taken in.
    /// - Returns: the fact to record at the table.
    public func echo(of fact: ZoneFact, in zone: Zone) -> NegotiationFact? {
        switch fact {
        case .seatTaken(let seat): return .seatTaken(seat)
        case .seatVacated(let seat): return .seatVacated(seat)
        case .calendarAdopted(let fields):
            guard zone.calendar(for: opened?.schools ?? [])?.school == fields.school else { return nil }
            return .calendarAdopted(fields)
        case .schoolClosed(let closure):
            guard let school, school.taking(closure) != school else { return nil }
            return .schoolClosed(closure)
        default: return nil
        }
    }

    /// Why a closure cannot be recorded: it lies in the time of a step that is over, whose days were counted already.
    ///
    /// - Throws: `LawError` where dates cannot be counted.
    public func objection(toClosing closure: SchoolClosed, under rules: Proceeding) throws(LawError)
        -> Refusal?
    {
        for item in try docket(under: rules).items {
            guard rules.pack.step(item.step)?.length?.kind == .school, let opened = item.opened,
                let end = item.over, closure.from <= end, closure.to > opened
            else { continue }
            return Refusal(
                .conflict,
                "The closure of \(closure.days) lies in the time of '\(item.step)' at \(name), counted from "
                    + "\(opened.spelled), which was over on \(end.spelled). What is over is not counted again: both sides "
                    + "can stipulate another day there, and then record the closure."
            )
        }
        return nil
    }
}

extension DocketItem {
    /// The day on which the step was over; nil while it is not.
    fileprivate var over: CivilDate? {
        switch state {
        case .ended(_, let on), .lapsed(let on): on
        case .notReached, .running, .overdue, .referred, .closed: nil
        }
    }
}
