public import CivilTime

/// A procedure as the law, a bill or a policy lays it down: its steps, how their days are counted, what follows when
/// they pass, and how sure anybody is of each of these.
public struct RulePack: Hashable, Sendable {
    /// What stands behind the procedure.
    public enum Status: String, CaseIterable, Sendable, Codable {
        /// A statute or regulation in force.
        case law
        /// A bill that is not law.
        case bill
        /// A policy or agreement of the parties.
        case policy
    }

    /// What sets the procedure going.
    public struct Trigger: Hashable, Sendable {
        /// Its name, `request`.
        public let id: String
        /// What it is and which day of it counts.
        public let text: String

        /// A trigger.
        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    /// The name that commands use, `ma-69-1j-g`.
    public let id: String
    /// What people call it.
    public let title: String
    /// What stands behind it.
    public let status: Status
    /// How far it was verified as a whole.
    public let evidence: Evidence
    /// Where the official text is.
    public let source: String
    /// The day on which it was last compared.
    public let asOf: CivilDate
    /// Whose procedure it is.
    public let jurisdiction: String
    /// The tz name of the zone in which its days end.
    public let zone: String
    /// The calendar of holidays where nobody chooses another.
    public let calendar: String
    /// The counting rule where no reading says otherwise.
    public let countingRule: String
    /// What sets it going.
    public let trigger: Trigger
    /// To whom and when it applies.
    public let applies: String
    /// Dates that somebody records and that steps count from or back from.
    public let milestones: [Milestone]
    /// The only subjects that may be bargained; nil where the text closes no list.
    public let topics: Topics?
    /// Questions that the text leaves open.
    public let options: [Option]
    /// What is done, in the order in which it is told.
    public let steps: [Step]
    /// Cases with known dates that the pack must reproduce.
    public let examples: [Example]
    /// What else a reader should know.
    public let notes: [String]
    /// SHA-256 of the file it was read from, in lower-case hex.
    public let digest: String

    /// A pack of its parts.
    public init(
        id: String,
        title: String,
        status: Status,
        evidence: Evidence,
        source: String,
        asOf: CivilDate,
        jurisdiction: String,
        zone: String,
        calendar: String,
        countingRule: String,
        trigger: Trigger,
        applies: String,
        milestones: [Milestone] = [],
        topics: Topics? = nil,
        options: [Option],
        steps: [Step],
        examples: [Example],
        notes: [String],
        digest: String
    ) {
        self.id = id
        self.title = title
        self.status = status
        self.evidence = evidence
        self.source = source
        self.asOf = asOf
        self.jurisdiction = jurisdiction
        self.zone = zone
        self.calendar = calendar
        self.countingRule = countingRule
        self.trigger = trigger
        self.applies = applies
        self.milestones = milestones
        self.topics = topics
        self.options = options
        self.steps = steps
        self.examples = examples
        self.notes = notes
        self.digest = digest
    }

    /// The step of a name.
    public func step(_ id: String) -> Step? {
        steps.first { $0.id == id }
    }

    /// The milestone of a name.
    public func milestone(_ id: String) -> Milestone? {
        milestones.first { $0.id == id }
    }

    /// The option of a name.
    public func option(_ id: String) -> Option? {
        options.first { $0.id == id }
    }
}
