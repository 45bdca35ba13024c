import Foundation
import Table
import Testing
import Wire

/// A value of a type as the program writes it, with the name of its schema.
struct Example: CustomTestStringConvertible, Sendable {
    let schema: String
    let json: String

    var testDescription: String { "\(schema) \(json.prefix(60))" }

    /// Reads a value and writes it again, so that what is checked has the fields that the type has.
    init<Value: Codable>(_ type: Value.Type, _ schema: String? = nil, _ json: String) throws {
        let value = try JSONDecoder().decode(type, from: Data(json.utf8))
        self.schema = schema ?? "\(type)"
        self.json = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}

/// One value at least of everything that travels, with every field that it can have.
enum Examples {
    static let all: [Example] = {
        do {
            return try requests() + acts() + views() + fromBundle()
        } catch {
            preconditionFailure("an example cannot be read: \(error)")
        }
    }()

    private static let hash = String(repeating: "0a", count: 32)
    private static let instant = "2026-04-17T23:59:50Z"
    private static let document = #"{"name":"a.md","sha256":"\#(hash)","bytes":3}"#
    private static let seat =
        #"{"handle":"john-lee","person":"John Lee","role":"board","email":"j@example.org"}"#
    private static let receipt =
        #"{"room":"table/springfield-2026-1","seq":3,"kind":"proposal.served","recorded_at":"\#(instant)","digest":"\#(hash)"}"#
    private static let reply =
        #"{"recorded":["U1 was served."],"name":"U1","receipts":[\#(receipt)],"sha256":"\#(hash)"}"#
    private static let token =
        #"{"person":"john-lee","token":"bgt_x","id":"ab","scopes":["read","accept"],"expires_at":"\#(instant)"}"#

