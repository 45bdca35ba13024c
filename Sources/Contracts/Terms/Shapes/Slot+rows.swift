internal import CivilTime
internal import PlainYAML

/// A row of a list in a term: a rung of a ladder, a cap for a grade, a step of a dispute.
protocol TermRow: TermValue {
    /// What a row is, for messages: `a rung`.
    static var noun: String { get }
    /// A row as it is written, for messages.
    static var example: String { get }
    /// What its fields are called in front: `after 15 years`; no two rows of a list have the same.
    var title: String { get }
    /// What is wrong with the order of two rows; nil where nothing is.
    static func complaint(about row: Self, after previous: Self) -> String?
    /// The titles of all rows, beside the list on the other side where there is one.
    static func titles(of rows: [Self], beside other: Counterpart<[Self]>?) -> [String]
}

extension TermRow {
    static func complaint(about row: Self, after previous: Self) -> String? { nil }
    static func titles(of rows: [Self], beside other: Counterpart<[Self]>?) -> [String] { rows.map(\.title) }
}

/// A row that holds from a day on.
protocol DatedRow: TermRow {
    var effective: CivilDate { get set }
}

extension DatedRow {
    var title: String { effective.description }

    /// By their place: a ladder that begins a year later is compared rung by rung all the same.
    static func titles(of rows: [Self], beside other: Counterpart<[Self]>?) -> [String] {
        let word = noun.drop { $0 != " " }.dropFirst()
        let isOne = max(rows.count, other?.value.count ?? 0) == 1
        return rows.indices.map { isOne ? String(word) : "\(word) \($0 + 1)" }
    }

    static func complaint(about row: Self, after previous: Self) -> String? {
        row.effective > previous.effective ? nil : "\(row.effective) does not follow \(previous.effective)."
    }
}

extension Slot {
    /// How many rows a list may have.
    private static var mostRows: Int { 200 }

    /// A list of rows that must be there.
    static func rows<Row: TermRow>(_ name: String, _ path: WritableKeyPath<Root, [Row]>) -> Slot {
        rows(name, path, isRequired: true)
    }

    /// A list of rows that may be left out.
    static func optionalRows<Row: TermRow>(_ name: String, _ path: WritableKeyPath<Root, [Row]>) -> Slot {
        rows(name, path, isRequired: false)
    }

    /// Rows by date; one that begins with the term may stand in the term's own lines.
    static func dated<Row: DatedRow>(_ name: String, _ path: WritableKeyPath<Root, [Row]>) -> Slot {
        let listed = rows(name, path, isRequired: true)
        return Slot(
            name: name,
            read: { reader, root in
                if reader.has(name) { return listed.read(&reader, &root) }
                var row = Row()
                let count = reader.faults.count
                let effective = reader.context.effective
                for slot in Row.form where slot.name != "effective" { slot.read(&reader, &row) }
                reader.add(row, since: count)
                guard reader.faults.count == count else { return }
                guard let effective else {
                    if !reader.has("effective") { reader.missing("effective", like: "2026-09-01") }
                    return
                }
                row.effective = effective
                root[keyPath: path] = [row]
            },
            written: { root, context in
                let rows = root[keyPath: path]
                guard rows.count == 1, rows[0].effective == context.effective else {
                    return listed.written(root, context)
                }
                return Row.form.filter { $0.name != "effective" }.flatMap { $0.written(rows[0], context) }
            },
            fields: listed.fields
        )
    }

    private static func rows<Row: TermRow>(
        _ name: String,
        _ path: WritableKeyPath<Root, [Row]>,
        isRequired: Bool
    ) -> Slot {
        Slot(
            name: name,
            read: { reader, root in
                guard let node = reader.node(name) else {
                    if isRequired {
                        let lines = "'\(name):' and under it one '- \(Row.example)' a line"
                        reader.refuse(name, "'\(name)' is missing; add \(lines).")
                    }
                    return
                }
                root[keyPath: path] = read(node, name, &reader)
            },
            written: { root, context in
                let rows = root[keyPath: path]
                guard !rows.isEmpty else { return [] }
                return [.init(name, .groups(rows.map { $0.lines(context) }))]
            },
            fields: { root, other in
                let beside = other.map { Counterpart(value: $0.value[keyPath: path], isOld: $0.isOld) }
                return fields(of: root[keyPath: path], beside: beside)
            }
        )
    }

    /// What a row says that the other side does not have at all is one change of the value, whatever it says.
    private static func fields<Row: TermRow>(of rows: [Row], beside other: Counterpart<[Row]>?) -> [TermField]
    {
        let others = other.map { other in
            Set(Row.titles(of: other.value, beside: Counterpart(value: rows, isOld: !other.isOld)))
        }
        return zip(rows, Row.titles(of: rows, beside: other)).flatMap { row, title in
            let isAlone = others.map { !$0.contains(title) } ?? false
            return row.fields(beside: nil).map { $0.named(in: title, as: isAlone ? .value : $0.role) }
        }
    }

    private static func read<Row: TermRow>(_ node: PlainNode, _ name: String, _ reader: inout FieldReader)
        -> [Row]
    {
        guard case .sequence(let items) = node.kind, !items.isEmpty else {
            reader.refuse(name, "\(name): expected a list, one '- \(Row.example)' a line.")
            return []
        }
        guard items.count <= mostRows else {
            reader.refuse(name, "\(name): \(items.count) lines are too many; a list has at most \(mostRows).")
            return []
        }
        var rows: [Row] = []
        for item in items {
            var parts = FieldReader(item, "\(Row.noun) such as \(Row.example)", context: reader.context)
            let row = Row.read(&parts)
            parts.finish()
            reader.add(parts.faults)
            guard let row else { continue }
            let order = rows.last.flatMap { Row.complaint(about: row, after: $0) }
            let isRepeated = rows.contains { $0.title == row.title }
            if let complaint = order
                ?? (isRepeated ? "'\(shortened(row.title))' stands twice; keep one." : nil)
            {
                reader.add([Fault(line: item.line, "\(name): \(complaint)")])
            }
            rows.append(row)
        }
        return rows
    }
}

extension TermField {
    /// The same field under the title of its row.
    fileprivate func named(in title: String, as role: Role) -> TermField {
        TermField("\(title) \(name)", role, text, measure, favour)
    }
}
