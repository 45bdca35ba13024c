import ArgumentParser
import CivilTime
import Service
import Store
import Table

/// Opens many negotiations and starts the clock of each, so that all have one deadline, on the same day.
struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Open negotiations whose first deadline runs.")

    @OptionGroup var office: OfficeOptions

    @Option(help: "How many negotiations.")
    var count = 10_000

    @Option(help: "In how many zones.")
    var zones = 50

    func run() async throws {
        let start = monotonicNanoseconds()
        try await office.open { office in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for zone in 0..<zones {
                    let share = count / zones + (zone < count % zones ? 1 : 0)
                    group.addTask { try await office.fill(zone: "zone-\(zone + 1)", negotiations: share) }
                }
                try await group.waitForAll()
            }
        }
        let elapsed = Double(monotonicNanoseconds() - start) / 1_000_000_000
        print(#"{"opened":\#(count),"seconds":\#(elapsed),"processor_seconds":\#(processorSeconds())}"#)
    }
}

extension Office {
    /// Establishes a zone with a school, a unit and three seats, and opens negotiations in it whose clock runs.
    func fill(zone name: String, negotiations: Int) async throws {
        let zone = try handle(name)
        let facts: [ZoneFact] = [
            .established(
                ZoneEstablished(
                    zone: zone,
                    name: "Zone \(name)",
                    district: name,
                    state: "MA",
                    calendar: "us-ma"
                )
            ),
            .schoolJoined(
                SchoolJoined(school: try handle("kiley"), name: "Kiley Middle School", enrolment: 620)
            ),
            .unitRecognised(UnitRecognised(unit: try handle("unit-a"), name: "Unit A", local: "Local 1")),
            .seatTaken(
                Seat(handle: try handle("maria-soto"), person: "Maria Soto", role: .union, email: nil)
            ),
            .seatTaken(Seat(handle: try handle("john-lee"), person: "John Lee", role: .board, email: nil)),
            .seatTaken(Seat(handle: try handle("ann-clerk"), person: "Ann Clerk", role: .clerk, email: nil)),
        ]
        for fact in facts {
            _ = try await clerk.record(fact, in: zone, asking: asking(nil)) { _ in
                Reply(status: 201, body: [])
            }
        }
        for _ in 0..<negotiations { try await openOne(in: zone) }
    }

    private func openOne(in zone: Handle) async throws {
        let opening = Clerk.Opening(
            zone: zone,
            title: "Kiley turnaround",
            schools: [try handle("kiley")],
            unit: try handle("unit-a"),
            pack: "ma-69-1j-g",
            calendar: nil,
            readings: [:],
            contract: nil
        )
        let clerkSeat = try handle("ann-clerk")
        let reply = try await clerk.open(opening, asking: asking(clerkSeat)) { accepted in
            Reply(
                status: 201,
                body: Array((accepted.standing.negotiation.opened?.negotiation.text ?? "").utf8)
            )
        }
        let negotiation = try handle(String(decoding: reply.body, as: UTF8.self))
        let trigger = Negotiation.Command.trigger(on: clock.today)
        _ = try await clerk.act(trigger, in: negotiation, asking: asking(clerkSeat)) { _ in
            Reply(status: 201, body: [])
        }
    }

    private func handle(_ text: String) throws -> Handle {
        guard let handle = Handle(text) else { throw BenchFault("'\(text)' is not a handle.") }
        return handle
    }

    private func asking(_ seat: Handle?) -> Clerk.Asking {
        Clerk.Asking(seat: seat, arrival: clock.now(), request: nil)
    }
}

extension ProgramClock {
    /// The day in Greenwich a day ago, so that it is over everywhere.
    fileprivate var today: CivilDate {
        CivilDate(dayNumber: Int(now().microseconds / 86_400_000_000) - 1)
    }
}
