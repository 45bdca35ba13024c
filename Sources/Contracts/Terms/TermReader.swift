internal import CivilTime
internal import PlainYAML

/// Reads the block of a term into its type, or says everything that is wrong with it.
struct TermReader {
    private var fields: FieldReader
    private let tableBelow: Table?
    private let paragraphs: [String]

    /// Opens a block.
    ///
    /// - Parameters:
    ///   - yaml: the lines between the fences.
    ///   - line: the number of the first of them.
    ///   - tableBelow: the first table that follows in the section.
    ///   - paragraphs: the prose of the section.
    /// - Throws: the fault that keeps the block from being read at all.
    init(yaml: String, line: Int, tableBelow: Table?, paragraphs: [String]) throws(Fault) {
        do {
            fields = FieldReader(try PlainYAML.parse(yaml, firstLine: line), "a term")
        } catch {
            throw Fault(line: error.line, error.message)
        }
        self.tableBelow = tableBelow
        self.paragraphs = paragraphs
    }

    /// The id, so that it can be looked for twice even in a faulty term.
    private(set) var id: String?

    /// The term, or every fault in it.
    mutating func term(section: String, line: Int) -> Result<Term, Faults> {
        id = fields.require("id", like: "teacher-salary", Self.identifier)
        let kind: Term.Kind? = fields.require("kind", like: "stipend", FieldReader.choice)
        let isDated = kind == .salaryGrid
        let effective =
            isDated
            ? fields.require("effective", like: "2026-09-01", FieldReader.date)
            : fields.read("effective", FieldReader.date)
        let until = fields.read("until", FieldReader.date)
        if let effective, let until, until < effective {
            fields.refuse(
                "until",
                "until: \(until) is before effective: \(effective); a term ends after it begins."
            )
        }
        let scope = scope()
        let basis = basis()
        let note = fields.read("note", FieldReader.text)
        guard let kind else { return .failure(Faults(fields.faults)) }
        let value = value(of: kind, effective: effective)
        fields.finish()
        guard let id, let value, fields.faults.isEmpty else { return .failure(Faults(fields.faults)) }
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
                value: value
            )
        )
    }

    private static func identifier(_ text: String) -> Result<String, Unreadable> {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        guard isPlain, (1...80).contains(text.count) else {
            return .failure(
                Unreadable(
                    "'\(shortened(text))' is not an id: use small letters, digits, '-' and '.', such as teacher-salary."
                )
            )
        }
        return .success(text)
    }

    private mutating func scope() -> Term.Scope {
        guard let node = fields.node("scope") else { return Term.Scope(schools: [], level: nil) }
        var parts = FieldReader(node, "a scope such as {schools: [Kiley, Duggan], level: middle}")
        var schools: [String] = []
        if let list = parts.node("schools") {
            do {
                for item in try list.items("school names") {
                    let name = try item.text("the name of a school")
                    switch FieldReader.text(oneSpaced(name)) {
                    case .success(let name): schools.append(name)
                    case .failure(let refusal):
                        fields.add([Fault(line: item.line, "schools: \(refusal.message)")])
                    }
                }
            } catch {
                fields.add([Fault(line: error.line, error.message)])
            }
        }
        let level = parts.read("level", FieldReader.text)
        parts.finish()
        fields.add(parts.faults)
        return Term.Scope(schools: schools, level: level)
    }

    private mutating func basis() -> Term.Basis? {
        guard let node = fields.node("basis") else { return nil }
        var parts = FieldReader(node, "a basis such as {days: 183, minutes: 420}")
        let days = parts.read("days", FieldReader.whole(1...366))
        let minutes = parts.read("minutes", FieldReader.whole(1...1440))
        parts.finish()
        fields.add(parts.faults)
        return Term.Basis(days: days, minutes: minutes)
    }
}

/// All faults of one term.
struct Faults: Error {
    let list: [Fault]

    init(_ list: [Fault]) {
        self.list = list
    }
}

extension TermReader {
    fileprivate mutating func value(of kind: Term.Kind, effective: CivilDate?) -> Term.Value? {
        switch kind {
        case .salaryGrid: grid().map(Term.Value.salaryGrid)
        case .salaryAdjustment: adjustment(effective: effective).map(Term.Value.salaryAdjustment)
        case .dayLength: dayLength().map(Term.Value.dayLength)
        case .yearDays: yearDays().map(Term.Value.yearDays)
        case .professionalDevelopment: professionalDevelopment().map(Term.Value.professionalDevelopment)
        case .leaderRole: leaderRole().map(Term.Value.leaderRole)
        case .stipend: stipend().map(Term.Value.stipend)
        case .clause: .clause(Clause(paragraphs: paragraphs))
        }
    }

    private mutating func grid() -> SalaryGrid? {
        let place: TablePlace? = fields.require("table", like: "below", FieldReader.choice)
        guard place != nil else { return nil }
        guard let table = tableBelow else {
            fields.refuse(
                "table",
                "table: below, but no table follows in this section; put the schedule under the block."
            )
            return nil
        }
        return SalaryGridReader(table).grid { fields.add($0) }
    }

    private enum TablePlace: String, CaseIterable {
        case below
    }

