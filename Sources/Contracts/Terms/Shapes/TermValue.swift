internal import CivilTime

/// What a term is about, in the form of its kind: a declaration over few shapes, by which it is read, printed and
/// compared.
protocol TermValue: Hashable, Sendable {
    /// A value to be filled in while reading.
    init()
    /// The fields, in the order of printing.
    static var form: [Slot<Self>] { get }
    /// What is wrong between fields that are right each for itself.
    var complaints: [Complaint] { get }
    /// What a comparison sees of it, beside the value on the other side where there is one.
    func fields(beside other: Counterpart<Self>?) -> [TermField]
    /// The changes of fields, with what can only be said of both values together.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field]
}

/// What is wrong with a field, seen with others.
struct Complaint {
    let name: String
    let message: String

    init(_ name: String, _ message: String) {
        self.name = name
        self.message = message
    }

    /// A field that must be there as long as no other takes its place.
    static func missing(_ name: String, like example: String) -> Complaint {
        Complaint(name, "'\(name)' is missing; add a line '\(name): \(example)'.")
    }
}

/// What the figures of two terms are reckoned on.
struct Bases {
    let old: Term.Basis?
    let new: Term.Basis?
}

/// What a term's value is read and printed with: what stands around its own lines.
struct TermContext {
    /// The first day of the term, if stated.
    var effective: CivilDate?
    /// The first table that follows in the section.
    var tableBelow: Table?
    /// The prose of the section.
    var paragraphs: [String] = []
}

extension TermValue {
    var complaints: [Complaint] { [] }

    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        changes
    }

    /// The value, or nil after its faults were noted.
    static func read(_ reader: inout FieldReader) -> Self? {
        let count = reader.faults.count
        var value = Self()
        for slot in form { slot.read(&reader, &value) }
        reader.add(value, since: count)
        return reader.faults.count == count ? value : nil
    }

    /// The lines by which it is written.
    func lines(_ context: TermContext) -> [Written.Line] {
        Self.form.flatMap { $0.written(self, context) }
    }

    func fields(beside other: Counterpart<Self>?) -> [TermField] {
        Self.form.flatMap { $0.fields(self, other) }
    }
}

extension FieldReader {
    /// Notes what is wrong between the fields of a value, where each was right for itself.
    mutating func add(_ value: some TermValue, since count: Int) {
        guard faults.count == count else { return }
        for complaint in value.complaints { refuse(complaint.name, complaint.message) }
    }
}
