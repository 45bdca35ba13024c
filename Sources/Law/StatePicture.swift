import CivilTime

/// A procedure as a picture: its steps in layers from the trigger down, with what leads from one to another.
public struct StatePicture: Sendable {
    /// A step, or the trigger, as a box.
    struct Box {
        let heading: [String]
        let lines: [String]
        /// Whether the procedure can end in it.
        let isFinal: Bool
        /// The steps that lead to it, with the words on the way.
        var ways: [(from: Int, label: String, isLapse: Bool)]
    }

    let title: String
    let subtitle: String
    /// The trigger, then the steps in the pack's order.
    let boxes: [Box]
    /// The layer of each box.
    let layers: [Int]

    /// The picture of a procedure.
    public init(of pack: RulePack) {
        title = pack.title
        let status =
            switch pack.status {
            case .law: "law"
            case .bill: "a bill, not law"
            case .policy: "a policy, not law"
            }
        subtitle = "\(pack.id) — \(status); verified \(pack.evidence.rawValue); as of \(pack.asOf)"
        let places = Dictionary(pack.steps.enumerated().map { ($1.id, $0 + 1) }) { first, _ in first }
        let trigger = Box(heading: [pack.trigger.id], lines: [], isFinal: false, ways: [])
        boxes = [trigger] + pack.steps.map { Self.box($0, places) }
        var layers = Array(repeating: 0, count: boxes.count)
        // A step stands below everything that leads to it; the steps wait for one another in no circle.
        for _ in boxes {
            for place in boxes.indices.dropFirst() {
                layers[place] = 1 + (boxes[place].ways.map { layers[$0.from] }.max() ?? 0)
            }
        }
        self.layers = layers
    }

    private static func box(_ step: RulePack.Step, _ places: [String: Int]) -> Box {
        var lines = ["\(step.id) · \(step.length?.text ?? "no number of days")"]
        for other in step.otherLengths { lines += broken(other.text) }
        lines += broken(step.actors.joined(separator: ", "))
        for wait in step.waits { lines += broken("not before: \(wait.text)") }
        if let ballot = step.ballot {
            lines += broken("vote: \(ballot.text)\(step.isPerSchool ? ", each school" : "")")
        }
        for outcome in step.outcomes {
            switch outcome.ending {
            case .procedure: lines += broken("■ \(outcome.id): the procedure ends")
            case .step: lines += broken("□ \(outcome.id): the step ends")
            case nil: break
            }
        }
        if let lapse = step.lapse { lines += broken(words(lapse)) }
        return Box(
            heading: broken(step.title, 34),
            lines: lines.filter { !$0.isEmpty },
            isFinal: step.outcomes.contains(where: \.endsProcedure) || step.lapse?.endsProcedure == true,
            ways: ways(to: step, places)
        )
    }

    private static func words(_ lapse: RulePack.Lapse) -> String {
        switch lapse.consequence {
        case .none: "time passes: overdue"
        case .refer(let to, _): "time passes: \(to) decides"
        case .deemed(let outcome): "time passes: counts as \(outcome)"
        case .advance where lapse.endsProcedure: "■ time passes: the procedure ends"
        case .advance where lapse.ending == .step: "□ time passes: the step ends"
        case .advance: ""
        }
    }

    private static func ways(
        to step: RulePack.Step,
        _ places: [String: Int]
    ) -> [(from: Int, label: String, isLapse: Bool)] {
        var found: [(from: Int, labels: [String], isLapse: Bool)] = []
        for opening in step.openings {
            let reading = opening.reading.map { " (\($0))" } ?? ""
            for condition in opening.conditions {
                let (from, label, isLapse): (Int, String, Bool) =
                    switch condition {
                    case .trigger: (0, "", false)
                    case .ended(let step, let outcome):
                        (
                            places[step] ?? 0,
                            outcome
                                + (opening.conditions.contains(.due(step: step)) ? " from the last day" : ""),
                            false
                        )
                    case .lapsed(let step): (places[step] ?? 0, "time passes", true)
                    case .due(let step): (places[step] ?? 0, "last day", true)
                    }
                // What waits for an outcome and for the last day of the same step is one way.
                if case .due(let step) = condition, opening.conditions.contains(where: { $0.isEnd(of: step) })
                {
                    continue
                }
                let words = label + reading
                if let place = found.firstIndex(where: { $0.from == from && $0.isLapse == isLapse }) {
                    if !found[place].labels.contains(words) { found[place].labels.append(words) }
                } else {
                    found.append((from, [words], isLapse))
                }
            }
        }
        return found.map { ($0.from, $0.labels.filter { !$0.isEmpty }.joined(separator: ", "), $0.isLapse) }
    }

    /// A text in lines of at most 40 columns.
    static func broken(_ text: String, _ columns: Int = 40) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let line = lines.last, line.count + 1 + word.count <= columns {
                lines[lines.count - 1] = "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension RulePack.Condition {
    /// Whether it waits for an outcome of a step.
    fileprivate func isEnd(of step: String) -> Bool {
        if case .ended(step, _) = self { true } else { false }
    }
}
