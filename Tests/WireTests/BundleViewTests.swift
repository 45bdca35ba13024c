import CivilTime
import Foundation
import Law
import Packs
import Table
import Testing
import Wire

@Suite struct BundleViewTests {
    @Test func `A bundle travels in the form that programs read`() throws {
        let bundle = try History.told().bundle()
        let view = BundleView(bundle, digest: History.digest(of: bundle.negotiation.seq))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let text = String(decoding: try encoder.encode(view), as: UTF8.self) + "\n"
        #expect(text == (try golden("bundle.json", else: text)))
        let again = try JSONDecoder().decode(BundleView.self, from: Data(text.utf8))
        #expect(try encoder.encode(again) == encoder.encode(view))
    }

    @Test func `Each side's latest text on an issue stands beside the other's`() throws {
        let bundle = try History.told().bundle()
        #expect(bundle.issues.map(\.first.number.description) == ["U1", "B2", "U5", "B3", "B4", "B5"])
        #expect(bundle.issues.map(\.board?.number.description) == ["B1", "B2", nil, "B3", "B4", "B5"])
        #expect(bundle.issues.map(\.union?.number.description) == ["U3", nil, "U5", nil, nil, nil])
        #expect(
            bundle.negotiation.positions(on: try History.day("2026-03-21")).map(\.status) == [.agreed, .held]
        )
        #expect(bundle.agreed.map(\.number.description) == ["U2"])
        #expect(bundle.withdrawn.map(\.number.description) == ["U4"])
        #expect(
            bundle.passes.map(\.receipt?.seat?.text)
                == bundle.passes.map { pass in
                    pass.proposal.number.side == .union ? "maria-soto" : "john-lee"
                }
        )
        #expect(bundle.explanations.allSatisfy { !$0.text.isEmpty })
    }

    private func golden(_ name: String, else made: String) throws -> String {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(made.utf8).write(to: path)
        }
        return try String(contentsOf: path, encoding: .utf8)
    }
}

/// A negotiation in which one of everything happened.
struct History {
    private var negotiation = Negotiation()
    private var receipts: [EvidenceBundle.Receipt] = []
    private let rules: Proceeding
    private var now: Instant

    static func digest(of seq: Int) -> String {
        String(repeating: "0", count: 62) + (seq < 16 ? "0" : "") + String(seq, radix: 16)
    }

    static func told() throws -> History {
        var history = try History()
        let union = "maria-soto"
        let board = "john-lee"
        let clerk = "ann-clerk"
        try history.act(.trigger(on: day("2026-03-18")), by: clerk)
        try history.serve("Pay", nil, by: union)
        try history.serve("Pay, countered", "U1", by: board)
        try history.serve("Library hours", nil, by: union)
        try history.serve("Pay, again", "B1", by: union)
        try history.sign("U2", by: board)
        try history.sign("U2", by: union)
        try history.serve("Lockers", nil, by: union)
        try history.act(.withdraw(number("U4"), reason: "settled by the principal"), by: union)
        try history.evidence(union: union, board: board, clerk: clerk)
        try history.serve("Parking", nil, by: board)
        try history.positions(union: union, board: board)
        return history
    }

    /// Sections that are agreed, rejected and packed.
    private mutating func positions(union: String, board: String) throws {
        let pay = ProposedItem(section: "8.2", terms: ["teacher-salary"])
        let length = ProposedItem(section: "9.1", terms: [])
        try serve("Pay and day", nil, by: union, items: [pay, length])
        for seat in [board, union] { try sign("U5", by: seat, items: ["teacher-salary"]) }
        try serve("Day", nil, by: board, items: [length])
        try act(.reject(Self.number("B3"), reason: "no pay in it"), by: union)
        let package = PackageOffer(expires: try Self.day("2026-03-20"))
        try serve("All of it", nil, by: board, items: [pay, length], package: package)
        try serve(
            "All of it, later",
            nil,
            by: board,
            items: [pay, length],
            package: PackageOffer(expires: nil)
        )
    }

