public import CivilTime

extension RulePack {
    /// Something that somebody has to do, with the time that the law gives for it.
    public struct Step: Hashable, Sendable {
        /// Its name, `ratification`.
        public let id: String
        /// What people call it.
        public let title: String
        /// Who must act.
        public let actors: [String]
        /// The party whose act it is; nil where it is both parties' or a third person's.
        public let party: Party?
        /// The ways in which it opens; the first whose conditions hold is the one.
        public let openings: [Opening]
        /// The time it has; nil for an open step, which the law gives no number.
        public let length: Length?
        /// The times that it has instead under other readings, all of one option, counted as its own is.
        public let otherLengths: [OtherLength]
        /// The days before which its act may not be done: all of them must have come.
        public let waits: [Wait]
        /// Whether each school of the negotiation has its own vote on it.
        public let isPerSchool: Bool
        /// The time of day at which its last day ends; nil where it ends with the day.
        public let cutoff: ClockTime?
        /// What a reader should know about the count.
        public let countingNote: String?
        /// The provision, `G.L. c.69 §1J(g) ¶1`.
        public let citation: String
        /// Where the provision can be read.
        public let source: String
        /// How far this step was verified.
        public let evidence: Evidence
        /// Whether the time can be lengthened.
        public let extending: Extending
        /// How far the time can be lengthened at most; nil where the text sets no limit.
        public let extensionLimit: ExtensionLimit?
        /// How it can end by an act.
        public let outcomes: [Outcome]
        /// The vote that decides between its outcomes; nil where no vote does.
        public let ballot: Ballot?
        /// What follows when its time passes; nil exactly for open steps.
        public let lapse: Lapse?

        /// A step of its parts.
        public init(
            id: String,
            title: String,
            actors: [String],
            party: Party? = nil,
            openings: [Opening],
            length: Length?,
            otherLengths: [OtherLength] = [],
            waits: [Wait] = [],
            isPerSchool: Bool = false,
            cutoff: ClockTime? = nil,
            countingNote: String?,
            citation: String,
            source: String,
            evidence: Evidence,
            extending: Extending,
            extensionLimit: ExtensionLimit? = nil,
            outcomes: [Outcome],
            ballot: Ballot? = nil,
            lapse: Lapse?
        ) {
            self.id = id
            self.title = title
            self.actors = actors
            self.party = party
            self.openings = openings
            self.length = length
            self.otherLengths = otherLengths
            self.waits = waits
            self.isPerSchool = isPerSchool
            self.cutoff = cutoff
            self.countingNote = countingNote
            self.citation = citation
            self.source = source
            self.evidence = evidence
            self.extending = extending
            self.extensionLimit = extensionLimit
            self.outcomes = outcomes
            self.ballot = ballot
            self.lapse = lapse
        }

        /// All times that it has, under whatever reading.
        package var lengths: [Length] { [length].compactMap(\.self) + otherLengths.map(\.length) }

        /// The time that it has where the options are read so.
        func length(under readings: [Reading]) -> Length? {
            otherLengths.first { readings.contains($0.reading) }?.length ?? length
        }

        /// The outcome of a name.
        public func outcome(_ id: String) -> Outcome? {
            outcomes.first { $0.id == id }
        }
    }

    /// Whether and by whom a step's time can be lengthened.
    public enum Extending: String, CaseIterable, Sendable, Codable {
        /// The text is silent.
        case noneStated = "none-stated"
        /// The text forbids it.
        case forbidden
        /// The parties may agree on it.
        case byAgreement = "by-agreement"
        /// An authority may grant it.
        case byAuthority = "by-authority"
    }

    /// What is over when nothing waits for how a step ended.
    public enum Ending: String, CaseIterable, Sendable {
        /// The whole procedure: `ends: yes`.
        case procedure = "yes"
        /// The step alone, beside which others go on: `ends: step`.
        case step
    }

    /// A way in which a step ends by an act.
    public struct Outcome: Hashable, Sendable {
        /// Its name, `ratified`.
        public let id: String
        /// What it means.
        public let text: String
        /// Whether it is the one that a simulation takes where nothing else is said.
        public let isUsual: Bool
        /// Whether the whole procedure ends with it.
        public var endsProcedure: Bool { ending == .procedure }
        /// What is over with it, where no other step waits for it.
        public let ending: Ending?

        /// An outcome.
        public init(id: String, text: String, isUsual: Bool = false, ending: Ending? = nil) {
            self.id = id
            self.text = text
            self.isUsual = isUsual
            self.ending = ending
        }
    }

    /// What follows when a step's time passes without its act.
    public struct Lapse: Hashable, Sendable {
        /// What the law makes of it.
        public let consequence: Consequence
        /// The same as a sentence for those whom it concerns.
        public let text: String
        /// Whether the whole procedure ends with it.
        public var endsProcedure: Bool { ending == .procedure }
        /// What is over with it, where no other step waits for it.
        public let ending: Ending?

        /// A lapse.
        public init(consequence: Consequence, text: String, ending: Ending? = nil) {
            self.consequence = consequence
            self.text = text
            self.ending = ending
        }
    }

    /// What the law makes of a time that passed.
    public enum Consequence: Hashable, Sendable {
        /// The step ends, and what waits for its lapse opens.
        case advance
        /// Somebody else decides: the step goes on without a date until that outcome is recorded.
        case refer(to: String, outcome: String)
        /// The step ends as if this outcome had been recorded.
        case deemed(outcome: String)
        /// The text states nothing: the deadline is missed, the act can still be done late.
        case none

        /// Its word in a pack: `advance`, `refer`, `deemed` or `none`.
        public var name: String {
            switch self {
            case .advance: "advance"
            case .refer: "refer"
            case .deemed: "deemed"
            case .none: "none"
            }
        }
    }
}
