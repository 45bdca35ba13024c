import CivilTime
import Law
import Table
import Testing

@Suite struct PackageAlertTests {
    private let u1 = ProposalNumber(side: .union, count: 1)
    private let b1 = ProposalNumber(side: .board, count: 1)
    private let pay = ProposedItem(section: "8.2", terms: ["teacher-salary"])
    private let length = ProposedItem(section: "9.1", terms: [])

    private func serving(_ package: PackageOffer?, answers: ProposalNumber? = nil) -> Negotiation.Command {
        .serve(
            title: "Secret title",
            answers: answers,
            document: document(),
            items: [pay, length],
            package: package,
            isAgain: true
        )
    }

    /// U1, a package of Wednesday, March 18, until a day.
    private func bench(until text: String, at now: String = "2026-03-18T12:00:00-04:00") throws -> Bench {
        var bench = try Bench(at: now)
        try bench.act(serving(.init(expires: try day(text))), by: "maria-soto")
        return bench
    }

    @Test
    func `The seats that act are reminded of a package's last day as of a deadline, and told when it passed`()
        throws
    {
        let outbox = try Outbox(of: try bench(until: "2026-03-30"))
        for seat in ["maria-soto", "john-lee", "ann-clerk"] {
            // Two days before a Monday is a Saturday, and the Friday takes its place.
            #expect(
                try outbox.times(.reminder, for: seat)
                    == [
                        "2026-03-23T09:00:00-04:00", "2026-03-27T09:00:00-04:00", "2026-03-30T09:00:00-04:00",
                    ]
                    .map(instant)
            )
            #expect(try outbox.times(.lapsed, for: seat) == [instant("2026-03-31T00:00:00-04:00")])
        }
        #expect(outbox.kept.values.allSatisfy { $0.alert.seat.text != "olga-sees" })
        #expect(outbox.kept["reminder/U1/1/2026-03-30/john-lee"] != nil)
        #expect(outbox.kept["lapsed/U1/1/2026-03-30/john-lee"] != nil)
        #expect(outbox.kept.keys.allSatisfy { !$0.contains("Secret") && !$0.contains("8.2") })
    }

    @Test func `The last day is one of the negotiation's own zone`() throws {
        // It is Thursday already in Coordinated Universal Time.
        let outbox = try Outbox(of: try bench(until: "2026-03-18", at: "2026-03-18T23:00:00-04:00"))
        #expect(try outbox.times(.reminder, for: "john-lee").isEmpty)
        #expect(try outbox.times(.lapsed, for: "john-lee") == [instant("2026-03-19T00:00:00-04:00")])
    }

    @Test func `A package without a last day reminds nobody`() throws {
        var bench = try Bench()
        try bench.act(serving(.init(expires: nil)), by: "maria-soto")
        try bench.act(serving(nil), by: "maria-soto")
        #expect(try Outbox(of: bench).times(.reminder, for: "john-lee").isEmpty)
    }

    @Test(arguments: ["agreed", "withdrawn", "rejected", "countered", "closed"])
    func `Nobody hears again of a package that came to its end before its last day`(how: String) throws {
        var bench = try bench(until: "2026-03-30")
        bench.now = try instant("2026-03-24T10:00:00-04:00")
        switch how {
        case "agreed":
            try bench.sign(u1, by: "john-lee")
            #expect(try Outbox(of: bench).times(.lapsed, for: "john-lee").count == 1)
            try bench.sign(u1, by: "maria-soto")
        case "withdrawn": try bench.act(.withdraw(u1, reason: "overtaken"), by: "maria-soto")
        case "rejected": try bench.act(.reject(u1, reason: "too dear"), by: "john-lee")
        case "countered": try bench.act(serving(nil, answers: u1), by: "john-lee")
        default: try bench.act(.close(reason: "settled elsewhere"), by: "ann-clerk")
        }
        let outbox = try Outbox(of: bench)
        #expect(try outbox.times(.reminder, for: "john-lee") == [instant("2026-03-23T09:00:00-04:00")])
        #expect(try outbox.times(.lapsed, for: "john-lee").isEmpty)
        #expect(bench.negotiation.standingPackage(u1) == nil)
    }

    @Test func `A package that lies on the table again is reminded of again, under other keys`() throws {
        var bench = try bench(until: "2026-03-30")
        try bench.act(serving(nil, answers: u1), by: "john-lee")
        #expect(try Outbox(of: bench).times(.lapsed, for: "john-lee").isEmpty)
        bench.now = try instant("2026-03-25T10:00:00-04:00")
        try bench.act(.withdraw(b1, reason: "a slip"), by: "john-lee")
        let outbox = try Outbox(of: bench)
        #expect(
            try outbox.times(.reminder, for: "maria-soto")
                == ["2026-03-27T09:00:00-04:00", "2026-03-30T09:00:00-04:00"].map(instant)
        )
        #expect(outbox.kept["lapsed/U1/2/2026-03-30/maria-soto"]?.isCancelled == false)
        #expect(bench.negotiation.standingPackage(u1)?.occurrence == 2)
    }

    @Test func `Who takes a seat later is reminded of the packages that stand`() throws {
        var bench = try bench(until: "2026-03-30")
        bench.now = try instant("2026-03-26T10:00:00-04:00")
        let lee = Seat(handle: try handle("lee-wong"), person: "Lee Wong", role: .union, email: nil)
        bench.record(.seatTaken(lee))
        let outbox = try Outbox(of: bench)
        #expect(
            try outbox.times(.reminder, for: "lee-wong")
                == ["2026-03-27T09:00:00-04:00", "2026-03-30T09:00:00-04:00"].map(instant)
        )
        #expect(try outbox.times(.lapsed, for: "lee-wong").count == 1)
    }

    @Test func `A package's name and a step's are told apart`() {
        #expect(
            Alert.Matter(name: "U7", occurrence: 2) == .package(.init(side: .union, count: 7), occurrence: 2)
        )
        #expect(Alert.Matter(name: "u7", occurrence: 1) == .deadline(step: "u7", occurrence: 1))
        #expect(Alert.Matter(name: "b1-vote", occurrence: 1) == .deadline(step: "b1-vote", occurrence: 1))
    }

    @Test(arguments: 0..<3)
    func `In a long negotiation exactly those alerts go out whose package is open at their moment`(seed: Int)
        throws
    {
        var generator = SeededGenerator(seed: seed)
        var bench = try Bench()
        let course = RandomCourse()
        while bench.facts.count < 300 {
            bench.now = bench.now.adding(seconds: Int64.random(in: 600...20_000, using: &generator))
            let (command, seat) = try course.next(on: bench, using: &generator)
            try bench.act(command, by: seat)
        }
        let outbox = try Outbox(of: bench)
        let zone = bench.rules.zone
        let patriots = try day("2026-04-20")
        var met = [0, 0]
        for fact in bench.facts {
            guard case .served(let served) = fact, let last = served.package?.expires else { continue }
            let seq = try #require(bench.negotiation.proposals[served.number]).seq
            let opened = zone.date(at: bench.times[seq - 1])
            var expected: [Alert.Kind: Set<Instant>] = [:]
            func expect(_ kind: Alert.Kind, at instant: Instant) {
                let count = bench.times.prefix { $0 < instant }.count
                let model = BackwardReading(entries: Array(bench.facts[..<count]))
                let isOpen =
                    count >= seq
                    && model.packages(with: served.items?.first?.section ?? "", on: last).contains(
                        served.number
                    )
                if isOpen { expected[kind, default: []].insert(instant) }
                met[isOpen ? 1 : 0] += 1
            }
            var days: Set<CivilDate> = [last]
            for ahead in [2, 7] {
                var day = last.adding(days: -ahead)
                while [.saturday, .sunday].contains(day.weekday) || day == patriots {
                    day = day.adding(days: -1)
                }
                if day > opened { days.insert(day) }
            }
            for day in days { expect(.reminder, at: zone.startOfDay(day).adding(seconds: 9 * 3600)) }
            expect(.lapsed, at: zone.startOfDay(last.adding(days: 1)))
            for kind in [Alert.Kind.reminder, .lapsed] {
                let sent = outbox.sent(kind, of: served.number, for: "john-lee")
                #expect(Set(sent) == expected[kind] ?? [], "seed \(seed), \(served.number) until \(last)")
                #expect(Set(sent).count == sent.count, "seed \(seed), \(served.number)")
            }
        }
        #expect(met[0] > 5 && met[1] > 5, "seed \(seed): \(met)")
    }
}

