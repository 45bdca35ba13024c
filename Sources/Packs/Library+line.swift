public import Law
import PlainYAML

extension Library {
    /// The line of a pack's text that a finding is about; nil where the text is no longer the one that was checked.
    ///
    /// - Parameters:
    ///   - finding: what the check found.
    ///   - packText: the text of the pack that was checked.
    /// - Returns: the line of the step or of the field, counted from 1.
    public static func line(of finding: PackCheck.Finding, in packText: String) -> Int? {
        guard let root = try? PlainYAML.parse(packText), case .mapping(let fields) = root.kind,
            let field = fields.first(where: { $0.key == finding.field })
        else { return nil }
        guard let step = finding.step, case .sequence(let steps) = field.value.kind else { return field.line }
        let node = steps.first { node in
            guard case .mapping(let pairs) = node.kind else { return false }
            return pairs.contains { pair in
                if case .scalar(step) = pair.value.kind { pair.key == "name" } else { false }
            }
        }
        return node?.line ?? field.line
    }
}
