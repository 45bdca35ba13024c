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
            #"{"kind":"proposal.served","number":"B1","title":"Pay","document":{"name":"a","sha256":"00","bytes":1},"topics":["class-size"]}"#,
            #"{"kind":"proposal.withdrawn","number":"U1","reason":"r"}"#,
            #"{"items":[1,3],"kind":"proposal.withdrawn","number":"U1","reason":"r"}"#,
            #"{"items":[2],"kind":"proposal.rejected","number":"U2","reason":"r"}"#,
            #"{"kind":"agreement.signed","number":"U1","side":"board","sha256":"00"}"#,
            #"{"kind":"proposal.served","number":"U2","title":"Pay","document":{"name":"a","sha256":"00","bytes":1},"items":[{"section":"8.2","terms":["teacher-salary"]}],"package":{"expires":"2026-05-01"}}"#,
            #"{"kind":"proposal.rejected","number":"U2","reason":"r"}"#,
            #"{"kind":"agreement.signed","number":"U1","side":"board","sha256":"00","items":[1,3]}"#,
            #"{"kind":"procedure.triggered","on":"2026-03-18"}"#,
            #"{"kind":"step.ended","step":"bargaining","outcome":"agreed","on":"2026-03-18","note":"n"}"#,
            #"{"kind":"vote.held","step":"ratification","on":"2026-03-18","electorate":3,"cast":3,"yes":2,"no":1,"outcome":"ratified"}"#,
            #"{"kind":"deadline.lapsed","step":"bargaining","due":"2026-04-17","occurrence":1,"consequence":"c"}"#,
            #"{"kind":"stipulation.offered","number":"S1","side":"board","reason":"r","content":{"what":"extend","step":"bargaining","to":"2026-04-24"}}"#,
            #"{"kind":"stipulation.offered","number":"S2","side":"board","reason":"r","content":{"what":"read","option":"a","choice":"b"}}"#,
            #"{"kind":"stipulation.offered","number":"S3","side":"union","reason":"r","content":{"what":"correct","to":"2026-03-17"}}"#,
            #"{"kind":"negotiation.closed","reason":"done"}"#,
            #"{"kind":"stipulation.joined","number":"S1","side":"union"}"#,
            #"{"kind":"stipulation.offered","number":"S4","side":"union","reason":"r","content":{"what":"rule","rule":{"kind":"no-new-issues-after","session":2,"breach":"flag","text":"t"}}}"#,
            #"{"kind":"stipulation.withdrawn","number":"S1","side":"board","reason":"r"}"#,
            #"{"kind":"information.requested","number":"UR1","text":"t","wanted_by":"2026-04-01"}"#,
            #"{"kind":"information.acknowledged","number":"UR1","expected":"2026-04-01"}"#,
            #"{"kind":"information.answered","number":"UR1","answer":{"text":"t","document":{"name":"a","sha256":"00","bytes":1}},"full":false}"#,
            #"{"kind":"information.declined","number":"UR1","reason":"r"}"#,
            #"{"kind":"information.withdrawn","number":"BR1","reason":"r"}"#,
            #"{"kind":"session.held","number":1,"side":"board","on":"2026-03-18","from":"15:00","to":"17:30","place":"p","attendance":[{"side":"board","seat":"john-lee","name":"John Lee"},{"name":"A Mediator"}],"minutes":{"text":"m"},"next":"2026-03-25"}"#,
            #"{"kind":"session.corrected","session":1,"minutes":{"text":"m2"},"reason":"r"}"#,
            #"{"kind":"record.held","number":"H1","reason":"r"}"#,
            #"{"kind":"record.released","number":"H1","reason":"r"}"#,
            #"{"kind":"record.retention","until":"2033-06-30","basis":"b"}"#,
            #"{"kind":"purge.ordered","number":"X1","role":"clerk","entry":3,"order":"o","order_sha256":"00","reason":"r"}"#,
            #"{"kind":"purge.confirmed","number":"X1","role":"union"}"#,
            #"{"kind":"record.purged","entry":3,"order":"o","reason":"r","stand_in":{"kind":"proposal.withdrawn","number":"U1","reason":"[purged]"}}"#,
            #"{"kind":"record.purged","sha256":"00","order":"o","reason":"r"}"#,
            #"{"kind":"trigger.contested","number":"C1","side":"union","on":"2026-03-23","reason":"r"}"#,
            #"{"kind":"milestone.recorded","milestone":"school-start","on":"2026-09-01","from":"2026-08-31","reason":"r"}"#,
            #"{"kind":"contest.withdrawn","number":"C1","side":"union","reason":"r"}"#,
            #"{"kind":"trigger.ruled","contests":["C1"],"from":"2026-03-18","to":"2026-03-23","reason":"r"}"#,
            #"{"kind":"matter.settled","step":"bargaining","recorded":"2026-04-17","counted":"2026-04-22","settlement":"stands","reason":"r"}"#,
            #"{"kind":"stipulation.offered","number":"S5","side":"union","reason":"r","content":{"what":"settle","matter":{"step":"bargaining","recorded":"2026-04-17","counted":"2026-04-22","settlement":"reopened","reason":"r"}}}"#,
            #"{"kind":"calendar.adopted","calendar":"s","name":"S","file":{"name":"a","sha256":"00","bytes":1},"from":"2026-09-01","to":"2027-06-20","breaks":[],"closures":[],"make_up_days":[]}"#,
            #"{"kind":"school.closed","from":"2026-02-02","to":"2026-02-02","reason":"snow"}"#,
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
        #expect(Set(facts.map(\.kind)).count == 36)
    }

    @Test func `A proposal from before topics were kept is written in the same bytes`() throws {
        let old =
            #"{"document":{"bytes":1,"name":"a","sha256":"00"},"kind":"proposal.served","note":"n","number":"U1","title":"Pay"}"#
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let fact = try JSONDecoder().decode(NegotiationFact.self, from: Data(old.utf8))
        #expect(String(decoding: try encoder.encode(fact), as: UTF8.self) == old)
    }

    @Test func `Every kind of fact is a sentence for people, and none says what was purged`() throws {
        for fact in try Self.facts() {
            #expect(fact.sentence.count > 10, "\(fact.kind)")
            #expect(fact.standIn.kind == fact.kind)
            #expect(fact.standIn.standIn == fact.standIn)
            #expect(fact.isPurgeable || fact.standIn == fact, "\(fact.kind)")
        }
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
