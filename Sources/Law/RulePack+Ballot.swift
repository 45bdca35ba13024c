extension RulePack {
    /// The party whose act a step is, where it is one party's alone.
    public enum Party: String, CaseIterable, Sendable, Codable {
        case board, union
    }

    /// How a vote decides a step: of whom, and how many of them must say yes.
    public struct Ballot: Hashable, Sendable {
        /// What the yes votes are measured against.
        public enum Measure: String, CaseIterable, Sendable, Codable {
            /// The votes cast, blank ones included.
            case cast
            /// All who may vote, whether or not they did.
            case members
            /// All who may vote and work at the school, whether or not they did.
            case membersAtSchool = "members-at-the-school"

            var words: String {
                switch self {
                case .cast: "the votes cast"
                case .members: "the members"
                case .membersAtSchool: "the members at the school"
                }
            }
        }

        /// The outcome when the vote carries.
        public let passes: String
        /// The outcome when it fails.
        public let fails: String
        /// What the yes votes are measured against.
        public let measure: Measure
        /// The share that is needed.
        public let share: Share
        /// Who may vote; nil where the step's actors say it.
        public let electorate: String?

        /// A ballot.
        public init(
            passes: String,
            fails: String,
            measure: Measure,
            share: Share,
            electorate: String? = nil
        ) {
            self.electorate = electorate
            self.passes = passes
            self.fails = fails
            self.measure = measure
            self.share = share
        }

        /// Both outcomes.
        public var outcomes: [String] { [passes, fails] }

        /// The outcome that figures make.
        ///
        /// A vote in which nobody took part fails.
        public func outcome(electorate: Int, cast: Int, yes: Int) -> String {
            let whole = measure == .cast ? cast : electorate
            return whole > 0 && share.isMet(by: yes, of: whole) ? passes : fails
        }

        /// Why figures cannot be those of a vote; nil where they can.
        public func objection(electorate: Int, cast: Int, yes: Int, no: Int) -> Objection? {
            let most = 10_000_000
            guard [electorate, cast, yes, no].allSatisfy({ (0...most).contains($0) }) else {
                return Objection(.badFigures, "A vote's figures are whole numbers from 0 to \(most).")
            }
            guard electorate > 0 else {
                return Objection(
                    .badFigures,
                    "Nobody may vote, so there is no vote: give the number of members who may, which is not 0."
                )
            }
            guard cast <= electorate else {
                return Objection(
                    .badFigures,
                    "\(cast) votes cannot be cast by \(electorate) members. Check the figures."
                )
            }
            guard yes + no <= cast else {
                return Objection(
                    .badFigures,
                    "\(yes) yes and \(no) no are more than the \(cast) votes cast. Check the figures."
                )
            }
            return nil
        }

        /// `more than 1/2 of the votes cast`.
        public var text: String { "\(share.text) of \(measure.words)" }
    }

    /// A share that must be reached, or exceeded: `at least 2/3`, `more than 1/2`, `at least 60%`.
    public struct Share: Hashable, Sendable {
        /// The upper number.
        public let numerator: Int
        /// The lower number.
        public let denominator: Int
        /// Whether the share itself is not enough.
        public let isExceeded: Bool
        private let isPercentage: Bool

        /// A share written as `more than 1/2`, `at least 60/100` or `at least 60%`; nil for any other text.
        public init?(_ text: String) {
            let words = text.split(separator: " ").map(String.init)
            guard words.count == 3, ["more than", "at least"].contains("\(words[0]) \(words[1])") else {
                return nil
            }
            isPercentage = words[2].hasSuffix("%")
            let fraction = isPercentage ? words[2].dropLast() + "/100" : words[2][...]
            let numbers = fraction.split(separator: "/").map { Int($0) }
            guard numbers.count == 2, let upper = numbers[0], let lower = numbers[1], upper > 0,
                upper <= lower,
                lower <= 1000
            else { return nil }
            numerator = upper
            denominator = lower
            isExceeded = words[0] == "more"
        }

        func isMet(by part: Int, of whole: Int) -> Bool {
            isExceeded ? part * denominator > whole * numerator : part * denominator >= whole * numerator
        }

        /// As it is written.
        public var text: String {
            let share = isPercentage ? "\(numerator)%" : "\(numerator)/\(denominator)"
            return "\(isExceeded ? "more than" : "at least") \(share)"
        }
    }
}
