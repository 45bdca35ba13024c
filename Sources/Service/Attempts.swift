import CivilTime
import Synchronization
import Table

/// Attempts at passwords: who was tried from where, so that guessing is slow and nobody is kept out by a stranger.
///
/// Wrong passwords hold up further ones for the same person from the same origin only. Besides, each person has a
/// generous measure of attempts from all origins together, to which an origin is not held where the right password came
/// from lately. People who do not exist are counted like others. Kept by this program alone; a restart forgets it.
public final class Attempts: Sendable {
    fileprivate struct Place: Hashable {
        let person: Handle
        let origin: String
    }

    fileprivate struct Count {
        var failures = 0
        var retryAt: Instant?
        /// When the right password came from there last.
        var rightAt: Instant?
        var lastAt: Instant
    }

    fileprivate struct State {
        var places: [Place: Count] = [:]
        /// When the measure of a person will be full again; only while it is not.
        var full: [Handle: Instant] = [:]
    }

    /// How many attempts at one person there may be from origins that are not known, at once and in the long run.
    static let most = (atOnce: Int64(100), everySeconds: Int64(36))
    private static let mostKept = 10_000
    /// How long an origin from which the right password came is known by it.
    private static let known: Int64 = 30 * 86_400

    private let state = Mutex(State())

    /// No attempt yet.
    public init() {}

    /// Counts an attempt before it is known what comes of it, so that nobody gains by many at once.
    ///
    /// - Throws: `RegistrarError.throttled` where there is no further attempt yet.
    func begin(at person: Handle, from origin: String, at now: Instant) throws(RegistrarError) {
        let place = Place(person: person, origin: origin)
        let wait = state.withLock { state -> Instant? in
            let count = state.places[place] ?? Count(lastAt: now)
            if let retryAt = count.retryAt, retryAt > now { return retryAt }
            if !Self.isKnown(count, at: now), let free = state.measure(person, at: now) { return free }
            if state.places[place] == nil { state.makeRoom(atMost: Self.mostKept) }
            state.places[place] = Count(
                failures: count.failures + 1,
                retryAt: Self.retry(after: count.failures + 1, at: now),
                rightAt: count.rightAt,
                lastAt: now
            )
            return nil
        }
        if let wait { throw .throttled(until: wait) }
    }

    /// The password was right, which makes the origin known.
    func succeed(at person: Handle, from origin: String, at now: Instant) {
        state.withLock { state in
            state.places[Place(person: person, origin: origin)] = Count(rightAt: now, lastAt: now)
        }
    }

    /// Whether the person's right password came from an origin lately.
    func isKnown(_ person: Handle, at origin: String, now: Instant) -> Bool {
        state.withLock { state in
            state.places[Place(person: person, origin: origin)].map { Self.isKnown($0, at: now) } ?? false
        }
    }

    private static func isKnown(_ count: Count, at now: Instant) -> Bool {
        count.rightAt.map { $0.adding(seconds: known) > now } ?? false
    }

    /// How long the next attempt waits after so many wrong ones: three are free; then 2, 4, 8 … seconds, at most a quarter of
    /// an hour.
    private static func retry(after failures: Int, at now: Instant) -> Instant? {
        guard failures > 3 else { return nil }
        return now.adding(seconds: min(1 << Int64(min(failures - 3, 20)), 900))
    }
}

extension Attempts.State {
    /// Takes one of the person's measure.
    ///
    /// - Returns: nil when there was one; otherwise when there will be.
    fileprivate mutating func measure(_ person: Handle, at now: Instant) -> Instant? {
        let (atOnce, every) = Attempts.most
        let after = max(full[person] ?? now, now).adding(seconds: every)
        let free = after.adding(seconds: -every * atOnce)
        guard free <= now else { return free }
        if full.count >= 10_000 { full = full.filter { $0.value > now } }
        full[person] = after
        return nil
    }

    /// Forgets what was tried longest ago, where the right password is not known from.
    fileprivate mutating func makeRoom(atMost most: Int) {
        guard places.count >= most else { return }
        let oldest = places.sorted {
            ($0.value.rightAt != nil ? 1 : 0, $0.value.lastAt) < (
                $1.value.rightAt != nil ? 1 : 0, $1.value.lastAt
            )
        }
        for (place, _) in oldest.prefix(most / 10) { places[place] = nil }
    }
}
