public import CivilTime

/// A rule pack put to work: with its calendar, its counting rules, its zone and the readings that are settled.
///
/// Immutable, and a class so that every docket and explanation shares one.
public final class Proceeding: Sendable {
    /// The procedure.
    public let pack: RulePack
    /// The legal holidays that count.
    public let calendar: HolidayCalendar
    /// Where a deadline's day ends.
    public let zone: CivilZone
    /// Choices settled at the outset, by option.
    public let readings: [String: String]

    let plan: Plan

    /// A proceeding of its parts.
    ///
    /// - Parameters:
    ///   - pack: the procedure.
    ///   - calendar: the legal holidays that count.
    ///   - rules: at least the counting rules that the pack names.
    ///   - zone: where a deadline's day ends.
    ///   - readings: choices settled at the outset, by option; an option that is not named stays open.
    /// - Throws: `LawError.badPack` where the pack names what it does not have, `.unknownReading` for a reading that
    ///   it does not offer.
    public init(
        pack: RulePack,
        calendar: HolidayCalendar,
        rules: [CountingRule],
        zone: CivilZone,
        readings: [String: String] = [:]
    ) throws(LawError) {
        self.pack = pack
        self.calendar = calendar
        self.zone = zone
        self.readings = readings
        plan = try Plan(of: pack, calendar: calendar, rules: rules)
        for (option, choice) in readings { _ = try plan.reading(option, choice) }
    }

    private init(
        pack: RulePack,
        calendar: HolidayCalendar,
        zone: CivilZone,
        readings: [String: String],
        plan: Plan
    ) {
        self.pack = pack
        self.calendar = calendar
        self.zone = zone
        self.readings = readings
        self.plan = plan
    }

    /// The choices before anybody stipulates: the settled ones, else the pack's standard.
    func outset() throws(LawError) -> (choices: [Int], settled: [Bool]) {
        var choices = plan.options.map(\.standard)
        var settled = plan.options.map { _ in false }
        for (option, choice) in readings {
            let place = try plan.reading(option, choice)
            choices[place.option] = place.choice
            settled[place.option] = true
        }
        return (choices, settled)
    }

    /// The same with other choices settled.
    func reading(_ readings: [String: String]) throws(LawError) -> Proceeding {
        let other = Proceeding(pack: pack, calendar: calendar, zone: zone, readings: readings, plan: plan)
        _ = try other.outset()
        return other
    }

    /// January 1 of a year.
    func newYear(_ year: Int) throws(LawError) -> CivilDate {
        do {
            return try CivilDate(year: year, month: 1, day: 1)
        } catch {
            throw LawError(.uncountable, error.message)
        }
    }
}

extension Proceeding: Hashable {
    /// Proceedings are equal where pack, calendar, zone and readings are.
    public static func == (left: Proceeding, right: Proceeding) -> Bool {
        left === right
            || left.pack == right.pack && left.calendar == right.calendar && left.zone == right.zone
                && left.readings == right.readings
    }

    /// Feeds the pack's digest and the readings.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(pack.digest)
        hasher.combine(calendar)
        hasher.combine(readings)
    }
}
