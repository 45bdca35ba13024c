/// One line of a kind's declaration: a field's name, where its value is kept, its form, what its change means and
/// whom more of it favours.
struct Slot<Root> {
    /// The name in the block; empty where the value does not stand in the block.
    let name: String
    let read: (inout FieldReader, inout Root) -> Void
    let written: (Root, TermContext) -> [Written.Line]
    /// The fields, seen beside those of the other side where there is one.
    let fields: (Root, Counterpart<Root>?) -> [TermField]
}

/// The value on the other side of a comparison.
struct Counterpart<Root> {
    let value: Root
    /// Whether the other side is the old one.
    let isOld: Bool
}

extension Slot {
    /// A field that must be there.
    static func required<Value>(
        _ name: String,
        _ path: WritableKeyPath<Root, Value>,
        _ shape: Shape<Value>,
        _ role: TermField.Role = .value,
        _ favour: Favour = .unknown
    ) -> Slot {
        Slot(
            name: name,
            read: { reader, root in
                if let value = reader.require(name, shape) { root[keyPath: path] = value }
            },
            written: { root, _ in [.init(name, shape.written(root[keyPath: path]))] },
            fields: { root, _ in fields(name, root[keyPath: path], shape, role, favour) }
        )
    }

    /// A field that may be left out.
    static func optional<Value>(
        _ name: String,
        _ path: WritableKeyPath<Root, Value?>,
        _ shape: Shape<Value>,
        _ role: TermField.Role = .value,
        _ favour: Favour = .unknown
    ) -> Slot {
        Slot(
            name: name,
            read: { reader, root in root[keyPath: path] = reader.read(name, shape) },
            written: { root, _ in
                root[keyPath: path].map { [.init(name, shape.written($0))] } ?? []
            },
            fields: { root, _ in
                root[keyPath: path].map { fields(name, $0, shape, role, favour) } ?? []
            }
        )
    }

    /// A list that may be left out; left out, it is empty.
    static func list<Element>(
        _ name: String,
        _ path: WritableKeyPath<Root, [Element]>,
        _ shape: Shape<[Element]>,
        _ role: TermField.Role = .value,
        _ favour: Favour = .unknown
    ) -> Slot {
        Slot(
            name: name,
            read: { reader, root in root[keyPath: path] = reader.read(name, shape) ?? [] },
            written: { root, _ in
                let names = root[keyPath: path]
                return names.isEmpty ? [] : [.init(name, shape.written(names))]
            },
            fields: { root, _ in
                let names = root[keyPath: path]
                return names.isEmpty ? [] : fields(name, names, shape, role, favour)
            }
        )
    }

    /// Yes or no; `no` where it is left out.
    static func flag(
        _ name: String,
        _ path: WritableKeyPath<Root, Bool>,
        _ role: TermField.Role,
        _ favour: Favour = .unknown
    ) -> Slot {
        Slot(
            name: name,
            read: { reader, root in root[keyPath: path] = reader.read(name, .yes) ?? false },
            written: { root, _ in root[keyPath: path] ? [.init(name, .text("yes"))] : [] },
            fields: { root, _ in fields(name, root[keyPath: path], .yes, role, favour) }
        )
    }

    /// A field that names its row and is no fact of its own.
    static func key<Value>(_ name: String, _ path: WritableKeyPath<Root, Value>, _ shape: Shape<Value>)
        -> Slot
    {
        let slot = required(name, path, shape)
        return Slot(name: name, read: slot.read, written: slot.written, fields: { _, _ in [] })
    }

    static func fields<Value>(
        _ name: String,
        _ value: Value,
        _ shape: Shape<Value>,
        _ role: TermField.Role,
        _ favour: Favour
    ) -> [TermField] {
        let label = name.replacing("_", with: " ")
        return shape.facts(value).map { fact in
            let name = [label, fact.name].filter { !$0.isEmpty }.joined(separator: " ")
            return TermField(name, role, fact.text, fact.measure, favour)
        }
    }
}
