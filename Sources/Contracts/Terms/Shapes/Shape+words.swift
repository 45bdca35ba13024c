internal import CivilTime
internal import PlainYAML

extension Shape where Value == String {
    /// Words.
    static func text(like example: String) -> Shape {
        Shape(like: example, FieldReader.text, written: { $0 })
    }

    /// The id of a term.
    static func id(like example: String) -> Shape {
        Shape(like: example, FieldReader.identifier, written: { $0 })
    }
}

extension Shape where Value == Bool {
    /// Yes or no.
    static var yes: Shape {
        Shape(like: "yes", FieldReader.yes, written: { $0 ? "yes" : "no" }, text: nil) {
            .figure(Quantity($0 ? 1 : 0, .level))
        }
    }
}

extension Shape
where Value: RawRepresentable & CaseIterable & Equatable & Sendable, Value.RawValue == String {
    /// One of a few words, in no order.
    static var choice: Shape {
        Shape(like: Value.allCases.first?.rawValue ?? "", FieldReader.choice, written: \.rawValue)
    }

    /// One of a few words that are levels, declared lowest first.
    static var level: Shape {
        let levels = Array(Value.allCases)
        return Shape(like: levels.first?.rawValue ?? "", FieldReader.choice, written: \.rawValue, text: nil) {
            .figure(Quantity(levels.firstIndex(of: $0) ?? 0, .level))
        }
    }
}

extension Shape where Value == [String] {
    /// Names in no order.
    static func names(like example: String) -> Shape {
        Shape(
            example: example,
            read: { items(of: $0, $1, &$2, FieldReader.text) },
            written: { .names($0) },
            facts: { [Fact($0.joined(separator: ", "), .members($0))] }
        )
    }

    /// Names in their order, the first counting most; each is compared by its rank.
    static func ordered(like example: String) -> Shape {
        Shape(
            example: example,
            read: { items(of: $0, $1, &$2, FieldReader.text) },
            written: { .names($0) },
            facts: { names in
                names.enumerated().map { index, name in
                    Fact("rank \(index + 1)", .figure(Quantity(index + 1, .rank)), name: name)
                }
            }
        )
    }
}

extension Shape where Value == [CivilDate] {
    /// Days in no order.
    static var dates: Shape {
        Shape(
            example: "[2026-09-15, 2027-02-01]",
            read: { items(of: $0, $1, &$2, FieldReader.date) },
            written: { .names($0.map(\.description)) },
            facts: { dates in
                let texts = dates.map(\.description)
                return [Fact(texts.joined(separator: ", "), .members(texts))]
            }
        )
    }
}

/// How many items a list may have.
private let mostItems = 100

/// The items of a list, none twice; one alone counts as a list of one.
private func items<Item: Equatable>(
    of node: PlainNode,
    _ name: String,
    _ faults: inout [Fault],
    _ convert: (String) -> Result<Item, Unreadable>
) -> [Item]? {
    let count = faults.count
    let nodes: [PlainNode]
    switch node.kind {
    case .sequence(let list): nodes = list
    case .scalar: nodes = [node]
    case .mapping: nodes = []
    }
    if nodes.isEmpty || nodes.count > mostItems {
        faults.append(
            Fault(line: node.line, "\(name): expected a list of 1 to \(mostItems) such as [one, two].")
        )
        return nil
    }
    var items: [Item] = []
    for node in nodes {
        guard case .scalar(let text) = node.kind else {
            faults.append(
                Fault(line: node.line, "\(name): expected one value, not a list or a group of lines.")
            )
            continue
        }
        switch convert(oneSpaced(text)) {
        case .success(let item) where items.contains(item):
            faults.append(Fault(line: node.line, "\(name): '\(shortened(text))' stands twice; keep one."))
        case .success(let item): items.append(item)
        case .failure(let refusal):
            faults.append(Fault(line: node.line, "\(name): \(refusal.message)"))
        }
    }
    return faults.count == count ? items : nil
}
