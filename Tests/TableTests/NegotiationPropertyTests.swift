import CivilTime
import Law
import Table
import Testing

/// Random histories: whatever people try in whatever order, these things hold.
@Suite struct NegotiationPropertyTests {
    @Test(arguments: 0..<150)
    func `Whatever is tried, the negotiation keeps its promises`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        var bench = try Bench()
        var states: [Negotiation] = []
        for _ in 0..<40 {
            bench.now = bench.now.adding(seconds: Int64.random(in: 60...4 * 86_400, using: &generator))
            let today = bench.rules.zone.date(at: bench.now)
            let seat = ["maria-soto", "john-lee", "ann-clerk", "olga-sees", "a-stranger"].randomElement(
                using: &generator
            )
            let command = try Self.command(today: today, using: &generator)
            try bench.act(command, by: seat ?? "ann-clerk")
            states.append(bench.negotiation)
        }
        try Self.check(bench, seed: seed)
    }

    private static func check(_ bench: Bench, seed: Int) throws {
        let negotiation = bench.negotiation
        // The state is nothing but the fold of its facts.
        var replayed = Negotiation()
        for (index, fact) in bench.facts.enumerated() {
            replayed.apply(fact, seq: index + 1, recordedAt: bench.now)
        }
        #expect(
            replayed.proposals.mapValues(\.status) == negotiation.proposals.mapValues(\.status),
            "seed \(seed)"
        )
        #expect(replayed.happenings == negotiation.happenings, "seed \(seed)")

        // Numbers are gapless per side.
        for side in Side.allCases {
            let counts = negotiation.proposals.keys.filter { $0.side == side }.map(\.count).sorted()
            #expect(counts == Array(1...max(counts.count, 1)).prefix(counts.count).map { $0 }, "seed \(seed)")
        }
        // Each deadline lapses once at most, never after its step was ended by the same route.
        var lapsed: Set<String> = []
        var withdrawn: Set<ProposalNumber> = []
        var closed = false
        for fact in bench.facts {
            #expect(!closed, "seed \(seed): something was recorded after the closing")
            switch fact {
            case .lapsed(let lapse):
                #expect(
                    lapsed.insert("\(lapse.step)/\(lapse.occurrence)").inserted,
                    "seed \(seed): \(lapse.step) lapsed twice"
                )
            case .withdrawn(let fields): withdrawn.insert(fields.number)
            case .signed(let fields):
                #expect(
                    !withdrawn.contains(fields.number),
                    "seed \(seed): \(fields.number) was signed when withdrawn"
                )
            case .served(let fields):
                #expect(
                    fields.answers.map(withdrawn.contains) != true,
                    "seed \(seed): a withdrawn one was countered"
                )
            case .closed: closed = true
            default: break
            }
        }
        for proposal in negotiation.proposals.values where proposal.status == .agreed {
            #expect(proposal.signatures == Set(Side.allCases), "seed \(seed)")
            #expect(proposal.withdrawal == nil, "seed \(seed)")
        }
        for stipulation in negotiation.stipulations where stipulation.joined {
            let joiner = bench.facts.contains { fact in
                if case .stipulationJoined(let joined) = fact {
                    return joined.number == stipulation.offered.number
                        && joined.side != stipulation.offered.side
                }
                return false
            }
            #expect(joiner, "seed \(seed): \(stipulation.offered.number) was joined by nobody else")
        }
        // The docket can always be computed and explained.
        let docket = try negotiation.docket(under: bench.rules)
        for item in docket.items where item.due != nil {
            #expect(!(try docket.why(item.step).text.isEmpty), "seed \(seed)")
        }
    }

    private static func command(
        today: CivilDate,
        using generator: inout SeededGenerator
    ) throws -> Negotiation.Command {
        let number = ProposalNumber(
            side: Bool.random(using: &generator) ? .board : .union,
            count: Int.random(in: 1...3, using: &generator)
        )
        let steps = try rules().pack.steps
        let step = try #require(steps.randomElement(using: &generator))
        let outcome = try #require(step.outcomes.randomElement(using: &generator))
        let date = today.adding(days: Int.random(in: -3...1, using: &generator))
        switch Int.random(in: 0..<14, using: &generator) {
        case 0, 1: return .serve(title: "Pay", answers: nil, document: document())
        case 2: return .serve(title: "Counter", answers: number, document: document())
        case 3: return .withdraw(number, reason: "reasons")
        case 4, 5: return .sign(number, sha256: nil)
        case 6: return .trigger(on: date)
        case 7, 8: return .end(step: step.id, outcome: outcome.id, on: date, note: nil)
        case 9:
            let cast = Int.random(in: 0...40, using: &generator)
            let yes = Int.random(in: 0...cast, using: &generator)
            return .vote(.init(step: nil, on: date, electorate: 40, cast: cast, yes: yes, no: cast - yes))
        case 10:
            return .offer(.extend(step: step.id, to: today.adding(days: 10)), reason: "more time")
        case 11: return .join(number: "S\(Int.random(in: 1...3, using: &generator))")
        case 12:
            return .correct(step: Bool.random(using: &generator) ? nil : step.id, to: date, reason: "a slip")
        default:
            return Int.random(in: 0..<10, using: &generator) == 0
                ? .close(reason: "done") : .sign(number, sha256: nil)
        }
    }

    @Test(arguments: 0..<150)
    func `Rows kept up to date are the rows made anew`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed + 10_000)
        var bench = try Bench()
        var recorded: [(fact: NegotiationFact, at: Instant)] = [(bench.facts[0], bench.now)]
        for _ in 0..<25 {
            bench.now = bench.now.adding(seconds: Int64.random(in: 60...3 * 86_400, using: &generator))
            let before = bench.facts.count
            let seat =
                ["maria-soto", "john-lee", "ann-clerk"].randomElement(using: &generator) ?? "ann-clerk"
            try bench.act(
                try Self.command(today: bench.rules.zone.date(at: bench.now), using: &generator),
                by: seat
            )
            recorded += bench.facts[before...].map { ($0, bench.now) }
        }
        // Row by row, as the entries come.
        var rows: [String: Projection.Deadline] = [:]
        var state = Projection.State.none
        for (index, entry) in recorded.enumerated() {
            let next = try state.applying(
                entry.fact,
                seq: index + 1,
                recordedAt: entry.at,
                under: bench.rules
            )
            for deadline in Projection(of: entry.fact, from: state, to: next).deadlines {
                rows["\(deadline.step)/\(deadline.occurrence)"] = deadline
            }
            state = next
        }
        // All at once, from the last state.
        let whole = Projection(of: bench.facts[0], from: .none, to: state).deadlines
        for deadline in whole {
            #expect(rows["\(deadline.step)/\(deadline.occurrence)"] == deadline, "seed \(seed)")
        }
    }
}
