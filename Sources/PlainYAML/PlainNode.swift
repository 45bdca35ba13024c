/// One value of a plain YAML text, with the place where it stands.
public struct PlainNode: Hashable, Sendable {
    /// What the value is.
    public indirect enum Kind: Hashable, Sendable {
        /// A text, as written: no number, date or Boolean is guessed.
        case scalar(String)
        /// A list.
        case sequence([PlainNode])
        /// Names with values, in the order of the text.
        case mapping([Pair])
    }

    /// A name with its value.
    public struct Pair: Hashable, Sendable {
        /// The name.
        public let key: String
        /// The line of the name, counted from 1.
        public let line: Int
        /// What stands behind it.
        public let value: PlainNode
    }

    /// What the value is.
    public let kind: Kind
    /// The line where it starts, counted from 1.
    public let line: Int
    /// The column where it starts, counted from 1.
    public let column: Int

    init(_ kind: Kind, line: Int, column: Int) {
        self.kind = kind
        self.line = line
        self.column = column
    }

    /// A fault at this value's place.
    public func fault(_ message: String) -> PlainYAMLError {
        PlainYAMLError(line: line, column: column, message)
    }

    /// The text, or a fault that names what was expected here.
    public func text(_ expected: String) throws(PlainYAMLError) -> String {
        guard case .scalar(let text) = kind else { throw fault("Expected \(expected), found \(form).") }
        return text
    }

    /// A whole number within bounds, or a fault that names what was expected here.
    public func integer(_ expected: String, in range: ClosedRange<Int>) throws(PlainYAMLError) -> Int {
        let text = try text(expected)
        guard let number = Int(text), range.contains(number) else {
            throw fault(
                "Expected \(expected), a whole number from \(range.lowerBound) to \(range.upperBound); "
                    + "found '\(text.prefix(40))'."
            )
        }
        return number
    }

    /// The items of a list; a lone text counts as a list of one.
    public func items(_ expected: String) throws(PlainYAMLError) -> [PlainNode] {
        switch kind {
        case .sequence(let items): return items
        case .scalar: return [self]
        case .mapping: throw fault("Expected \(expected), found \(form).")
        }
    }

    /// One of the cases of an enumeration, by its raw text.
    public func choice<Choice>(
        _ expected: String,
        as type: Choice.Type = Choice.self
    ) throws(PlainYAMLError) -> Choice
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        let text = try text(expected)
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault("Expected \(expected), one of \(names); found '\(text.prefix(40))'.")
        }
        return choice
    }

    private var form: String {
        switch kind {
        case .scalar(let text): "the text '\(text.prefix(40))'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    func shifted(by lines: Int) -> PlainNode {
        guard lines != 0 else { return self }
        let moved: Kind =
            switch kind {
            case .scalar: kind
            case .sequence(let items): .sequence(items.map { $0.shifted(by: lines) })
            case .mapping(let pairs):
                .mapping(
                    pairs.map { Pair(key: $0.key, line: $0.line + lines, value: $0.value.shifted(by: lines)) }
                )
            }
        return PlainNode(moved, line: line + lines, column: column)
    }
}
