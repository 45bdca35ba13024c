import CivilTime
public import Logging
import Postgres
public import Store

/// Sees to it that deadlines lapse when they are due, and are not late to be noticed.
///
/// It decides nothing: it reads which deadlines the record says are due, has the clerk record their lapses, and sets
/// the one alarm clock to the next. Stopped for a week or run twice, the outcome is the same.
public struct Timekeeper: Sendable {
    private let clerk: Clerk
    private let store: Store
    private let clock: ProgramClock
    private let soundness: ClockSoundness
    private let wakeup: Wakeup
    private let logger: Logger

    /// A timekeeper for a clerk's negotiations.
    ///
    /// - Parameters:
    ///   - clerk: who records lapses.
    ///   - store: the record, as the clock's login sees it.
    ///   - clock: the program's clock.
    ///   - soundness: shared with the clerk: whether lapses may be recorded.
    ///   - wakeup: rung when a deadline may have come nearer.
    ///   - logger: where lapses and doubts are told.
    public init(
        clerk: Clerk,
        store: Store,
        clock: ProgramClock,
        soundness: ClockSoundness,
        wakeup: Wakeup,
        logger: Logger
    ) {
        self.clerk = clerk
        self.store = store
        self.clock = clock
        self.soundness = soundness
        self.wakeup = wakeup
        self.logger = logger
    }

    /// Keeps time until cancelled.
    public func run() async {
        let alarm = AlarmClock { [wakeup] in wakeup.ring() }
        await withTaskGroup(of: Void.self) { group in
            // Monotonic, so that it goes on beating through a clock that is stepped back.
            group.addTask { [wakeup] in await wakeup.beat(every: .seconds(1)) }
            group.addTask { [wakeup, store] in
                for await _ in store.deadlineHints() { wakeup.ring() }
            }
            var known: Instant?
            for await _ in wakeup.rings {
                if Task.isCancelled { break }
                known = await pass(alarm, knowing: known)
            }
            group.cancelAll()
        }
    }

    /// One look at what is due.
    ///
    /// - Returns: the instant of the next deadline, as far as it could be read.
    private func pass(_ alarm: AlarmClock, knowing known: Instant?) async -> Instant? {
        do {
            try await readClocks()
            if soundness.isSound {
                tell(try await clerk.recordDueLapses(asOf: clock.now(), through: store))
            }
            guard let next = try await store.nextDeadline() else { return nil }
            // What is due and could not be recorded is looked at again on the beat, not at once.
            if next > clock.now() {
                alarm.set(to: clock.machineInstant(of: next), now: ProgramClock.machine())
            }
            // The other daemons look once a second anyway; this saves them the second.
            if let known, next < known { try await store.hintAtDeadline() }
            return next
        } catch is CancellationError {
            return known
        } catch {
            logger.warning("deadlines could not be looked at", metadata: ["error": "\(error)"])
            return known
        }
    }

    private func tell(_ report: LapseReport) {
        if report.recorded > 0 {
            logger.notice("lapses recorded", metadata: ["lapse.count": "\(report.recorded)"])
        }
        for (negotiation, reason) in report.failures {
            logger.error(
                "deadlines cannot be computed",
                metadata: ["negotiation": "\(negotiation)", "error": "\(reason)"]
            )
        }
    }

    /// Compares the clocks, so that `ClockSoundness` says whether lapses may be recorded.
    public func readClocks() async throws {
        let before = ClockGate.Moment.now()
        let database = try await store.clock()
        guard let reading = ClockGate.Reading(before: before, database: database, after: .now()),
            soundness.take(reading)
        else { return }
        if let doubt = soundness.doubt {
            logger.error("lapses are held back", metadata: ["clock.doubt": "\(doubt)"])
        } else {
            logger.notice("the clocks agree again; lapses are recorded")
        }
    }
}
