import CivilTime
import Law
public import Logging
public import Store
import Table

/// Takes alerts to people: each at least once, and never forgotten while a channel might still take it.
///
/// What is to be delivered is written with the act that called for it. A delivery is leased for the time of one try,
/// so that a daemon that dies leaves it to the next.
public struct Courier: Sendable {
    private let clerk: Clerk
    private let store: Store
    private let clock: ProgramClock
    private let channels: [any AlertChannel]
    private let isDrill: Bool
    private let wakeup: Wakeup
    private let logger: Logger

    /// A courier with its channels.
    public init(
        clerk: Clerk,
        store: Store,
        clock: ProgramClock,
        channels: [any AlertChannel],
        isDrill: Bool,
        wakeup: Wakeup,
        logger: Logger
    ) {
        self.clerk = clerk
        self.store = store
        self.clock = clock
        self.channels = channels
        self.isDrill = isDrill
        self.wakeup = wakeup
        self.logger = logger
    }

    /// Delivers until cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [wakeup] in await wakeup.beat(every: .seconds(1)) }
            for await _ in wakeup.rings {
                if Task.isCancelled { break }
                // By a clock that is off, reminders would go out or be taken back at the wrong time.
                guard clerk.soundness.isSound else { continue }
                do {
                    _ = try await deliverDue()
                } catch is CancellationError {
                    break
                } catch {
                    logger.warning("alerts could not be looked at", metadata: ["error": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }

    /// Delivers what is due now.
    ///
    /// - Returns: how many deliveries were tried.
    public func deliverDue() async throws -> Int {
        var tried = 0
        while !Task.isCancelled {
            let deliveries = try await store.claimDeliveries(
                asOf: clock.now(),
                limit: 32,
                lease: String(UInt64.random(in: .min ... .max), radix: 36),
                channels: channels.map(\.name)
            )
            if deliveries.isEmpty { break }
            tried += deliveries.count
            try await withThrowingTaskGroup(of: Void.self) { group in
                for channel in channels {
                    var waiting = deliveries.filter { $0.channel == channel.name }[...]
                    while !waiting.isEmpty {
                        let batch = Array(waiting.prefix(channel.most))
                        waiting = waiting.dropFirst(channel.most)
                        group.addTask { try await self.deliver(batch, by: channel) }
                    }
                }
                try await group.waitForAll()
            }
        }
        return tried
    }

    private func deliver(_ deliveries: [Delivery], by channel: any AlertChannel) async throws {
        let now = clock.now()
        var sent: [Delivery] = []
        var messages: [AlertMessage] = []
        var cancelled: [Delivery] = []
        for delivery in deliveries {
            do {
                if let message = try await message(for: delivery, at: now) {
                    sent.append(delivery)
                    messages.append(message)
                } else {
                    cancelled.append(delivery)
                }
            } catch let error where !(error is CancellationError) {
                // One alert that cannot be written does not hold up the others.
                try await note(error, of: delivery, at: now)
            }
        }
        try await store.finish(cancelled, .cancelled, at: now)
        guard !messages.isEmpty else { return }
        do {
            try await channel.send(messages)
            try await store.finish(sent, .delivered(at: clock.now()), at: now)
        } catch let error where !(error is CancellationError) {
            for delivery in sent { try await note(error, of: delivery, at: now) }
        }
    }

    private func note(_ error: any Error, of delivery: Delivery, at now: Instant) async throws {
        let failure = error as? AlertFailure ?? AlertFailure(isTemporary: true, reason: "\(error)")
        logger.warning(
            "an alert was not delivered",
            metadata: [
                "alert.key": "\(delivery.key)", "alert.channel": "\(delivery.channel)",
                "alert.attempts": "\(delivery.attempts)", "error": "\(failure.reason)",
            ]
        )
        let pause = Self.pause(after: delivery.attempts)
        let outcome: DeliveryOutcome =
            failure.isTemporary
            ? .deferred(until: now.adding(seconds: pause), because: failure.reason)
            : .failed(because: failure.reason)
        try await store.finish([delivery], outcome, at: now)
    }

    private func message(for delivery: Delivery, at now: Instant) async throws -> AlertMessage? {
        guard let standing = try await clerk.standing(upTo: delivery.room),
            let seat = standing.negotiation.seats[delivery.seat],
            let entry = try await store.entry(delivery.seq, of: standing.room)
        else { return nil }
        let fact = try JSONText.value(NegotiationFact.self, from: entry.fields.body)
        guard let text = try AlertText(delivery, about: fact, of: standing, at: now, isDrill: isDrill) else {
            return nil
        }
        return AlertMessage(
            key: delivery.key,
            negotiation: delivery.negotiation,
            thread: delivery.matter?.thread ?? "negotiation",
            to: seat,
            subject: text.subject,
            body: text.body,
            at: now,
            atSpelled: standing.rules.zone.spelled(now)
        )
    }

    /// Seconds to wait after so many tries: 5 s at first, twice as long each time, 4 hours at most.
    static func pause(after attempts: Int) -> Int64 {
        min(5 << Int64(min(max(attempts - 1, 0), 12)), 4 * 3600)
    }
}

extension Alert.Matter {
    /// What all alerts about it have in common.
    fileprivate var thread: String {
        switch self {
        case .deadline(let step, let occurrence): "deadline/\(step)/\(occurrence)"
        case .package(let number, _): "package/\(number)"
        }
    }
}
