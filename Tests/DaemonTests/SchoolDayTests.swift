import Foundation
import Glibc
import TestSupport
import Testing

/// Packs of a site and calendars of its schools, as a clerk brings them in.
@Suite(.database) struct SchoolDayTests {
    private let snowy = "springfield-2026-2"

    /// A folder of packs with one in which the unit's members have some school days for their vote.
    private func packs(_ days: String) throws -> String {
        let folder = try Daemon.newFolder()
        try FileManager.default.createDirectory(atPath: folder + "/packs", withIntermediateDirectories: true)
        let shown = try Daemon.run(["procedure", "show", "ma-69-1j-g", "--text"], of: "bargain").output
        let examples = try #require(shown.range(of: "\nexamples:"))
        let notes = shown[examples.upperBound...].range(of: "\nnotes:")
        let text = shown[..<examples.lowerBound] + (notes.map { shown[$0.lowerBound...] } ?? "")
        let ours = text.replacing("id: ma-69-1j-g", with: "id: my-zone")
            .replacing("length: 10 business days", with: "length: \(days)")
        try Data(ours.utf8).write(to: URL(filePath: folder + "/packs/my-zone.yaml"))
        return folder
    }

    private static let csv = """
        kind,from,to,name
        term,2025-09-02,2026-06-19,
        break,2026-04-20,2026-04-24,April vacation

        """

    private static let events = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20250902
        SUMMARY:First day of school
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260619
        SUMMARY:Last day of school
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260420
        DTEND;VALUE=DATE:20260425
        SUMMARY:April vacation
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260402
        SUMMARY:School closed: snow
        END:VEVENT
        END:VCALENDAR

