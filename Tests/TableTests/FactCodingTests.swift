import CivilTime
import Foundation
import Table
import Testing

@Suite struct FactCodingTests {
    static func facts() throws -> [NegotiationFact] {
        let seat = Seat(handle: try handle("maria-soto"), person: "María Soto", role: .union, email: nil)
        return [
            .opened(try Bench.opening()), .seatTaken(seat),
            .seatVacated(SeatVacated(handle: seat.handle, reason: "left")),
        ] + (try decoded())
    }

    private static func decoded() throws -> [NegotiationFact] {
        let texts = [
            #"{"kind":"proposal.served","number":"U1","title":"Pay","document":{"name":"a","sha256":"00","bytes":1}}"#,
            #"{"kind":"proposal.withdrawn","number":"U1","reason":"r"}"#,
            #"{"kind":"agreement.signed","number":"U1","side":"board","sha256":"00"}"#,
            #"{"kind":"procedure.triggered","on":"2026-03-18"}"#,
            #"{"kind":"step.ended","step":"bargaining","outcome":"agreed","on":"2026-03-18","note":"n"}"#,
            #"{"kind":"vote.held","step":"ratification","on":"2026-03-18","electorate":3,"cast":3,"yes":2,"no":1,"outcome":"ratified"}"#,
            #"{"kind":"deadline.lapsed","step":"bargaining","due":"2026-04-17","occurrence":1,"consequence":"c"}"#,
            #"{"kind":"stipulation.offered","number":"S1","side":"board","reason":"r","content":{"what":"extend","step":"bargaining","to":"2026-04-24"}}"#,
            #"{"kind":"stipulation.offered","number":"S2","side":"board","reason":"r","content":{"what":"read","option":"a","choice":"b"}}"#,
            #"{"kind":"stipulation.offered","number":"S3","side":"union","reason":"r","content":{"what":"correct","to":"2026-03-17"}}"#,
            #"{"kind":"negotiation.closed","reason":"done"}"#,
            #"{"kind":"stipulation.joined","number":"S1","side":"union"}"#,
            #"{"kind":"date.corrected","from":"2026-03-18","to":"2026-03-17","reason":"r"}"#,
        ]
        return try texts.map { try JSONDecoder().decode(NegotiationFact.self, from: Data($0.utf8)) }
    }

    @Test func `Every kind of fact is read back as it was written`() throws {
        let facts = try Self.facts()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for fact in facts {
            let bytes = try encoder.encode(fact)
            #expect(try JSONDecoder().decode(NegotiationFact.self, from: bytes) == fact)
            #expect(String(decoding: bytes, as: UTF8.self).contains(#""kind":"\#(fact.kind)""#))
        }
        #expect(Set(facts.map(\.kind)).count == 14)
    }

    @Test func `A kind that this version does not know is refused by its name`() {
        let text = Data(#"{"kind":"something.else"}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(NegotiationFact.self, from: text) }
    }

    @Test(arguments: ["2026-02-30", "2026-13-01", "26-02-01", "2026-2-1", "", "2026-02-01 ", "٢٠٢٦-02-01"])
    func `A date that cannot be is refused with how to write one`(text: String) throws {
        let json = Data(#"{"kind":"procedure.triggered","on":"\#(text)"}"#.utf8)
        do {
            _ = try JSONDecoder().decode(NegotiationFact.self, from: json)
            Issue.record("'\(text)' was taken for a date")
        } catch let DecodingError.dataCorrupted(context) {
            #expect(context.debugDescription.contains("year-month-day"))
        }
    }
}
