/// The named values of a mapping, taken one by one, so that what nobody asked for is found and refused.
public struct PlainFields {
    /// The mapping itself, for faults about the whole.
    public let node: PlainNode
    private var remaining: [PlainNode.Pair]
    private var asked: [String] = []

    /// Opens a mapping; anything else is a fault.
    public init(_ node: PlainNode, _ expected: String) throws(PlainYAMLError) {
        guard case .mapping(let pairs) = node.kind else {
            throw node.fault("Expected \(expected): lines of the form 'name: value'.")
        }
        self.node = node
        remaining = pairs
    }

    /// The value of a name, or nil where the mapping does not have it.
    public mutating func optional(_ key: String) -> PlainNode? {
        asked.append(key)
        guard let index = remaining.firstIndex(where: { $0.key == key }) else { return nil }
        return remaining.remove(at: index).value
    }

    /// The value of a name; its absence is a fault.
    public mutating func required(_ key: String) throws(PlainYAMLError) -> PlainNode {
        guard let value = optional(key) else {
            throw node.fault("'\(key)' is missing; add a line '\(key): …'.")
        }
        return value
    }

    /// Refuses whatever was not asked for.
    public func finish() throws(PlainYAMLError) {
        guard let stray = remaining.first else { return }
        throw PlainYAMLError(
            line: stray.line,
            column: 1,
            "'\(stray.key.prefix(40))' is not known here; known are \(asked.joined(separator: ", "))."
        )
    }
}
