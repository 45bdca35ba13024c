extension InFlight.Interruption {
    var code: PostgresError.Code {
        switch self {
        case .cancelled: .cancelled
        case .timedOut: .timedOut
        }
    }

    var message: String {
        switch self {
        case .cancelled: "the task was cancelled"
        case .timedOut: "the deadline passed"
        }
    }
}

extension Session {
    /// The caller of request `id` waits no longer; asks the server to stop it once its turn has come.
    func interrupt(_ id: UInt64, _ interruption: InFlight.Interruption) {
        let isCancelDue = state.withLock { state in
            state.queue.first { $0.id == id }?.interrupt(interruption, now: .now)
            return state.claimDueCancel()
        }
        if isCancelDue { startCancel() }
        Reactor.shared.needTicks()
    }

    func tick(_ now: ContinuousClock.Instant) -> Bool {
        let (isNeeded, deliveries, listener, isCancelDue) = state.withLock { state in
            var isOverdue = state.parkedUntil.map { $0 <= now && !state.parked.isEmpty } ?? false
            for request in state.queue {
                if request.interruption == nil, request.request.terms.deadline <= now {
                    request.interrupt(.timedOut, now: now)
                }
                if let end = request.graceEnd, end <= now { isOverdue = true }
            }
            let reason = PostgresError(.connectionLost, "the server did not stop a statement in time")
            let deliveries = isOverdue ? state.lose(reason, tag: tag) : []
            let listener = state.takeListener(now)
            let isNeeded = !state.queue.isEmpty || !state.parked.isEmpty || state.listener != nil
            return (isNeeded, deliveries, listener, state.claimDueCancel())
        }
        deliver(deliveries)
        listener?.deliver(())
        if isCancelDue { startCancel() }
        return isNeeded
    }

    /// Asks the server, on a thread of its own, to stop what it is doing.
    func startCancel() {
        let isStarted = BackgroundThread.start { [self] in
            cancelKey.cancel()
            finishCancel()
        }
        if !isStarted { finishCancel() }
    }

    /// From now on the cancellation can hit nothing new, so answers that were held back may go out.
    private func finishCancel() {
        let deliveries = state.withLock { state in
            state.runningCancels -= 1
            guard state.runningCancels == 0 else { return [Delivery]() }
            defer { state.parked = [] }
            return state.parked
        }
        deliver(deliveries)
    }
}

extension Session.State {
    /// True, once, if the request that the server works on has been interrupted.
    ///
    /// Then a cancellation must be sent. Never for a request that waits behind others, since the server stops whatever it does.
    mutating func claimDueCancel() -> Bool {
        guard let first = queue.first, first.interruption != nil, !first.isCancelSent else { return false }
        first.isCancelSent = true
        runningCancels += 1
        return true
    }
}

extension InFlight {
    fileprivate func interrupt(_ interruption: Interruption, now: ContinuousClock.Instant) {
        guard self.interruption == nil else { return }
        self.interruption = interruption
        graceEnd = now + Session.grace
    }
}
