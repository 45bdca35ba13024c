import CivilTime
import Foundation
import Logging
import Postgres
import Service
import Store
import Synchronization
import Table
import TestSupport
import Testing

/// A channel that takes down what it is given, and fails as it is told.
final class Ledger: AlertChannel {
    let name = "file"
    let most = 1
    private let state: Mutex<(failures: [AlertFailure], taken: [AlertMessage])>

    init(failing failures: [AlertFailure] = []) {
        state = Mutex((failures, []))
    }

    var taken: [AlertMessage] { state.withLock { $0.taken } }

    func send(_ messages: [AlertMessage]) async throws(AlertFailure) {
        let failure = state.withLock { state -> AlertFailure? in
            if !state.failures.isEmpty { return state.failures.removeFirst() }
            state.taken += messages
            return nil
        }
        if let failure { throw failure }
    }
}

@Suite(.database) struct CourierTests {
    private func courier(_ office: TestOffice, _ channel: any AlertChannel) -> Courier {
        Courier(
            clerk: office.clerk,
            store: office.store,
            clock: office.clock,
            channels: [channel],
            isDrill: true,
            wakeup: Wakeup(),
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `A served proposal is told to everybody but its own side, once`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let ledger = Ledger()
            _ = try await courier(office, ledger).deliverDue()
            let before = ledger.taken.count
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            _ = try await courier(office, ledger).deliverDue()
            _ = try await courier(office, ledger).deliverDue()
            let told = ledger.taken.dropFirst(before)
            #expect(told.map(\.to.handle.text).sorted() == ["ann-clerk", "john-lee"])
            #expect(told.allSatisfy { $0.subject == "DRILL [springfield-2026-1] U1 was served" })
            #expect(told.allSatisfy { $0.body.hasPrefix("DRILL: this is a rehearsal") })
            #expect(told.allSatisfy { !$0.body.contains("# Pay") })
        }
    }

    @Test func `A reason of several lines makes no header of several lines`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.serve("# Pay\n", in: negotiation, by: "maria-soto")
            let ledger = Ledger()
            let number = ProposalNumber(side: .union, count: 1)
            try await office.act(
                .withdraw(
                    number,
                    reason: "one\nTo: two\nSubject: three \(String(repeating: "x", count: 400))"
                ),
                in: negotiation,
                by: "maria-soto"
            )
            _ = try await courier(office, ledger).deliverDue()
            let told = ledger.taken.filter { $0.subject.contains("withdrew") }
            #expect(!told.isEmpty)
            #expect(told.allSatisfy { !$0.subject.contains("\n") && $0.subject.count <= 200 })
        }
    }

    @Test func `Two couriers at once deliver each alert once`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            for number in 0..<10 {
                try await office.serve("# P\(number)\n", in: negotiation, by: "maria-soto")
            }
            let ledger = Ledger()
            let other = try office.another()
            async let first = courier(office, ledger).deliverDue()
            async let second = courier(other, ledger).deliverDue()
            _ = try await (first, second)
            let keys = ledger.taken.map { "\($0.key)" }
            #expect(keys.count == Set(keys).count)
            #expect(keys.filter { $0.hasPrefix("served/") }.count == 20)
            await other.close()
        }
    }

    @Test func `A channel that fails for a while gets the alert later under the same key`() async throws {
        try await TestOffice.open { office in
            try await office.openNegotiation()
            let failure = AlertFailure(isTemporary: true, reason: "451 later")
            let ledger = Ledger(failing: [failure, failure, failure])
            _ = try await courier(office, ledger).deliverDue()
            #expect(ledger.taken.isEmpty)
            try await office.pool.script("update delivery set next_at = next_at - interval '1 hour'")
            _ = try await courier(office, ledger).deliverDue()
            #expect(
                Set(ledger.taken.map(\.key)) == ["note/1/ann-clerk", "note/1/john-lee", "note/1/maria-soto"]
            )
        }
    }

    @Test func `A channel that will never take it ends the delivery with its reason`() async throws {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let failure = AlertFailure(isTemporary: false, reason: "550 no such person")
            let ledger = Ledger(failing: [failure, failure, failure])
            _ = try await courier(office, ledger).deliverDue()
            let alerts = try await office.store.alerts(
                of: try #require(Handle("maria-soto")),
                in: negotiation,
                until: office.clock.now(),
                unacknowledgedOnly: false,
                limit: 9
            )
            #expect(alerts.map(\.deliveries) == ["file failed, mail pending"])
        }
    }

    @Test func `A reminder of a deadline that ended meanwhile is not sent`() async throws {
        try await TestOffice.open(at: "2026-04-15T08:00:00-04:00") { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let reminders = try await Self.pending(office)
            #expect(reminders > 0)
            try await office.act(
                .end(step: nil, outcome: "agreed", on: day("2026-04-15"), note: nil),
                in: negotiation,
                by: "ann-clerk"
            )
            let left = try await office.pool.query(
                Query(
                    Statement(
                        "left",
                        "select count(*) as n from delivery join alert using (negotiation_id, key) "
                            + "where alert.step = 'bargaining' and delivery.state = 'pending'"
                    )
                )
            )
            #expect(try left.first?.decode("n", as: Int.self) == 0)
        }
    }

    private static func pending(_ office: TestOffice) async throws -> Int {
        let rows = try await office.pool.query(
            Query(
                Statement(
                    "reminders",
                    "select count(*) as n from alert where kind = 'reminder' and not cancelled"
                )
            )
        )
        return try rows.first?.decode("n", as: Int.self) ?? 0
    }

    @Test func `Every deadline has a notice on its last day and one before, none on a closed day`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            try await office.act(.trigger(on: day("2026-03-18")), in: negotiation, by: "ann-clerk")
            let alerts = try await office.store.alerts(
                of: try #require(Handle("maria-soto")),
                in: negotiation,
                until: instant("2026-05-01T00:00:00-04:00"),
                unacknowledgedOnly: false,
                limit: 50
            )
            let times = alerts.filter { $0.kind == .reminder }.map(\.sendAt).sorted()
            #expect(
                times == [
                    try instant("2026-04-10T09:00:00-04:00"), try instant("2026-04-15T09:00:00-04:00"),
                    try instant("2026-04-17T09:00:00-04:00"),
                ]
            )
        }
    }

    @Test func `The file channel appends what it is given, whole, readable by its owner only`() async throws {
        try await TestOffice.open { office in
            let path = FileManager.default.temporaryDirectory.appending(path: "alerts-\(UUID()).txt").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            try await office.openNegotiation()
            _ = try await courier(office, FileChannel(path: path)).deliverDue()
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.components(separatedBy: "──── springfield-2026-1 note/1/").count == 4)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `A full disk defers the alert instead of losing it`() async throws {
        try await TestOffice.open { office in
            try await office.openNegotiation()
            _ = try await courier(office, FileChannel(path: "/dev/full")).deliverDue()
            let rows = try await office.pool.query(
                Query(
                    Statement(
                        "pending",
                        "select count(*) filter (where state = 'pending' and last_error like '%No space%') as n from delivery"
                    )
                )
            )
            #expect(try rows.first?.decode("n", as: Int.self) == 3)
        }
    }
}
