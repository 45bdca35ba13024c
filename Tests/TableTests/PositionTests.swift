import CivilTime
import Law
import Table
import Testing

@Suite struct PositionTests {
    private let u1 = ProposalNumber(side: .union, count: 1)
    private let u2 = ProposalNumber(side: .union, count: 2)
    private let b1 = ProposalNumber(side: .board, count: 1)
    private let pay = ProposedItem(section: "8.2", terms: ["teacher-salary"])
    private let length = ProposedItem(section: "9.1", terms: ["day-length", "lunch"])

    private func serving(
        _ items: [ProposedItem],
        answers: ProposalNumber? = nil,
        package: PackageOffer? = nil
    ) -> Negotiation.Command {
        .serve(
            title: "Text",
            answers: answers,
            document: document(),
            items: items,
            package: package,
            isAgain: true
        )
    }

    /// The union's stand-alone proposal on pay, U1.
    private func bench() throws -> Bench {
        var bench = try Bench()
        try bench.act(serving([pay]), by: "maria-soto")
        return bench
    }

    private func row(_ bench: Bench, _ item: String = "8.2") throws -> PositionsOnItem {
        let today = bench.rules.zone.date(at: bench.now)
        return try #require(bench.negotiation.positions(onItem: item, on: today))
    }

    @Test func `A side stands where it last proposed, by section and by term`() throws {
        var bench = try bench()
        #expect(try row(bench).status == .open)
        try bench.act(serving([ProposedItem(section: "8.3", terms: ["teacher-salary"])]), by: "maria-soto")
        #expect(bench.negotiation.position(of: .union, on: "8.2")?.proposal == u1)
        #expect(bench.negotiation.position(of: .union, on: "teacher-salary")?.proposal == u2)
        #expect(bench.negotiation.position(of: .board, on: "teacher-salary") == nil)
        try bench.act(.withdraw(u2, reason: "an error"), by: "maria-soto")
        #expect(bench.negotiation.position(of: .union, on: "teacher-salary")?.proposal == u1)
        #expect(try row(bench, "8.3").status == .withdrawn)
    }

    @Test func `A package is nobody's position before both sides signed it`() throws {
        var bench = try bench()
        try bench.act(serving([pay, length], package: .init(expires: nil)), by: "maria-soto")
        #expect(bench.negotiation.position(of: .union, on: "8.2")?.proposal == u1)
        #expect(try row(bench).packages == [u2])
        #expect(try row(bench, "9.1").status == .conditional)
        try bench.sign(u2, by: "maria-soto")
        #expect(bench.negotiation.position(of: .union, on: "lunch") == nil)
        try bench.sign(u2, by: "john-lee")
        for side in Side.allCases {
            for item in ["8.2", "lunch"] {
                let position = bench.negotiation.position(of: side, on: item)
                #expect(position?.proposal == u2)
                #expect(position?.basis == .agreed)
            }
        }
        #expect(try row(bench).status == .agreed)
    }

    @Test(arguments: ["rejected", "withdrawn", "expired"])
    func `A package that comes to nothing leaves every section where it stood without it`(how: String) throws
    {
        var bench = try bench()
        let expires = try day("2026-03-20")
        try bench.act(serving([pay, length], package: .init(expires: expires)), by: "maria-soto")
        switch how {
        case "rejected": try bench.act(.reject(u2, reason: "too dear"), by: "john-lee")
        case "withdrawn": try bench.act(.withdraw(u2, reason: "overtaken"), by: "maria-soto")
        default:
            bench.now = try instant("2026-03-20T23:59:59-04:00")
            #expect(try row(bench).packages == [u2])
            bench.now = try instant("2026-03-21T00:00:00-04:00")
        }
        #expect(bench.negotiation.position(of: .union, on: "8.2")?.proposal == u1)
        #expect(try row(bench).packages.isEmpty)
        #expect(try row(bench, "9.1").status == .withdrawn)
        let signing = Negotiation.Command.sign(
            u2,
            sha256: document().sha256,
            expectedSeq: bench.negotiation.seq
        )
        #expect(try bench.refusal(of: signing, by: "john-lee").code == .conflict)
    }

    @Test func `What a counter answers is no package that could be agreed, until the counter is withdrawn`()
        throws
    {
        var bench = try bench()
        try bench.act(serving([pay, length], package: .init(expires: nil)), by: "maria-soto")
        try bench.act(serving([pay], answers: u2), by: "john-lee")
        #expect(try row(bench).packages.isEmpty)
        #expect(try row(bench).status == .held)
        try bench.act(.withdraw(b1, reason: "a slip"), by: "john-lee")
        #expect(try row(bench).packages == [u2])
    }

