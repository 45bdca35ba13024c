import Foundation
import TestSupport
import Testing

@Suite(.database) struct EvidenceTests {
    @Test func `A request is answered with a file, a session is logged, and the bundle shows both`()
        async throws
    {
        try await withDaemon(["--clock", "2026-03-18T12:00:00-04:00"]) { _, http in
            let negotiation = try http.openNegotiation()
            func act(_ json: String, by seat: String) throws -> HTTP.Answer {
                try http.post("\(negotiation)/acts", json, seat: seat)
            }
            let asked = try act(
                #"{"act":"ask","text":"Class sizes","wanted_by":"2026-03-20"}"#,
                by: "maria-soto"
            )
            #expect(asked.status == 201 && asked.name == "UR1", "\(asked.text)")
            let stray = String(repeating: "ab", count: 32)
            let missing = try act(
                #"{"act":"answer","number":"UR1","full":true,"document":{"name":"a","sha256":"\#(stray)","bytes":1}}"#,
                by: "john-lee"
            )
            #expect(missing.status == 422 && missing.detail.contains("was not uploaded"))

            let table = Array("school,size\nkiley,27\n".utf8)
            #expect(try http.post("/v1/documents", table, seat: "john-lee").status == 422)
            let kept = try http.post("/v1/documents?form=file", table, seat: "john-lee")
            let sha256 = try #require(kept.data["sha256"] as? String)
            let answered = try act(
                #"{"act":"answer","number":"UR1","full":true,"document":{"name":"sizes.csv","sha256":"\#(sha256)","bytes":\#(table.count)}}"#,
                by: "john-lee"
            )
            #expect(answered.status == 201, "\(answered.text)")
            #expect(try http.get("\(negotiation)/documents/\(sha256)").body == table)
            let met = try act(
                #"{"act":"meet","session":{"on":"2026-03-18","attendance":{"board":["john-lee"],"others":["A Mediator"]}}}"#,
                by: "ann-clerk"
            )
            #expect(met.status == 201 && met.name == "1", "\(met.text)")

            let requests = try http.get("\(negotiation)/requests").json["data"] as? [[String: Any]] ?? []
            #expect(requests.map { $0["status"] as? String } == ["answered"])
            let sessions = try http.get("\(negotiation)/sessions").json["data"] as? [[String: Any]] ?? []
            #expect(sessions.map { ($0["attendance"] as? [Any])?.count } == [2])
            let bundle = try http.get("\(negotiation)/bundle").data
            let view = try http.get(negotiation).data
            #expect(bundle["digest"] as? String == view["digest"] as? String)
            #expect(bundle["seq"] as? Int == 4 && view["seq"] as? Int == 4)
            #expect((bundle["requests"] as? [Any])?.count == 1 && (view["sessions"] as? [Any])?.count == 1)
        }
    }

    @Test func `A signature bound to an older record is refused with what came since`() async throws {
        try await withDaemon(["--clock", "2026-03-18T12:00:00-04:00"]) { _, http in
            let negotiation = try http.openNegotiation()
            let text = Array("# Pay\n\n## Article 1 — Pay\n\nIt rises by 3%.\n".utf8)
            let served = try http.post("\(negotiation)/proposals", text, seat: "maria-soto")
            let sha256 = try #require(served.data["sha256"] as? String)
            _ = try http.post("\(negotiation)/proposals?again=true", text, seat: "maria-soto")
            func agree(_ seq: Int, _ sha256: String) throws -> HTTP.Answer {
                try http.post(
                    "\(negotiation)/acts",
                    #"{"act":"agree","number":"U1","sha256":"\#(sha256)","expected_seq":\#(seq)}"#,
                    seat: "john-lee"
                )
            }
            let stale = try agree(2, sha256)
            #expect(stale.status == 409 && stale.detail.contains("now entry 3 says"), "\(stale.text)")
            #expect(try agree(3, String(repeating: "00", count: 32)).status == 409)
            #expect(try agree(3, sha256).status == 201)
        }
    }
}
