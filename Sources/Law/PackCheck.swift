public import CivilTime

/// What a check of a rule pack found before anybody relies on it.
public struct PackCheck: Hashable, Sendable {
    /// How bad a finding is.
    public enum Severity: String, Sendable, Codable {
        /// The pack must not be used.
        case error
        /// The pack can be used; somebody should look.
        case warning
    }

    /// Something that is wrong with a pack.
    public struct Finding: Hashable, Sendable, Codable {
        /// How bad it is.
        public let severity: Severity
        /// The step that it is about; nil where it is about no one step.
        public let step: String?
        /// The field of the pack that it is about, `steps` or `calendar`.
        public let field: String
        /// What is wrong and how to mend it.
        public let message: String
    }

    /// A way through the procedure in which every step takes all its time.
    public struct Path: Hashable, Sendable, Codable {
        /// Days from the trigger to the end.
        public let days: Int
        /// The day that set it going.
        public let trigger: CivilDate
        /// The readings, where they are not the pack's standard ones.
        public let readings: [String]
        /// How its steps end, in the order in which they open: `bargaining=agreed`.
        public let endings: [String]
    }

    /// What was found, errors first.
    public let findings: [Finding]
    /// How many ways there are through the procedure, over all readings; 0 where errors kept them from being walked.
    public let pathCount: Int
    /// The shortest way over a year of triggers and all readings.
    public let shortest: Path?
    /// The longest way over a year of triggers and all readings.
    public let longest: Path?

    /// The steps at which a procedure stands still while everybody is silent: open ones, and those whose time passes
    /// without ending them.
    public let rests: [String]

    /// Whether the pack may be used.
    public var passes: Bool { !findings.contains { $0.severity == .error } }
}

extension RulePack {
    /// Looks for everything that would leave somebody without a next step or with a wrong date.
    ///
    /// - Parameters:
    ///   - calendars: at least those that the pack and its examples name.
    ///   - rules: at least the counting rules that the pack names.
    ///   - zone: the pack's zone.
    ///   - everyDays: the distance of the triggers of the typical year for which all ways are measured.
    /// - Returns: the findings, and the shortest and longest way where there are no errors.
    public func check(
        calendars: [HolidayCalendar],
        rules: [CountingRule],
        zone: CivilZone,
        everyDays: Int = 1
    ) -> PackCheck {
        var inspection = Inspection(pack: self, calendars: calendars, rules: rules, zone: zone)
        inspection.inspectParts()
        guard let proceeding = inspection.proceeding() else { return inspection.result(walk: nil) }
        guard !steps.isEmpty else { return inspection.result(walk: nil) }
        inspection.inspectDeadEnds()
        let walk = inspection.walk(proceeding, everyDays: everyDays)
        inspection.inspectExamples()
        return inspection.result(walk: walk)
    }
}