    @Test func `Sections are agreed one by one, and a new offer reopens one`() throws {
        var bench = try Bench()
        try bench.act(serving([pay, length]), by: "maria-soto")
        func signing(_ items: [String]) -> Negotiation.Command {
            .sign(u1, items: items, sha256: document().sha256, expectedSeq: bench.negotiation.seq)
        }
        try bench.act(signing(["lunch"]), by: "john-lee")
        #expect(bench.negotiation.position(of: .board, on: "9.1")?.basis == .signed)
        #expect(bench.negotiation.proposals[u1]?.status == .signedByOne)
        try bench.act(signing(["9.1"]), by: "maria-soto")
        #expect(try row(bench, "9.1").status == .agreed)
        #expect(try row(bench).status == .open)
        #expect(bench.negotiation.proposals[u1]?.agreedItems == [2])
        #expect(try bench.refusal(of: signing(["9.1"]), by: "john-lee").code == .conflict)
        #expect(
            try bench.refusal(of: signing(["7.7"]), by: "john-lee").message.contains("it changes 8.2, 9.1.")
        )
        try bench.act(signing([]), by: "john-lee")
        try bench.act(signing(["8.2"]), by: "maria-soto")
        #expect(bench.negotiation.proposals[u1]?.status == .agreed)
        #expect(
            try bench.refusal(of: .withdraw(u1, reason: "second thoughts"), by: "maria-soto").message
                == "U1 is tentatively agreed; one side alone cannot take it back."
        )
        // A new offer reopens the section; what was agreed is still named.
        try bench.act(serving([length]), by: "john-lee")
        #expect(try row(bench, "9.1").status == .held)
        #expect(try row(bench, "9.1").agreed?.proposal == u1)
    }

    /// U1 on pay and the day's length, with the length agreed.
    private func partlyAgreed() throws -> Bench {
        var bench = try Bench()
        try bench.act(serving([pay, length]), by: "maria-soto")
        for seat in ["john-lee", "maria-soto"] {
            try bench.act(
                .sign(u1, items: ["9.1"], sha256: document().sha256, expectedSeq: bench.negotiation.seq),
                by: seat
            )
        }
        return bench
    }

    @Test func `What is open of a proposal is withdrawn by its side, and what both signed stays agreed`()
        throws
    {
        var bench = try partlyAgreed()
        let agreed = try row(bench, "9.1")
        try bench.act(.withdraw(u1, reason: "later"), by: "maria-soto")
        #expect(
            bench.facts.last?.sentence == "The union withdrew item 1 of U1 (the rest of it is agreed): later."
        )
        #expect(bench.negotiation.proposals[u1]?.status == .withdrawn)
        #expect(bench.negotiation.proposals[u1]?.agreedItems == [2])
        #expect(try row(bench, "9.1") == agreed)
        #expect(agreed.status == .agreed)
        #expect(try row(bench).status == .withdrawn)
        for side in Side.allCases {
            #expect(bench.negotiation.position(of: side, on: "8.2") == nil)
            #expect(bench.negotiation.position(of: side, on: "lunch")?.basis == .agreed)
        }
        #expect(try bench.refusal(of: .withdraw(u1, reason: "again"), by: "maria-soto").code == .conflict)
        #expect(try bench.refusal(of: .reject(u1, reason: "no"), by: "john-lee").code == .conflict)
        #expect(try bench.refusal(of: serving([pay], answers: u1), by: "john-lee").code == .conflict)
        let signing = Negotiation.Command.sign(
            u1,
            items: ["8.2"],
            sha256: document().sha256,
            expectedSeq: bench.negotiation.seq
        )
        #expect(try bench.refusal(of: signing, by: "john-lee").code == .conflict)
    }

    @Test func `What is open of a proposal is rejected by the other side, and remains its side's position`()
        throws
    {
        var bench = try partlyAgreed()
        let agreed = try row(bench, "9.1")
        #expect(try bench.refusal(of: .reject(u1, reason: "no"), by: "maria-soto").code == .notPermitted)
        try bench.act(.reject(u1, reason: "no money"), by: "john-lee")
        #expect(
            bench.facts.last?.sentence
                == "The board rejected item 1 of U1 (the rest of it is agreed): no money."
        )
        #expect(bench.negotiation.proposals[u1]?.status == .rejected)
        #expect(try row(bench, "9.1") == agreed)
        #expect(bench.negotiation.position(of: .union, on: "8.2")?.proposal == u1)
        #expect(bench.negotiation.position(of: .board, on: "8.2") == nil)
        // It can be answered still, and taken back: the agreed section is the one that stays.
        try bench.act(serving([pay], answers: u1), by: "john-lee")
        try bench.act(.withdraw(u1, reason: "overtaken"), by: "maria-soto")
        #expect(bench.negotiation.position(of: .union, on: "8.2") == nil)
        #expect(try row(bench, "9.1") == agreed)
    }

    @Test func `A side cannot reject what it signed before the other has signed it too`() throws {
        var bench = try Bench()
        try bench.act(serving([pay, length]), by: "maria-soto")
        func signing(_ items: [String]) -> Negotiation.Command {
            .sign(u1, items: items, sha256: document().sha256, expectedSeq: bench.negotiation.seq)
        }
        try bench.act(signing(["9.1"]), by: "john-lee")
        #expect(
            try bench.refusal(of: .reject(u1, reason: "no"), by: "john-lee").message
                == "The board has signed 9.1 of U1, and the union has not yet; the rest can be rejected when both have."
        )
        try bench.act(signing(["9.1"]), by: "maria-soto")
        try bench.act(.reject(u1, reason: "no"), by: "john-lee")
        #expect(bench.negotiation.proposals[u1]?.status == .rejected)
    }

    @Test
    func `A counter that is withdrawn but for what was agreed of it leaves what it answered open again`()
        throws
    {
        var bench = try bench()
        try bench.act(serving([pay, length], answers: u1), by: "john-lee")
        for seat in ["john-lee", "maria-soto"] {
            try bench.act(
                .sign(b1, items: ["9.1"], sha256: document().sha256, expectedSeq: bench.negotiation.seq),
                by: seat
            )
        }
        #expect(bench.negotiation.proposals[u1]?.status == .countered)
        try bench.act(.withdraw(b1, reason: "only the day"), by: "john-lee")
        #expect(bench.negotiation.proposals[u1]?.status == .onTheTable)
        #expect(try row(bench, "9.1").status == .agreed)
        #expect(try row(bench).status == .open)
    }

    @Test func `A package is signed whole, joins two sections or more, and does not expire in the past`()
        throws
    {
        var bench = try bench()
        let small = try bench.refusal(of: serving([pay], package: .init(expires: nil)), by: "maria-soto")
        #expect(small.message.hasPrefix("A package joins two sections or more; this text changes 1."))
        let past = try bench.refusal(
            of: serving([pay, length], package: .init(expires: try day("2026-03-17"))),
            by: "maria-soto"
        )
        #expect(past.code == .invalid)
        try bench.act(
            serving([pay, length], package: .init(expires: try day("2026-03-18"))),
            by: "maria-soto"
        )
        let part = Negotiation.Command.sign(
            u2,
            items: ["8.2"],
            sha256: document().sha256,
            expectedSeq: bench.negotiation.seq
        )
        #expect(try bench.refusal(of: part, by: "john-lee").message.contains("all of it is agreed or none"))
    }

    @Test func `Only the other side rejects, once, and not what it signed or countered`() throws {
        var bench = try bench()
        #expect(try bench.refusal(of: .reject(u1, reason: "no"), by: "maria-soto").code == .notPermitted)
        #expect(try bench.refusal(of: .reject(u1, reason: "no"), by: "ann-clerk").code == .notPermitted)
        #expect(try bench.refusal(of: .reject(u1, reason: ""), by: "john-lee").code == .invalid)
        try bench.act(.reject(u1, reason: "no money"), by: "john-lee")
        #expect(bench.negotiation.proposals[u1]?.status == .rejected)
        #expect(try bench.refusal(of: .reject(u1, reason: "no"), by: "john-lee").code == .conflict)
        // It remains what the union wants, and can be countered.
        #expect(bench.negotiation.position(of: .union, on: "8.2")?.proposal == u1)
        try bench.act(serving([pay], answers: u1), by: "john-lee")
        try bench.sign(b1, by: "maria-soto")
        #expect(try bench.refusal(of: .reject(b1, reason: "no"), by: "maria-soto").code == .conflict)
        #expect(bench.negotiation.position(of: .union, on: "8.2")?.proposal == b1)
    }

    @Test(arguments: 0..<3)
    func `At every entry of a long negotiation both sides stand where the record, read backwards, says`(
        seed: Int
    ) throws {
        var generator = SeededGenerator(seed: seed)
        var bench = try Bench()
        var days: [CivilDate] = [bench.rules.zone.date(at: bench.now)]
        var states = [bench.negotiation]
        var parts: Set<String> = []
        let course = RandomCourse()
        while bench.facts.count < 300 {
            bench.now = bench.now.adding(seconds: Int64.random(in: 600...20_000, using: &generator))
            let before = bench.facts.count
            let (command, seat) = try course.next(on: bench, using: &generator)
            try bench.act(command, by: seat)
            for _ in before..<bench.facts.count {
                states.append(bench.negotiation)
                days.append(bench.rules.zone.date(at: bench.now))
            }
        }
        var met: Set<Position.Basis> = []
        for (index, state) in states.enumerated() {
            let entries = Array(bench.facts[...index])
            let model = BackwardReading(entries: entries)
            if let part = model.lastPart {
                #expect(part.items == model.openPart(of: part.number), "seed \(seed), entry \(index + 1)")
                if part.items != nil { parts.insert(part.kind) }
            }
            for row in state.positions(on: days[index]) {
                #expect(row == state.positions(onItem: row.item.section, on: days[index]), "seed \(seed)")
            }
            for item in course.items {
                for name in [item.section] + item.terms {
                    for side in Side.allCases {
                        let found = state.position(of: side, on: name)
                        let expected = model.position(of: side, on: name)
                        #expect(
                            found?.proposal == expected?.proposal && found?.seq == expected?.seq,
                            "seed \(seed), entry \(index + 1), \(side), \(name)"
                        )
                        if let found { met.insert(found.basis) }
                    }
                    for ahead in [0, 1, 3, 8] {
                        let day = days[index].adding(days: ahead)
                        #expect(
                            state.positions(onItem: name, on: day)?.packages ?? []
                                == model.packages(with: name, on: day),
                            "seed \(seed), entry \(index + 1), \(name) on \(day)"
                        )
                    }
                }
            }
        }
        #expect(met == [.proposed, .signed, .agreed], "seed \(seed)")
        #expect(parts == ["proposal.withdrawn", "proposal.rejected"], "seed \(seed)")
    }
}

