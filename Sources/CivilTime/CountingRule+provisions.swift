extension CountingRule {
    /// Short periods of calendar days, within which shut days are not counted.
    public struct ShortPeriods: Hashable, Sendable {
        /// Which periods are short.
        public enum Length: Hashable, Sendable {
            /// Those of fewer days.
            case below(Int)
            /// Those of just so many.
            case exactly(Int)
        }

        /// Which periods are short, by the number of days that the text gives, mail days not included.
        public let length: Length
        /// The days that do not count within them.
        public let skip: ShutDays
        /// The law that says so.
        public let citation: String
        /// How far that was verified.
        public let evidence: Evidence

        /// What is different for short periods.
        public init(length: Length, skip: ShutDays, citation: String, evidence: Evidence) {
            self.length = length
            self.skip = skip
            self.citation = citation
            self.evidence = evidence
        }

        /// Whether a number of days is a short period.
        public func contains(_ days: Int) -> Bool {
            switch length {
            case .below(let bound): days < bound
            case .exactly(let number): days == number
            }
        }
    }

    /// The calendar days that service by mail adds.
    public struct Mail: Hashable, Sendable {
        /// Whether they are added before or after the last day moves.
        public enum Order: String, CaseIterable, Sendable {
            /// Added to day N as it is; then the sum moves where it does not stand.
            case addThenRoll = "add-then-roll"
            /// Day N moves where it does not stand; then they are added, and the sum moves once more if it must.
            case rollThenAdd = "roll-then-add"
        }

        /// How many calendar days.
        public let days: Int
        /// Whether they are added before or after the last day moves.
        public let order: Order
        /// The law that says so.
        public let citation: String
        /// How far that was verified.
        public let evidence: Evidence

        /// What service by mail adds.
        public init(days: Int, order: Order = .addThenRoll, citation: String, evidence: Evidence) {
            self.days = days
            self.order = order
            self.citation = citation
            self.evidence = evidence
        }
    }

    /// The time of day up to which a filing counts for its day.
    public struct Filing: Hashable, Sendable {
        /// A filing at this time is still in time; after it, it counts for the next business day.
        public let until: ClockTime
        /// The law that says so.
        public let citation: String
        /// How far that was verified.
        public let evidence: Evidence

        /// An hour of closing.
        public init(until: ClockTime, citation: String, evidence: Evidence) {
            self.until = until
            self.citation = citation
            self.evidence = evidence
        }
    }
}
