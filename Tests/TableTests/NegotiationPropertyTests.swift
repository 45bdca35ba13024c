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
            let command = try Self.command(today: today, on: bench, using: &generator)
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
            #expect(
                !closed || fact.kind.hasPrefix("record."),
                "seed \(seed): \(fact.kind) was recorded after the closing"
            )
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
        try checkEvidence(bench, seed: seed)
        for proposal in negotiation.proposals.values where proposal.status == .agreed {
            #expect(proposal.signedBy == Set(Side.allCases), "seed \(seed)")
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

    private static func checkEvidence(_ bench: Bench, seed: Int) throws {
        let negotiation = bench.negotiation
        #expect(
            negotiation.sessions.map(\.held.number) == Array(1...negotiation.sessions.count + 1).dropLast()
        )
        #expect(
            negotiation.rules.map(\.number) == (1...negotiation.rules.count + 1).dropLast().map { "R\($0)" },
            "seed \(seed)"
        )
        for side in Side.allCases {
            let counts = negotiation.requests.map(\.number).filter { $0.side == side }.map(\.count)
            #expect(counts == Array(1...counts.count + 1).dropLast(), "seed \(seed)")
        }
        for stipulation in negotiation.stipulations {
            #expect(!stipulation.joined || stipulation.withdrawal == nil, "seed \(seed)")
        }
        var holds = 0
        var sessions = 0
        var enforced = Int.max
        var retracted: Set<String> = []
        for fact in bench.facts {
            switch fact {
            case .recordHeld: holds += 1
            case .recordReleased: holds -= 1
            case .recordPurged(let purge):
                #expect(holds == 0, "seed \(seed): purged under a hold")
                #expect(purge.standIn?.isPurgeable == true, "seed \(seed)")
            case .sessionHeld: sessions += 1
            case .stipulationWithdrawn(let fields): retracted.insert(fields.number)
            case .stipulationJoined(let fields):
                #expect(!retracted.contains(fields.number), "seed \(seed)")
                let content = negotiation.stipulations.first { $0.offered.number == fields.number }?.offered
                if case .rule(let rule)? = content?.content, rule.breach == .enforce {
                    enforced = min(enforced, rule.session ?? .max)
                }
            case .served(let fields):
                #expect(fields.answers != nil || sessions < enforced, "seed \(seed): against the rule")
            default: break
            }
        }
    }

    private static func command(
        today: CivilDate,
        on bench: Bench,
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
        let seq = bench.negotiation.seq
        let signature = Negotiation.Command.sign(
            number,
            sha256: document().sha256,
            expectedSeq: Int.random(in: 0..<8, using: &generator) == 0 ? seq - 1 : seq
        )
        switch Int.random(in: 0..<24, using: &generator) {
        case 14...23: return try evidence(today: today, on: bench, using: &generator)
        case 0, 1:
            let isAgain = Int.random(in: 0..<4, using: &generator) > 0
            return .serve(title: "Pay", answers: nil, document: document(), isAgain: isAgain)
        case 2: return .serve(title: "Counter", answers: number, document: document(), isAgain: true)
        case 3: return .withdraw(number, reason: "reasons")
        case 4, 5: return signature
        case 6: return .trigger(on: date)
        case 7, 8: return .end(step: step.id, outcome: outcome.id, on: date, note: nil)
        case 9:
            let cast = Int.random(in: 0...40, using: &generator)
            let yes = Int.random(in: 0...cast, using: &generator)
            return .vote(.init(step: nil, on: date, electorate: 40, cast: cast, yes: yes, no: cast - yes))
        case 10:
            return .offer(.extend(step: step.id, to: today.adding(days: 10)), reason: "more time")
        case 11: return .join(number: "S\(Int.random(in: 1...3, using: &generator))", expectedSeq: seq)
        case 12:
            return .correct(step: Bool.random(using: &generator) ? nil : step.id, to: date, reason: "a slip")
        default:
            return Int.random(in: 0..<10, using: &generator) == 0
                ? .close(reason: "done") : signature
        }
    }

    private static func evidence(
        today: CivilDate,
        on bench: Bench,
        using generator: inout SeededGenerator
    ) throws -> Negotiation.Command {
        let asked = RequestNumber(
            side: Bool.random(using: &generator) ? .board : .union,
            count: Int.random(in: 1...2, using: &generator)
        )
        let wording = Wording(text: "some words \(Int.random(in: 0..<3, using: &generator))", document: nil)
        let day = today.adding(days: Int.random(in: -1...9, using: &generator))
        switch Int.random(in: 0..<14, using: &generator) {
        case 0, 1: return .ask(text: "class sizes", wantedBy: Bool.random(using: &generator) ? nil : day)
        case 2: return .acknowledge(asked, expected: day)
        case 3: return .answer(asked, wording, isFull: Bool.random(using: &generator))
        case 4: return .decline(asked, reason: "not kept")
        case 5: return .withdrawRequest(asked, reason: "found it")
        case 6, 7:
            let report = SessionReport(
                on: today,
                from: nil,
                to: nil,
                place: "library",
                attendance: .init(board: ["john-lee"], union: ["Somebody Else"], others: nil),
                minutes: wording,
                next: nil
            )
            return .meet(report)
        case 8: return .correctMinutes(session: 1, to: wording, reason: "left out")
        case 9:
            let breach: GroundRule.Breach = Bool.random(using: &generator) ? .flag : .enforce
            let rule = GroundRule(kind: .noNewIssuesAfter, session: 1, breach: breach, text: "no more")
            return .offer(.rule(rule), reason: "order")
        case 10:
            return .retract(number: "S\(Int.random(in: 1...3, using: &generator))", reason: "no longer")
        case 11:
            return Int.random(in: 0..<3, using: &generator) == 0
                ? .hold(reason: "a suit") : .release(number: "H1", reason: "settled")
        default:
            let pending = bench.negotiation.purgeOrders.first { !$0.isDone }?.ordered
            let entry = pending?.entry ?? Int.random(in: 1...bench.facts.count + 1, using: &generator)
            let fact = bench.facts.indices.contains(entry - 1) ? bench.facts[entry - 1] : nil
            if let pending { return .confirmPurge(pending.number, saying: fact) }
            let sha256 = String(repeating: "cd", count: 32)
            let paper = PurgePaper(order: "Superior Court", sha256: sha256, reason: "privacy")
            return .purge(.entry(entry), saying: fact, paper)
        }
    }

    @Test(arguments: 0..<150)
    func `A room folded with its stand-ins is the negotiation as it was kept up to date`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed + 20_000)
        var bench = try Bench()
        // At one instant, so that only the facts make a difference.
        for _ in 0..<80 {
            let seat = ["maria-soto", "john-lee", "ann-clerk", "ann-clerk"].randomElement(using: &generator)
            let today = bench.rules.zone.date(at: bench.now)
            let command = try Self.command(today: today, on: bench, using: &generator)
            try bench.act(command, by: seat ?? "ann-clerk")
        }
        var facts = bench.facts
        for purge in bench.negotiation.purges {
            guard let entry = purge.entry, let standIn = purge.standIn else { continue }
            #expect(facts[entry - 1].isPurgeable, "seed \(seed)")
            facts[entry - 1] = standIn
        }
        var folded = Negotiation()
        for (index, fact) in facts.enumerated() {
            folded.apply(fact, seq: index + 1, recordedAt: bench.now)
        }
        let isSame = folded == bench.negotiation
        #expect(isSame, "seed \(seed)")
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
                try Self.command(
                    today: bench.rules.zone.date(at: bench.now),
                    on: bench,
                    using: &generator
                ),
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