/// Made-up bargaining over a few sections.
struct RandomCourse {
    let items = (1...5).map { ProposedItem(section: "\($0).1", terms: $0 % 2 == 0 ? ["term-\($0)"] : []) }

    func next(on bench: Bench, using generator: inout SeededGenerator) throws -> (Negotiation.Command, String)
    {
        let isUnion = Bool.random(using: &generator)
        let seat = isUnion ? "maria-soto" : "john-lee"
        let all = bench.negotiation.proposalsInOrder
        if let part = ending(among: all, using: &generator) { return part }
        // Mostly what was served lately, for that is what people answer.
        let late = all.suffix(Bool.random(using: &generator) ? 4 : all.count).randomElement(using: &generator)
        let kind = Int.random(in: 0..<10, using: &generator)
        guard let late, kind > 2 else { return (serving(nil, on: bench, using: &generator), seat) }
        let number = late.number
        switch kind {
        case 3: return (serving(number, on: bench, using: &generator), seat)
        case 4: return (.withdraw(number, reason: "r"), seat)
        case 5: return (.reject(number, reason: "r"), seat)
        default:
            let part = late.items.filter { _ in Bool.random(using: &generator) }.map {
                $0.terms.first ?? $0.section
            }
            let isPart = late.served.package == nil && Int.random(in: 0..<3, using: &generator) > 0
            return (
                .sign(
                    number,
                    items: isPart ? part : [],
                    sha256: late.served.document.sha256,
                    expectedSeq: bench.negotiation.seq
                ), seat
            )
        }
    }

