import CivilTime
import Law
import Packs
import Table
import Testing

/// The procedure that the tests are held to.
func rules(_ readings: [String: String] = [:]) throws -> Proceeding {
    try Library.standard.proceeding(pack: "ma-69-1j-g", readings: readings)
}

func handle(_ text: String) throws -> Handle {
    try #require(Handle(text))
}

func day(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
}

func instant(_ text: String) throws -> Instant {
    try #require(Instant(text))
}

func document(_ name: String = "pay.md", text: String = "ab") -> DocumentReference {
    DocumentReference(name: name, sha256: String(repeating: text, count: 32), bytes: 100)
}

/// A negotiation under test: commands are decided and, when they stand, applied, as the clerk does.
struct Bench {
    private(set) var negotiation = Negotiation()
    private(set) var facts: [NegotiationFact] = []
    /// When each of them was recorded.
    private(set) var times: [Instant] = []
    let rules: Proceeding
    var now: Instant

    init(
        at now: String = "2026-03-18T12:00:00-04:00",
        readings: [String: String] = [:],
        under rules: Proceeding? = nil
    ) throws {
        self.rules = try rules ?? TableTests.rules(readings)
        self.now = try instant(now)
        record(.opened(try Self.opening()))
    }

    static func opening() throws -> NegotiationOpened {
        let seats = [
            Seat(
                handle: try handle("maria-soto"),
                person: "Maria Soto",
                role: .union,
                email: "maria@example.org"
            ),
            Seat(handle: try handle("john-lee"), person: "John Lee", role: .board, email: nil),
            Seat(handle: try handle("ann-clerk"), person: "Ann Clerk", role: .clerk, email: nil),
            Seat(handle: try handle("olga-sees"), person: "Olga Sees", role: .observer, email: nil),
        ]
        return NegotiationOpened(
            negotiation: try handle("springfield-2026-1"),
            zone: try handle("springfield"),
            title: "Kiley turnaround",
            schools: [try handle("kiley")],
            unit: try handle("unit-a"),
            pack: "ma-69-1j-g",
            packSHA256: String(repeating: "00", count: 32),
            calendar: "us-ma",
            readings: [:],
            contract: nil,
            seats: seats
        )
    }

    mutating func record(_ fact: NegotiationFact) {
        negotiation.apply(fact, seq: facts.count + 1, recordedAt: now)
        facts.append(fact)
        times.append(now)
    }

    /// Takes in the lapses due, then decides and applies.
    @discardableResult
    mutating func act(_ command: Negotiation.Command, by seat: String) throws -> Verdict<NegotiationFact> {
        for lapse in try negotiation.lapses(asOf: now, under: rules) { record(lapse) }
        let verdict = try negotiation.decide(command, by: try handle(seat), at: now, under: rules)
        if case .recorded(let facts) = verdict {
            for fact in facts { record(fact) }
        }
        return verdict
    }

    /// The refusal of a command, which must be refused.
    mutating func refusal(of command: Negotiation.Command, by seat: String) throws -> Refusal {
        let before = facts
        let verdict = try act(command, by: seat)
        guard case .refused(let refusal) = verdict else {
            Issue.record("expected a refusal of \(command)")
            return Refusal(.invalid, "")
        }
        #expect(facts == before)
        return refusal
    }

    /// Signs what is on the table as it stands.
    @discardableResult
    mutating func sign(_ number: ProposalNumber, by seat: String) throws -> Verdict<NegotiationFact> {
        let sha256 = negotiation.proposals[number]?.served.document.sha256 ?? document().sha256
        return try act(.sign(number, sha256: sha256, expectedSeq: negotiation.seq), by: seat)
    }

    /// Joins a stipulation as it stands.
    @discardableResult
    mutating func join(_ number: String, by seat: String) throws -> Verdict<NegotiationFact> {
        try act(.join(number: number, expectedSeq: negotiation.seq), by: seat)
    }

    func item(_ step: String) throws -> DocketItem {
        try #require(try negotiation.docket(under: rules).item(step))
    }
}

/// A small generator of numbers that gives the same ones for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
