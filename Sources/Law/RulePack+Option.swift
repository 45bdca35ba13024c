extension RulePack {
    /// A question that the text leaves open, with the answers that lawyers give.
    public struct Option: Hashable, Sendable {
        /// Its name, `conciliator-clock`.
        public let id: String
        /// What is in doubt.
        public let question: String
        /// The answers; the steps say what each changes.
        public let choices: [Choice]
        /// The choice that is taken until the parties settle one.
        public let standard: String

        /// A question.
        public init(id: String, question: String, choices: [Choice], standard: String) {
            self.id = id
            self.question = question
            self.choices = choices
            self.standard = standard
        }

        /// The choice of a name.
        public func choice(_ id: String) -> Choice? {
            choices.first { $0.id == id }
        }
    }

    /// One answer to an open question.
    public struct Choice: Hashable, Sendable {
        /// Its name, `list-received`.
        public let id: String
        /// What it says.
        public let text: String
        /// The counting rule that it puts in the place of the pack's; nil where it changes none.
        public let countingRule: String?
        /// Whether the trigger came by mail, so that what is counted from it gains the days of the counting rule.
        public let isByMail: Bool

        /// An answer.
        public init(id: String, text: String, countingRule: String? = nil, isByMail: Bool = false) {
            self.id = id
            self.text = text
            self.countingRule = countingRule
            self.isByMail = isByMail
        }
    }

    /// An option with the choice that is taken.
    public struct Reading: Hashable, Sendable, CustomStringConvertible {
        /// The option.
        public let option: String
        /// The choice.
        public let choice: String

        /// A reading.
        public init(option: String, choice: String) {
            self.option = option
            self.choice = choice
        }

        /// `conciliator-clock=list-received`.
        public var description: String { "\(option)=\(choice)" }
    }
}
