import CEpoll
import Synchronization

/// What the reactor calls about every 50 ms for as long as it is wanted.
protocol Ticking: AnyObject, Sendable {
    /// Enforces what has fallen due; false when nothing can fall due any more.
    func tick(_ now: ContinuousClock.Instant) -> Bool
}

/// One thread that reads for all sessions, and keeps their deadlines.
final class Reactor: Sendable {
    static let shared = Reactor()

    private static let tickMilliseconds: Int32 = 50

    private struct State {
        var sessions: [UInt64: Session] = [:]
        var others: [ObjectIdentifier: any Ticking] = [:]
        var lastTag: UInt64 = 0
    }

    private let epoll: Int32
    private let bell: Int32
    private let state = Lock(State())
    /// True while the thread sleeps without a limit of time: then new deadlines must ring the bell.
    private let isDormant = Atomic(true)

    private init() {
        epoll = cepoll_create()
        bell = cepoll_bell_create()
        precondition(epoll >= 0 && bell >= 0, "no file descriptors are left for the PostgreSQL reactor")
        precondition(cepoll_add(epoll, bell, 0, 0) == 0, "the PostgreSQL reactor cannot watch its own bell")
        let isStarted = BackgroundThread.start { [self] in run() }
        precondition(isStarted, "no thread is left for the PostgreSQL reactor")
    }

    // MARK: Descriptors

    func newTag() -> UInt64 {
        state.withLock { state in
            state.lastTag += 1
            return state.lastTag
        }
    }

    /// Watches `descriptor` until `forget`; false if the system refuses.
    func watch(_ session: Session, tag: UInt64, descriptor: Int32) -> Bool {
        state.withLock { $0.sessions[tag] = session }
        return cepoll_add(epoll, descriptor, tag, 0) == 0
    }

    func setWritable(_ wanted: Bool, tag: UInt64, descriptor: Int32) {
        _ = cepoll_modify(epoll, descriptor, tag, wanted ? 1 : 0)
    }

    /// Must be called before `descriptor` is closed.
    func forget(tag: UInt64, descriptor: Int32) {
        _ = cepoll_remove(epoll, descriptor)
        _ = state.withLock { $0.sessions.removeValue(forKey: tag) }
    }

    // MARK: Deadlines

    /// Makes sure that ticks happen; call after there is something that can fall due.
    func needTicks() {
        guard isDormant.load(ordering: .sequentiallyConsistent) else { return }
        cepoll_bell_ring(bell)
    }

    /// Ticks `other` until it says that it has nothing that can fall due.
    func needTicks(for other: any Ticking) {
        state.withLock { $0.others[ObjectIdentifier(other)] = other }
        needTicks()
    }

    private func tick() -> Bool {
        let now = ContinuousClock.now
        let (sessions, others) = state.withLock { state in
            defer { state.others = [:] }
            return (Array(state.sessions.values), Array(state.others.values))
        }
        var isNeeded = false
        for session in sessions where session.tick(now) { isNeeded = true }
        let remaining = others.filter { $0.tick(now) }
        state.withLock { state in
            for other in remaining { state.others[ObjectIdentifier(other)] = other }
        }
        return isNeeded || !remaining.isEmpty
    }

    // MARK: The thread

    private func run() {
        let capacity = 64
        let events = UnsafeMutablePointer<cepoll_event>.allocate(capacity: capacity)
        defer { events.deallocate() }
        var lastTick = ContinuousClock.now
        var timeout: Int32 = -1
        var deliveries: [Session.Delivery] = []
        while true {
            let count = cepoll_wait(epoll, events, Int32(capacity), timeout)
            if timeout < 0 { isDormant.store(false, ordering: .sequentiallyConsistent) }
            // Those who wait are woken together, after all sockets are read.
            for index in 0..<max(0, Int(count)) { handle(events[index], &deliveries) }
            for delivery in deliveries { delivery.reply.deliver(delivery.outcome) }
            deliveries.removeAll(keepingCapacity: true)
            guard timeout < 0 || ContinuousClock.now - lastTick >= .milliseconds(Self.tickMilliseconds) else {
                continue
            }
            timeout = Self.tickMilliseconds
            if !tick() {
                // Announced before the last look: work that comes after that look rings the bell.
                isDormant.store(true, ordering: .sequentiallyConsistent)
                if tick() {
                    isDormant.store(false, ordering: .sequentiallyConsistent)
                } else {
                    timeout = -1
                }
            }
            lastTick = .now
        }
    }

    private func handle(_ event: cepoll_event, _ deliveries: inout [Session.Delivery]) {
        guard event.tag != 0 else { return cepoll_bell_silence(bell) }
        guard let session = state.withLock({ $0.sessions[event.tag] }) else { return }
        deliveries += session.handle(readable: event.readable != 0, writable: event.writable != 0)
    }
}
