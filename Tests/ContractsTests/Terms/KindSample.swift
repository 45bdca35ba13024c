import Contracts
import Testing

/// A kind of term as it is written, what changes of it mean, and what of it is refused.
struct KindSample: Sendable, CustomTestStringConvertible {
    /// One line or part of a line that is replaced, and what the comparison says.
    struct Change: Sendable {
        let old: String
        let new: String
        let classes: [TermChange.Class]
        let bearing: Bearing
        /// What the movement says, or a part of it.
        let text: String

        init(
            _ old: String,
            _ new: String,
            _ classes: [TermChange.Class],
            _ bearing: Bearing,
            _ text: String
        ) {
            self.old = old
            self.new = new
            self.classes = classes
            self.bearing = bearing
            self.text = text
        }
    }

    /// What is replaced, and the message with which that is refused.
    struct Refusal: Sendable {
        let old: String
        let new: String
        let message: String

        init(_ old: String, _ new: String, _ message: String) {
            self.old = old
            self.new = new
            self.message = message
        }
    }

    let kind: Term.Kind
    /// The lines in the one form in which they are printed.
    let lines: String
    /// The same in another form.
    let loose: String
    let changes: [Change]
    let refusals: [Refusal]

    init(
        _ kind: Term.Kind,
        _ lines: String,
        loose: String,
        changes: [Change],
        refusals: [Refusal]
    ) {
        self.kind = kind
        self.lines = lines
        self.loose = loose
        self.changes = changes
        self.refusals = refusals
    }

    var testDescription: String { kind.rawValue }

    /// The block with other lines.
    func block(_ lines: String) -> String { "id: x\nkind: \(kind.rawValue)\n" + lines }

    static let all = pay + time + people + benefits
}
