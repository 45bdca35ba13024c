/// What differs between two packs, or two versions of one, step by step.
public struct PackComparison: Hashable, Sendable, Codable {
    /// How a part differs.
    public enum Kind: String, Sendable, Codable {
        /// Only the second pack has it.
        case added
        /// Only the first has it.
        case removed
        /// Both have it, and it says something else.
        case changed
    }

    /// One difference.
    public struct Change: Hashable, Sendable, Codable {
        /// How it differs.
        public let kind: Kind
        /// What it is a part of: `head`, `step ratification`, `option saturday`, `milestone school-start`.
        public let part: String
        /// The field; nil where the whole part was added or removed.
        public let field: String?
        /// What the first pack says.
        public let before: String?
        /// What the second says.
        public let after: String?
    }

    /// The first pack.
    public let first: String
    /// The second pack.
    public let second: String
    /// The differences, in the order of the first pack, then what the second adds.
    public let changes: [Change]

    /// Whether the packs say the same; remarks in their files do not count.
    public var isEmpty: Bool { changes.isEmpty }

    /// Compares two packs.
    public init(of first: RulePack, and second: RulePack) {
        self.first = first.id
        self.second = second.id
        let left = first.parts
        let right = second.parts
        var changes: [Change] = []
        for part in left {
            if let other = right.first(where: { $0.name == part.name }) {
                changes += Self.changes(in: part, and: other)
            } else {
                changes.append(
                    Change(kind: .removed, part: part.name, field: nil, before: part.title, after: nil)
                )
            }
        }
        for part in right where !left.contains(where: { $0.name == part.name }) {
            changes.append(Change(kind: .added, part: part.name, field: nil, before: nil, after: part.title))
        }
        self.changes = changes
    }

    private static func changes(in part: RulePack.Part, and other: RulePack.Part) -> [Change] {
        var changes: [Change] = []
        for field in part.fields {
            let after = other.fields.first { $0.name == field.name }?.value
            guard after != field.value else { continue }
            changes.append(
                Change(
                    kind: after == nil ? .removed : .changed,
                    part: part.name,
                    field: field.name,
                    before: field.value,
                    after: after
                )
            )
        }
        for field in other.fields where !part.fields.contains(where: { $0.name == field.name }) {
            changes.append(
                Change(kind: .added, part: part.name, field: field.name, before: nil, after: field.value)
            )
        }
        return changes
    }
}
