/// Who has which session, and who waits: the pool's decisions, without locks or threads.
struct PoolState {
    struct Waiter: Sendable {
        let id: UInt64
        let reply: Reply<Result<Session, PostgresError>>
        let deadline: ContinuousClock.Instant
    }

    struct Idle: Sendable {
        let session: Session
        let since: ContinuousClock.Instant
    }

    let size: Int
    /// The one used last comes first, so that its caches are warm.
    var idle: [Idle] = []
    /// Sessions lent out.
    var leased: [UInt64: Session] = [:]
    var opening = 0
    var waiters = Fifo<Waiter>()
    var lastWaiter: UInt64 = 0
    /// Failures to connect since the last success.
    var failures = 0
    var lastFailure: PostgresError?
    var isClosed = false
    var drained: Reply<Void>?
    var closingDeadline: ContinuousClock.Instant?
    var listeners: [UInt64: Session] = [:]

    init(size: Int) { self.size = size }

    var open: Int { idle.count + leased.count }

    /// True if another connection should be opened: somebody would get it, and there is room.
    ///
    /// While the server does not answer, one attempt at a time is enough.
    var shouldOpen: Bool {
        !isClosed && open + opening < size && opening < waiters.count && (failures == 0 || opening == 0)
    }

    /// The wait before the next attempt: 0.1 s, 0.2 s, … 2 s.
    var backoff: Duration { min(.seconds(2), .milliseconds(100 << min(max(failures - 1, 0), 5))) }

    /// The answer for those who have waited too long.
    var timeoutError: PostgresError {
        guard let lastFailure else {
            return PostgresError(
                .timedOut,
                "none of the pool's \(size) connections became free before the deadline"
            )
        }
        return PostgresError(.cannotConnect, lastFailure.message)
    }

    /// Gives the session to whoever waits longest, or keeps it.
    mutating func hand(_ session: Session) {
        while let waiter = waiters.popFirst() {
            leased[session.tag] = session
            if waiter.reply.deliver(.success(session)) { return }
            leased[session.tag] = nil
        }
        idle.append(Idle(session: session, since: .now))
    }

    /// Removes the waiters whose time is over.
    mutating func takeOverdue(_ now: ContinuousClock.Instant) -> [Waiter] {
        var overdue: [Waiter] = []
        waiters.removeAll { waiter in
            guard waiter.deadline <= now else { return false }
            overdue.append(waiter)
            return true
        }
        return overdue
    }
}
