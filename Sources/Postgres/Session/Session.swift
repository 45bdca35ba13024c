import CLibPQ

/// One connection to the server, which callers write to and the reactor reads from.
///
/// Any number of requests may be on their way: the server answers them in order. The PGconn is touched
/// only under the lock.
final class Session: Ticking {
    /// How long the server has to stop a statement before the connection is cut.
    static let grace = Duration.seconds(1)

    let tag: UInt64
    let cancelKey: CancelKey
    let state: Lock<State>

    struct State: ~Copyable {
        var link: Link?
        /// Why `link` is nil.
        var loss: PostgresError?
        var queue = Fifo<InFlight>()
        var plans: [String: Preparation] = [:]
        var isInTransaction = false
        /// True while the one request on its way is a script.
        var isScripting = false
        /// True if the pool must not use the session again.
        var isRetired = false
        var isWaitingToWrite = false
        /// The error with which the server announced the end of the session.
        var fatal: PostgresError?
        var lastID: UInt64 = 0
        var runningCancels = 0
        /// Answers held back until no cancellation can hit what comes next.
        var parked: [Delivery] = []
        var parkedUntil: ContinuousClock.Instant?
        var notifications = Fifo<Notification>()
        var listener: Listener?
    }

    enum Preparation {
        case ready(Plan)
        case underway(Reply<Result<Plan, PostgresError>>)
    }

    struct Delivery {
        let reply: Reply<Outcome>
        let outcome: Outcome
    }

    /// Connects, which blocks: to be called on a thread of its own.
    static func open(_ settings: ConnectionSettings) -> Result<Session, PostgresError> {
        let link: Link
        do throws(PostgresError) {
            link = try Link.open(settings)
        } catch {
            return .failure(error)
        }
        let descriptor = link.descriptor
        let session = Session(link)
        guard Reactor.shared.watch(session, tag: session.tag, descriptor: descriptor) else {
            session.close()
            return .failure(PostgresError(.cannotConnect, "the system cannot watch another connection"))
        }
        return .success(session)
    }

    private init(_ link: consuming sending Link) {
        tag = Reactor.shared.newTag()
        cancelKey = link.cancelKey
        state = Lock(State(link: link))
    }

    /// True if the session can serve somebody else now.
    var isReusable: Bool {
        state.withLock { state in
            guard let pointer = state.link?.pointer, !state.isRetired, !state.isInTransaction else {
                return false
            }
            return state.queue.isEmpty && state.runningCancels == 0 && state.parked.isEmpty
                && PQtransactionStatus(pointer) == PQTRANS_IDLE
        }
    }

    /// True if the connection stands, as far as is known; asks the system too if the reactor, which
    /// sees a server hang up, may have something to see.
    func isAlive(askingSystem: Bool) -> Bool {
        state.withLock { state in
            guard askingSystem else { return state.link != nil }
            return state.link?.isHungUp == false
        }
    }

    /// True from the first statement of a transaction until its end was sent.
    var isInTransaction: Bool { state.withLock { $0.isInTransaction } }

    /// Keeps the pool from using the session again.
    func retire() { state.withLock { $0.isRetired = true } }

    /// Ends the connection; what is on its way fails.
    func close() {
        lose(PostgresError(.connectionLost, "the connection was closed by this program"))
    }

    func lose(_ reason: PostgresError) {
        let (deliveries, listener) = state.withLock { state in
            (state.lose(reason, tag: tag), state.takeListener())
        }
        deliver(deliveries)
        listener?.deliver(())
    }

    func deliver(_ deliveries: [Delivery]) {
        for delivery in deliveries { delivery.reply.deliver(delivery.outcome) }
    }
}
