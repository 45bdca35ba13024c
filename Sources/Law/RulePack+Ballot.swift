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
        }

        /// The outcome when the vote carries.
        public let passes: String
        /// The outcome when it fails.
        public let fails: String
        /// What the yes votes are measured against.
        public let measure: Measure
        /// The share that is needed.
        public let share: Share

        /// A ballot.
        public init(passes: String, fails: String, measure: Measure, share: Share) {
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

        /// `more than 1/2 of the votes cast`.
        public var text: String {
            "\(share.text) of \(measure == .cast ? "the votes cast" : "the members")"
        }
    }

    /// A share that must be reached, or exceeded: `at least 2/3`, `more than 1/2`.
    public struct Share: Hashable, Sendable {
        /// The upper number.
        public let numerator: Int
        /// The lower number.
        public let denominator: Int
        /// Whether the share itself is not enough.
        public let isExceeded: Bool

        /// A share written as `more than 1/2` or `at least 60/100`; nil for any other text.
        public init?(_ text: String) {
            let words = text.split(separator: " ").map(String.init)
            guard words.count == 3, ["more than", "at least"].contains("\(words[0]) \(words[1])") else {
                return nil
            }
            let numbers = words[2].split(separator: "/").map { Int($0) }
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
        public var text: String { "\(isExceeded ? "more than" : "at least") \(numerator)/\(denominator)" }
    }
}
