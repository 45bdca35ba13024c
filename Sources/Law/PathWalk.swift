import CivilTime

/// Walks every way through a procedure, under every combination of readings.
struct PathWalk {
    /// More ways than these are more than a person can check.
    private static let mostPaths = 20_000
    /// More combinations of readings than these are more than anybody can settle.
    private static let mostCombinations = 1000

    private(set) var count = 0
    private(set) var visited: [Bool]
    private(set) var deadEnds: Set<String> = []
    private(set) var shortest: PackCheck.Path?
    private(set) var longest: PackCheck.Path?

    private let proceeding: Proceeding
    private var limit = Self.mostPaths

    init(_ proceeding: Proceeding) {
        self.proceeding = proceeding
        visited = proceeding.plan.steps.map { _ in false }
    }

    /// Walks once for shape, then, where that is sound, for each trigger of a typical year for length.
    mutating func run(everyDays: Int) throws(LawError) {
        let years = proceeding.calendar.verified
        let year = min(
            max(proceeding.pack.asOf.year, years.lowerBound),
            max(years.upperBound - 4, years.lowerBound)
        )
        let first = try proceeding.newYear(year)
        let combinations = try combinations()
        for readings in combinations { try walk(readings, from: first) }
        guard deadEnds.isEmpty, visited.allSatisfy(\.self) else { return }
        let found = count
        limit = .max
        for day in stride(from: everyDays, to: 365, by: everyDays) {
            for readings in combinations { try walk(readings, from: first.adding(days: day)) }
        }
        count = found
    }

    private func combinations() throws(LawError) -> [[String: String]] {
        var combinations: [[String: String]] = [[:]]
        for option in proceeding.pack.options {
            combinations = combinations.flatMap { taken in
                option.choices.map { choice in taken.merging([option.id: choice.id]) { _, new in new } }
            }
            guard combinations.count <= Self.mostCombinations else {
                throw LawError(
                    .badPack,
                    "There are more than \(Self.mostCombinations) combinations of readings."
                )
            }
        }
        return combinations
    }

    private mutating func walk(_ readings: [String: String], from trigger: CivilDate) throws(LawError) {
        let chosen = try proceeding.reading(readings)
        try follow(try Simulation(chosen, trigger: trigger, assumptions: []), from: trigger, readings)
    }

    private mutating func follow(
        _ simulation: Simulation,
        from trigger: CivilDate,
        _ readings: [String: String]
    ) throws(LawError) {
        guard let next = try simulation.nextEnding() else {
            try countPath()
            deadEnds.insert(
                simulation.told.map { "\($0.result.step)=\($0.result.ended)" }.joined(separator: ", ")
            )
            return
        }
        visited[next.step] = true
        let step = simulation.plan.steps[next.step]
        var endings: [Int?] = step.outcomes.indices.map { $0 }
        if let lapse = step.lapse, lapse != .none { endings.append(nil) }
        for ending in endings {
            var fork = simulation
            if fork.finish(next, with: ending) != nil {
                try record(fork, days: trigger.days(until: next.date), trigger, readings)
            } else {
                try follow(fork, from: trigger, readings)
            }
        }
    }

    private mutating func record(
        _ simulation: Simulation,
        days: Int,
        _ trigger: CivilDate,
        _ readings: [String: String]
    ) throws(LawError) {
        try countPath()
        guard days < shortest?.days ?? .max || days > longest?.days ?? -1 else { return }
        let path = PackCheck.Path(
            days: days,
            trigger: trigger,
            readings: proceeding.pack.options.compactMap { option in
                readings[option.id].flatMap { $0 == option.standard ? nil : "\(option.id)=\($0)" }
            },
            endings: simulation.told.map { "\($0.result.step)=\($0.result.ended)" }
        )
        if days < shortest?.days ?? .max { shortest = path }
        if days > longest?.days ?? -1 { longest = path }
    }

    private mutating func countPath() throws(LawError) {
        count += 1
        guard count <= limit else {
            throw LawError(.badPack, "There are more than \(limit) ways through the procedure; split it.")
        }
    }
}
