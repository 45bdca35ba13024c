internal import Yams

/// The small part of YAML in which rule packs, calendars and contract terms are written.
///
/// Mappings, sequences and scalars, nothing else: no anchors, aliases, tags or several documents. Size, nodes and
/// depth are capped, and what could multiply is refused *before* anything is built, since a text of some hundred
/// bytes can otherwise unfold to gigabytes. Scalars stay text: what `3.50` or `no` means is the reader's to say.
public enum PlainYAML {
    /// The largest text that is read, in bytes.
    public static let largestText = 256 * 1024
    /// The most nodes that one text may hold.
    public static let mostNodes = 10_000
    /// How deep mappings and sequences may nest.
    public static let deepest = 16

    /// The text as a tree whose every node knows its line.
    ///
    /// - Parameters:
    ///   - text: the whole text.
    ///   - firstLine: the number of its first line in the file that it was cut from.
    /// - Returns: the root of the tree.
    /// - Throws: a fault with its line and column for anything outside the subset.
    public static func parse(_ text: String, firstLine: Int = 1) throws(PlainYAMLError) -> PlainNode {
        do {
            try refuseWhatMultiplies(in: text)
            let root = try compose(text)
            var counted = 0
            return try convert(root, depth: 1, counted: &counted).shifted(by: firstLine - 1)
        } catch {
            throw PlainYAMLError(line: error.line + firstLine - 1, column: error.column, error.message)
        }
    }

    private static func compose(_ text: String) throws(PlainYAMLError) -> Yams.Node {
        let root: Yams.Node?
        do {
            // Named, since Yams else looks for it among the variables of the environment.
            root = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch let error as YamlError {
            throw fault(from: error)
        } catch {
            throw PlainYAMLError(line: 1, column: 1, "This is not YAML that can be read.")
        }
        guard let root else {
            throw PlainYAMLError(
                line: 1,
                column: 1,
                "The text is empty; expected lines such as 'id: teacher-salary'."
            )
        }
        return root
    }

    private static func fault(from error: YamlError) -> PlainYAMLError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            PlainYAMLError(line: mark.line, column: mark.column, "This is not YAML: \(problem.prefix(120)).")
        case .duplicatedKeysInMapping(let duplicates, let context):
            PlainYAMLError(
                line: context.mark.line,
                column: context.mark.column,
                "A key stands twice in one mapping (\(duplicates.map { $0.prefix(40) }.joined(separator: ", "))); "
                    + "keep one of them."
            )
        default:
            PlainYAMLError(line: 1, column: 1, "This is not YAML that can be read.")
        }
    }

    private static func convert(
        _ node: Yams.Node,
        depth: Int,
        counted: inout Int
    ) throws(PlainYAMLError) -> PlainNode {
        let line = node.mark?.line ?? 1
        let column = node.mark?.column ?? 1
        counted += 1
        guard counted <= mostNodes else {
            throw PlainYAMLError(
                line: line,
                column: column,
                "More than \(mostNodes) entries; split the file."
            )
        }
        guard depth <= deepest else {
            throw PlainYAMLError(line: line, column: column, "Nested more than \(deepest) deep; flatten it.")
        }
        switch node {
        case .scalar(let scalar):
            return PlainNode(.scalar(scalar.string), line: line, column: column)
        case .sequence(let sequence):
            var items: [PlainNode] = []
            for item in sequence {
                items.append(try convert(item, depth: depth + 1, counted: &counted))
            }
            return PlainNode(.sequence(items), line: line, column: column)
        case .mapping(let mapping):
            var pairs: [PlainNode.Pair] = []
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    throw PlainYAMLError(
                        line: line,
                        column: column,
                        "A key must be a word, not a list or mapping."
                    )
                }
                counted += 1
                let child = try convert(value, depth: depth + 1, counted: &counted)
                pairs.append(.init(key: name.string, line: key.mark?.line ?? line, value: child))
            }
            return PlainNode(.mapping(pairs), line: line, column: column)
        case .alias:
            throw PlainYAMLError(line: line, column: column, "Aliases are not read; write the value out.")
        }
    }
}
