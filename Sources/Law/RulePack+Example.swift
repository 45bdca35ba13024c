public import CivilTime

extension RulePack {
    /// A case with known dates, which the pack must reproduce before it is used.
    public struct Example: Hashable, Sendable {
        /// What happened.
        public let title: String
        /// The calendar, where it is not the pack's.
        public let calendar: String?
        /// When school was in session; nil where no school days are counted.
        public let school: SchoolCalendar?
        /// The day that set the procedure going.
        public let trigger: CivilDate
        /// How open questions are answered.
        public let readings: [Reading]
        /// The dates of milestones.
        public let milestones: [String: CivilDate]
        /// How steps end.
        public let assumptions: [Assumption]
        /// The last day of each step that is known.
        public let dates: [Known]

        /// A step with its known last day.
        public struct Known: Hashable, Sendable {
            /// The step.
            public let step: String
            /// Its last day.
            public let due: CivilDate

            /// A known date.
            public init(step: String, due: CivilDate) {
                self.step = step
                self.due = due
            }
        }

        /// A case.
        public init(
            title: String,
            calendar: String?,
            school: SchoolCalendar? = nil,
            trigger: CivilDate,
            readings: [Reading],
            milestones: [String: CivilDate] = [:],
            assumptions: [Assumption],
            dates: [Known]
        ) {
            self.title = title
            self.calendar = calendar
            self.school = school
            self.trigger = trigger
            self.readings = readings
            self.milestones = milestones
            self.assumptions = assumptions
            self.dates = dates
        }
    }
}