    private static func requests() throws -> [Example] {
        [
            try Example(LoginRequest.self, nil, #"{"person":"john-lee","password":"p","kind":"session"}"#),
            try Example(InvitationAcceptance.self, nil, #"{"invitation":"bgi_x","password":"p"}"#),
            try Example(ConfirmationRequest.self, nil, #"{"password":"p"}"#),
            try Example(PasswordRequest.self, nil, #"{"old":"p","new":"q"}"#),
            try Example(
                TokenRequest.self,
                nil,
                #"{"label":"l","scopes":["read"],"negotiations":["springfield-2026-1"],"days":3}"#
            ),
            try Example(ApprovalRequest.self, nil, #"{"sha256":"\#(hash)","expected_seq":7}"#),
            try Example(ReasonRequest.self, nil, #"{"reason":"r"}"#),
            try Example(AcknowledgeRequest.self, nil, #"{"key":"served/3/john-lee"}"#),
            try Example(
                OpenRequest.self,
                nil,
                #"{"zone":"springfield","title":"t","schools":["kiley"],"unit":"unit-a","pack":"p","calendar":"us-ma","readings":{"a":"b"},"contract":\#(document)}"#
            ),
            try Example(
                ServeDraftRequest.self,
                nil,
                #"{"title":"t","name":"n.md","answers":"B1","again":true}"#
            ),
            try Example(
                ServeDraftRequest.self,
                nil,
                #"{"title":"t","topics":["pay"],"package":{"expires":"2026-05-01"}}"#
            ),
            try Example(Seat.self, nil, seat),
        ]
    }

    private static func acts() throws -> [Example] {
        let table = [
            #"{"act":"withdraw","number":"U1","reason":"r"}"#,
            #"{"act":"withdraw","number":"UR1","reason":"r"}"#,
            #"{"act":"withdraw","number":"S1","reason":"r"}"#,
            #"{"act":"agree","expected_seq":18,"number":"B2","sha256":"\#(hash)"}"#,
            #"{"act":"agree","expected_seq":18,"items":["8.2"],"number":"B2","sha256":"\#(hash)"}"#,
            #"{"act":"reject","number":"B2","reason":"r"}"#,
            #"{"act":"request","on":"2026-03-18"}"#,
            #"{"act":"end","note":"n","on":"2026-03-18","outcome":"agreed","step":"bargaining"}"#,
            #"{"act":"vote","cast":3,"electorate":4,"no":1,"on":"2026-03-18","step":"ratification","yes":2}"#,
            #"{"act":"extend","reason":"r","step":"bargaining","to":"2026-04-24"}"#,
            #"{"act":"stipulate","choice":"b","option":"a","reason":"r"}"#,
            #"{"act":"correct","reason":"r","step":"s","to":"2026-03-17"}"#,
            #"{"act":"join","expected_seq":18,"number":"S1"}"#, #"{"act":"close","reason":"r"}"#,
            #"{"act":"propose","reason":"r","rule":{"breach":"enforce","kind":"no-new-issues-after","session":2,"text":"t"}}"#,
            #"{"act":"propose","reason":"r","rule":{"breach":"flag","kind":"proposals-in-writing","text":"t"}}"#,
            #"{"act":"propose","reason":"r","rule":{"kind":"sessions-closed","text":"t"}}"#,
            #"{"act":"ask","text":"t","wanted_by":"2026-04-01"}"#,
            #"{"act":"acknowledge","expected":"2026-04-01","number":"UR1"}"#,
            #"{"act":"answer","document":\#(document),"full":true,"number":"UR1","text":"t"}"#,
            #"{"act":"decline","number":"UR1","reason":"r"}"#,
            #"{"act":"meet","session":{"attendance":{"board":["j"],"union":["A B"],"others":[]},"from":"15:00","minutes":{"text":"m"},"next":"2026-03-25","on":"2026-03-18","place":"p","to":"17:30"}}"#,
            #"{"act":"minutes","document":\#(document),"reason":"r","session":1}"#,
            #"{"act":"contest","on":"2026-03-18","reason":"r"}"#,
            #"{"act":"ruling","on":"2026-03-18","reason":"r"}"#,
            #"{"act":"milestone","milestone":"school-start","on":"2026-09-01","reason":"r"}"#,
            #"{"act":"vote","cast":3,"electorate":4,"no":1,"on":"2026-03-18","school":"kiley","yes":2}"#,
            #"{"act":"settle","reason":"r","settlement":"reopened","step":"s"}"#,
            #"{"act":"withdraw","number":"C1","reason":"r"}"#,
            #"{"act":"hold","reason":"r"}"#, #"{"act":"release","number":"H1","reason":"r"}"#,
            #"{"act":"retain","basis":"b","until":"2033-06-30"}"#,
            #"{"act":"confirm","number":"X1"}"#,
            #"{"act":"purge","entry":3,"order":"o","order_sha256":"\#(hash)","reason":"r"}"#,
            #"{"act":"purge","order":"o","order_sha256":"\#(hash)","reason":"r","sha256":"\#(hash)"}"#,
        ]
        let caucus = [
            #"{"act":"note","text":"t","about":"a","from":"union"}"#,
            #"{"act":"authority","on":"o","limit":"l","reason":"r"}"#,
            #"{"act":"strike","seq":1,"reason":"r"}"#,
        ]
        let facts = [
            #"{"kind":"zone.established","zone":"springfield","name":"n","district":"d","state":"MA","calendar":"us-ma"}"#,
            #"{"kind":"school.joined","school":"kiley","name":"n","enrolment":620}"#,
            #"{"kind":"school.designated","school":"kiley","designation":"underperforming","effective":"2025-10-01"}"#,
            #"{"kind":"unit.recognised","unit":"unit-a","name":"n","local":"l"}"#,
            #"{"kind":"seat.taken","handle":"john-lee","person":"p","role":"board","email":"j@example.org"}"#,
            #"{"kind":"seat.vacated","handle":"john-lee","reason":"r"}"#,
            #"{"kind":"school.closed","from":"2026-02-02","to":"2026-02-02","reason":"snow"}"#,
            #"{"kind":"calendar.adopted","calendar":"s-2026","name":"n","school":"kiley","file":\#(document),"from":"2026-09-01","to":"2027-06-20","breaks":[{"from":"2026-12-24","to":"2026-12-31","name":"Winter"}],"closures":[],"make_up_days":["2027-06-21"]}"#,
        ]
        return try table.map { try Example(TableAct.self, nil, $0) }
            + caucus.map { try Example(CaucusAct.self, nil, $0) }
            + facts.map { try Example(ZoneFact.self, nil, $0) }
    }

    private static func views() throws -> [Example] {
        let entry = { (seq: Int, fact: String) in
            #"{"seq":\#(seq),"recorded_at":"\#(instant)","seat":"john-lee","struck":"s","fact":\#(fact)}"#
        }
        let entries = [
            #"{"kind":"caucus.note","text":"t","about":"a","from":"union"}"#,
            #"{"kind":"caucus.draft","draft":"D1.2","title":"t","document":\#(document)}"#,
            #"{"kind":"caucus.authority","on":"o","limit":"l","reason":"r"}"#,
            #"{"kind":"caucus.served","draft":"D1","proposal":"U1"}"#,
            #"{"kind":"caucus.struck","seq":1,"reason":"r"}"#,
        ].enumerated().map { entry($0 + 1, $1) }.joined(separator: ",")
        return [
            try Example(ActReply.self, nil, reply),
            try Example(
                EntryView.self,
                nil,
                #"{"seq":1,"recorded_at":"\#(instant)","seat":"john-lee","kind":"k","sentence":"s","body":"{}","previous":"\#(hash)","digest":"\#(hash)"}"#
            ),
            try Example(
                AlertView.self,
                nil,
                #"{"negotiation":"springfield-2026-1","key":"k","kind":"reminder","seq":3,"step":"s","proposal":"U1","about":"a","send_at":"\#(instant)","acknowledged_at":"\#(instant)","deliveries":"d"}"#
            ),
            try Example(DocumentView.self, nil, #"{"sha256":"\#(hash)","bytes":0}"#),
            try Example(
                StatusView.self,
                nil,
                #"{"version":"1","deployment":"drill","now":"\#(instant)","clock_doubt":"c","next_deadline":"\#(instant)","channels":["file"]}"#
            ),
            try Example(
                ZoneItem.self,
                nil,
                #"{"zone":"springfield","name":"n","district":"d","state":"MA","schools":1,"negotiations":0}"#
            ),
            try Example(
                ZoneView.self,
                nil,
                #"{"zone":"springfield","name":"n","district":"d","state":"MA","calendar":"us-ma","schools":[{"school":"kiley","name":"n","enrolment":3,"designation":"none","designations":[{"school":"kiley","designation":"none","effective":"2025-10-01"}]}],"units":[{"unit":"unit-a","name":"n","local":"l"}],"seats":[\#(seat)],"resets":["john-lee"],"negotiations":["springfield-2026-1"]}"#
            ),
            try Example(
                NegotiationItem.self,
                nil,
                #"{"negotiation":"springfield-2026-1","zone":"springfield","title":"t","pack":"p","state":"open","outcome":"o","next_step":"s","next_due":"2026-04-17"}"#
            ),
            try Example(CheckpointView.self, nil, #"{"note":"n","key":"k","proof":["\#(hash)"]}"#),
            try Example(
                TokenView.self,
                nil,
                #"{"id":"ab","kind":"token","label":"l","scopes":["read"],"negotiations":["springfield-2026-1"],"created_at":"\#(instant)","expires_at":"\#(instant)","last_used_at":"\#(instant)","this_one":true}"#
            ),
            try Example(NewTokenView.self, nil, token),
            try Example(
                WhoamiView.self,
                nil,
                #"{"person":"john-lee","operator":false,"token":"ab","scopes":["read"],"negotiations":["springfield-2026-1"],"confirmed_at":"\#(instant)","expires_at":"\#(instant)","seats":[{"zone":"springfield","role":"board"}]}"#
            ),
            try Example(ConfirmationView.self, nil, #"{"until":"\#(instant)"}"#),
            try Example(DoneView.self, nil, #"{"done":"d"}"#),
            try Example(
                InvitationView.self,
                nil,
                #"{"seat":\#(seat),"invited_by":"ann-clerk","accepted":true,"sha256":"\#(hash)","seq":7,"approved":["board"],"awaiting":["union"]}"#
            ),
            try Example(
                InvitationReply.self,
                nil,
                #"{"act":\#(reply),"invitation":"bgi_x","expires_at":"\#(instant)"}"#
            ),
            try Example(
                AcceptanceReply.self,
                nil,
                #"{"zone":"springfield","person":"john-lee","act":\#(reply),"awaiting":["union"],"token":\#(token)}"#
            ),
            try Example(
                CaucusView.self,
                nil,
                #"{"party":"union","entries":[\#(entries)],"authority":[{"on":"o","limit":"l","reason":"r"}]}"#
            ),
            try Example(
                Problem.self,
                nil,
                #"{"type":"t","title":"t","status":422,"detail":"d","errors":["e"],"drill":true}"#
            ),
        ]
    }

    /// The views of a negotiation, from the one in which one of everything happened.
    private static func fromBundle() throws -> [Example] {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../WireTests/Golden/bundle.json")
        let text = try String(contentsOf: path, encoding: .utf8)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let bundle = object as? [String: Any] else { throw CocoaError(.coderReadCorrupt) }
        let shared = [
            "opened", "state", "seats", "stipulations", "rules", "requests", "sessions", "holds", "retention",
            "votes", "seq", "digest",
        ]
        var negotiation = bundle.filter { shared.contains($0.key) }
        let sides = (bundle["issues"] as? [[String: Any]] ?? []).flatMap { [$0["board"], $0["union"]] }
        negotiation["proposals"] = (bundle["agreed"] as? [Any] ?? []) + sides.compactMap(\.self)
        negotiation["closed"] = "c"
        negotiation["trigger"] = "2026-03-18"
        negotiation["time_zone"] = "America/New_York"
        func json(_ value: Any?) throws -> String {
            guard let value else { throw CocoaError(.coderValueNotFound) }
            return String(decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
        }
        return [
            try Example(BundleView.self, nil, text),
            try Example(NegotiationView.self, nil, try json(negotiation)),
            try Example(PositionsView.self, nil, try json(bundle["positions"])),
            try Example(DocketView.self, nil, try json(bundle["docket"])),
            try Example(WhyView.self, nil, try json((bundle["why"] as? [Any])?.first)),
            try Example(InformationRequestView.self, nil, try json((bundle["requests"] as? [Any])?.first)),
            try Example(SessionView.self, nil, try json((bundle["sessions"] as? [Any])?.first)),
        ]
    }
}
