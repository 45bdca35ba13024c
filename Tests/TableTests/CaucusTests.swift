import CivilTime
import FoundationEssentials
import Table
import Testing

@Suite struct CaucusTests {
    private let document = DocumentReference(
        name: "pay.md",
        sha256: String(repeating: "a", count: 64),
        bytes: 3
    )
    private let seat = Handle("john-lee")

    /// Keeps what a command says, or gives the refusal.
    private func keep(_ command: Caucus.Command, in caucus: inout Caucus, for party: CaucusParty = .board)
        throws
        -> Refusal?
    {
        switch caucus.decide(command, for: party) {
        case .refused(let refusal): return refusal
        case .recorded(let facts):
            for fact in facts {
                caucus.apply(
                    fact,
                    seq: caucus.seq + 1,
                    recordedAt: Instant(microseconds: Int64(caucus.seq)),
                    seat: try #require(seat)
                )
            }
            return nil
        }
    }

    @Test func `Drafts are numbered, each with its versions, and no number is given twice`() throws {
        var caucus = Caucus()
        #expect(try keep(.draft(title: "Pay", revising: nil, document: document), in: &caucus) == nil)
        #expect(try keep(.draft(title: "Pay", revising: 1, document: document), in: &caucus) == nil)
        #expect(try keep(.draft(title: "Days", revising: nil, document: document), in: &caucus) == nil)
        #expect(caucus.drafts.map(\.draft.description) == ["D1", "D1.2", "D2"])
        #expect(try keep(.strike(seq: 3, reason: "twice"), in: &caucus) == nil)
        #expect(try keep(.strike(seq: 2, reason: "wrong"), in: &caucus) == nil)
        #expect(caucus.drafts.map(\.draft.description) == ["D1"])
        #expect(try keep(.draft(title: "Days", revising: nil, document: document), in: &caucus) == nil)
        #expect(try keep(.draft(title: "Pay", revising: 1, document: document), in: &caucus) == nil)
        #expect(caucus.drafts.map(\.draft.description) == ["D1", "D3", "D1.3"])
        #expect(
            try keep(.draft(title: "Pay", revising: 9, document: document), in: &caucus)?.code == .unknown
        )
    }

    @Test func `The last limit on a subject is in force, and one that was struck is not`() throws {
        var caucus = Caucus()
        #expect(try keep(.authority(on: "pay", limit: "3%", reason: "vote"), in: &caucus) == nil)
        #expect(try keep(.authority(on: "days", limit: "185", reason: "vote"), in: &caucus) == nil)
        #expect(try keep(.authority(on: "pay", limit: "4%", reason: "vote"), in: &caucus) == nil)
        #expect(caucus.authority.map(\.limit) == ["185", "4%"])
        #expect(try keep(.strike(seq: 3, reason: "not voted"), in: &caucus) == nil)
        #expect(caucus.authority.map(\.limit) == ["3%", "185"])
        #expect(try keep(.strike(seq: 3, reason: "again"), in: &caucus)?.code == .conflict)
        #expect(try keep(.strike(seq: 4, reason: "a correction"), in: &caucus)?.code == .invalid)
        #expect(try keep(.strike(seq: 40, reason: "nothing"), in: &caucus)?.code == .unknown)
    }

    @Test func `Only the neutral says which side told it, and only a side has drafts and limits`() throws {
        var caucus = Caucus()
        #expect(try keep(.note("x", about: nil, from: .union), in: &caucus)?.code == .invalid)
        #expect(try keep(.note("x", about: nil, from: .union), in: &caucus, for: .neutral) == nil)
        #expect(
            try keep(.authority(on: "a", limit: "b", reason: "c"), in: &caucus, for: .neutral)?.code
                == .notPermitted
        )
        #expect(
            try keep(.draft(title: "a", revising: nil, document: document), in: &caucus, for: .neutral)?.code
                == .notPermitted
        )
        #expect(try keep(.note(" \n", about: nil, from: nil), in: &caucus)?.code == .invalid)
        #expect(try keep(.note("a\u{7}", about: nil, from: nil), in: &caucus)?.code == .invalid)
    }

    @Test(arguments: [
        ("D1", "D1"), ("d3.2", "D3.2"), ("D1.1", "D1"), ("D0", nil), ("D", nil), ("D1.", nil),
        ("D1.2.3", nil),
        ("B1", nil), ("D-1", nil), ("D１", nil), ("D1 ", nil),
    ])
    func `A draft's name is read as people write it`(text: String, expected: String?) {
        #expect(DraftNumber(text)?.description == expected)
    }

    @Test func `Every fact is written and read back the same`() throws {
        let number = DraftNumber(count: 2, version: 3)
        let facts: [CaucusFact] = [
            .note(CaucusNote(text: "a", about: "B3", from: .board)), .note(CaucusNote(text: "b")),
            .draft(CaucusDraft(draft: number, title: "Pay", document: document)),
            .authority(AuthorityLimit(on: "pay", limit: "3%", reason: "vote")),
            .draftServed(DraftServed(draft: number, proposal: ProposalNumber(side: .board, count: 3))),
            .struck(EntryStruck(seq: 4, reason: "wrong")),
        ]
        for fact in facts {
            let bytes = try JSONEncoder().encode(fact)
            #expect(try JSONDecoder().decode(CaucusFact.self, from: bytes) == fact)
            #expect(String(decoding: bytes, as: UTF8.self).contains("\"kind\":\"\(fact.kind)\""))
        }
        #expect(Set(facts.map(\.kind)).count == 5)
    }
}
