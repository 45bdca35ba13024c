import CivilTime
import Synchronization
import Table

/// How long the next attempt at a password waits after so many wrong ones.
enum Attempts {
    /// Three attempts are free; then 2, 4, 8 … seconds, at most a quarter of an hour.
    static func pause(after failures: Int) -> Int64? {
        guard failures > 3 else { return nil }
        return min(1 << Int64(min(failures - 3, 20)), 900)
    }

    /// Before which instant there is no further attempt.
    static func retry(after failures: Int, at now: Instant) -> Instant? {
        pause(after: failures).map { now.adding(seconds: $0) }
    }
}

/// Attempts at the passwords of people who do not exist, so that they are held up like others.
///
/// Kept by this program only and for so many names; a restart forgets them.
final class UnknownAttempts: Sendable {
    private struct Count {
        var failures: Int
        var retryAt: Instant?
    }

    private static let most = 10_000
    private let counts = Mutex<[Handle: Count]>([:])

    /// What was counted so far.
    func count(of handle: Handle) -> (failures: Int, retryAt: Instant?) {
        counts.withLock { counts in
            let count = counts[handle]
            return (count?.failures ?? 0, count?.retryAt)
        }
    }

    /// Counts one more, unless another was counted in the meantime.
    func countAttempt(at handle: Handle, after failures: Int, retryAt: Instant?) -> Bool {
        counts.withLock { counts in
            guard counts[handle]?.failures ?? 0 == failures else { return false }
            if counts.count >= Self.most, counts[handle] == nil, let any = counts.keys.first {
                counts[any] = nil
            }
            counts[handle] = Count(failures: failures + 1, retryAt: retryAt)
            return true
        }
    }
}
