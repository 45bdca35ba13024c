internal import CivilTime
internal import PlainYAML

/// The lines of one term's block, taken one by one; every fault is kept, so that all can be mended in one go.
struct FieldReader {
    private(set) var faults: [Fault] = []
    private let line: Int
    private let pairs: [PlainNode.Pair]
    private var asked: Set<String> = []
    private var order: [String] = []

    init(_ node: PlainNode, _ expected: String) {
        line = node.line
        if case .mapping(let pairs) = node.kind {
            self.pairs = pairs
        } else {
            pairs = []
            faults.append(Fault(line: node.line, "Expected \(expected): lines of the form 'name: value'."))
        }
    }

    /// The value of a name as read by a function; nil where it is absent or faulty.
    mutating func read<Value>(
        _ key: String,
        _ convert: (String) -> Result<Value, Unreadable>
    ) -> Value? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let text) = node.kind else {
            faults.append(Fault(line: node.line, "'\(key)' is one value, not a list or a group of lines."))
            return nil
        }
        switch convert(oneSpaced(text)) {
        case .success(let value): return value
        case .failure(let refusal):
            faults.append(Fault(line: node.line, "\(key): \(refusal.message)"))
            return nil
        }
    }

    /// The value of a name that must be there.
    mutating func require<Value>(
        _ key: String,
        like example: String,
        _ convert: (String) -> Result<Value, Unreadable>
    ) -> Value? {
        let count = faults.count
        let value = read(key, convert)
        if value == nil, faults.count == count { missing(key, like: example) }
        return value
    }

    /// What stands behind a name, whatever its form.
    mutating func node(_ key: String) -> PlainNode? {
        if asked.insert(key).inserted { order.append(key) }
        return pairs.first { $0.key == key }?.value
    }

    /// Whether the name is there.
    mutating func has(_ key: String) -> Bool { node(key) != nil }

    /// Notes the absence of a name.
    mutating func missing(_ key: String, like example: String) {
        faults.append(Fault(line: line, "'\(key)' is missing; add a line '\(key): \(example)'."))
    }

    /// Notes a fault at the line of a name.
    mutating func refuse(_ key: String, _ message: String) {
        faults.append(Fault(line: pairs.first { $0.key == key }?.line ?? line, message))
    }

    /// Takes over the faults found in a part.
    mutating func add(_ faults: [Fault]) {
        self.faults += faults
    }

    /// Refuses whatever was not asked for.
    mutating func finish() {
        for pair in pairs where !asked.contains(pair.key) {
            let known = order.joined(separator: ", ")
            let isCutAmount = pair.key.count == 3 && pair.key.allSatisfy(\.isNumber)
            let advice =
                isCutAmount
                ? "'\(pair.key)' looks like the end of an amount: inside { } write it in quotes, \"$1,000\"."
                : "'\(shortened(pair.key))' is not known here; known are \(known)."
            faults.append(Fault(line: pair.line, advice))
        }
    }
}

extension FieldReader {
    static func text(_ text: String) -> Result<String, Unreadable> {
        if let complaint = TextScreen.complaint(about: text) { return .failure(Unreadable(complaint)) }
        guard !text.isEmpty else { return .failure(Unreadable("nothing stands behind the name.")) }
        guard text.count <= 500 else {
            return .failure(Unreadable("the text is longer than 500 characters."))
        }
        return .success(text)
    }

    static func date(_ text: String) -> Result<CivilDate, Unreadable> {
        guard let date = CivilDate(text) else {
            return .failure(
                Unreadable("'\(shortened(text))' is not a date; write year-month-day, such as 2026-09-01.")
            )
        }
        return .success(date)
    }

    static func whole(_ range: ClosedRange<Int>) -> (String) -> Result<Int, Unreadable> {
        { text in
            guard let number = Int(text), range.contains(number) else {
                return .failure(
                    Unreadable(
                        "'\(shortened(text))' is not a whole number from \(range.lowerBound) to \(range.upperBound)."
                    )
                )
            }
            return .success(number)
        }
    }

    static func choice<Choice>(_ text: String) -> Result<Choice, Unreadable>
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            return .failure(Unreadable("'\(shortened(text))' is none of: \(names)."))
        }
        return .success(choice)
    }

    static func yes(_ text: String) -> Result<Bool, Unreadable> {
        switch text {
        case "yes": .success(true)
        case "no": .success(false)
        default: .failure(Unreadable("'\(shortened(text))' is neither yes nor no."))
        }
    }
}
