public import CivilTime
import Synchronization
public import Table

/// When the acts on their way to this program's tables arrived: from that moment on each is under way until it is
/// answered, and no deadline that it was in time for passes it.
///
/// Only what had arrived before a deadline holds it up, so that nobody can put one off by asking on and on.
public final class Arrivals: Sendable {
    /// An act that has arrived and is not answered yet.
    public struct Arrival: Sendable {
        /// When the last byte of it was there.
        public let instant: Instant
        let negotiation: Handle
        let number: Int
    }

    fileprivate struct State {
        var count = 0
        var underWay: [Handle: [Int: Instant]] = [:]
        var waiting: [(negotiation: Handle, due: Instant, continuation: CheckedContinuation<Void, Never>)] =
            []

        func hasOne(at negotiation: Handle, before due: Instant) -> Bool {
            underWay[negotiation]?.values.contains { $0 < due } ?? false
        }
    }

    private let clock: ProgramClock
    private let state = Mutex(State())

    /// Arrivals by a clock, of which there were none yet.
    public init(clock: ProgramClock) {
        self.clock = clock
    }

    /// The time, for what arrives and is no act at a table.
    public func now() -> Instant { clock.now() }

    /// Notes that an act has arrived now; whoever notes it ends it.
    public func note(at negotiation: Handle) -> Arrival {
        // The clock is read under the lock: whoever finds nothing under way here at or after a deadline can be sure that
        // what is noted later has arrived later.
        state.withLock { $0.note(clock.now(), at: negotiation) }
    }

    /// The act is answered, or will never be.
    public func end(_ arrival: Arrival) {
        let released = state.withLock { state in
            state.underWay[arrival.negotiation]?[arrival.number] = nil
            if state.underWay[arrival.negotiation]?.isEmpty ?? false {
                state.underWay[arrival.negotiation] = nil
            }
            let waiting = state.waiting
            state.waiting = waiting.filter { state.hasOne(at: $0.negotiation, before: $0.due) }
            return waiting.filter { !state.hasOne(at: $0.negotiation, before: $0.due) }.map(\.continuation)
        }
        for continuation in released { continuation.resume() }
    }

    /// Runs a body while an act that arrived at an instant is under way.
    func during<Value>(
        _ instant: Instant,
        at negotiation: Handle,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        let arrival = state.withLock { $0.note(instant, at: negotiation) }
        defer { end(arrival) }
        return try await body()
    }

    /// Whether an act that arrived before an instant is under way.
    public func hasOne(at negotiation: Handle, before due: Instant) -> Bool {
        state.withLock { $0.hasOne(at: negotiation, before: due) }
    }

    /// Waits until no act that arrived before an instant is under way.
    func waitForThose(at negotiation: Handle, before due: Instant) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.hasOne(at: negotiation, before: due) else { return true }
                state.waiting.append((negotiation, due, continuation))
                return false
            }
            if isFree { continuation.resume() }
        }
    }
}

extension Arrivals.State {
    fileprivate mutating func note(_ instant: Instant, at negotiation: Handle) -> Arrivals.Arrival {
        count += 1
        underWay[negotiation, default: [:]][count] = instant
        return Arrivals.Arrival(instant: instant, negotiation: negotiation, number: count)
    }
}

/// An act that arrived before a deadline is still under way, so that what came after it must wait.
struct EarlierUnderWay: Error {
    let due: Instant
}
