import Foundation
import Testing

@Suite struct ProcedureTests {
    private struct Simulated: Decodable, Equatable {
        struct Step: Decodable, Equatable {
            let step: String
            let due: String?
            let ended: String
            let on: String
        }

        let pack: String
        let steps: [Step]
    }

    private let failed = [
        "procedure", "simulate", "ma-69-1j-g", "--trigger", "2026-03-18", "--assume", "bargaining=agreed",
        "--assume",
        "ratification=rejected",
    ]

    @Test func `A simulation has the shape that programs rely on`() throws {
        let run = try Run(failed + ["--json"], in: Place())
        let simulated = try JSONDecoder().decode(Simulated.self, from: Data(run.output))
        #expect(run.status == 0 && simulated.pack == "ma-69-1j-g")
        #expect(
            simulated.steps.map { "\($0.step) \($0.due ?? "null") \($0.ended) \($0.on)" } == [
                "bargaining 2026-04-17 agreed 2026-04-17", "ratification 2026-05-04 rejected 2026-05-04",
                "submission 2026-05-05 submitted 2026-05-05", "union-member 2026-05-08 named 2026-05-08",
                "committee-member 2026-05-08 named 2026-05-08", "conciliator-list null received 2026-05-05",
                "conciliator 2026-05-08 lapsed 2026-05-08", "process 2026-05-22 concluded 2026-05-22",
                "decision 2026-06-08 lapsed 2026-06-08", "commissioner null resolved 2026-06-08",
            ]
        )
        #expect(run.text.contains(#""due":null"#))
    }

    @Test func `Calendar and readings move the dates`() throws {
        let more = [
            "--calendar", "us-ma-suffolk", "--option", "conciliator-clock=after-appointments", "--json",
        ]
        let simulated = try JSONDecoder().decode(
            Simulated.self,
            from: Data(try Run(failed + more, in: Place()).output)
        )
        #expect(simulated.steps.first { $0.step == "conciliator" }?.due == "2026-05-13")
        #expect(simulated.steps.first { $0.step == "decision" }?.due == "2026-06-11")
    }

    @Test func `A simulation for people is a table`() throws {
        let assumptions = ["--assume", "bargaining=agreed", "--assume", "ratification=ratified"]
        let run = try Run(
            ["procedure", "simulate", "ma-69-1j-g", "--trigger", "2026-03-18"] + assumptions,
            in: Place()
        )
        #expect(
            run.text == """
                ma-69-1j-g (law; not yet verified against the text)
                From Wednesday, March 18, 2026, calendar us-ma.

                OPENS             DUE               STEP          ENDS
                Wed Mar 18, 2026  Fri Apr 17, 2026  bargaining    agreed on Fri Apr 17, 2026
                Fri Apr 17, 2026  Mon May 4, 2026   ratification  ratified on Mon May 4, 2026

                """
        )
    }

    @Test(arguments: [
        (["--assume", "bargainin=agreed"], "Did you mean 'bargaining'?"),
        (["--assume", "bargaining"], "STEP=OUTCOME"),
        (["--option", "saturday=rol"], "roll"),
        (["--option", "saturday"], "NAME=CHOICE"),
    ])
    func `A wrong assumption or reading is a usage error that helps`(more: [String], hint: String) throws {
        let run = try Run(
            ["procedure", "simulate", "ma-69-1j-g", "--trigger", "2026-03-18"] + more,
            in: Place()
        )
        #expect(run.status == 64 && run.output.isEmpty && run.errors.contains(hint))
    }

    @Test func `A built-in procedure passes its check, and so does its text as a file`() throws {
        let place = try Place()
        let text = try Run(["procedure", "show", "ma-69-1j-g", "--text"], in: place)
        try place.file("my.yaml", text.output)
        for procedure in ["ma-69-1j-g", "my.yaml"] {
            let run = try Run(["procedure", "check", procedure, "--every", "91"], in: place)
            #expect(run.status == 0 && run.text.contains("every one of its"))
        }
    }

    @Test func `A file that contradicts itself is found out`() throws {
        let place = try Place()
        let text = try Run(["procedure", "show", "ma-69-1j-g", "--text"], in: place).text
        try place.file("bad.yaml", text.replacing("bargaining: 2026-04-17", with: "bargaining: 2026-04-16"))
        let run = try Run(["procedure", "check", "bad.yaml", "--every", "91"], in: place)
        #expect(run.status == 1 && run.text.contains("error") && run.errors.contains("Try:"))
        try place.file("worse.yaml", "id: x\n")
        let worse = try Run(["procedure", "check", "worse.yaml"], in: place)
        #expect(worse.status == 1 && worse.errors.contains("worse.yaml:1:"))
    }

    private func names(in place: Place) throws -> [String] {
        let list = try JSONSerialization.jsonObject(
            with: Data(try Run(["procedure", "list", "--json"], in: place).output)
        )
        return (list as? [[String: Any]] ?? []).compactMap { $0["pack"] as? String }
    }

    private func object(_ arguments: [String], in place: Place) throws -> [String: Any] {
        let run = try Run(["procedure"] + arguments + ["--json"], in: place)
        #expect(run.status == 0, "\(arguments): \(run.errors)")
        return try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any] ?? [:]
    }

    @Test func `Every built-in procedure can be drawn, compared and simulated by programs`() throws {
        let place = try Place()
        let names = try names(in: place)
        #expect(names.count >= 14)
        for name in names {
            let steps = try #require(try object(["show", name], in: place)["steps"] as? [[String: Any]])
            let ids = steps.compactMap { $0["step"] as? String }
            let picture = try object(["draw", name], in: place)
            let svg = try #require(picture["svg"] as? String)
            #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"), "\(name)")
            let text = picture["text"] as? String ?? ""
            for id in ids { #expect(svg.contains(id) && text.contains(id), "\(name): \(id)") }

            let same = try object(["compare", name, name], in: place)
            #expect((same["changes"] as? [Any])?.isEmpty == true, "\(name)")
            let other = name == "ma-69-1j-g" ? "local" : "ma-69-1j-g"
            let compared = try object(["compare", name, other], in: place)
            #expect(compared["first"] as? String == name && compared["second"] as? String == other)
            let parts = (compared["changes"] as? [[String: Any]] ?? []).compactMap { $0["part"] as? String }
            #expect(parts.first == "head", "\(name)")

            let dates = try milestones(of: name, in: place).flatMap { ["--milestone", $0] }
            let simulation = try object(["simulate", name, "--trigger", "2026-03-18"] + dates, in: place)
            let simulated = try #require(simulation["steps"] as? [[String: Any]])
            #expect(simulated.isEmpty == ids.isEmpty, "\(name)")
            for step in simulated {
                let days = ["opened", "on"].map { step[$0] as? String ?? "" }
                #expect(ids.contains(step["step"] as? String ?? ""), "\(name)")
                #expect(days[0].count == 10 && days[0] <= days[1], "\(name): \(step)")
            }
        }
    }

    private func milestones(of name: String, in place: Place) throws -> [String] {
        let text = try Run(["procedure", "show", name, "--text"], in: place).text
        return ["contract-expiry=2026-06-30", "school-start=2026-08-24"].filter { dated in
            text.contains("- name: \(dated.prefix { $0 != "=" })\n")
        }
    }

    @Test func `A procedure in school days is simulated only with a school's calendar`() throws {
        let place = try Place()
        let pack = try Run(["procedure", "show", "ma-69-1j-g", "--text"], in: place).text
            .replacing("length: 30 calendar days", with: "length: 30 school days")
        try place.file("ours.yaml", pack)
        let command = ["procedure", "simulate", "ours.yaml", "--trigger", "2026-03-18"]
        let without = try Run(command, in: place)
        #expect(without.status == 1 && without.errors.contains("--school FILE"), "\(without.errors)")
        try place.file("school.csv", "kind,from,to,name\nterm,2025-09-02,2026-06-19,\n")
        let with = try Run(command + ["--school", "school.csv"], in: place)
        #expect(with.status == 0 && with.text.contains("Thu Apr 30, 2026"), "\(with.text)")
    }
}
