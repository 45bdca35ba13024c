internal import CivilTime
internal import PlainYAML

/// Reads the block of a term into its type, or says everything that is wrong with it.
struct TermReader {
    private var fields: FieldReader

    /// Opens a block.
    ///
    /// - Parameters:
    ///   - yaml: the lines between the fences.
    ///   - line: the number of the first of them.
    ///   - tableBelow: the first table that follows in the section.
    ///   - paragraphs: the prose of the section.
    /// - Throws: the fault that keeps the block from being read at all.
    init(yaml: String, line: Int, tableBelow: Table?, paragraphs: [String]) throws(Fault) {
        let context = TermContext(tableBelow: tableBelow, paragraphs: paragraphs)
        do {
            fields = FieldReader(try PlainYAML.parse(yaml, firstLine: line), "a term", context: context)
        } catch {
            throw Fault(line: error.line, error.message)
        }
    }

    /// The id, so that it can be looked for twice even in a faulty term.
    private(set) var id: String?

    /// The term, or every fault in it.
    mutating func term(section: String, line: Int) -> Result<Term, Faults> {
        id = fields.require("id", .id(like: "teacher-salary"))
        let kind = fields.require("kind", Shape<Term.Kind>.kind)
        let state = fields.read("state", Shape<Term.State>.choice) ?? .specified
        let isDated = kind == .salaryGrid && state == .specified
        let effective = isDated ? fields.require("effective", .date) : fields.read("effective", .date)
        let until = fields.read("until", .date)
        if let effective, let until, until < effective {
            fields.refuse(
                "until",
                "until: \(until) is before effective: \(effective); a term ends after it begins."
            )
        }
        let scope = fields.read("scope", .scope) ?? Term.Scope()
        let basis = fields.read("basis", .basis)
        let note = fields.read("note", Term.caveat)
        let stated = fields.read("stated", Term.statement)
        let clause = fields.read("clause", Term.label)
        guard let kind else { return .failure(Faults(fields.faults)) }
        fields.context.effective = effective
        let value = state == .specified ? Term.Value.read(kind, from: &fields) : nil
        fields.finish()
        guard let id, (value != nil) == (state == .specified), fields.faults.isEmpty else {
            return .failure(Faults(fields.faults))
        }
        return .success(
            Term(
                id: id,
                section: section,
                line: line,
                effective: effective,
                until: until,
                scope: scope,
                basis: basis,
                note: note,
                stated: stated,
                clause: clause ?? section,
                kind: kind,
                state: state,
                value: value
            )
        )
    }
}

/// All faults of one term.
struct Faults: Error {
    let list: [Fault]

    init(_ list: [Fault]) {
        self.list = list
    }
}
