import CivilTime

/// Walks every way through a procedure, under every combination of readings that matters to it.
///
/// What lies ahead depends on few of the things that lie behind: on the days of the conditions that some step still
/// waits for. Ways that agree in these are walked once, whichever trigger and whichever readings led there.
struct PathWalk {
    /// More ways than these are more than a person can check.
    private static let mostPaths = 20_000
    /// More situations than these are more than can be walked while somebody waits.
    private static let mostSituations = 300_000
    /// Where milestones are taken to fall, in days after the trigger.
    static let milestoneDays = 180

    /// What lies ahead of a situation.
    private struct Ahead {
        var count = 0
        var first = CivilDate.range.upperBound
        var last = CivilDate.range.lowerBound

        mutating func add(_ other: Ahead) {
            count = min(count + other.count, PathWalk.mostPaths + 1)
            first = min(first, other.first)
            last = max(last, other.last)
        }
    }

    private struct Node {
        var simulation: Simulation
        /// The options on which this way depends so far.
        var read: [Bool]
    }

    private(set) var count = 0
    private(set) var visited: [Bool]
    private(set) var deadEnds: Set<String> = []
    private(set) var shortest: PackCheck.Path?
    private(set) var longest: PackCheck.Path?

    private let proceeding: Proceeding
    private var known: [[Int32]: Ahead] = [:]
    private var isForShape = true

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
        count = try ahead(of: try start(first)).count
        guard count <= Self.mostPaths else {
            throw LawError(
                .badPack,
                "There are more than \(Self.mostPaths) ways through the procedure; split it."
            )
        }
        guard deadEnds.isEmpty, visited.allSatisfy(\.self) else { return }
        isForShape = false
        known = [:]
        for day in stride(from: 0, to: 365, by: everyDays) { try measure(from: first.adding(days: day)) }
    }

    private func start(_ trigger: CivilDate) throws(LawError) -> Node {
        var simulation = try Simulation(proceeding, trigger: trigger, assumptions: [])
        for milestone in proceeding.pack.milestones {
            try simulation.assume(
                .milestone(milestone.id, on: trigger.adding(days: Self.milestoneDays))
            )
        }
        return Node(simulation: simulation, read: proceeding.plan.options.map { _ in false })
    }

    private mutating func measure(from trigger: CivilDate) throws(LawError) {
        let start = try start(trigger)
        let ahead = try ahead(of: start)
        if trigger.days(until: ahead.first) < shortest?.days ?? .max {
            shortest = try path(from: start, trigger: trigger, to: ahead.first, isLongest: false)
        }
        if trigger.days(until: ahead.last) > longest?.days ?? -1 {
            longest = try path(from: start, trigger: trigger, to: ahead.last, isLongest: true)
        }
    }

    private mutating func ahead(of node: Node) throws(LawError) -> Ahead {
        var ahead = Ahead()
        if let option = undecided(node) {
            for fork in readings(of: option, node) { ahead.add(try self.ahead(of: fork)) }
            return ahead
        }
        let situation = try situation(node.simulation, node.read)
        if let known = known[situation] { return known }
        guard known.count < Self.mostSituations else { throw tooMany }
        let forks = try forks(of: node)
        if forks.isEmpty {
            ahead.count = 1
            deadEnds.insert(endings(node).joined(separator: ", "))
        }
        for fork in forks {
            if let conclusion = fork.conclusion {
                ahead.add(Ahead(count: 1, first: conclusion, last: conclusion))
            } else {
                ahead.add(try self.ahead(of: fork.node))
            }
            guard ahead.count <= Self.mostPaths else { break }
        }
        known[situation] = ahead
        return ahead
    }

    private var tooMany: LawError {
        LawError(.badPack, "The procedure has too many situations to be walked through; split it.")
    }

    /// The ways on from a situation: each way in which the next step can end.
    private mutating func forks(of node: Node) throws(LawError) -> [(node: Node, conclusion: CivilDate?)] {
        let open = try node.simulation.endings()
        for ending in open { visited[ending.step] = true }
        guard let next = open.min(by: { $0.date < $1.date }) else { return [] }
        var endings: [Int?] =
            canBeDone(next) ? node.simulation.plan.steps[next.step].outcomes.indices.map { $0 } : []
        if next.canLapse { endings.append(nil) }
        return endings.map { ending in
            var fork = node
            let conclusion = fork.simulation.finish(next, with: ending)
            return (fork, conclusion?.on)
        }
    }

    /// Whether an act can be done: for shape every one, since an extension, another trigger or a milestone that is nearer
    /// or not known yet can leave time for it.
    private func canBeDone(_ ending: Simulation.Ending) -> Bool { isForShape || ending.canBeDone }

    /// An option on which the day of a step that is open depends and that this way has not read yet.
    private func undecided(_ node: Node) -> Int? {
        let reckoning = Reckoning(node.simulation.plan, node.simulation.facts)
        for step in node.simulation.plan.steps.indices
        where !node.simulation.isDone[step] && reckoning.reached[step] {
            if let option = node.simulation.plan.steps[step].options.first(where: { !node.read[$0] }) {
                return option
            }
        }
        return nil
    }

    private func readings(of option: Int, _ node: Node) -> [Node] {
        node.simulation.plan.options[option].rules.indices.map { choice in
            var fork = node
            fork.read[option] = true
            fork.simulation.read(option, as: choice)
            return fork
        }
    }

    /// One way that ends on a day.
    private mutating func path(
        from start: Node,
        trigger: CivilDate,
        to day: CivilDate,
        isLongest: Bool
    ) throws(LawError) -> PackCheck.Path? {
        var node = start
        while true {
            var next: Node?
            if let option = undecided(node) {
                for fork in readings(of: option, node) where next == nil {
                    if try reaches(fork, day, isLongest) { next = fork }
                }
            } else {
                for fork in try forks(of: node) where next == nil {
                    if let conclusion = fork.conclusion {
                        if conclusion == day { return path(fork.node, trigger: trigger, to: day) }
                    } else if try reaches(fork.node, day, isLongest) {
                        next = fork.node
                    }
                }
            }
            guard let next else { return nil }
            node = next
        }
    }

    private mutating func reaches(_ node: Node, _ day: CivilDate, _ isLongest: Bool) throws(LawError) -> Bool
    {
        let ahead = try ahead(of: node)
        return (isLongest ? ahead.last : ahead.first) == day
    }

    private func path(_ node: Node, trigger: CivilDate, to day: CivilDate) -> PackCheck.Path {
        let pack = proceeding.pack
        let readings = pack.options.indices.compactMap { place -> String? in
            let choice = pack.options[place].choices[node.simulation.facts.choices[place]].id
            guard node.read[place], choice != pack.options[place].standard else { return nil }
            return "\(pack.options[place].id)=\(choice)"
        }
        return PackCheck.Path(
            days: trigger.days(until: day),
            trigger: trigger,
            readings: readings,
            endings: endings(node)
        )
    }

    private func endings(_ node: Node) -> [String] {
        node.simulation.told.map { "\($0.result.step)=\($0.result.ended)" }
    }
}