    /// An end to what is partly agreed; nil mostly, and where nothing is.
    private func ending(
        among all: [Proposal],
        using generator: inout SeededGenerator
    ) -> (Negotiation.Command, String)? {
        let some = all.filter { $0.status.isOpen && $0.served.package == nil && !$0.agreedItems.isEmpty }
        guard let one = some.randomElement(using: &generator), Int.random(in: 0..<3, using: &generator) == 0
        else { return nil }
        let number = one.number
        let isWithdrawn = Int.random(in: 0..<3, using: &generator) == 0
        let side = isWithdrawn ? number.side : number.side.other
        return (
            isWithdrawn ? .withdraw(number, reason: "r") : .reject(number, reason: "r"),
            side == .union ? "maria-soto" : "john-lee"
        )
    }

    private func serving(
        _ answers: ProposalNumber?,
        on bench: Bench,
        using generator: inout SeededGenerator
    ) -> Negotiation.Command {
        let some = items.shuffled(using: &generator).prefix(Int.random(in: 1...3, using: &generator))
        let isPackage = some.count > 1 && Int.random(in: 0..<3, using: &generator) == 0
        let last = bench.rules.zone.date(at: bench.now).adding(days: Int.random(in: 0...9, using: &generator))
        let expires = Bool.random(using: &generator) ? last : nil
        return .serve(
            title: "Text",
            answers: answers,
            document: document(),
            items: Array(some),
            package: isPackage ? PackageOffer(expires: expires) : nil,
            isAgain: true
        )
    }
}

