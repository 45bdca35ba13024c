import Logging

/// One element of a `PostgresNotifications` sequence.
public enum Notification: Sendable, Hashable {
    /// Listening has begun: what is sent from now on will come.
    case connected
    /// Listening has begun anew: what was sent meanwhile is lost.
    case reconnected
    /// Somebody has sent `payload`, empty if nothing else, on `channel`.
    case message(channel: String, payload: String)
}

/// What is sent with NOTIFY, as long as somebody asks for the next element.
///
/// The connection is tested after five seconds of silence, since a dead one is silent too, and replaced
/// after waits that grow from 0.1 s to 2 s.
public struct PostgresNotifications: AsyncSequence, Sendable {
    /// It never fails; it reconnects.
    public typealias Failure = Never

    let core: PoolCore
    let channels: [String]

    /// A connection of its own, opened when the first element is asked for.
    public func makeAsyncIterator() -> Iterator { Iterator(core: core, channels: channels) }

    /// Holds the connection; it is closed with the iterator.
    public final class Iterator: AsyncIteratorProtocol {
        /// What it gives.
        public typealias Element = Notification
        /// It never fails; it reconnects.
        public typealias Failure = Never

        private static let silence = Duration.seconds(5)

        private let core: PoolCore
        private let channels: [String]
        private var session: Session?
        private var hasConnected = false

        init(core: PoolCore, channels: [String]) {
            self.core = core
            self.channels = channels
        }

        deinit { drop() }

        /// The next notification; nil once the task is cancelled or the pool closed.
        public func next() async -> Notification? {
            while !Task.isCancelled, !core.state.withLock({ $0.isClosed }) {
                guard let session else {
                    if let connected = await connect() { return connected }
                    continue
                }
                switch await session.nextNotification(within: Self.silence) {
                case .notification(let notification): return notification
                case .lost: drop()
                case .silence: if !Task.isCancelled, await !isSound(session) { drop() }
                }
            }
            drop()
            return nil
        }

        /// The same.
        public func next(isolation actor: isolated (any Actor)?) async -> Notification? { await next() }

        private func connect() async -> Notification? {
            var wait = Duration.milliseconds(100)
            while !Task.isCancelled {
                switch await core.openListener() {
                case .success(let session):
                    if await listens(session) {
                        self.session = session
                        defer { hasConnected = true }
                        return hasConnected ? .reconnected : .connected
                    }
                    core.closeListener(session)
                case .failure(let error) where error.code == .poolClosed:
                    return nil
                case .failure(let error):
                    core.logger.warning(
                        "cannot listen for notifications",
                        metadata: ["postgres.error": "\(error)"]
                    )
                }
                try? await Task.sleep(for: wait)
                wait = Swift.min(wait * 2, .seconds(2))
            }
            return nil
        }

        private func listens(_ session: Session) async -> Bool {
            let commands = channels.map { channel in
                Request.Command.text("LISTEN \"\(channel.replacing("\"", with: "\"\""))\"")
            }
            return await succeeds(commands, on: session)
        }

        private func isSound(_ session: Session) async -> Bool {
            await succeeds([.text("SELECT 1")], on: session)
        }

        private func succeeds(_ commands: [Request.Command], on session: Session) async -> Bool {
            let terms = Terms(within: Self.silence, at: CallSite(#fileID, #line))
            do throws(PostgresError) {
                _ = try await session.perform(Request(commands: commands, scope: .preliminary, terms: terms))
                return true
            } catch {
                core.logger.info("a listening connection failed", metadata: ["postgres.error": "\(error)"])
                return false
            }
        }

        private func drop() {
            if let session { core.closeListener(session) }
            session = nil
        }
    }
}

extension PoolCore {
    /// A connection beside the pool's own, closed with the pool.
    fileprivate func openListener() async -> Result<Session, PostgresError> {
        let reply = Reply<Result<Session, PostgresError>>()
        let isStarted = BackgroundThread.start { [self] in
            let outcome = Session.open(settings)
            if !reply.deliver(outcome), case .success(let session) = outcome { session.close() }
        }
        if !isStarted { return .failure(PostgresError(.cannotConnect, "the system has no thread left")) }
        let outcome = await withTaskCancellationHandler {
            await reply.value()
        } onCancel: {
            reply.deliver(.failure(PostgresError(.cancelled, "the task was cancelled")))
        }
        guard case .success(let session) = outcome else { return outcome }
        let isClosed = state.withLock { state in
            if !state.isClosed { state.listeners[session.tag] = session }
            return state.isClosed
        }
        guard isClosed else { return outcome }
        session.close()
        return .failure(PostgresError(.poolClosed, "the pool is closed"))
    }

    fileprivate func closeListener(_ session: Session) {
        state.withLock { state in state.listeners[session.tag] = nil }
        session.close()
    }
}
