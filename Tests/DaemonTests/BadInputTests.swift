import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.database) struct BadInputTests {
    private func entries(_ http: HTTP, _ negotiation: String) throws -> Int {
        (try http.get("\(negotiation)/entries").json["data"] as? [Any])?.count ?? -1
    }

    @Test func `Whatever is wrong with a request gets a clear answer and leaves nothing behind`() async throws
    {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let before = try entries(http, negotiation)
            for (path, body, status, words) in [
                ("/v1/negotiations", #"{"zone":"springfield"}"#, 422, "'title' is missing"),
                (
                    "/v1/negotiations", HTTP.opening.replacingOccurrences(of: "1j-g", with: "1j-x"), 404,
                    "ma-69-1j-g"
                ),
                (
                    "/v1/negotiations", HTTP.opening.replacingOccurrences(of: "unit-a", with: "unit-b"), 404,
                    "no unit"
                ),
                ("/v1/negotiations", "{", 422, ""), ("/v1/negotiations", "", 422, ""),
                ("\(negotiation)/acts", #"{"act":"dance"}"#, 422, "the acts are withdraw, agree"),
                ("\(negotiation)/acts", #"{"act":"request","on":"2026-02-30"}"#, 422, "year-month-day"),
                ("\(negotiation)/acts", #"{"act":"request","on":"9999-12-31"}"#, 422, "in the future"),
                ("\(negotiation)/acts", #"{"act":"request","on":"0001-01-01"}"#, 422, "verified"),
                (
                    "\(negotiation)/acts", #"{"act":"agree","number":"U7","sha256":"00","expected_seq":1}"#,
                    404, "no proposal U7"
                ),
                ("\(negotiation)/acts", #"{"act":"agree","number":"U7"}"#, 422, "'sha256' is missing"),
                (
                    "\(negotiation)/acts", #"{"act":"withdraw","number":"7","reason":"x"}"#, 422,
                    "a proposal (U1)"
                ),
                ("\(negotiation)/acts", #"{"act":"close","reason":"\u0000"}"#, 422, ""),
                (
                    "/v1/negotiations/springfield-2026-9/acts",
                    #"{"act":"join","number":"S1","expected_seq":1}"#, 404, "springfield-2026-9"
                ),
                ("/v1/nowhere", "{}", 404, ""), ("/v1/zones/spring field/facts", "{}", 400, ""),
                ("/v1/zones/springfield/facts", #"{"kind":"school.burned"}"#, 422, "school.burned"),
                (
                    "/v1/zones/springfield/facts",
                    #"{"kind":"seat.taken","handle":"x y","person":"X","role":"board"}"#, 422, "handle"
                ),
            ] {
                let answer = try http.post(path, body, seat: path.contains("acts") ? "maria-soto" : nil)
                #expect(answer.status == status, "\(path) \(body): \(answer.text)")
                #expect(words.isEmpty || answer.text.contains(words), "\(path) \(body): \(answer.text)")
                #expect(
                    answer.status >= 500 || answer.head.contains("application/problem+json")
                        || answer.status == 400
                )
            }
            #expect(try entries(http, negotiation) == before)
        }
    }

    @Test func `A malformed term is refused with every fault, its line and how to mend it`() async throws {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let text = """
                # A proposal

                ## Article 8 — Compensation

                ### 8.4 Teacher leaders

                ```term
                id: lead
                kind: stipend
                amount: $2,5O0
                ```
                """
            let answer = try http.post(
                "\(negotiation)/proposals?name=lead.md",
                Array(text.utf8),
                seat: "maria-soto"
            )
            #expect(answer.status == 422)
            #expect(answer.detail.contains("lead.md:"), "\(answer.text)")
            #expect(answer.detail.contains("$2,5O0"), "\(answer.text)")
            #expect(try entries(http, negotiation) == 1)
        }
    }

    @Test(
        arguments: [
            ([0x23, 0x20, 0xFF, 0xFE, 0x0A], "UTF-8"), ([0x23, 0x20, 0x41, 0x00, 0x42, 0x0A], "U+0000"),
            ([0x23, 0x20, 0x41, 0xE2, 0x80, 0xAE, 0x42, 0x0A], "U+202E"),
            ([0x23, 0x20, 0xED, 0xA0, 0x80, 0x0A], "UTF-8"),
        ] as [([UInt8], String)]
    )
    func `Bytes that are no honest text are refused where they stand`(bytes: [UInt8], words: String)
        async throws
    {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let answer = try http.post("\(negotiation)/proposals?name=p.md", bytes, seat: "maria-soto")
            #expect(answer.status == 422)
            #expect(answer.detail.contains(words), "\(answer.text)")
            #expect(answer.detail.contains("p.md:1"), "\(answer.text)")
            #expect(try entries(http, negotiation) == 1)
        }
    }

    @Test func `Seventeen megabytes are refused with the limit, and the daemon goes on`() async throws {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let large = [UInt8](repeating: 0x61, count: 17_000_000)
            let answer = try http.post("\(negotiation)/proposals", large, seat: "maria-soto")
            #expect(answer.status == 413)
            #expect(answer.detail.contains("17000000") && answer.detail.contains("3145728"), "\(answer.text)")
            let fits = try http.post(
                "\(negotiation)/proposals?title=Pay",
                Array("# Pay\n".utf8),
                seat: "maria-soto"
            )
            #expect(fits.status == 201)
        }
    }

    @Test func `A body that stops half way leaves nothing behind`() async throws {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let request =
                "POST \(negotiation)/proposals?title=Pay HTTP/1.1\r\nHost: b\r\nBargain-Seat: maria-soto\r\n"
                + "Content-Length: 100\r\n\r\n# Pay\n"
            let answer = try http.exchange(Array(request.utf8), closing: true)
            #expect(answer.status != 201)
            #expect(try entries(http, negotiation) == 1)
            #expect(
                try http.post("\(negotiation)/proposals?title=Pay", Array("# Pay\n".utf8), seat: "maria-soto")
                    .name == "U1"
            )
        }
    }

    @Test func `A key used for another request is refused, for the same it gives the same answer`()
        async throws
    {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let path = "\(negotiation)/proposals?title=Pay"
            let first = try http.post(path, Array("# Pay\n".utf8), seat: "maria-soto", key: "k1")
            let again = try http.post(path, Array("# Pay\n".utf8), seat: "maria-soto", key: "k1")
            #expect(first.status == 201)
            #expect(again.status == 201 && again.body == first.body)
            let other = try http.post(path, Array("# Other\n".utf8), seat: "maria-soto", key: "k1")
            #expect(other.status == 422)
            #expect(other.detail.contains("idempotency key"))
            #expect(try entries(http, negotiation) == 2)
        }
    }

    @Test func `The bytes served are the bytes kept`() async throws {
        try await withDaemon { _, http in
            let negotiation = try http.openNegotiation()
            let text = Array("# Jornada escolar — 7 h 40\r\n\r\nLa niña 😀 dice: “sí”.\n\n\n".utf8)
            let answer = try http.post("\(negotiation)/proposals?title=Jornada", text, seat: "maria-soto")
            let sha256 = try #require(answer.data["sha256"] as? String)
            let kept = try http.get("\(negotiation)/documents/\(sha256)")
            #expect(kept.body == text)
            #expect(kept.head.lowercased().contains("content-disposition: attachment"))
        }
    }

    @Test func `Every answer of a drill says so`() async throws {
        try await withDaemon { _, http in
            for path in ["/v1/status", "/v1/zones", "/v1/nowhere", "/v1/zones/none-here"] {
                let answer = try http.get(path)
                #expect(answer.head.contains("Bargain-Drill: true"), "\(path)")
                #expect(answer.json["drill"] as? Bool == true, "\(path)")
            }
        }
    }
}