        """

    private func ratification(_ bargain: Bargain, in negotiation: String) throws -> [String: Any] {
        let items = try bargain.done("docket \(negotiation) --json").data["items"] as? [[String: Any]] ?? []
        return try #require(items.first { $0["step"] as? String == "ratification" })
    }

    /// How many alerts of moved dates each seat has by entry.
    private func told(_ bargain: Bargain, in negotiation: String) throws -> [String: [Int]] {
        var found: [String: [Int]] = [:]
        for seat in ["ann-clerk", "john-lee", "maria-soto"] {
            let alerts = try bargain.done("alert list \(negotiation) --all --json", as: seat).list
            found[seat] = alerts.filter { $0["kind"] as? String == "docket" }.compactMap { $0["seq"] as? Int }
                .sorted()
        }
        return found
    }

    private func everybody(_ entries: [Int]) -> [String: [Int]] {
        ["ann-clerk": entries, "john-lee": entries, "maria-soto": entries]
    }

    @Test func `School calendars and snow days move what they should, and each person is told once`()
        async throws
    {
        let site = try packs("10 school days")
        defer { try? FileManager.default.removeItem(atPath: site) }
        let clock = ["--clock", "2026-03-30T12:00:00-04:00"]
        try await withDaemon(clock + ["--packs", site]) { daemon, http in
            _ = try http.openNegotiation()
            let bargain = Bargain(socket: daemon.socket, folder: daemon.folder)
            try open(bargain, "my-zone")
            for negotiation in ["springfield-2026-1", snowy] {
                try bargain.done("dispute request \(negotiation) --on 2026-03-18", as: "ann-clerk")
            }
            try bargain.done("dispute record \(snowy) bargaining agreed --on 2026-03-30", as: "ann-clerk")
            try checkWithoutCalendar(bargain)
            try await checkWarning(daemon)
            try checkImports(bargain)
            try await checkFile(daemon)
            try checkPinned(bargain, of: daemon)
        }
    }

    private func open(_ bargain: Bargain, _ pack: String) throws {
        try bargain.done(
            "negotiation open --school kiley --unit unit-a --pack \(pack) --title",
            "Kiley in the snow",
            as: "ann-clerk"
        )
    }

    private func checkWithoutCalendar(_ bargain: Bargain) throws {
        let text = try bargain.done("docket \(snowy)").text
        #expect(text.contains("no school calendar") && text.contains("agreed on Mon Mar 30, 2026"), "\(text)")
        let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(flat.contains("does not know when school is in session"))
        #expect(flat.contains("Record it with 'bargain calendar import FILE --zone springfield'."))
        let item = try ratification(bargain, in: snowy)
        #expect(item["due"] == nil && item["opened"] as? String == "2026-03-30")
        #expect((item["awaits_calendar"] as? String)?.contains("--zone springfield") == true)
        #expect(try bargain.done("why \(snowy) ratification").text.contains("not counted yet"))
        #expect(try bargain.done("today").text.contains("not counted yet   Ratification vote"))
        #expect(
            try bargain.done("why \(snowy) ratification --letter").text.contains("cannot be named before")
        )
    }

    /// Who is told that a step opened is told, too, that its day cannot be counted yet.
    private func checkWarning(_ daemon: Daemon) async throws {
        let wanted = "Record it: bargain calendar import FILE --zone springfield"
        func alerts() -> [String] {
            let text = (try? String(contentsOfFile: daemon.folder + "/alerts.txt", encoding: .utf8)) ?? ""
            return text.components(separatedBy: "──── ").filter {
                $0.hasPrefix(snowy) && $0.contains("'bargaining' ended on Mon Mar 30, 2026")
            }
        }
        let patience = ContinuousClock.now + .seconds(30)
        while alerts().count < 3, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(alerts().count == 3 && alerts().allSatisfy { $0.contains(wanted) }, "\(alerts())")
    }

    private func checkImports(_ bargain: Bargain) throws {
        func put(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(bargain.folder)/\(name)"))
        }
        func due() throws -> [String?] {
            let item = try ratification(bargain, in: snowy)
            return (item["former"] as? [String] ?? []) + [item["due"] as? String]
        }
        let before = try told(bargain, in: snowy)
        let seq = try bargain.done("why \(snowy) ratification --json").data["record"] as? [String: Any]
        let last = try #require(seq?["seq"] as? Int)

        try put("springfield.csv", Self.csv)
        try bargain.done("calendar import springfield.csv --zone springfield", as: "ann-clerk")
        #expect(try due() == ["2026-04-13"])
        // A vacation behind every last day moves nothing, and nobody hears of it.
        try put("longer.csv", Self.csv + "break,2026-06-08,2026-06-09,Exams\n")
        try bargain.done("calendar import longer.csv --zone springfield", as: "ann-clerk")
        try put("district.ics", Self.events)
        try bargain.done("calendar import district.ics --zone springfield", as: "ann-clerk")
        #expect(try due() == ["2026-04-13", "2026-04-14"])
        try bargain.done(
            "calendar close --zone springfield --on 2026-04-06 --to 2026-04-07 --reason snow",
            as: "ann-clerk"
        )
        #expect(try due() == ["2026-04-13", "2026-04-14", "2026-04-16"])
        let why = try bargain.done("why \(snowy) ratification").text
        #expect(why.contains("Last days that it had before: Mon Apr 13, 2026; Tue Apr 14, 2026."), "\(why)")
        for reason in ["Thu Apr 2, 2026 (closed: School closed: snow)", "Mon Apr 6, 2026 (closed: snow)"] {
            #expect(
                why.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(reason),
                "\(why)"
            )
        }
        // One word to each for each entry that moved a date; where none moved, none.
        let moved = [last + 1, last + 3, last + 4]
        let after = try told(bargain, in: snowy)
        #expect(after.mapValues { $0.filter { $0 > last } } == everybody(moved))
        #expect(before.values.allSatisfy { $0.allSatisfy { $0 <= last } })
        let others = try bargain.done("docket springfield-2026-1 --json").data["items"] as? [[String: Any]]
        #expect(others?.first?["former"] as? [String] == [])
        #expect(try told(bargain, in: "springfield-2026-1").values.allSatisfy { $0.count <= 1 })
        // A calendar that ends too soon would leave the step without a date.
        try put("too-short.csv", "kind,from,to,name\nterm,2025-09-02,2026-04-03,\n")
        let refused = try bargain("calendar import too-short.csv --zone springfield", as: "ann-clerk")
        #expect(
            refused.status != 0 && refused.errors.contains("could then be counted no more"),
            "\(refused.all)"
        )
        #expect(try due().last == "2026-04-16")
    }

    /// What went to the file: three seats, three entries that moved a date, each with the step once.
    private func checkFile(_ daemon: Daemon) async throws {
        func alerts() -> [String] {
            let text = (try? String(contentsOfFile: daemon.folder + "/alerts.txt", encoding: .utf8)) ?? ""
            return text.components(separatedBy: "──── ").filter {
                $0.hasPrefix(snowy) && $0.contains("Dates moved: ")
            }
        }
        let patience = ContinuousClock.now + .seconds(30)
        while alerts().count < 9, ContinuousClock.now < patience {
            try await Task.sleep(for: .milliseconds(50))
        }
        let sent = alerts()
        #expect(sent.count == 9, "\(daemon.log)")
        for alert in sent {
            #expect(alert.components(separatedBy: "step 'ratification'").count == 2, "\(alert)")
            #expect(!alert.contains("step 'bargaining'"))
        }
        let last = sent.filter {
            $0.contains("due Thu Apr 16, 2026, 11:59 pm EDT (before: Tue Apr 14, 2026; step 'ratification')")
        }
        #expect(last.count == 3, "\(sent)")
    }

    /// A pack that is edited later changes nothing for what it was pinned for, also on another machine.
    private func checkPinned(_ bargain: Bargain, of daemon: Daemon) throws {
        let edited = try packs("12 school days")
        defer { try? FileManager.default.removeItem(atPath: edited) }
        let second = try Daemon(
            ["--clock", "2026-03-30T13:00:00-04:00", "--packs", edited],
            database: TestDatabase.current.connectionString,
            folder: try Daemon.newFolder(keyOf: daemon)
        )
        defer { try? FileManager.default.removeItem(atPath: second.folder) }
        let other = Bargain(socket: second.socket, folder: second.folder)
        let why = try bargain.done("why \(snowy) ratification").output
        #expect(try other.done("why \(snowy) ratification").output == why)
        let docket = try other.done("docket \(snowy) --json").data
        #expect((docket["folder_note"] as? String)?.isEmpty == false)
        #expect(try bargain.done("docket \(snowy) --json").data["folder_note"] == nil)
        try open(other, "my-zone")
        try other.done("dispute request springfield-2026-3 --on 2026-03-18", as: "ann-clerk")
        try other.done("dispute record springfield-2026-3 bargaining agreed --on 2026-03-30", as: "ann-clerk")
        // Two days more than the sixteenth, which its own negotiation keeps.
        #expect(try ratification(other, in: "springfield-2026-3")["due"] as? String == "2026-04-27")
        #expect(try ratification(bargain, in: "springfield-2026-3")["due"] as? String == "2026-04-27")
        #expect(second.stop() == 0)
    }

    @Test func `A broken pack keeps the daemon from starting, with its file and line`() throws {
        let site = try packs("ten school days")
        let state = try Daemon.newFolder()
        defer { for folder in [site, state] { try? FileManager.default.removeItem(atPath: folder) } }
        let run = try Daemon.run([
            "serve", "--drill", "--state", state, "--packs", site, "--database",
            TestDatabase.current.connectionString,
        ])
        #expect(run.status == 78)
        let said = run.output.replacing("\\/", with: "/")
        let place = try #require(said.range(of: "\(site)/packs/my-zone.yaml:"), "\(said)")
        #expect(Int(said[place.upperBound...].prefix { $0.isNumber }) != nil, "\(said)")
        #expect(!FileManager.default.fileExists(atPath: state + "/bargaind.sock"))
    }
}
