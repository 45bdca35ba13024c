extension Session {
    struct Listener {
        let reply: Reply<Void>
        let until: ContinuousClock.Instant
    }

    enum Arrival {
        case notification(Notification)
        case silence
        case lost
    }

    /// The next notification, or that none came for `duration`, or that the connection is gone.
    func nextNotification(within duration: Duration) async -> Arrival {
        let reply = Reply<Void>()
        let arrival = state.withLock { state -> Arrival? in
            if let arrival = state.nextArrival() { return arrival }
            state.listener = Listener(reply: reply, until: .now + duration)
            return nil
        }
        if let arrival { return arrival }
        Reactor.shared.needTicks()
        await withTaskCancellationHandler {
            await reply.value()
        } onCancel: {
            reply.deliver(())
        }
        return state.withLock { state in
            state.listener = nil
            return state.nextArrival() ?? .silence
        }
    }
}

extension Session.State {
    /// More than this many unread notifications, and the session is given up: a reader that is so far
    /// behind must look at everything anyway.
    private static let mostUnread = 10_000

    fileprivate mutating func nextArrival() -> Session.Arrival? {
        if link == nil || notifications.count > Self.mostUnread { return .lost }
        return notifications.popFirst().map { .notification($0) }
    }

    /// The listener, if there is something to tell it.
    mutating func takeListener(_ now: ContinuousClock.Instant? = nil) -> Reply<Void>? {
        guard let waiting = listener else { return nil }
        let isOver = now.map { waiting.until <= $0 } ?? false
        guard isOver || link == nil || !notifications.isEmpty else { return nil }
        listener = nil
        return waiting.reply
    }
}
