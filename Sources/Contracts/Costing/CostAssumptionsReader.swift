internal import CivilTime
internal import PlainYAML

/// Reads an assumption file name by name.
struct CostAssumptionsReader {
    var assumptions: CostAssumptions

    mutating func read(_ text: String) throws(ContractError) {
        do {
            var fields = try PlainFields(try PlainYAML.parse(text), "assumptions such as 'years: 3'")
            try readYears(&fields)
            try readPeople(&fields)
            try readRates(&fields)
            try fields.finish()
        } catch {
            throw ContractError(
                .malformed,
                in: assumptions.name,
                line: error.line,
                column: error.column,
                harmless(error.message)
            )
        }
    }

    private mutating func readYears(_ fields: inout PlainFields) throws(PlainYAMLError) {
        if let node = fields.optional("first_year") {
            let date = try value(node, "the first day of a year", FieldReader.date)
            guard date.day <= 28 else {
                throw node.fault(
                    "The year cannot begin on day \(date.day) of a month; choose one that each month has."
                )
            }
            assumptions.firstYear = date
        }
        if let node = fields.optional("years") {
            assumptions.years = try node.integer("how many years are priced", in: 1...10)
        }
        if let node = fields.optional("proration") {
            assumptions.proration = try node.choice("how parts of a year count")
        }
        if let node = fields.optional("schedule") {
            for item in try node.items("the id of a salary schedule") {
                assumptions.schedules.append(try value(item, "an id", FieldReader.text))
            }
        }
        if let node = fields.optional("working_time") {
            var parts = try PlainFields(node, "a year's time such as {days: 183, minutes: 420}")
            let days = try parts.required("days").integer("days", in: 1...366)
            let minutes = try parts.required("minutes").integer("minutes a day", in: 1...1440)
            try parts.finish()
            assumptions.workingTime = (days, minutes)
        }
        if let node = fields.optional("weeks") {
            assumptions.weeks = try node.integer("weeks of a school year", in: 1...53)
        }
    }

    private mutating func readPeople(_ fields: inout PlainFields) throws(PlainYAMLError) {
        if let node = fields.optional("snapshot") {
            assumptions.placement = try node.choice("the year of the scattergram")
        }
        if let node = fields.optional("step_movement") {
            assumptions.stepMovement = []
            for item in try node.items("full, half or none") {
                assumptions.stepMovement.append(try item.choice("whether people go a step up"))
            }
        }
        for item in try fields.optional("lane_moves")?.items("moves such as {from: B, to: M, fte: 4}") ?? [] {
            var parts = try PlainFields(item, "a move such as {from: B, to: M, fte: 4}")
            assumptions.laneMoves.append(
                .init(
                    from: try value(try parts.required("from"), "a lane", FieldReader.text),
                    to: try value(try parts.required("to"), "a lane", FieldReader.text),
                    posts: try value(try parts.required("fte"), "posts", Thousandths.read),
                    step: try parts.optional("step").map { node throws(PlainYAMLError) in
                        try value(node, "a step", FieldReader.text)
                    },
                    line: item.line
                )
            )
            try parts.finish()
        }
        for (key, text) in try pairs(&fields, "placements", "a step's new name") {
            assumptions.placements[key] = try value(text, "a step", FieldReader.text)
        }
        for (key, text) in try pairs(&fields, "counts", "a number for each term's id") {
            assumptions.counts[key] = try value(text, "a number", Thousandths.read)
        }
        for (key, text) in try pairs(&fields, "premiums", "a month's premium for each term's id") {
            assumptions.premiums[key] = try value(text, "an amount", Money.read)
        }
        for (key, text) in try pairs(&fields, "contributions", "a rate of pay for each term's id") {
            assumptions.contributions[key] = try value(text, "a rate", Percent.read)
        }
        if let node = fields.optional("schools") {
            assumptions.schools = try node.integer("schools", in: 1...1000)
        }
        if let node = fields.optional("release_rate") {
            assumptions.releaseRate = try value(node, "an hour's price", Money.read)
        }
    }

    private mutating func readRates(_ fields: inout PlainFields) throws(PlainYAMLError) {
        for item in try fields.optional("roll_ups")?.items("rates such as {name: Medicare, rate: 1.45%}")
            ?? []
        {
            var parts = try PlainFields(item, "a rate such as {name: Medicare, rate: 1.45%}")
            let name = try parts.required("name")
            let rollUp = CostAssumptions.RollUp(
                name: try value(name, "a name", FieldReader.text),
                rate: try value(try parts.required("rate"), "a rate", Percent.read),
                base: try parts.optional("on").map { node throws(PlainYAMLError) in
                    try node.choice("the pay that it follows")
                } ?? .pay
            )
            try parts.finish()
            guard !assumptions.rollUps.contains(where: { $0.name == rollUp.name }) else {
                throw name.fault("'\(rollUp.name)' stands twice; give each rate its own name.")
            }
            assumptions.rollUps.append(rollUp)
        }
        guard let node = fields.optional("funding") else { return }
        var parts = try PlainFields(node, "funding with pupils, district_average and zone_funding")
        assumptions.funding = .init(
            pupils: try value(try parts.required("pupils"), "pupils", Thousandths.read),
            districtAverage: try value(try parts.required("district_average"), "an amount", Money.read),
            zoneFunding: try value(try parts.required("zone_funding"), "an amount", Money.read),
            share: try parts.optional("share").map { node throws(PlainYAMLError) in
                try value(node, "a share", Percent.read)
            } ?? Percent(basisPoints: 8500)
        )
        try parts.finish()
    }

    private mutating func pairs(
        _ fields: inout PlainFields,
        _ key: String,
        _ expected: String
    ) throws(PlainYAMLError) -> [(String, PlainNode)] {
        guard let node = fields.optional(key) else { return [] }
        guard case .mapping(let pairs) = node.kind else {
            throw node.fault("Expected \(expected), lines of the form 'name: value'.")
        }
        for pair in pairs { assumptions.lines["\(key) \(pair.key)"] = pair.line }
        return pairs.map { (oneSpaced($0.key), $0.value) }
    }

    private func value<Value>(
        _ node: PlainNode,
        _ expected: String,
        _ read: (String) -> Result<Value, Unreadable>
    ) throws(PlainYAMLError) -> Value {
        switch read(oneSpaced(try node.text(expected))) {
        case .success(let value): return value
        case .failure(let refusal): throw node.fault(refusal.message)
        }
    }
}
