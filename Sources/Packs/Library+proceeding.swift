public import CivilTime
public import Law

extension Library {
    /// A pack put to work.
    ///
    /// - Parameters:
    ///   - id: the pack's name.
    ///   - calendar: the calendar's name; nil for the pack's own.
    ///   - readings: choices settled at the outset, by option.
    /// - Returns: the pack with its calendar, counting rules and zone.
    /// - Throws: `PackError.unknownName`, or `.unusable` for a reading that the pack does not offer.
    public func proceeding(
        pack id: String,
        calendar: String? = nil,
        readings: [String: String] = [:]
    ) throws(PackError) -> Proceeding {
        try proceeding(pack: try pack(id), calendar: calendar, readings: readings)
    }

    /// A pack put to work.
    ///
    /// - Parameters:
    ///   - pack: the pack.
    ///   - calendar: the calendar's name; nil for the pack's own.
    ///   - school: when school is in session, for packs that count school days.
    ///   - readings: choices settled at the outset, by option.
    /// - Returns: the pack with its calendar, counting rules and zone.
    /// - Throws: `PackError.unknownName`, or `.unusable` for a reading that the pack does not offer.
    public func proceeding(
        pack: RulePack,
        calendar: String? = nil,
        school: SchoolCalendar? = nil,
        readings: [String: String] = [:]
    ) throws(PackError) -> Proceeding {
        let calendar = try self.calendar(calendar ?? pack.calendar, with: school)
        let zone = try Zones.named(pack.zone)
        do {
            return try Proceeding(
                pack: pack,
                calendar: calendar,
                rules: rules,
                zone: zone,
                readings: readings
            )
        } catch {
            throw PackError(.unusable, error.message)
        }
    }

    /// What a check of a pack finds: nobody should rely on one that does not pass.
    ///
    /// - Parameters:
    ///   - pack: the pack.
    ///   - everyDays: the distance of the triggers of the typical year for which all ways are measured.
    /// - Returns: the findings, and the shortest and longest way.
    /// - Throws: `PackError.unknownName` for the pack's zone.
    public func check(_ pack: RulePack, everyDays: Int = 1) throws(PackError) -> PackCheck {
        pack.check(calendars: calendars, rules: rules, zone: try Zones.named(pack.zone), everyDays: everyDays)
    }
}
