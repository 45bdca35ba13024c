/// The clock that a place goes by: where civil days and moments meet.
///
/// Pure: a list of the moments at which the place's clock was set, and to what. Before the first entry the first
/// offset holds, after the last entry the last.
public struct CivilZone: Hashable, Sendable {
    /// A moment at which the clock was set to an offset.
    public struct Transition: Hashable, Sendable {
        /// Seconds since 1970 in UTC.
        public let second: Int
        /// Seconds that local time is ahead of UTC from then on; negative in America.
        public let offset: Int
        /// What people call the time from then on, `EDT`.
        public let abbreviation: String

        /// A setting of the clock.
        public init(second: Int, offset: Int, abbreviation: String) {
            self.second = second
            self.offset = offset
            self.abbreviation = abbreviation
        }
    }

    /// The zone's name in the tz database, `America/New_York`.
    public let id: String
    private let transitions: [Transition]

    /// A zone by its settings of the clock, in any order.
    ///
    /// - Throws: `CivilTimeError.badRule` where there is none, or an offset is a day or more.
    public init(id: String, transitions: [Transition]) throws(CivilTimeError) {
        guard !transitions.isEmpty, transitions.allSatisfy({ abs($0.offset) < 86_400 }) else {
            throw CivilTimeError(
                .badRule,
                "The zone \(id) needs at least one offset, each of less than a day."
            )
        }
        self.id = id
        self.transitions = transitions.sorted { $0.second < $1.second }
    }

    /// The day that people there write at a moment.
    public func date(at instant: Instant) -> CivilDate {
        CivilDate(dayNumber: floorDiv(instant.seconds + setting(at: instant.seconds).offset, 86_400))
    }

    /// What the clock on the wall there shows at a moment.
    public func clock(at instant: Instant) -> ClockReading {
        let setting = setting(at: instant.seconds)
        let local = instant.seconds + setting.offset
        let ofDay = floorMod(local, 86_400)
        return ClockReading(
            date: CivilDate(dayNumber: floorDiv(local, 86_400)),
            hour: ofDay / 3600,
            minute: ofDay / 60 % 60,
            second: ofDay % 60,
            offsetSeconds: setting.offset,
            abbreviation: setting.abbreviation
        )
    }

    /// The first moment of a day there; a deadline's day ends where the next day starts.
    ///
    /// Where the clock jumps over 00:00 the day starts with the jump; where 00:00 comes twice, with the first.
    public func startOfDay(_ date: CivilDate) -> Instant {
        let local = date.dayNumber * 86_400
        // No offset reaches a day, so the settings within a day on either side are all that can matter.
        var index = lastIndex(at: local - 86_400)
        while index + 1 < transitions.count,
            local - transitions[index].offset >= transitions[index + 1].second
        {
            index += 1
        }
        let start = max(local - transitions[index].offset, index == 0 ? .min : transitions[index].second)
        return Instant(microseconds: Int64(start) * 1_000_000)
    }

    private func setting(at second: Int) -> Transition {
        transitions[lastIndex(at: second)]
    }

    /// The last setting at or before a second; the first one before all of them.
    private func lastIndex(at second: Int) -> Int {
        var low = 0
        var high = transitions.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if transitions[middle].second <= second { low = middle } else { high = middle }
        }
        return low
    }
}