/// The alerts of a negotiation as the tables keep them: one a key, taken back when what they are about is over.
private struct Outbox {
    var kept: [String: (alert: Alert, isCancelled: Bool)] = [:]

    init(of bench: Bench) throws {
        var state = Projection.State.none
        for (index, fact) in bench.facts.enumerated() {
            let now = bench.times[index]
            let next = try state.applying(fact, seq: index + 1, recordedAt: now, under: bench.rules)
            let projection = Projection(of: fact, from: state, to: next)
            for alert in projection.alerts where kept[alert.key] == nil {
                kept[alert.key] = (alert, false)
            }
            for package in projection.endedPackages {
                let matter = Alert.Matter.package(package.number, occurrence: package.occurrence)
                for (key, entry) in kept where entry.alert.matter == matter && entry.alert.sendAt > now {
                    kept[key]?.isCancelled = true
                }
            }
            state = next
        }
    }

    /// When alerts of packages of a kind go out to a seat.
    func times(_ kind: Alert.Kind, for seat: String) throws -> [Instant] {
        kept.values.filter { $0.alert.kind == kind && $0.alert.seat.text == seat && !$0.isCancelled }
            .map(\.alert).filter { $0.matter != nil }.map(\.sendAt).sorted()
    }

    func sent(_ kind: Alert.Kind, of number: ProposalNumber, for seat: String) -> [Instant] {
        kept.values.filter { $0.alert.kind == kind && $0.alert.seat.text == seat && !$0.isCancelled }
            .filter { entry in
                if case .package(number, _) = entry.alert.matter { true } else { false }
            }
            .map(\.alert.sendAt)
    }
}
