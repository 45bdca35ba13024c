import Foundation
import Service
import Table
import TestSupport
import Testing

/// What a token, a seat, a key and a confirmation are good for, and for how long.
@Suite(.database) struct StandingTests {
    private static let table = "/v1/negotiations/\(House.first)"
    private let proposal = Array("# Pay\n\nThree percent.\n".utf8)

    private func withHouse(_ body: @escaping @Sendable (House) async throws -> Void) async throws {
        // Races serve more than a side may within a day.
        try await House.open(House.Plan(quota: nil)) { house in
            try await house.establishSpringfield()
            try await body(house)
        }
    }

    private static func post(_ path: String, _ body: String, token: String, key: String = "k") -> Letter {
        Letter(
            method: "POST",
            path: path,
            token: token,
            headers: [("Idempotency-Key", key)],
            body: Array(body.utf8)
        )
    }

    @Test func `A token that is revoked is dead with the next request, at another daemon too`() async throws {
        try await withHouse { house in
            let token = try await house.token(of: "john-lee")
            try await house.another { (other: House) async throws in
                let look = Letter(path: Self.table, token: token)
                #expect(try await other.ask(look).status == 200)
                #expect(
                    try await house.ask(Letter(method: "POST", path: "/v1/logout", token: token)).status
                        == 200
                )
                #expect(try await other.ask(look).status == 401)
                #expect(try await other.ask(Letter(path: Self.table + "/caucus", token: token)).status == 401)
            }
        }
    }

    @Test func `Who gives a seat up loses the table and the caucus at once, at another daemon too`()
        async throws
    {
        try await withHouse { house in
            let (john, ann) = (try await house.token(of: "john-lee"), try await house.token(of: "ann-clerk"))
            try await house.office.seat("jane-moss", "Jane Moss", .board)
            try await house.another { (other: House) async throws in
                let paths = ["", "/caucus", "/entries", "/record", "/alerts"].map { Self.table + $0 }
                for path in paths + ["/v1/zones/springfield"] {
                    for place in [house, other] {
                        #expect(try await place.ask(Letter(path: path, token: john)).status == 200, "\(path)")
                    }
                }
                let gone = #"{"kind":"seat.vacated","handle":"john-lee","reason":"left"}"#
                let facts = "/v1/zones/springfield/facts"
                #expect(try await house.ask(Self.post(facts, gone, token: ann)).status == 403)
                #expect(try await house.ask(Self.post(facts, gone, token: john, key: "l")).status == 201)
                for path in paths + ["/v1/zones/springfield"] {
                    for place in [other, house] {
                        #expect(try await place.ask(Letter(path: path, token: john)).status == 404, "\(path)")
                    }
                }
                for (path, body) in [
                    ("/caucus/acts", #"{"act":"note","text":"x"}"#), ("/caucus/drafts", "# Pay\n\nThree.\n"),
                    ("/acts", #"{"act":"ask","text":"x"}"#), ("/proposals", "# Pay\n\nThree.\n"),
                    ("/alerts/acknowledge", #"{"key":"none"}"#),
                ] {
                    for place in [other, house] {
                        let letter = Self.post(Self.table + path, body, token: john, key: "after.\(path)")
                        let answer = try await place.ask(letter)
                        #expect([403, 404].contains(answer.status), "\(path): \(answer)")
                    }
                }
            }
        }
    }

    @Test
    func `A new password is set by leave of the own side alone, and ends every token, at another daemon too`()
        async throws
    {
        try await withHouse { house in
            let zone = "/v1/zones/springfield/invitations/john-lee/reset"
            try await house.office.seat("jane-moss", "Jane Moss", .board)
            try await house.admit("jane-moss")
            let before = try await house.token(of: "john-lee")
            for person in ["maria-soto", "ann-clerk", "john-lee"] {
                let asked = Self.post(
                    zone,
                    #"{"reason":"r"}"#,
                    token: try await house.token(of: person),
                    key: person
                )
                #expect(try await house.ask(asked).status == 403, "\(person)")
            }
            let given = try await house.ask(
                Self.post(zone, #"{"reason":"forgotten"}"#, token: try await house.token(of: "jane-moss"))
            )
            #expect(given.status == 201, "\(given)")
            let secret =
                given.text.components(separatedBy: #""invitation":""#).last?.prefix { $0 != "\"" } ?? ""
            try await house.another { (other: House) async throws in
                let paths = [Self.table, Self.table + "/caucus"]
                for path in paths {
                    #expect(try await other.ask(Letter(path: path, token: before)).status == 200, "\(path)")
                }
                let body = #"{"invitation":"\#(secret)","password":"five other words of no kin"}"#
                let accepted = Letter(method: "POST", path: "/v1/invitations/accept", body: Array(body.utf8))
                #expect(try await house.ask(accepted, overTCP: true).status == 201)
                for path in paths {
                    for place in [other, house] {
                        #expect(
                            try await place.ask(Letter(path: path, token: before)).status == 401,
                            "\(path)"
                        )
                    }
                }
            }
        }
    }

    @Test func `A person whom both sides invite sits for one of them only`() async throws {
        try await withHouse { house in
            let zone = "/v1/zones/springfield/invitations"
            func invite(_ role: String, by person: String) async throws -> Answer {
                let body =
                    #"{"handle":"pat-both","person":"Pat","role":"\#(role)","email":"pat@example.org"}"#
                return try await house.ask(
                    Self.post(zone, body, token: try await house.token(of: person), key: role)
                )
            }
            func accept(_ answer: Answer) async throws -> Answer {
                let secret =
                    answer.text.components(separatedBy: #""invitation":""#).last?.prefix { $0 != "\"" } ?? ""
                let body = #"{"invitation":"\#(secret)","password":"\#(House.password)"}"#
                return try await house.ask(
                    Letter(method: "POST", path: "/v1/invitations/accept", body: Array(body.utf8)),
                    overTCP: true
                )
            }
            let first = try await invite("board", by: "john-lee")
            let second = try await invite("union", by: "maria-soto")
            let accepted = [first, second].filter { $0.status == 201 }
            for invitation in accepted { _ = try await accept(invitation) }
            for (name, role) in [("john-lee", "board"), ("maria-soto", "union")] {
                let path = zone + "/pat-both/approve"
                let hallway = try await house.office.clerk.zone(try #require(Handle("springfield")))
                let read = hallway.invitations[try #require(Handle("pat-both"))]?.acceptance ?? ""
                let body = #"{"sha256":"\#(read)","expected_seq":\#(hallway.seq)}"#
                _ = try await house.ask(
                    Self.post(path, body, token: try await house.token(of: name), key: "approve.\(role)")
                )
            }
            let pat = try await house.token(of: "pat-both")
            let seats = try await house.ask(Letter(path: "/v1/whoami", token: pat)).text
            #expect(!(seats.contains(#""role":"board""#) && seats.contains(#""role":"union""#)), "\(seats)")
            #expect(seats.contains(#""role":"board""#), "\(seats)")
            #expect(
                try await house.ask(Letter(path: Self.table + "/caucus", token: pat)).text.contains("board")
            )
        }
    }

    @Test func `An act that binds needs the password lately, and the record as it was seen`() async throws {
        try await withHouse { house in
            let (john, maria) = (
                try await house.token(of: "john-lee"), try await house.token(of: "maria-soto")
            )
            var letter = Self.post(Self.table + "/proposals?title=Pay", "", token: john)
            letter.body = proposal
            let served = try await house.ask(letter)
            let sha256 = served.text.components(separatedBy: #""sha256":""#).last?.prefix { $0 != "\"" } ?? ""
            func agree(_ token: String, seq: Int, key: String) async throws -> Answer {
                let body = #"{"act":"agree","number":"B1","sha256":"\#(sha256)","expected_seq":\#(seq)}"#
                return try await house.ask(Self.post(Self.table + "/acts", body, token: token, key: key))
            }
            let stale = try await house.token(of: "maria-soto", .init(isConfirmed: false))
            #expect(try await agree(stale, seq: 2, key: "a").text.contains("confirmation-needed"))
            let bound = try await house.token(of: "maria-soto", .init(scopes: [.read, .draft, .exchange]))
            #expect(try await agree(bound, seq: 2, key: "b").status == 403)
            #expect(try await agree(maria, seq: 1, key: "c").status == 409)
            let first = try await agree(maria, seq: 2, key: "d")
            #expect(first.status == 201, "\(first)")
            #expect(try await agree(maria, seq: 2, key: "d") == first)
            #expect(try await agree(maria, seq: 1, key: "d").status == 422)
        }
    }

    @Test(
        arguments: [
            (House.first, #"{"act":"request","on":"2026-03-18"}"#),
            (House.first, #"{"act":"end","outcome":"agreed","on":"2026-04-17"}"#),
            (House.first, #"{"act":"vote","on":"2026-04-17","electorate":9,"cast":9,"yes":5,"no":4}"#),
            (nil, #"{"kind":"seat.vacated","handle":"maria-soto","reason":"left"}"#),
            (nil, #"{"handle":"pat-new","person":"Pat","role":"union","email":"pat@example.org"}"#),
        ] as [(String?, String)]
    ) func `What sets a clock, ends a step or moves a seat needs the password lately`(
        table: String?,
        body: String
    ) async throws {
        try await withHouse { house in
            let zone = "/v1/zones/springfield/" + (body.contains("kind") ? "facts" : "invitations")
            let path = table.map { "/v1/negotiations/\($0)/acts" } ?? zone
            func ask(_ grant: House.Grant) async throws -> Answer {
                try await house.ask(
                    Self.post(path, body, token: try await house.token(of: "maria-soto", grant))
                )
            }
            #expect(try await ask(.init(isConfirmed: false)).text.contains("confirmation-needed"))
            #expect(try await ask(.init(scopes: [.read, .draft, .exchange])).text.contains("out-of-scope"))
            let answer = try await ask(.init())
            #expect(
                !["confirmation-needed", "out-of-scope"].contains { answer.text.contains($0) },
                "\(answer)"
            )
        }
    }

    @Test func `Sixty-four requests under one key at once are one entry, at the table and in the caucus`()
        async throws
    {
        try await withHouse { house in
            let token = try await house.token(of: "maria-soto")
            for (path, body) in [
                ("/acts", #"{"act":"ask","text":"The costing"}"#),
                ("/caucus/acts", #"{"act":"note","text":"once"}"#),
            ] {
                let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                    let line = Gate(places: 16)
                    for _ in 0..<64 {
                        group.addTask {
                            await line.enter()
                            defer { line.leave() }
                            return try await house.ask(Self.post(Self.table + path, body, token: token))
                        }
                    }
                    return try await group.reduce(into: [Answer: Int]()) { $0[$1, default: 0] += 1 }
                }
                #expect(answers.count == 1 && answers.first?.value == 64, "\(answers)")
                #expect(answers.first?.key.status == 201)
            }
            let entries = try await house.ask(Letter(path: Self.table + "/entries", token: token)).text
            #expect(entries.components(separatedBy: "The costing").count >= 2)
            #expect(entries.components(separatedBy: #""kind":"information.asked""#).count <= 2, "\(entries)")
            let caucus = try await house.ask(Letter(path: Self.table + "/caucus", token: token)).text
            #expect(caucus.components(separatedBy: #""once""#).count == 2, "\(caucus)")
        }
    }

    /// `BARGAIN_RACES` races, 50 where nothing is said.
    private static let races = ProcessInfo.processInfo.environment["BARGAIN_RACES"].flatMap { Int($0) } ?? 50

    @Test func `Of an acceptance and a withdrawal that race, one stands, and the record says which`()
        async throws
    {
        try await withHouse { house in
            try await house.another { (other: House) async throws in
                var winners: [String: Int] = [:]
                for race in 1...Self.races {
                    // A thousand races take longer than a password counts as just given.
                    let (john, maria) = (
                        try await house.token(of: "john-lee"), try await house.token(of: "maria-soto")
                    )
                    var serving = Self.post(
                        Self.table + "/proposals?title=P",
                        "",
                        token: john,
                        key: "s\(race)"
                    )
                    serving.body = Array("# Pay\n\nNumber \(race).\n".utf8)
                    let served = try await house.ask(serving).text
                    let sha256 =
                        served.components(separatedBy: #""sha256":""#).last?.prefix { $0 != "\"" } ?? ""
                    // Signed by its own side, it is the other's signature that agrees it, and withdrawing rules that out.
                    let head = try await house.ask(Letter(path: Self.table, token: john)).header("etag")
                    let signature =
                        #"{"act":"agree","number":"B\#(race)","sha256":"\#(sha256)","expected_seq":\#(head.filter(\.isNumber))}"#
                    let own = Self.post(Self.table + "/acts", signature, token: john, key: "o\(race)")
                    #expect(try await house.ask(own).status == 201)
                    let etag = try await house.ask(Letter(path: Self.table, token: maria)).header("etag")
                    let seq = Int(etag.filter(\.isNumber)) ?? 0
                    let withdrawal = #"{"act":"withdraw","number":"B\#(race)","reason":"race"}"#
                    let acceptance =
                        #"{"act":"agree","number":"B\#(race)","sha256":"\#(sha256)","expected_seq":\#(seq)}"#
                    let acts = Self.table + "/acts"
                    async let withdrawn = house.ask(Self.post(acts, withdrawal, token: john, key: "w\(race)"))
                    async let accepted = other.ask(Self.post(acts, acceptance, token: maria, key: "a\(race)"))
                    let (w, a) = (try await withdrawn, try await accepted)
                    let entries = try await house.ask(
                        Letter(path: Self.table + "/entries?after=\(seq)", token: maria)
                    ).text
                    let kinds = entries.components(separatedBy: #""kind":""#).dropFirst().map {
                        String($0.prefix { $0 != "\"" })
                    }
                    let signed = kinds.firstIndex { $0.contains("signed") }
                    let gone = kinds.firstIndex { $0.contains("withdrawn") }
                    #expect((a.status == 201) == (signed != nil), "\(race): \(a) \(kinds)")
                    #expect((w.status == 201) == (gone != nil), "\(race): \(w) \(kinds)")
                    #expect(
                        [w.status, a.status].filter { $0 == 201 }.count == 1,
                        "\(race): \(w) \(a) \(kinds)"
                    )
                    winners[signed != nil ? "acceptance" : "withdrawal", default: 0] += 1
                }
                #expect(winners.values.reduce(0, +) == Self.races, "\(winners)")
            }
        }
    }
}

/// Lets so many in at a time: the daemon's door takes 32 connections of one user.
private actor GateKeeper {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ free: Int) { self.free = free }

    func enter() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

private struct Gate: Sendable {
    private let keeper: GateKeeper

    init(places: Int) { keeper = GateKeeper(places) }

    func enter() async { await keeper.enter() }

    func leave() { Task { await keeper.leave() } }
}