    private mutating func evidence(union: String, board: String, clerk: String) throws {
        try act(.ask(text: "Class sizes by school", wantedBy: Self.day("2026-03-20")), by: union)
        try act(.ask(text: "Membership list", wantedBy: nil), by: board)
        let ur1 = RequestNumber(side: .union, count: 1)
        try act(.acknowledge(ur1, expected: Self.day("2026-03-24")), by: board)
        try act(.answer(ur1, Wording(text: "Kiley: 27.", document: nil), isFull: false), by: board)
        let report = SessionReport(
            on: try Self.day("2026-03-18"),
            from: TimeOfDay("15:00"),
            to: TimeOfDay("17:30"),
            place: "Kiley library",
            attendance: .init(board: [board], union: [union, "Ana Ruiz"], others: nil),
            minutes: Wording(text: "U1 was explained.", document: nil),
            next: try Self.day("2026-03-25")
        )
        try act(.meet(report), by: clerk)
        let right = Wording(text: "U1 and U2 were explained.", document: nil)
        try act(.correctMinutes(session: 1, to: right, reason: "U2 was left out"), by: union)
        let rule = GroundRule(
            kind: .noNewIssuesAfter,
            session: 1,
            breach: .flag,
            text: "None after the first."
        )
        try act(.offer(.rule(rule), reason: "as in 2024"), by: union)
        try act(.join(number: "S1", expectedSeq: negotiation.seq), by: board)
        let later = Stipulated.extend(step: "bargaining", to: try Self.day("2026-04-24"))
        try act(.offer(later, reason: "vacation"), by: board)
        try act(.retract(number: "S2", reason: "no longer needed"), by: board)
        try act(.hold(reason: "Doe v. Zone"), by: clerk)
        try act(.retain(until: Self.day("2033-06-30"), basis: "Schedule 04-23"), by: clerk)
    }

    func bundle() throws -> EvidenceBundle {
        let state = try Projection.State(negotiation, under: rules)
        let asOf = try #require(Instant("2026-03-21T09:00:00-04:00"))
        return try #require(try EvidenceBundle(of: state, receipts: receipts, asOf: asOf))
    }

    private init() throws {
        rules = try Library.standard.proceeding(pack: "ma-69-1j-g", readings: [:])
        now = try #require(Instant("2026-03-18T12:00:00-04:00"))
        let seats = try [
            ("maria-soto", "Maria Soto", SeatRole.union), ("john-lee", "John Lee", .board),
            ("ann-clerk", "Ann Clerk", .clerk),
        ].map { Seat(handle: try Self.handle($0.0), person: $0.1, role: $0.2, email: nil) }
        let opened = NegotiationOpened(
            negotiation: try Self.handle("springfield-2026-1"),
            zone: try Self.handle("springfield"),
            title: "Kiley turnaround",
            schools: [try Self.handle("kiley")],
            unit: try Self.handle("unit-a"),
            pack: "ma-69-1j-g",
            packSHA256: String(repeating: "00", count: 32),
            calendar: "us-ma",
            readings: [:],
            contract: nil,
            seats: seats
        )
        record(.opened(opened), by: nil)
    }

    private mutating func record(_ fact: NegotiationFact, by seat: Handle?) {
        let seq = negotiation.seq + 1
        negotiation.apply(fact, seq: seq, recordedAt: now)
        receipts.append(.init(seq: seq, recordedAt: now, seat: seat, digest: Self.digest(of: seq)))
        now = now.adding(seconds: 60)
    }

    private mutating func act(_ command: Negotiation.Command, by seat: String) throws {
        let handle = try Self.handle(seat)
        switch try negotiation.decide(command, by: handle, at: now, under: rules) {
        case .recorded(let facts): for fact in facts { record(fact, by: handle) }
        case .refused(let refusal): throw refusal
        }
    }

    private mutating func serve(
        _ title: String,
        _ answers: String?,
        by seat: String,
        items: [ProposedItem] = [],
        package: PackageOffer? = nil
    ) throws {
        let sha256 = String(repeating: "ab", count: 31) + "\(10 + receipts.count)"
        let document = DocumentReference(name: "a.md", sha256: sha256, bytes: 100)
        try act(
            .serve(
                title: title,
                answers: try answers.map(Self.number),
                document: document,
                items: items,
                package: package
            ),
            by: seat
        )
    }

    private mutating func sign(_ text: String, by seat: String, items: [String] = []) throws {
        let number = try Self.number(text)
        let sha256 = try #require(negotiation.proposals[number]?.served.document.sha256)
        try act(.sign(number, items: items, sha256: sha256, expectedSeq: negotiation.seq), by: seat)
    }

    private static func handle(_ text: String) throws -> Handle { try #require(Handle(text)) }
    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
    private static func number(_ text: String) throws -> ProposalNumber { try #require(ProposalNumber(text)) }
}
