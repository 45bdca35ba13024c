import CivilTime
import Logging
import Service
import Store
import Table
import TestSupport
import Testing

/// What people hear of a package's last day.
@Suite(.database) struct PackageAlertTests {
    private static let people = ["ann-clerk", "john-lee", "maria-soto"]

    private func courier(_ office: TestOffice, _ channel: any AlertChannel) -> Courier {
        Courier(
            clerk: office.clerk,
            store: office.store,
            clock: office.clock,
            channels: [channel],
            isDrill: false,
            wakeup: Wakeup(),
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Has the union serve a package that can be agreed until Friday, March 20, and everybody told so far.
    private func serve(in office: TestOffice, _ ledger: Ledger) async throws -> Handle {
        let negotiation = try await office.openNegotiation()
        try await office.servePackage(until: day("2026-03-20"), in: negotiation, by: "maria-soto")
        _ = try await courier(office, ledger).deliverDue()
        return negotiation
    }

    /// What goes out at a later instant, whatever ran until then.
    private func told(at moment: String, by couriers: Int = 1) async throws -> [AlertMessage] {
        let ledger = Ledger()
        let clock = ProgramClock(startingAt: try instant(moment))
        try await TestOffice.open(by: clock, deployment: .drill, isReady: true) { office in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<couriers {
                    group.addTask {
                        let other = try office.another()
                        _ = try await self.courier(other, ledger).deliverDue()
                        await other.close()
                    }
                }
                try await group.waitForAll()
            }
        }
        return ledger.taken
    }

    @Test func `A package's last day is brought to mind and then said to be over, once, without its content`()
        async throws
    {
        try await TestOffice.open { office in
            let ledger = Ledger()
            _ = try await serve(in: office, ledger)
            #expect(ledger.taken.allSatisfy { !$0.subject.contains("package U1") })
            #expect(try await told(at: "2026-03-20T08:59:00-04:00").isEmpty)
            let reminded = try await told(at: "2026-03-20T09:00:01-04:00", by: 2)
            #expect(reminded.map(\.to.handle.text).sorted() == Self.people)
            #expect(
                reminded.allSatisfy {
                    $0.subject == "[springfield-2026-1] Until Fri Mar 20, 2026, 11:59 pm EDT: the package U1"
                }
            )
            #expect(Set(reminded.map(\.key)).count == 3)
            #expect(try await told(at: "2026-03-20T23:59:00-04:00").isEmpty)
            let over = try await told(at: "2026-03-21T00:00:01-04:00", by: 2)
            #expect(over.map(\.to.handle.text).sorted() == Self.people)
            #expect(
                over.allSatisfy {
                    $0.subject
                        == "[springfield-2026-1] Passed Fri Mar 20, 2026: the package U1 was not agreed"
                }
            )
            #expect(over.allSatisfy { $0.body.contains("bargain position springfield-2026-1") })
            #expect((reminded + over).allSatisfy { $0.thread == "package/U1" })
            #expect((reminded + over).allSatisfy { !$0.body.contains("Pay") && !$0.body.contains("8.2") })
            #expect(try await told(at: "2026-03-22T00:00:00-04:00").isEmpty)
        }
    }

    @Test func `Who starts a daemon after the last day hears that it passed, and is not reminded of it`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await serve(in: office, Ledger())
            let over = try await told(at: "2026-03-25T10:00:00-04:00")
            #expect(over.map(\.to.handle.text).sorted() == Self.people)
            #expect(over.allSatisfy { $0.subject.contains("Passed Fri Mar 20, 2026") })
            let listed = try await office.store.alerts(
                of: try #require(Handle("john-lee")),
                in: negotiation,
                until: instant("2026-03-25T10:00:00-04:00"),
                unacknowledgedOnly: true,
                limit: 9
            )
            let number = ProposalNumber(side: .union, count: 1)
            #expect(listed.first?.kind == .lapsed)
            #expect(listed.first?.matter == .package(number, occurrence: 1))
            #expect(listed.first?.deliveries == "file delivered, mail pending")
            let reminder = listed.first { $0.kind == .reminder }
            #expect(reminder?.deliveries == "file cancelled, mail pending")
        }
    }

    @Test(arguments: ["agreed", "withdrawn", "rejected", "countered", "closed"])
    func `Nothing goes out of a package that came to its end before`(how: String) async throws {
        try await TestOffice.open { office in
            let negotiation = try await serve(in: office, Ledger())
            let number = ProposalNumber(side: .union, count: 1)
            func act(_ command: Negotiation.Command, _ seat: String) async throws {
                try await office.act(command, in: negotiation, by: seat)
            }
            switch how {
            case "agreed":
                for (seat, seq) in [("john-lee", 2), ("maria-soto", 3)] {
                    let text = office.packageText.sha256
                    try await act(.sign(number, sha256: text, expectedSeq: seq), seat)
                }
            case "withdrawn": try await act(.withdraw(number, reason: "overtaken"), "maria-soto")
            case "rejected": try await act(.reject(number, reason: "too dear"), "john-lee")
            case "countered":
                try await office.serve("# B\n", answers: number, in: negotiation, by: "john-lee")
            default: try await act(.close(reason: "settled elsewhere"), "ann-clerk")
            }
            let later = try await told(at: "2026-03-25T10:00:00-04:00")
            #expect(!later.isEmpty)
            #expect(later.allSatisfy { $0.thread == "negotiation" }, "\(later.map(\.subject))")
            let listed = try await office.store.alerts(
                of: try #require(Handle("ann-clerk")),
                in: negotiation,
                until: instant("2026-03-25T10:00:00-04:00"),
                unacknowledgedOnly: false,
                limit: 9
            )
            #expect(!listed.isEmpty)
            #expect(listed.allSatisfy { $0.matter == nil })
        }
    }
}

extension TestOffice {
    /// The text of the packages that are served here.
    fileprivate var packageText: DocumentReference {
        let bytes = Array("# Pay and day\n".utf8)
        return DocumentReference(
            name: "both.md",
            sha256: hexadecimal(sha256(bytes)),
            bytes: bytes.count
        )
    }

    /// Serves a package of two sections.
    func servePackage(until last: CivilDate, in negotiation: Handle, by seat: String) async throws {
        try await act(
            .serve(
                title: "Pay and day",
                answers: nil,
                document: packageText,
                items: [
                    ProposedItem(section: "8.2", terms: ["teacher-salary"]),
                    ProposedItem(section: "9.1", terms: []),
                ],
                package: PackageOffer(expires: last),
                isAgain: true
            ),
            in: negotiation,
            by: seat,
            content: Array("# Pay and day\n".utf8)
        )
    }
}