    private mutating func adjustment(effective: CivilDate?) -> SalaryAdjustment? {
        let grid = fields.require("grid", like: "teacher-salary", Self.identifier)
        let rounding: SalaryAdjustment.Rounding? =
            fields.require("rounding", like: "nearest dollar", FieldReader.choice)
        let isOffSchedule = fields.read("off_schedule", FieldReader.yes) ?? false
        var raises: [SalaryAdjustment.Raise] = []
        if let list = fields.node("raises") {
            raises = self.raises(list)
        } else if let raise = raise(&fields, effective: effective) {
            raises = [raise]
        }
        guard let grid, let rounding, !raises.isEmpty else { return nil }
        return SalaryAdjustment(grid: grid, raises: raises, rounding: rounding, isOffSchedule: isOffSchedule)
    }

    private mutating func raises(_ list: PlainNode) -> [SalaryAdjustment.Raise] {
        guard case .sequence(let items) = list.kind, !items.isEmpty else {
            fields.refuse(
                "raises",
                "raises: expected a list, one '- {effective: 2026-09-01, percent: 3.5%}' a line."
            )
            return []
        }
        var raises: [SalaryAdjustment.Raise] = []
        for item in items {
            var parts = FieldReader(item, "a raise such as {effective: 2026-09-01, percent: 3.5%}")
            let effective = parts.read("effective", FieldReader.date)
            let raise = raise(&parts, effective: effective)
            parts.finish()
            fields.add(parts.faults)
            guard let raise else { continue }
            if let last = raises.last, raise.effective <= last.effective {
                fields.add([
                    Fault(line: item.line, "raises: \(raise.effective) does not follow \(last.effective).")
                ])
            }
            raises.append(raise)
        }
        return raises
    }

    private func raise(_ fields: inout FieldReader, effective: CivilDate?) -> SalaryAdjustment.Raise? {
        let count = fields.faults.count
        let percent = fields.read("percent", Percent.read)
        let amount = fields.read("amount", Money.read)
        guard fields.faults.count == count else { return nil }
        guard percent != nil || amount != nil else {
            fields.missing("percent", like: "3.5%")
            return nil
        }
        guard let effective else {
            if !fields.has("effective") { fields.missing("effective", like: "2026-09-01") }
            return nil
        }
        return SalaryAdjustment.Raise(effective: effective, percent: percent, amount: amount)
    }

    private mutating func dayLength() -> DayLength? {
        let length = fields.require("length", like: "7 hours") { text in
            Minutes.read(text).map { (stated: text, minutes: $0) }
        }
        let person: Person? = fields.require("who", like: "teacher", FieldReader.choice)
        let lunch: Inclusion? = fields.read("lunch", FieldReader.choice)
        guard let length, let person else { return nil }
        guard length.minutes.count <= 1440 else {
            fields.refuse("length", "length: a day has at most 24 hours.")
            return nil
        }
        return DayLength(stated: length.stated, minutes: length.minutes, person: person, lunch: lunch)
    }

    private mutating func yearDays() -> YearDays? {
        let days = fields.require("days", like: "183", FieldReader.whole(1...366))
        let person: Person? = fields.require("who", like: "teacher", FieldReader.choice)
        let holidays: Inclusion? = fields.read("holidays", FieldReader.choice)
        guard let days, let person else { return nil }
        return YearDays(days: days, person: person, holidays: holidays)
    }

    private mutating func professionalDevelopment() -> ProfessionalDevelopment? {
        let time = fields.require("time", like: "45 minutes, 3 times per week", RecurringTime.read)
        let placement: ProfessionalDevelopment.Placement? =
            fields.require("day", like: "within", FieldReader.choice)
        let directedBy = fields.read("directed_by", FieldReader.text)
        let isPaid = fields.read("paid", FieldReader.yes)
        guard let time, let placement else { return nil }
        return ProfessionalDevelopment(
            time: time,
            placement: placement,
            directedBy: directedBy,
            isPaid: isPaid
        )
    }

    private mutating func leaderRole() -> LeaderRole? {
        let role = fields.require("role", like: "teacher leader", FieldReader.text)
        let count = fields.require("count", like: "2", FieldReader.whole(1...1000))
        let stipend = fields.read("stipend", Money.read)
        let release = fields.read("release", RecurringTime.read)
        let months = fields.read("months", FieldReader.whole(1...120))
        let selection: LeaderRole.Selection? = fields.read("selection", FieldReader.choice)
        guard let role, let count else { return nil }
        return LeaderRole(
            role: role,
            count: count,
            stipend: stipend,
            release: release,
            months: months,
            selection: selection
        )
    }

    private mutating func stipend() -> Stipend? {
        let purpose = fields.require("for", like: "lunch duty", FieldReader.text)
        let amount = fields.require("amount", like: "$2,500", Money.read)
        let unit: Stipend.Unit? = fields.require("per", like: "year", FieldReader.choice)
        let afterYears = fields.read("after_years", FieldReader.whole(1...60))
        guard let purpose, let amount, let unit else { return nil }
        return Stipend(purpose: purpose, amount: amount, unit: unit, afterYears: afterYears)
    }
}
