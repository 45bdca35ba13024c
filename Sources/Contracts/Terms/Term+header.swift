internal import CivilTime
internal import PlainYAML

extension Term {
    static var caveat: Shape<String> { .text(like: "holidays not counted") }
    static var statement: Shape<String> { .text(like: "forty-five minutes, three times a week") }
    static var label: Shape<String> { .text(like: "4.1") }
}

extension Term.Scope: TermValue {
    static var form: [Slot<Self>] {
        [
            .list("schools", \.schools, .names(like: "[Kiley, Duggan]"), .scope),
            .optional("level", \.level, .text(like: "middle"), .scope),
            .optional("tenure", \.tenure, .text(like: "veteran teachers"), .scope),
            .optional("year", \.year, .text(like: "2026-27"), .scope),
        ]
    }
}

extension Term.Basis: TermValue {
    static var form: [Slot<Self>] {
        [
            .optional("days", \.days, .whole(1...366, .days, like: "183"), .basis),
            .optional("minutes", \.minutes, .minutes(1...1440), .basis),
            .optional("daily_rate", \.dailyRate, .amount, .basis),
        ]
    }
}

extension Shape where Value == Term.Kind {
    static var kind: Shape { Shape(like: "stipend", FieldReader.choice, written: \.rawValue) }
}

extension Shape where Value == Term.Scope {
    static var scope: Shape { group("a scope such as {schools: [Kiley, Duggan], level: middle}") }
}

extension Shape where Value == Term.Basis {
    static var basis: Shape { group("a basis such as {days: 183, minutes: 420}") }
}

extension Shape where Value: TermValue {
    /// Named values on one line.
    fileprivate static func group(_ expected: String) -> Shape {
        Shape(
            example: expected,
            read: { node, _, faults in
                var parts = FieldReader(node, expected)
                let value = Value.read(&parts)
                parts.finish()
                faults += parts.faults
                return value
            },
            written: { .group($0.lines(TermContext())) },
            facts: { _ in [] }
        )
    }
}

extension Term {
    /// Every field that is stated, except the cells of a schedule and the words of a clause; seen beside the term on
    /// the other side of a comparison.
    func fields(beside other: Term?, isOld: Bool) -> [TermField] {
        func own<Content: TermValue>(_ content: Content) -> [TermField] {
            let beside = other?.value?.content as? Content
            return content.fields(beside: beside.map { Counterpart(value: $0, isOld: !isOld) })
        }
        var fields = value.map { own($0.content) } ?? []
        fields += (basis?.fields(beside: nil) ?? []).map {
            TermField("basis \($0.name)", $0.role, $0.text, $0.measure)
        }
        if let note { fields.append(.init("note", .basis, note)) }
        if let effective {
            fields.append(
                .init(
                    "effective",
                    .effectiveDate,
                    "\(effective)",
                    .figure(Quantity(effective.dayNumber, .date))
                )
            )
        }
        if let until {
            fields.append(
                .init("until", .effectiveDate, "\(until)", .figure(Quantity(until.dayNumber, .date)))
            )
        }
        fields += scope.fields(beside: nil)
        if let stated { fields.append(.init("stated", .words, stated)) }
        return fields
    }
}

extension Term {
    /// The lines of the term's block in one form, whatever the source wrote; read again they are the same term.
    ///
    /// A schedule's table and a clause's words stand outside the block.
    public var block: String {
        var lines = [Written.Line("id", .text(id)), Written.Line("kind", .text(kind.rawValue))]
        if state != .specified { lines.append(.init("state", .text(state.rawValue))) }
        if let effective { lines.append(.init("effective", .text("\(effective)"))) }
        if let until { lines.append(.init("until", .text("\(until)"))) }
        if scope != Scope() { lines.append(.init("scope", .group(scope.lines(TermContext())))) }
        if let basis { lines.append(.init("basis", .group(basis.lines(TermContext())))) }
        if let note { lines.append(.init("note", .text(note))) }
        if let stated { lines.append(.init("stated", .text(stated))) }
        if clause != section { lines.append(.init("clause", .text(clause))) }
        lines += value?.content.lines(TermContext(effective: effective)) ?? []
        return Written.block(lines)
    }
}
