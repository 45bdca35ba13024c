internal import PlainYAML

/// A form that fields of many kinds share: how it is read, how written, and what of it is compared.
struct Shape<Value> {
    /// One thing that a comparison sees in a value.
    struct Fact {
        /// What is put after the field's name; empty where the value is one fact.
        let name: String
        let text: String
        let measure: TermField.Measure

        init(_ text: String, _ measure: TermField.Measure = .words, name: String = "") {
            self.name = name
            self.text = text
            self.measure = measure
        }
    }

    /// A value as it may be written, for messages.
    let example: String
    /// The value of a node; faults are reported under the name.
    let read: (PlainNode, String, inout [Fault]) -> Value?
    /// The value as it is printed.
    let written: (Value) -> Written
    /// What is compared.
    let facts: (Value) -> [Fact]
}

extension Shape {
    /// A value that is one text.
    init(
        like example: String,
        _ convert: @escaping (String) -> Result<Value, Unreadable>,
        written: @escaping (Value) -> String,
        text: ((Value) -> String)? = nil,
        measure: @escaping (Value) -> TermField.Measure = { _ in .words }
    ) {
        self.example = example
        read = { node, name, faults in
            guard case .scalar(let text) = node.kind else {
                faults.append(
                    Fault(line: node.line, "'\(name)' is one value, not a list or a group of lines.")
                )
                return nil
            }
            switch convert(oneSpaced(text)) {
            case .success(let value): return value
            case .failure(let refusal):
                faults.append(Fault(line: node.line, "\(name): \(refusal.message)"))
                return nil
            }
        }
        self.written = { .text(written($0)) }
        facts = { [Fact((text ?? written)($0), measure($0))] }
    }
}
