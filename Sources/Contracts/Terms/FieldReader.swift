internal import CivilTime
internal import PlainYAML

/// The lines of one term's block, taken one by one; every fault is kept, so that all can be mended in one go.
struct FieldReader {
    private(set) var faults: [Fault] = []
    /// What stands around the lines.
    var context: TermContext
    private let line: Int
    private let pairs: [PlainNode.Pair]
    private var asked: Set<String> = []
    private var order: [String] = []

    init(_ node: PlainNode, _ expected: String, context: TermContext = TermContext()) {
        line = node.line
        self.context = context
        if case .mapping(let pairs) = node.kind {
            self.pairs = pairs
        } else {
            pairs = []
            faults.append(Fault(line: node.line, "Expected \(expected): lines of the form 'name: value'."))
        }
    }

    /// The value of a name; nil where it is absent or faulty.
    mutating func read<Value>(_ key: String, _ shape: Shape<Value>) -> Value? {
        node(key).flatMap { shape.read($0, key, &faults) }
    }

    /// The value of a name that must be there.
    mutating func require<Value>(_ key: String, _ shape: Shape<Value>) -> Value? {
        guard has(key) else {
            missing(key, like: shape.example)
            return nil
        }
        return read(key, shape)
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
        faults.append(Fault(line: line, Complaint.missing(key, like: example).message))
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
        if let objection = InlineText.objections(to: text).first { return .failure(Unreadable(objection)) }
        guard !text.isEmpty else { return .failure(Unreadable("nothing stands behind the name.")) }
        guard text.count <= 500 else {
            return .failure(Unreadable("the text is longer than 500 characters."))
        }
        return .success(text)
    }

    static func identifier(_ text: String) -> Result<String, Unreadable> {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard isPlain, (1...80).contains(text.count) else {
            return .failure(
                Unreadable(
                    "'\(shortened(text))' is not an id: use small letters, digits, '-' and '.', such as teacher-salary."
                )
            )
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
