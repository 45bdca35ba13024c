import CivilTime
import Testing

@testable import Service

@Suite struct ClockGateTests {
    private static let start: Int64 = 1_776_000_000_000_000

    private func reading(wall: Double, database: Double? = nil, boot: Double) -> ClockGate.Reading {
        func at(_ seconds: Double) -> Instant {
            Instant(microseconds: Self.start + Int64(seconds * 1_000_000))
        }
        return ClockGate.Reading(
            wall: at(wall),
            database: at(database ?? wall),
            sinceBoot: Int64(boot * 1_000_000)
        )
    }

    @Test func `Clocks that agree are sound from the first reading`() {
        var gate = ClockGate()
        for second in 0..<10 {
            gate.take(reading(wall: Double(second), boot: Double(second)))
            #expect(gate.doubt == nil)
        }
    }

    @Test(arguments: [3600.0, -3600.0, 2_592_000.0, -2.1, 2.1])
    func `A step of the wall clock raises doubt`(step: Double) {
        var gate = ClockGate()
        gate.take(reading(wall: 0, boot: 0))
        gate.take(reading(wall: 1 + step, boot: 1))
        #expect(gate.doubt?.contains("stepped") == true)
    }

    @Test func `A database whose clock is elsewhere raises doubt`() {
        var gate = ClockGate()
        gate.take(reading(wall: 0, database: 3, boot: 0))
        #expect(gate.doubt == "the database's clock is 3.0 s from this machine's")
    }

    @Test func `Doubt lasts until the clock is back and three readings in a row agree`() {
        var gate = ClockGate()
        gate.take(reading(wall: 0, boot: 0))
        for second in 1...50 {
            gate.take(reading(wall: 86_400 + Double(second), boot: Double(second)))
            #expect(gate.doubt?.contains("stepped by 86400") == true)
        }
        gate.take(reading(wall: 51, boot: 51))
        gate.take(reading(wall: 52, boot: 52))
        #expect(gate.doubt != nil)
        gate.take(reading(wall: 53, boot: 53))
        #expect(gate.doubt == nil)
    }

    @Test func `A pause of the whole machine is no step`() {
        var gate = ClockGate()
        gate.take(reading(wall: 0, boot: 0))
        gate.take(reading(wall: 5_000, boot: 5_000))
        #expect(gate.doubt == nil)
    }

    private func moment(_ seconds: Double) -> ClockGate.Moment {
        ClockGate.Moment(
            wall: Instant(microseconds: Self.start + Int64(seconds * 1_000_000)),
            sinceBoot: Int64(seconds * 1_000_000)
        )
    }

    @Test func `A database that answers slowly is not a clock that is off`() throws {
        let asked = moment(0)
        let answered = moment(1.9)
        let early = try #require(
            ClockGate.Reading(before: asked, database: moment(0.1).wall, after: answered)
        )
        #expect(early.database == early.wall)
        let behind = try #require(
            ClockGate.Reading(before: asked, database: moment(-3).wall, after: answered)
        )
        #expect(behind.wall.microseconds(until: behind.database) == -3_000_000)
        #expect(ClockGate.Reading(before: asked, database: moment(1).wall, after: moment(5)) == nil)
    }
}
