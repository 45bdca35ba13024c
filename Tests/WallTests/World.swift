import CivilTime
import Foundation
import Service
import Store
import Table
import TestSupport

/// One run of a deployment: public acts that a seed decides, and, in one world of each pair, secret ones besides.
struct World: Sendable {
    /// Two people of each party, and the two who keep no secrets.
    static let people: [(handle: String, role: SeatRole)] = [
        ("john-lee", .board), ("jane-moss", .board), ("maria-soto", .union), ("mark-pike", .union),
        ("nora-neutral", .neutral), ("ann-clerk", .clerk), ("olga-sees", .observer),
    ]

    let house: House
    let clock: DrivenClock
    let start: Instant
    let tokens: [String: String]
    let secret: CaucusParty
    let seed: UInt64
    let hasSecrets: Bool
    /// How many of the program's questions are asked by it.
    let questions: Int

    /// What everybody but the secret party sees, by person; every word of it in the order of its coming.
    func lived() async throws -> [String: [String]] {
        var script = SplitMix(seed: seed)
        var secrets = SplitMix(seed: seed ^ 0x5EC2E7)
        var seen: [String: [String]] = [:]
        func note(_ person: String, _ name: String, _ answer: Answer) {
            guard !isSecret(person) else { return }
            seen[person, default: []].append("\(name)\n\(answer)")
        }
        let budget = hasSecrets ? Int.random(in: 1...40, using: &secrets) : 0
        for round in 0..<Self.rounds {
            clock.now = start.adding(seconds: Int64(round + 1) * 20)
            let (person, act) = publicAct(round, &script)
            let answer = try await carryOut(act, by: person, round)
            note(person, "\(round) \(act.method) \(act.path)", answer)
            for secretAct in 0..<(budget / Self.rounds + (round < budget % Self.rounds ? 1 : 0)) {
                clock.now = clock.now.adding(microseconds: 137_000 + Int64(secretAct))
                try await keepSecret(round, &secrets)
            }
            clock.now = start.adding(seconds: Int64(round + 1) * 20 + 10)
            if round % 3 == 2 { try await house.settle() }
            for _ in 0..<3 {
                let person = Self.people.randomElement(using: &script)?.handle ?? ""
                let path = Self.views.randomElement(using: &script) ?? ""
                note(person, path, try await send(Letter(path: path), by: person))
            }
        }
        clock.now = start.adding(seconds: Int64(Self.rounds + 2) * 20)
        try await house.settle()
        for person in ["john-lee", "maria-soto", "nora-neutral"] where !isSecret(person) {
            for path in Self.views { note(person, path, try await send(Letter(path: path), by: person)) }
        }
        let readers = ["john-lee", "maria-soto", "nora-neutral"].filter { !isSecret($0) }
        let reader = readers.randomElement(using: &script) ?? ""
        let asked = Desk.questions.shuffled(using: &script).prefix(questions)
        for told in try await answers(to: asked, for: reader) { seen[reader, default: []].append(told) }
        let alerts = (try? String(contentsOfFile: house.alertFile, encoding: .utf8)) ?? ""
        for (person, _) in Self.people where !isSecret(person) {
            seen[person, default: []] += house.mail.messages(to: "\(person)@example.org")
            seen[person, default: []] += alerts.components(separatedBy: "──── ").filter {
                $0.contains("(\(person),")
            }
        }
        return seen
    }

    /// What the real program says to a person.
    private func answers(to questions: some Sequence<[String]>, for person: String) async throws -> [String] {
        let desk = try Desk(at: house.socket, of: person, token: tokens[person] ?? "")
        defer { desk.clear() }
        var told: [String] = []
        for question in questions { told.append(try await desk.run(question)) }
        return told
    }