/// Another way to the same answers: the entries from the last to the first, until one says where a side stands.
struct BackwardReading {
    private let entries: [NegotiationFact]
    private var served: [ProposalNumber: ProposalServed] = [:]
    private var withdrawn: Set<ProposalNumber> = []
    private var rejected: Set<ProposalNumber> = []
    private var signed: [ProposalNumber: [(index: Int, side: Side, items: [Int]?)]] = [:]

    init(entries: [NegotiationFact]) {
        self.entries = entries
        for (index, fact) in entries.enumerated() {
            switch fact {
            case .served(let fields): served[fields.number] = fields
            case .withdrawn(let fields): withdrawn.insert(fields.number)
            case .rejected(let fields): rejected.insert(fields.number)
            case .signed(let fields):
                signed[fields.number, default: []].append((index, fields.side, fields.items))
            default: break
            }
        }
    }

    func position(of side: Side, on name: String) -> (proposal: ProposalNumber, seq: Int)? {
        for (index, fact) in entries.enumerated().reversed() {
            switch fact {
            case .served(let served):
                guard served.number.side == side, served.package == nil, place(of: name, in: served) != nil,
                    !withdrawn.contains(served.number)
                else { continue }
                return (served.number, index + 1)
            case .signed(let signed):
                guard let served = served[signed.number], let place = place(of: name, in: served),
                    signed.items?.contains(place) ?? true,
                    !withdrawn.contains(signed.number) || isAgreed(place, of: signed.number)
                else { continue }
                let others = signatures(of: signed.number, place, by: signed.side.other)
                let ownBefore = signatures(of: signed.number, place, by: signed.side).filter { $0 < index }
                // A signature that makes an agreement moves both sides.
                let makes = ownBefore.isEmpty && others.contains { $0 < index }
                if signed.side == side ? !others.isEmpty || served.package == nil : makes {
                    return (signed.number, index + 1)
                }
            default: continue
            }
        }
        return nil
    }

    /// What the last entry withdraws or rejects, where it does.
    var lastPart: (kind: String, number: ProposalNumber, items: [Int]?)? {
        guard let fact = entries.last else { return nil }
        switch fact {
        case .withdrawn(let fields): return (fact.kind, fields.number, fields.items)
        case .rejected(let fields): return (fact.kind, fields.number, fields.items)
        default: return nil
        }
    }

    /// The places that both sides did not sign; nil where they signed none.
    func openPart(of number: ProposalNumber) -> [Int]? {
        let count = served[number]?.items?.count ?? 0
        let open = (1...max(count, 1)).filter { !isAgreed($0, of: number) }
        return open.count == max(count, 1) ? nil : open
    }

    private func isAgreed(_ place: Int, of number: ProposalNumber) -> Bool {
        Side.allCases.allSatisfy { !signatures(of: number, place, by: $0).isEmpty }
    }

    func packages(with name: String, on day: CivilDate) -> [ProposalNumber] {
        let countered = Set(served.values.filter { !withdrawn.contains($0.number) }.compactMap(\.answers))
        return entries.compactMap { fact -> ProposalNumber? in
            guard case .served(let served) = fact, let package = served.package,
                place(of: name, in: served) != nil, package.expires.map({ day <= $0 }) ?? true
            else { return nil }
            let number = served.number
            let isSigned = Side.allCases.allSatisfy { !signatures(of: number, 1, by: $0).isEmpty }
            let isOver = [withdrawn, rejected, countered].contains { $0.contains(number) }
            return isSigned || isOver ? nil : number
        }
    }

    private func place(of name: String, in served: ProposalServed) -> Int? {
        (served.items ?? []).firstIndex { $0.section == name || $0.terms.contains(name) }.map { $0 + 1 }
    }

    private func signatures(of number: ProposalNumber, _ place: Int, by side: Side) -> [Int] {
        (signed[number] ?? []).filter { $0.side == side && $0.items?.contains(place) ?? true }.map(\.index)
    }
}
