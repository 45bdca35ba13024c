import Foundation
import Testing

@Suite struct EvidenceTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The bundle as the daemon sends it.
    private static func bundle() throws -> String {
        try String(contentsOf: tests.appending(path: "WireTests/Golden/bundle.json"), encoding: .utf8)
    }

    /// A part of the bundle as the daemon sends it alone.
    private static func part(_ name: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(try bundle().utf8)) as? [String: Any]
        return String(
            decoding: try JSONSerialization.data(withJSONObject: try #require(object?[name])),
            as: UTF8.self
        )
    }

    /// A negotiation with one proposal and one offer, of which eighteen entries are on the record.
    private static let view = """
        {"opened":{"negotiation":"spring-1","zone":"spring","title":"T","schools":["ab"],"unit":"unit-a",
        "pack":"ma-69-1j-g","packSHA256":"x","calendar":"us-ma","readings":{},"seats":[]},"state":"open",
        "time_zone":"America/New_York","seats":[],"proposals":[{"number":"B1","side":"board","title":"Day",
        "status":"on the table","signed_by":[],"document":{"name":"b.md","sha256":"abcd","bytes":3},"seq":2,
        "note":"against ground rule R1","served_at":"2026-04-01T14:00:00Z"}],"stipulations":[{"number":"S1",
        "side":"board","reason":"as in 2024","joined":false,"content":{"what":"rule","rule":{"kind":"other",
        "text":"Phones off."}}}],"rules":[],"requests":[],"sessions":[],"holds":[],"votes":[],"seq":18,"digest":"d"}
        """

    private func run(_ arguments: [String], _ answers: CannedServer.Answer...) throws -> (
        run: Run, requests: [CannedServer.Request]
    ) {
        let place = try Place()
        let server = try CannedServer(at: place.socket, answers[0], answers.dropFirst().first ?? answers[0])
        defer { server.stop() }
        return (try Run(arguments, in: place), server.requests)
    }

    private func golden(_ name: String, else made: String) throws -> String {
        let path = Self.tests.appending(path: "CommandTests/Golden/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(made.utf8).write(to: path)
        }
        return try String(contentsOf: path, encoding: .utf8)
    }

    @Test func `A bundle is one plain report`() throws {
        let run = try run(
            ["record", "bundle", "springfield-2026-1"],
            .envelope(try Self.bundle()),
            .envelope(Self.view)
        ).run
        #expect(run.status == 0 && run.errors.isEmpty && !run.hasEscapes)
        #expect(run.text == (try golden("bundle.txt", else: run.text)))
    }

    @Test func `A bundle goes to a file that is not there yet, with its hash told`() throws {
        let place = try Place()
        let answers = [
            CannedServer.Answer.envelope(try Self.bundle(), drill: true), .envelope(Self.view, drill: true),
        ]
        let server = try CannedServer(at: place.socket, answers + answers)
        defer { server.stop() }
        let command = ["record", "bundle", "springfield-2026-1", "--output", "bundle.txt"]
        let first = try Run(command, in: place)
        #expect(first.status == 0 && first.output.isEmpty && first.errors.contains("SHA-256"))
        let written = try place.bytes("bundle.txt")
        #expect(String(decoding: written, as: UTF8.self).hasPrefix("DRILL — "))
        let second = try Run(command, in: place)
        #expect(second.status == 1 && second.errors.contains("there already"))
        #expect(try place.bytes("bundle.txt") == written)
    }

    @Test func `A bundle names the texts that its ledger has to leave out`() throws {
        let place = try Place()
        let view = Self.view.replacing(
            "\"seq\":2,",
            with: "\"seq\":2,\"items\":[{\"section\":\"8.2\",\"terms\":[\"pay\"]}],"
        )
        let gone =
            "{\"type\":\"unknown\",\"title\":\"Unknown\",\"status\":404,\"detail\":\"Purged.\",\"drill\":false}"
        let server = try CannedServer(
            at: place.socket,
            [.envelope(try Self.bundle()), .envelope(view), .reply(404, gone)]
        )
        defer { server.stop() }
        let run = try Run(["record", "bundle", "springfield-2026-1"], in: place)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.text.contains(
                "\nMOVEMENT\nThe text of B1 cannot be read any more; what it moved is left out.\n"
            ),
            "\(run.text)"
        )
    }

    @Test func `Requests are listed with what is overdue`() throws {
        let run = try run(["request", "list", "springfield-2026-1"], .envelope(try Self.part("requests"))).run
        #expect(
            run.text == """
                REQUEST  STANDS                     WANTED BY         TEXT
                UR1      answered in part, overdue  Fri Mar 20, 2026  Class sizes by school
                BR1      asked                      —                 Membership list

                """
        )
    }

    @Test func `Sessions are listed with who was there and the minutes as they now read`() throws {
        let run = try run(["session", "list", "springfield-2026-1"], .envelope(try Self.part("sessions"))).run
        #expect(
            run.text == """
                Session 1, Wed Mar 18, 2026 from 15:00 to 17:30
                  Place:    Kiley library
                  Board:    John Lee (john-lee)
                  Union:    Maria Soto (maria-soto), Ana Ruiz
                  Minutes:  U1 and U2 were explained.
                  Mended:   entry #16, because: U2 was left out
                  Next:     Wed Mar 25, 2026

                """
        )
    }

    @Test func `Rules that are offered are listed with how to join them`() throws {
        let run = try run(["rule", "list", "spring-1"], .envelope(Self.view)).run
        #expect(
            run.text == """
                S1: ground rule: “Phones off.” — offered by the board, not joined
                    bargain dispute join spring-1 S1

                """
        )
    }

    @Test func `A signature is bound to the text and to the record's end that were shown`() throws {
        let (run, requests) = try run(
            ["agree", "spring-1", "B1", "--yes"],
            .envelope(Self.view),
            .problem(409, "The record went on since you looked.")
        )
        #expect(run.status == 5 && run.errors.contains("against ground rule R1"))
        let body = String(decoding: try #require(requests.last).body, as: UTF8.self)
        #expect(body.contains(#""expected_seq":18"#) && body.contains(#""sha256":"abcd""#))
    }

    @Test func `What is joined is shown first`() throws {
        let (run, requests) = try run(
            ["dispute", "join", "spring-1", "s1"],
            .envelope(Self.view),
            .problem(409, "The record went on since you looked.")
        )
        #expect(run.errors.contains("To be joined: S1, offered by the board: ground rule: “Phones off.”"))
        let body = String(decoding: try #require(requests.last).body, as: UTF8.self)
        #expect(body.contains(#""expected_seq":18"#) && body.contains(#""number":"s1""#))
    }

    @Test func `A purge is not entered where nobody can be asked`() throws {
        let entries = """
            [{"seq":12,"recorded_at":"2026-04-01T14:00:00Z","kind":"proposal.served","sentence":"The union served U1: Pay.",
            "body":"{}","previous":"a","digest":"b"}]
            """
        let (run, requests) = try run(
            [
                "record", "purge", "spring-1", "--entry", "12", "--order", "Court", "--paper", "/dev/null",
                "--reason", "r",
            ],
            .envelope(entries)
        )
        #expect(
            run.status == 64 && run.errors.contains("entry 12 (proposal.served): The union served U1: Pay.")
        )
        #expect(requests.allSatisfy { $0.head.hasPrefix("GET") })
    }

    @Test(arguments: [
        (
            ["record", "purge", "spring-1", "--order", "o", "--paper", "/dev/null", "--reason", "r"],
            "--entry NUMBER or --sha256"
        ),
        (["request", "answer", "spring-1", "UR1"], "--text TEXT"),
        (["request", "answer", "spring-1", "U1"], "such as UR1 or BR2"),
        (["session", "log", "spring-1", "--on", "2026-03-18", "--from", "3pm"], "such as 15:00"),
        (["rule", "propose", "spring-1", "no-phones", "--text", "t", "--reason", "r"], "sessions-closed"),
        (["dispute", "withdraw", "spring-1", "U1", "--reason", "r"], "such as S1"),
        (["record", "pruge", "spring-1"], "Did you mean 'purge'?"),
    ])
    func `A slip is said before anything is sent`(arguments: [String], hint: String) throws {
        let (run, requests) = try run(arguments, .envelope("[]"))
        #expect(run.status == 64 && run.errors.contains(hint), "\(run.errors)")
        #expect(requests.isEmpty)
    }

    @Test func `A negotiation's name alone shows its record`() throws {
        let run = try run(["record", "springfield-2026-1"], .envelope("[]")).run
        #expect(run.status == 0 && run.text == "No entry comes after #0.\n")
    }
}