    /// What the secret party serves at the table comes from a draft in one world, and in the other it does not.
    private func carryOut(_ act: Letter, by person: String, _ round: Int) async throws -> Answer {
        guard hasSecrets, isSecret(person), secret != .neutral, act.path.contains("/proposals?") else {
            return try await send(act, by: person)
        }
        var draft = act
        draft.path = Self.table + "/caucus/drafts?title=Fallback"
        draft.headers = [("Idempotency-Key", "draft.\(round)")]
        let kept = try await send(draft, by: person).text
        let number = kept.components(separatedBy: #""name":""#).dropFirst().first?.prefix { $0 != "\"" } ?? ""
        var serving = act
        serving.path = Self.table + "/caucus/drafts/\(number)/serving"
        serving.headers = [("Idempotency-Key", "serving.\(round)")]
        serving.body = Array(#"{"title":"Pay \#(round)","name":"pay.md"}"#.utf8)
        return try await send(serving, by: person)
    }

    static let rounds = 12

    func isSecret(_ person: String) -> Bool {
        Self.people.contains { $0.handle == person && CaucusParty($0.role) == secret }
    }

    func send(_ letter: Letter, by person: String) async throws -> Answer {
        var letter = letter
        letter.token = tokens[person]
        return try await house.ask(letter)
    }

    private static let table = "/v1/negotiations/\(House.first)"

    /// Every view that a person has, some of what is not there.
    static let views: [String] = [
        "/v1/negotiations", "/v1/negotiations?limit=1", "/v1/zones", "/v1/zones/springfield",
        "/v1/zones/springfield/invitations",
        "/v1/zones/springfield/checkpoint", "/v1/whoami", "/v1/tokens", table, table + "/docket",
        table + "/entries", table + "/entries?after=3&limit=2", table + "/requests", table + "/sessions",
        table + "/bundle", table + "/alerts", table + "/checkpoint?from=1", table + "/receipts/1",
        table + "/record", table + "/caucus", table + "/caucus/drafts/D1", table + "/caucus/drafts/D2.1",
        "/v1/negotiations/\(House.second)/caucus", "/v1/negotiations/\(House.second)/record", "/v1/status",
    ]

    /// An act that is the same in both worlds, but that a secret party may come to it by a draft.
    private func publicAct(_ round: Int, _ script: inout SplitMix) -> (String, Letter) {
        let person = Self.people.randomElement(using: &script)?.handle ?? ""
        let number = Int.random(in: 1...3, using: &script)
        let side = Bool.random(using: &script) ? "B" : "U"
        let acts = [
            #"{"act":"ask","text":"The costing of round \#(round)"}"#,
            #"{"act":"withdraw","number":"\#(side)\#(number)","reason":"round \#(round)"}"#,
            #"{"act":"acknowledge","number":"\#(side)R\#(number)"}"#,
            #"{"act":"decline","number":"\#(side)R\#(number)","reason":"no"}"#,
            #"{"act":"hold","reason":"round \#(round)"}"#,
            #"{"act":"propose","rule":{"kind":"proposals-in-writing","breach":"flag","text":"R\#(round)"},"reason":"order"}"#,
            #"{"act":"join","number":"S\#(number)","expected_seq":\#(number)}"#,
        ]
        var letter = Letter(method: "POST", path: Self.table + "/acts")
        letter.headers = [("Idempotency-Key", "k\(round)")]
        switch Int.random(in: 0..<10, using: &script) {
        case 0..<3:
            letter.path = Self.table + "/proposals?title=Pay%20\(round)&name=pay.md"
            // Every other one is a listing, against the ground rule.
            letter.body = Array((round % 2 == 0 ? "# Pay\n\n\(round) percent.\n" : "# Pay \(round)\n").utf8)
        case 3:
            letter.path = Self.table + "/caucus/acts"
            letter.body = Array(#"{"act":"note","text":"Our own \#(round)"}"#.utf8)
        default:
            letter.body = Array((acts.randomElement(using: &script) ?? "").utf8)
        }
        return (person, letter)
    }
}
