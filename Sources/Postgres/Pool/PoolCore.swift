import Logging

/// The pool behind its public face: acts out what `PoolState` decides.
final class PoolCore: Ticking {
    let configuration: PostgresPool.Configuration
    let settings: ConnectionSettings
    let logger: Logger
    let state: Lock<PoolState>
    private let flaw: PostgresError?

    init(_ configuration: PostgresPool.Configuration, logger: Logger) {
        precondition(configuration.size > 0, "a pool without connections can serve nobody")
        self.configuration = configuration
        self.logger = logger
        settings = ConnectionSettings(
            connectionString: configuration.connectionString,
            applicationName: configuration.applicationName
        )
        flaw = settings.flaw
        state = Lock(PoolState(size: configuration.size))
    }

    // MARK: Leasing

    /// A session for the caller alone, who must release it.
    func lease(_ terms: Terms) async throws(PostgresError) -> Session {
        if let flaw { throw flaw.at(terms.site) }
        if let session = try takeIdle(terms) { return session }
        if Task.isCancelled {
            throw PostgresError(.cancelled, "the task was cancelled before it had a connection").at(
                terms.site
            )
        }
        let reply = Reply<Result<Session, PostgresError>>()
        let (id, shouldOpen) = state.withLock { state in
            state.lastWaiter += 1
            let waiter = PoolState.Waiter(id: state.lastWaiter, reply: reply, deadline: terms.deadline)
            state.waiters.append(waiter)
            // Between the look for an idle one and now, one may have come back, or the pool have closed.
            if state.isClosed {
                state.waiters.removeAll { $0.id == waiter.id }
                reply.deliver(.failure(PostgresError(.poolClosed, "the pool is closed")))
            } else if let idle = state.idle.popLast() {
                state.hand(idle.session)
            }
            return (waiter.id, state.reserveOpening())
        }
        if shouldOpen { open() }
        Reactor.shared.needTicks(for: self)
        let outcome = await withTaskCancellationHandler {
            await reply.value()
        } onCancel: {
            giveUp(id, reply)
        }
        do {
            return try outcome.get()
        } catch {
            throw error.at(terms.site)
        }
    }

    private func takeIdle(_ terms: Terms) throws(PostgresError) -> Session? {
        while true {
            let (idle, isClosed) = state.withLock { state in
                if state.isClosed || !state.waiters.isEmpty { return (PoolState.Idle?.none, state.isClosed) }
                let idle = state.idle.popLast()
                if let session = idle?.session { state.leased[session.tag] = session }
                return (idle, false)
            }
            if isClosed { throw PostgresError(.poolClosed, "the pool is closed").at(terms.site) }
            guard let idle else { return nil }
            // In a busy pool a session rests too briefly for the question to be worth its time.
            let hasRested = idle.since + .milliseconds(10) < .now
            if idle.session.isAlive(askingSystem: hasRested) { return idle.session }
            logger.info("replacing an idle connection that the server has closed")
            idle.session.close()
            release(idle.session)
        }
    }

    private func giveUp(_ id: UInt64, _ reply: Reply<Result<Session, PostgresError>>) {
        state.withLock { state in state.waiters.removeAll { $0.id == id } }
        reply.deliver(
            .failure(PostgresError(.cancelled, "the task was cancelled before it had a connection"))
        )
    }

    /// Takes a session back: for the next caller, or to be closed if its state is in doubt.
    func release(_ session: Session) {
        let isReusable = session.isReusable
        let (isKept, shouldOpen, drained) = state.withLock { state in
            state.leased[session.tag] = nil
            let isKept = isReusable && !state.isClosed
            if isKept { state.hand(session) }
            return (isKept, state.reserveOpening(), state.takeDrained())
        }
        if !isKept { session.close() }
        if shouldOpen { open() }
        drained?.deliver(())
    }

    // MARK: Opening

    /// Opens a connection on a thread of its own, again and again while somebody waits for one.
    private func open() {
        let isStarted = BackgroundThread.start { [self] in
            var isWanted = true
            while isWanted {
                switch Session.open(settings) {
                case .success(let session): isWanted = opened(session)
                case .failure(let error): isWanted = failed(error)
                }
            }
        }
        if !isStarted {
            _ = failed(PostgresError(.cannotConnect, "the system has no thread left for connecting"))
        }
    }

    /// Says whether to open another one.
    private func opened(_ session: Session) -> Bool {
        let (isKept, others) = state.withLock { state in
            state.opening -= 1
            state.failures = 0
            state.lastFailure = nil
            if state.isClosed { return (false, 0) }
            state.hand(session)
            var others = 0
            while state.reserveOpening() { others += 1 }
            return (true, others)
        }
        if !isKept { session.close() }
        for _ in 0..<others { open() }
        return false
    }

    /// Says whether to try again, after the wait that is due.
    private func failed(_ error: PostgresError) -> Bool {
        let wait = state.withLock { state -> Duration? in
            state.failures += 1
            state.lastFailure = error
            if state.isClosed || state.waiters.isEmpty {
                state.opening -= 1
                return nil
            }
            return state.backoff
        }
        logger.warning("cannot connect to PostgreSQL", metadata: ["postgres.error": "\(error)"])
        guard let wait else { return false }
        BackgroundThread.sleep(wait)
        return state.withLock { state in
            if !state.isClosed, !state.waiters.isEmpty { return true }
            state.opening -= 1
            return false
        }
    }

    // MARK: Time and end

    func tick(_ now: ContinuousClock.Instant) -> Bool {
        let (overdue, error, cut, isNeeded) = state.withLock { state in
            let overdue = state.takeOverdue(now)
            let isClosingLate = state.closingDeadline.map { $0 <= now } ?? false
            let isNeeded = !state.waiters.isEmpty || (state.drained != nil && !isClosingLate)
            return (overdue, state.timeoutError, isClosingLate ? Array(state.leased.values) : [], isNeeded)
        }
        for waiter in overdue { waiter.reply.deliver(.failure(error)) }
        for session in cut { session.close() }
        return isNeeded
    }

    func close() async {
        let drained = shut()
        Reactor.shared.needTicks(for: self)
        await drained.value()
    }

    /// Nobody can use the pool any more.
    func abandon() { _ = shut() }

    private func shut() -> Reply<Void> {
        let (waiters, sessions, drained, isDrained) = state.withLock { state in
            state.isClosed = true
            var waiters: [PoolState.Waiter] = []
            while let waiter = state.waiters.popFirst() { waiters.append(waiter) }
            let sessions = state.idle.map(\.session) + state.listeners.values
            state.idle = []
            let drained = state.drained ?? Reply<Void>()
            state.drained = drained
            state.closingDeadline = .now + configuration.deadline
            return (waiters, sessions, drained, state.leased.isEmpty)
        }
        for waiter in waiters {
            waiter.reply.deliver(.failure(PostgresError(.poolClosed, "the pool was closed")))
        }
        for session in sessions { session.close() }
        if isDrained { drained.deliver(()) }
        return drained
    }
}

extension PoolState {
    /// Counts another opening if one is due, which the caller must then do.
    fileprivate mutating func reserveOpening() -> Bool {
        guard shouldOpen else { return false }
        opening += 1
        return true
    }

    fileprivate func takeDrained() -> Reply<Void>? { leased.isEmpty ? drained : nil }
}
