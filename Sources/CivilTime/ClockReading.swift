/// What a clock on a wall shows at a moment.
public struct ClockReading: Hashable, Sendable {
    /// The day.
    public let date: CivilDate
    /// The hour, 0 to 23.
    public let hour: Int
    /// The minute, 0 to 59.
    public let minute: Int
    /// The second, 0 to 59.
    public let second: Int
    /// Seconds that this clock is ahead of UTC; negative in America.
    public let offsetSeconds: Int
    /// What people call the time, `EDT`.
    public let abbreviation: String
}

extension CivilZone {
    /// A moment as people there read it: `Fri Apr 17, 2026, 11:59 pm EDT`.
    ///
    /// The seconds are dropped, so that the last moment of a day still shows that day; 00:00 is `12:00 am`, never a
    /// word that leaves open which of two days is meant.
    public func spelled(_ instant: Instant) -> String {
        let clock = clock(at: instant)
        let hour = clock.hour % 12 == 0 ? 12 : clock.hour % 12
        var letters = Letters(36)
        letters.put(clock.date.spelled)
        letters.put(", ", hour, digits: hour < 10 ? 1 : 2)
        letters.put(":", clock.minute, digits: 2)
        letters.put(clock.hour < 12 ? " am " : " pm ")
        letters.put(clock.abbreviation)
        return letters.text
    }

    /// A moment in RFC 3339 with the place's own offset: `2026-04-17T23:59:50-04:00`.
    public func rfc3339(_ instant: Instant) -> String {
        instant.text(offsetSeconds: clock(at: instant).offsetSeconds)
    }
}
