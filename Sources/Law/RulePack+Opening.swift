extension RulePack {
    /// One way in which a step opens: on the latest of its conditions' days, once all of them hold.
    public struct Opening: Hashable, Sendable {
        /// The reading under which this way exists; nil where it exists under every one.
        public let reading: Reading?
        /// What must hold.
        public let conditions: [Condition]

        /// A way of opening.
        public init(reading: Reading? = nil, conditions: [Condition]) {
            self.reading = reading
            self.conditions = conditions
        }
    }

    /// Something that must hold before a step opens, and that has a day.
    public enum Condition: Hashable, Sendable {
        /// The procedure was set going.
        case trigger
        /// A step ended with an outcome.
        case ended(step: String, outcome: String)
        /// A step's time passed.
        case lapsed(step: String)
        /// A step has a last day, whether or not it has come or the step has ended before.
        case due(step: String)

        /// The step that it is about.
        public var step: String? {
            switch self {
            case .trigger: nil
            case .ended(let step, _), .lapsed(let step), .due(let step): step
            }
        }
    }
}

extension RulePack.Condition: LosslessStringConvertible {
    /// A condition as packs write it: `trigger`, `STEP=OUTCOME`, `STEP=lapsed` or `STEP@due`.
    public init?(_ text: String) {
        if text == "trigger" {
            self = .trigger
            return
        }
        if text.hasSuffix("@due") {
            let step = String(text.dropLast(4))
            guard !step.isEmpty, !step.contains("=") else { return nil }
            self = .due(step: step)
            return
        }
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self = parts[1] == "lapsed" ? .lapsed(step: parts[0]) : .ended(step: parts[0], outcome: parts[1])
    }

    /// As packs write it.
    public var description: String {
        switch self {
        case .trigger: "trigger"
        case .ended(let step, let outcome): "\(step)=\(outcome)"
        case .lapsed(let step): "\(step)=lapsed"
        case .due(let step): "\(step)@due"
        }
    }
}
