import Foundation
import Glibc
import TestSupport
import Testing

/// `bargain why` of a living negotiation, asked as people ask it.
@Suite(.database) struct WhyTests {
    private let negotiation = "springfield-2026-1"

    /// What `why` says of a step in each of its forms.
    private func forms(_ step: String, of bargain: Bargain, _ more: String = "") throws -> [[UInt8]] {
        try ["", "--json", "--letter"].map { form in
            try bargain.done("why \(negotiation) \(step) \(form) \(more)").output
        }
    }

    @Test func `Why tells every element, with the same bytes from any daemon at any time`() async throws {
        let database = TestDatabase.current.connectionString
        let first = try Daemon(["--clock", "2026-04-10T12:00:00-04:00"], database: database)
        defer { try? FileManager.default.removeItem(atPath: first.folder) }
        let http = HTTP(socket: first.socket)
        _ = try http.openNegotiation()
        let bargain = Bargain(socket: first.socket, folder: first.folder)
        try bargain.done("dispute request \(negotiation) --on 2026-03-20", as: "ann-clerk")
        try checkRoll(try bargain.done("why \(negotiation) bargaining --json").data)

        try bargain.done("dispute record \(negotiation) bargaining agreed --on 2026-04-10", as: "ann-clerk")
        let told = try forms("ratification", of: bargain)
        let why = try bargain.done("why \(negotiation) ratification --json").data
        try checkElements(why)
        try checkForms(told, why)
        let entries = try http.get("/v1/negotiations/\(negotiation)/entries").json["data"] as? [[String: Any]]
        let then = try #require(entries?.last?["recorded_at"] as? String)
        let past = try forms("ratification", of: bargain, "--as-of \(then)")
        #expect(past[0] == told[0])

        try bargain.done(
            "dispute correct \(negotiation) bargaining --to 2026-04-09 --reason",
            "Signed on the 9th",
            as: "ann-clerk"
        )
        let now = try forms("ratification", of: bargain)
        let corrected = String(decoding: now[0], as: UTF8.self)
        #expect(corrected.contains("due Fri Apr 24, 2026"))
        #expect(corrected.contains("Last days that it had before: Mon Apr 27, 2026."))
        #expect(try forms("ratification", of: bargain, "--as-of \(then)") == past)

        first.signal(SIGKILL)
        _ = first.wait()
        let clock = ["--clock", "2026-04-10T13:00:00-04:00"]
        let second = try Daemon(clock, database: database, folder: first.folder)
        #expect(try forms("ratification", of: bargain) == now)
        #expect(try forms("ratification", of: bargain, "--as-of \(then)") == past)

        // Another machine: its own folders, its clock set to another zone, its people of another language.
        let abroad = ["TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"]
        let third = try Daemon(
            clock,
            database: database,
            folder: try Daemon.newFolder(keyOf: first),
            environment: abroad
        )
        defer { try? FileManager.default.removeItem(atPath: third.folder) }
        let other = Bargain(socket: third.socket, folder: third.folder, environment: abroad)
        #expect(try forms("ratification", of: other) == now)
        #expect(try forms("ratification", of: other, "--as-of \(then)") == past)
        #expect(third.stop() == 0)
        #expect(second.stop() == 0)
    }

    /// Day 30 is a Sunday, and the Monday after it a holiday.
    private func checkRoll(_ why: [String: Any]) throws {
        #expect(why["due"] as? String == "2026-04-21")
        let days = try #require(why["days"] as? [String: Any])
        #expect(days["last"] as? String == "2026-04-19")
        let rolled = days["rolled"] as? [[String: String]] ?? []
        #expect(rolled.compactMap { $0["date"] } == ["2026-04-19", "2026-04-20"])
        #expect(rolled.last?["reason"]?.contains("Patriots' Day") == true)
        let alternatives = why["alternatives"] as? [[String: String]] ?? []
        #expect(alternatives.contains { $0["option"] == "saturday" && $0["choice"] == "roll" })
    }

    private func checkElements(_ why: [String: Any]) throws {
        #expect(why["due"] as? String == "2026-04-27")
        let points = why["points"] as? [[String: String]] ?? []
        let wanted = [
            "opening", "length", "schools", "counting", "roll", "cutoff", "lapse", "extending", "readings",
            "source",
            "texts",
        ]
        #expect(points.compactMap { $0["topic"] } == wanted)
        func sentence(_ topic: String) -> String { points.first { $0["topic"] == topic }?["sentence"] ?? "" }
        #expect(sentence("opening").contains("when 'bargaining' ended with 'agreed' (trigger: "))
        #expect(sentence("length").hasPrefix("G.L. c.69 §1J(g), first paragraph gives 10 business days"))
        #expect(sentence("counting").contains("Mon Apr 20, 2026 (Patriots' Day"))
        #expect(sentence("counting").contains("Sat Apr 11, 2026"))
        #expect(sentence("cutoff").contains("America/New_York"))
        #expect(sentence("cutoff").contains("from 2026-04-28T00:00:00-04:00 on is not"))
        #expect(sentence("lapse").hasPrefix("If this passes: "))
        #expect(sentence("readings").contains("ratification-clock=day-30: Tue May 5, 2026"))
        #expect(sentence("source").contains("rule pack ma-69-1j-g (law; digest "))
        #expect(sentence("source").contains("verified "))
        #expect(sentence("texts").contains("calendars/us-ma.yaml (SHA-256 "))
        let days = try #require(why["days"] as? [String: Any])
        let skipped = (days["skipped"] as? [[String: String]] ?? []).compactMap { $0["date"] }
        #expect(
            skipped == [
                "2026-04-11", "2026-04-12", "2026-04-18", "2026-04-19", "2026-04-20", "2026-04-25",
                "2026-04-26",
            ]
        )
        let source = try #require(why["source"] as? [String: Any])
        #expect(source["verified"] as? String == "memory" && source["status"] as? String == "law")
        #expect((source["pack_sha256"] as? String)?.count == 64)
        #expect((why["record"] as? [String: Any])?["seq"] as? Int == 3)
        #expect((why["if_it_passes"] as? String)?.isEmpty == false)
    }

    /// The same sentences numbered for people, and as paragraphs for a letter.
    private func checkForms(_ told: [[UInt8]], _ why: [String: Any]) throws {
        let points = why["points"] as? [[String: String]] ?? []
        let text = String(decoding: told[0], as: UTF8.self)
        let letter = String(decoding: told[2], as: UTF8.self)
        let flat = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
        var rest = flat[...]
        for (place, point) in points.enumerated() {
            let wanted = "\(place + 1). \(point["sentence"] ?? "?")"
            let found = try #require(rest.range(of: wanted), "\(wanted) in \(rest)")
            rest = rest[found.upperBound...]
            #expect(letter.contains("\n\(point["sentence"] ?? "?")\n"))
        }
        #expect(text.contains("Ratification vote"))
        #expect(letter.contains("the board of Zone, Springfield and SEA, for Unit A."))
        let digest = (why["record"] as? [String: Any])?["digest"] as? String ?? "?"
        #expect(letter.contains(digest))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    }
}
