public import CivilTime
import Glibc

/// The one clock of the program, made where the program is composed and passed to whoever asks for the time.
///
/// A drill may run on a shifted clock: the same seconds, counted from another instant.
public struct ProgramClock: Sendable {
    /// Microseconds between this clock and the machine's; 0 but in a drill.
    public let shift: Int64
    private let reading: (@Sendable () -> Instant)?

    /// The machine's own clock.
    public static let real = ProgramClock(shift: 0)

    /// A clock so many microseconds ahead of the machine's.
    public init(shift: Int64) {
        self.shift = shift
        reading = nil
    }

    /// A clock that reads what it is told, for runs that must go twice alike.
    public init(reading: @escaping @Sendable () -> Instant) {
        shift = 0
        self.reading = reading
    }

    /// A clock that reads the given instant now, and runs on from there.
    public init(startingAt instant: Instant) {
        self.init(shift: Self.machine().microseconds(until: instant))
    }

    /// The time.
    public func now() -> Instant {
        reading?() ?? Self.machine().adding(microseconds: shift)
    }

    /// The machine's instant at which this clock reads the given one.
    public func machineInstant(of instant: Instant) -> Instant {
        instant.adding(microseconds: -shift)
    }

    /// The machine's wall clock.
    static func machine() -> Instant {
        read(CLOCK_REALTIME)
    }

    /// Microseconds since the machine was started, suspension included; no step of the wall clock touches it.
    static func sinceBoot() -> Int64 {
        read(CLOCK_BOOTTIME).microseconds
    }

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        clock_gettime(clock, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
