import CivilTime
import Law
import Postgres
@testable import Service
import Store
import Table
import TestSupport
import Testing

@Suite(.database) struct EvidenceTests {
    private static let u1 = ProposalNumber(side: .union, count: 1)

    @Test func `A bundle names who served what, with the digests of the record`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            try await office.serve("# P\n", in: negotiation, by: "maria-soto")
            let (bundle, digest) = try await office.clerk.bundle(of: negotiation)
            let entries = try await office.clerk.entries(of: negotiation, after: 0, limit: 9)
            #expect(bundle.passes.map(\.receipt?.seat?.text) == ["maria-soto"])
            let last = try #require(entries.last)
            #expect(bundle.passes.first?.receipt?.digest == "\(last.digest)")
            #expect(digest == entries.last?.digest)
            #expect(bundle.head?.seq == 3)
            #expect(bundle.explanations.map(\.item.step) == ["bargaining"])
        }
    }

    @Test func `An order to purge carries what stands in for the entry, and the rows follow it`() async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# P\n", in: negotiation, by: "maria-soto")
            func purge(_ entry: Int) -> Negotiation.Command {
                .purge(.entry(entry), saying: nil, .sample)
            }
            try await office.act(purge(2), in: negotiation, by: "ann-clerk")
            for side in ["maria-soto", "john-lee"] {
                #expect(
                    try await office.clerk.standing(of: negotiation).negotiation.proposals[Self.u1]?.served
                        .title
                        != "[purged]"
                )
                try await office.act(.confirmPurge("X1", saying: nil), in: negotiation, by: side)
            }
            let standing = try await office.clerk.standing(of: negotiation)
            #expect(standing.negotiation.proposals[Self.u1]?.served.title == "[purged]")
            let titles = try await office.pool.query(
                Query(Statement("titles", "select title from proposal order by 1"))
            ).map { try $0.decode("title", as: String.self) }
            #expect(titles == ["[purged]"])
            for entry in [1, 3, 99] {
                let refused = try await refusal {
                    try await office.act(purge(entry), in: negotiation, by: "ann-clerk")
                }
                #expect([.conflict, .unknown].contains(refused.code), "\(refused.message)")
            }
        }
    }

    @Test func `The other side is told of a request, an answer and a session`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let ur1 = RequestNumber(side: .union, count: 1)
            try await office.act(.ask(text: "Sizes", wantedBy: nil), in: negotiation, by: "maria-soto")
            try await office.act(
                .answer(ur1, Wording(text: "27", document: nil), isFull: true),
                in: negotiation,
                by: "john-lee"
            )
            let report = SessionReport(
                on: try day("2026-03-18"),
                from: nil,
                to: nil,
                place: nil,
                attendance: nil,
                minutes: nil,
                next: nil
            )
            try await office.act(.meet(report), in: negotiation, by: "john-lee")
            let told = try await office.pool.query(
                .init(
                    .init(
                        "told",
                        "select seq::text || ' ' || seat as line from alert where seq > 1 and seat <> 'ann-clerk' "
                            + "order by 1"
                    )
                )
            ).map { try $0.decode("line", as: String.self) }
            #expect(told == ["2 john-lee", "3 maria-soto", "4 maria-soto"])
        }
    }
}
