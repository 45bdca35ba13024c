import CivilTime
import Foundation
import Table
import Testing
import Wire

@Suite struct TableActTests {
    static let acts = [
        #"{"act":"withdraw","number":"U1","reason":"r"}"#,
        #"{"act":"withdraw","number":"UR1","reason":"r"}"#,
        #"{"act":"withdraw","number":"S1","reason":"r"}"#,
        #"{"act":"agree","expected_seq":18,"number":"B2","sha256":"ab"}"#,
        #"{"act":"request","on":"2026-03-18"}"#,
        #"{"act":"end","note":"n","on":"2026-03-18","outcome":"agreed","step":"bargaining"}"#,
        #"{"act":"vote","cast":3,"electorate":4,"no":1,"on":"2026-03-18","step":"ratification","yes":2}"#,
        #"{"act":"extend","reason":"r","step":"bargaining","to":"2026-04-24"}"#,
        #"{"act":"stipulate","choice":"b","option":"a","reason":"r"}"#,
        #"{"act":"correct","reason":"r","to":"2026-03-17"}"#,
        #"{"act":"join","expected_seq":18,"number":"S1"}"#,
        #"{"act":"close","reason":"r"}"#,
        #"{"act":"propose","reason":"r","rule":{"breach":"enforce","kind":"no-new-issues-after","session":2,"text":"t"}}"#,
        #"{"act":"ask","text":"t","wanted_by":"2026-04-01"}"#,
        #"{"act":"acknowledge","expected":"2026-04-01","number":"UR1"}"#,
        #"{"act":"answer","document":{"bytes":1,"name":"a","sha256":"ab"},"full":true,"number":"UR1","text":"t"}"#,
        #"{"act":"decline","number":"UR1","reason":"r"}"#,
        #"{"act":"meet","session":{"attendance":{"board":["john-lee"],"union":["A B"]},"from":"15:00","minutes":{"text":"m"},"next":"2026-03-25","on":"2026-03-18","place":"p","to":"17:30"}}"#,
        #"{"act":"minutes","reason":"r","session":1,"text":"t"}"#,
        #"{"act":"hold","reason":"r"}"#,
        #"{"act":"release","number":"H1","reason":"r"}"#,
        #"{"act":"retain","basis":"b","until":"2033-06-30"}"#,
        #"{"act":"confirm","number":"X1"}"#,
        #"{"act":"purge","entry":3,"order":"o","order_sha256":"cd","reason":"r"}"#,
        #"{"act":"purge","order":"o","order_sha256":"cd","reason":"r","sha256":"ab"}"#,
    ]

    @Test(arguments: acts) func `An act is written as it is read`(json: String) throws {
        let act = try JSONDecoder().decode(TableAct.self, from: Data(json.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(String(decoding: try encoder.encode(act), as: UTF8.self) == json)
    }

    @Test func `What is withdrawn shows in its number`() throws {
        let commands = try Self.acts[0...2].map {
            try JSONDecoder().decode(TableAct.self, from: Data($0.utf8)).command
        }
        #expect(
            commands == [
                .withdraw(ProposalNumber(side: .union, count: 1), reason: "r"),
                .withdrawRequest(RequestNumber(side: .union, count: 1), reason: "r"),
                .retract(number: "S1", reason: "r"),
            ]
        )
    }

    @Test(arguments: [
        (#"{"act":"agree","number":"B2","sha256":"ab"}"#, "expected_seq"),
        (#"{"act":"agree","number":"B2","expected_seq":3}"#, "sha256"),
        (#"{"act":"join","number":"S1"}"#, "expected_seq"),
        (#"{"act":"withdraw","number":"X1","reason":"r"}"#, "information request (UR1)"),
        (#"{"act":"purge","order":"o","reason":"r"}"#, "either 'entry' or 'sha256'"),
        (#"{"act":"purge","entry":1,"sha256":"ab","order":"o","reason":"r"}"#, "either 'entry' or 'sha256'"),
        (#"{"act":"sing"}"#, "the acts are withdraw, agree"),
        (#"{"act":"meet","session":{"on":"2026-03-18","from":"25:00"}}"#, "such as 14:05"),
        (#"{"act":"decline","number":"U1","reason":"r"}"#, "such as BR1 or UR2"),
    ])
    func `What an act lacks is named`(json: String, expected: String) {
        do {
            _ = try JSONDecoder().decode(TableAct.self, from: Data(json.utf8))
            Issue.record("\(json) was read")
        } catch let DecodingError.keyNotFound(key, _) {
            #expect(key.stringValue == expected)
        } catch let DecodingError.dataCorrupted(context) {
            #expect(context.debugDescription.contains(expected), "\(context.debugDescription)")
        } catch {
            Issue.record("\(error)")
        }
    }
}
