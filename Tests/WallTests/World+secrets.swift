import Foundation
import Table

extension World {
    /// A mark that is found wherever it comes to light.
    static func canary(_ party: CaucusParty, _ random: inout SplitMix) -> String {
        let hex = (0..<2).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return "cnry-\(party.rawValue)-\(hex.joined())"
    }

    /// Does something that only the secret party may ever know of; much of it fails.
    func keepSecret(_ round: Int, _ random: inout SplitMix) async throws {
        let people = Self.people.filter { CaucusParty($0.role) == secret }
        let person = people.randomElement(using: &random)?.handle ?? ""
        let mark = Self.canary(secret, &random)
        let number = Int.random(in: 0...9, using: &random)
        let table = "/v1/negotiations/\(Bool.random(using: &random) ? House.first : House.second)"
        func post(_ path: String, _ body: String) async throws {
            var letter = Letter(method: "POST", path: path)
            letter.headers = [("Idempotency-Key", "k\(Int.random(in: 0...40, using: &random))")]
            letter.body = Array(body.utf8)
            _ = try await send(letter, by: person)
        }
        func get(_ path: String) async throws { _ = try await send(Letter(path: path), by: person) }
        switch Int.random(in: 0..<20, using: &random) {
        case 0...3: try await post(table + "/caucus/acts", #"{"act":"note","text":"\#(mark)","about":"B1"}"#)
        case 4: try await post(table + "/caucus/acts", #"{"act":"note","text":"","about":"\#(mark)"}"#)
        case 5:
            try await post(
                table + "/caucus/acts",
                #"{"act":"authority","on":"pay","limit":"\#(mark)","reason":"a vote"}"#
            )
        case 6:
            try await post(table + "/caucus/acts", #"{"act":"strike","seq":\#(number),"reason":"\#(mark)"}"#)
        case 7...8: try await post(table + "/caucus/drafts?title=\(mark)", "# \(mark)\n\nFour percent.\n")
        case 9:
            let lines = Int.random(in: 1...900, using: &random)
            try await post(
                table + "/caucus/drafts?revises=D\(number % 3 + 1)",
                "# \(mark)\n\n" + String(repeating: "Line upon line of the same \(mark).\n", count: lines)
            )
        case 10: try await get(table + "/caucus")
        case 11: try await get(table + "/caucus/drafts/D\(number)")
        case 12: for path in Self.views.shuffled(using: &random).prefix(4) { try await get(path) }
        case 13: try await post("/v1/tokens", #"{"label":"\#(mark)","scopes":["read"]}"#)
        case 14: try await post("/v1/login", #"{"person":"\#(person)","password":"\#(mark)"}"#)
        case 15: try await post("/v1/confirmation", #"{"password":"\#(mark)"}"#)
        case 16: try await acknowledge(table, by: person)
        case 17: try await post(table + "/acts", #"{"act":"withdraw","number":"U99","reason":"\#(mark)"}"#)
        case 18: try await post("/v1/documents?name=\(mark).md", "# \(mark)\n\nWords.\n")
        default: try await post(table + "/caucus/drafts/D\(number)/serving", #"{"title":"\#(mark)","x":1}"#)
        }
    }

    private func acknowledge(_ table: String, by person: String) async throws {
        let list = try await send(Letter(path: table + "/alerts"), by: person).text
        guard
            let key = list.components(separatedBy: #""key":""#).dropFirst().first?.prefix(while: {
                $0 != "\""
            })
        else { return }
        var letter = Letter(method: "POST", path: table + "/alerts/acknowledge")
        letter.body = Array(#"{"key":"\#(key)"}"#.utf8)
        _ = try await send(letter, by: person)
    }
}
