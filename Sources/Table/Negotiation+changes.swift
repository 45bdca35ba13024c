public import CivilTime
public import Law

/// How an entry changed the last day of a step that is still to be done.
public struct DateChange: Hashable, Sendable {
    /// The step.
    public let step: String
    /// The contest by whose date it is counted; nil for the date on record.
    public let contest: String?
    /// The last day before the entry; nil where there was none.
    public let before: CivilDate?
    /// The last day since; nil where there is none any more.
    public let after: CivilDate?
}

extension Negotiation {
    /// The last days that one entry changed, in the order of the steps; of steps that are over nothing is told.
    ///
    /// - Parameters:
    ///   - seq: the entry.
    ///   - rules: the procedure.
    /// - Returns: the changes, by the date on record and by each contested date.
    /// - Throws: `LawError` where dates cannot be counted.
    public func changes(by seq: Int, under rules: Proceeding) throws(LawError) -> [DateChange] {
        let before = try days(until: seq - 1, under: rules)
        let after = try days(until: seq, under: rules)
        var changes: [DateChange] = []
        for step in rules.pack.steps.map(\.id) {
            for contest in [nil] + contests.map(\.contested.number) as [String?] {
                let name = DayName(step: step, contest: contest)
                guard before[name] != after[name] else { continue }
                // What a contest does not move is told once, by the date on record.
                if contest != nil, after[name] == after[DayName(step: step, contest: nil)] { continue }
                changes.append(
                    DateChange(step: step, contest: contest, before: before[name], after: after[name])
                )
            }
        }
        return changes
    }

    private struct DayName: Hashable {
        let step: String
        let contest: String?
    }

    private func days(until seq: Int, under rules: Proceeding) throws(LawError) -> [DayName: CivilDate] {
        let known = zip(happenings, happeningEntries).filter { $0.1 <= seq }.map(\.0)
        var days: [DayName: CivilDate] = [:]
        func take(_ docket: Docket, _ contest: String?) {
            for item in docket.items where item.awaitsAct {
                days[DayName(step: item.step, contest: contest)] = item.due
            }
        }
        take(try rules.docket(known), nil)
        for contest in contests where contest.seq <= seq && contest.endSeq.map({ $0 > seq }) ?? true {
            take(
                try rules.docket(known + [.trigger(on: contest.contested.on)]),
                contest.contested.number
            )
        }
        return days
    }
}
