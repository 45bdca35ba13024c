import CivilTime
import Dispatch
import Glibc
import Synchronization

/// Rings at one instant of the machine's wall clock: the one Dispatch timer of the program.
///
/// The ring is a hint that something may be due, never the truth of it. The timer follows the wall clock when that is
/// stepped, in both directions.
final class AlarmClock: Sendable {
    /// No timer is set further ahead than this: a far instant overflows what Dispatch can keep, and a clock that is
    /// looked at once a day is never far from right.
    static let horizon: Int64 = 24 * 3600 * 1_000_000

    // DispatchSourceTimer is not declared Sendable here, though its methods may be called from any thread.
    private nonisolated(unsafe) let timer: any DispatchSourceTimer

    /// An alarm clock that calls `ring` on a queue of its own.
    init(ring: @escaping @Sendable () -> Void) {
        timer = DispatchSource.makeTimerSource(flags: .strict, queue: DispatchQueue(label: "bargain.alarm"))
        timer.setEventHandler { @Sendable in ring() }
        timer.schedule(wallDeadline: .distantFuture)
        timer.activate()
    }

    deinit {
        timer.cancel()
    }

    /// Sets the alarm to an instant of the machine's clock, in place of what it was set to.
    func set(to instant: Instant, now: Instant) {
        let ahead = min(max(now.microseconds(until: instant), 0), Self.horizon)
        let target = now.adding(microseconds: ahead).microseconds
        let time = timespec(tv_sec: Int(target / 1_000_000), tv_nsec: Int(target % 1_000_000) * 1_000)
        timer.schedule(wallDeadline: DispatchWallTime(timespec: time), leeway: .nanoseconds(0))
    }
}
