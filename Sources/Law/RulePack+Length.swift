public import CivilTime

extension RulePack {
    /// How much time a step has: a number of days from its opening on, or back from a milestone.
    public struct Length: Hashable, Sendable {
        /// How many days.
        public let days: Int
        /// Which days count.
        public let kind: DayKind
        /// The milestone before which it lies so many days; nil where it is counted from the step's opening.
        public let before: String?

        /// A time.
        public init(days: Int, kind: DayKind, before milestone: String? = nil) {
            self.days = days
            self.kind = kind
            before = milestone
        }

        /// `10 business days`, `90 calendar days before school-start`.
        public var text: String {
            "\(days) \(kind.rawValue) day\(days == 1 ? "" : "s")" + (before.map { " before \($0)" } ?? "")
        }
    }

    /// The time that a step has instead under one reading of the law.
    public struct OtherLength: Hashable, Sendable {
        /// The reading.
        public let reading: Reading
        /// The time.
        public let length: Length

        /// Another time.
        public init(reading: Reading, length: Length) {
            self.reading = reading
            self.length = length
        }

        /// `30 business days when days=business`.
        public var text: String { "\(length.text) when \(reading)" }
    }

    /// A time that must have run before a step's act may be done.
    public struct Wait: Hashable, Sendable {
        /// How long, or how long before a milestone.
        public let length: Length
        /// Whether the act may be done only on the day after: `more than 15 calendar days after`, `less than 30 calendar
        /// days before`.
        public let isExceeded: Bool
        /// What the days are counted from; nil where they are counted back from a milestone.
        public let after: Condition?

        /// A time to wait.
        public init(length: Length, isExceeded: Bool = false, after condition: Condition? = nil) {
            self.length = length
            self.isExceeded = isExceeded
            after = condition
        }

        /// As packs write it: `more than 15 calendar days after mediation=begun`.
        public var text: String {
            (isExceeded ? (after == nil ? "less than " : "more than ") : "") + length.text
                + (after.map { " after \($0)" } ?? "")
        }
    }

    /// How far a step's time can be lengthened.
    public struct ExtensionLimit: Hashable, Sendable {
        /// The most time after the last day as it was counted; nil where only the number of extensions is limited.
        public let length: Length?
        /// How often; nil where only the time is limited.
        public let times: Int?

        /// A limit.
        public init(length: Length?, times: Int?) {
            self.length = length
            self.times = times
        }

        /// `at most 30 calendar days, at most 2 times`.
        public var text: String {
            [
                length.map { "at most \($0.text)" },
                times.map { $0 == 1 ? "at most once" : "at most \($0) times" },
            ]
            .compactMap(\.self).joined(separator: ", ")
        }
    }
}
