internal import CivilTime

/// One figure or word of a term, as a comparison takes it up.
struct TermField: Hashable {
    /// What a change of the field changes.
    enum Role: Hashable {
        case basis
        case effectiveDate
        case scope
        case value
    }

    /// A figure with its unit.
    struct Measure: Hashable {
        enum Unit: String {
            case cents
            case basisPoints
            case minutes
            case days
            case months
            case years
            case count
            case minutesPerWeek
            case minutesPerMonth
            case minutesPerYear
        }

        let numerator: Int64
        let denominator: Int64
        let unit: Unit

        init(_ value: some BinaryInteger, _ unit: Unit) {
            (numerator, denominator, self.unit) = (Int64(value), 1, unit)
        }

        init(_ time: RecurringTime) {
            (numerator, denominator) = time.minutes
            unit =
                switch time.span {
                case .week: .minutesPerWeek
                case .month: .minutesPerMonth
                case .year: .minutesPerYear
                }
        }
    }

    let name: String
    let role: Role
    let text: String
    let measure: Measure?

    init(_ name: String, _ role: Role, _ text: String, _ measure: Measure? = nil) {
        self.name = name
        self.role = role
        self.text = text
        self.measure = measure
    }
}

extension Term {
    /// Every field that is stated, except the cells of a schedule and the words of a clause.
    var fields: [TermField] {
        var fields = valueFields
        if let days = basis?.days {
            fields.append(.init("basis days", .basis, "\(days) days", .init(days, .days)))
        }
        if let minutes = basis?.minutes {
            fields.append(
                .init("basis minutes", .basis, Minutes(minutes).description, .init(minutes, .minutes))
            )
        }
        if let note { fields.append(.init("note", .basis, note)) }
        if let effective { fields.append(.init("effective", .effectiveDate, effective.description)) }
        if let until { fields.append(.init("until", .effectiveDate, until.description)) }
        if !scope.schools.isEmpty {
            fields.append(.init("schools", .scope, scope.schools.joined(separator: ", ")))
        }
        if let level = scope.level { fields.append(.init("level", .scope, level)) }
        return fields
    }

    private var valueFields: [TermField] {
        switch value {
        case .salaryGrid, .clause: []
        case .salaryAdjustment(let adjustment): adjustment.fields
        case .dayLength(let day):
            [
                .init("who", .basis, day.person.rawValue),
                .init("length", .value, day.stated, .init(day.minutes.count, .minutes)),
            ] + (day.lunch.map { [.init("lunch", .basis, $0.rawValue)] } ?? [])
        case .yearDays(let year):
            [
                .init("who", .basis, year.person.rawValue),
                .init("days", .value, "\(year.days) days", .init(year.days, .days)),
            ] + (year.holidays.map { [.init("holidays", .basis, $0.rawValue)] } ?? [])
        case .professionalDevelopment(let time): time.fields
        case .leaderRole(let role): role.fields
        case .stipend(let stipend):
            [
                .init("for", .scope, stipend.purpose),
                .init("amount", .value, stipend.amount.description, .init(stipend.amount.cents, .cents)),
                .init("per", .basis, stipend.unit.rawValue),
            ]
                + (stipend.afterYears.map { [.init("after years", .value, "\($0) years", .init($0, .years))] }
                    ?? [])
        }
    }
}

extension SalaryAdjustment {
    fileprivate var fields: [TermField] {
        var fields = [
            TermField("grid", .scope, grid),
            TermField("rounding", .basis, rounding.rawValue),
            TermField("off schedule", .basis, isOffSchedule ? "yes" : "no"),
        ]
        for (index, raise) in raises.enumerated() {
            let name = raises.count == 1 ? "raise" : "raise \(index + 1)"
            fields.append(.init("\(name) effective", .effectiveDate, raise.effective.description))
            if let percent = raise.percent {
                fields.append(
                    .init("\(name) percent", .value, "\(percent)", .init(percent.basisPoints, .basisPoints))
                )
            }
            if let amount = raise.amount {
                fields.append(.init("\(name) amount", .value, "\(amount)", .init(amount.cents, .cents)))
            }
        }
        return fields
    }
}

extension ProfessionalDevelopment {
    fileprivate var fields: [TermField] {
        var fields = [
            TermField("time", .value, time.stated, .init(time)),
            TermField("day", .basis, placement.rawValue),
        ]
        if let directedBy { fields.append(.init("directed by", .value, directedBy)) }
        if let isPaid { fields.append(.init("paid", .basis, isPaid ? "yes" : "no")) }
        return fields
    }
}

extension LeaderRole {
    fileprivate var fields: [TermField] {
        var fields = [
            TermField("role", .scope, role),
            TermField("count", .value, "\(count)", .init(count, .count)),
        ]
        if let stipend { fields.append(.init("stipend", .value, "\(stipend)", .init(stipend.cents, .cents))) }
        if let release { fields.append(.init("release", .value, release.stated, .init(release))) }
        if let months { fields.append(.init("months", .value, "\(months) months", .init(months, .months))) }
        if let selection { fields.append(.init("selection", .value, selection.rawValue)) }
        return fields
    }
}
