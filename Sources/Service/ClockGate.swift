import CivilTime

/// Decides whether the clocks agree well enough for something as final as a lapse.
///
/// Three witnesses: the machine's wall clock, the database's, and the time since boot, which no step touches. A lapse
/// that comes late can be borne; one that comes early imposes terms on a school. So a doubt holds lapses back until
/// three readings in a row agree again.
struct ClockGate: Hashable, Sendable {
    /// What the three witnesses read at one moment.
    struct Reading: Hashable, Sendable {
        /// The machine's wall clock.
        let wall: Instant
        /// The database server's clock.
        let database: Instant
        /// Microseconds since boot.
        let sinceBoot: Int64

        /// A reading.
        init(wall: Instant, database: Instant, sinceBoot: Int64) {
            self.wall = wall
            self.database = database
            self.sinceBoot = sinceBoot
        }

        /// A reading from the moments before and after the database was asked, or nil when it took so long to answer
        /// that its answer says nothing.
        ///
        /// What the database read lies between the two; only what lies outside them is a difference.
        init?(before: Moment, database: Instant, after: Moment) {
            guard after.sinceBoot - before.sinceBoot <= ClockGate.tolerance else { return nil }
            let apart =
                if database < before.wall {
                    before.wall.microseconds(until: database)
                } else if database > after.wall {
                    after.wall.microseconds(until: database)
                } else {
                    Int64(0)
                }
            self.init(
                wall: after.wall,
                database: after.wall.adding(microseconds: apart),
                sinceBoot: after.sinceBoot
            )
        }
    }

    /// What this machine's two clocks read at one moment.
    struct Moment: Hashable, Sendable {
        /// The wall clock.
        let wall: Instant
        /// Microseconds since boot.
        let sinceBoot: Int64

        /// Now.
        static func now() -> Moment {
            Moment(wall: ProgramClock.machine(), sinceBoot: ProgramClock.sinceBoot())
        }
    }

    /// How far two clocks may be apart: two seconds.
    static let tolerance: Int64 = 2_000_000
    /// How many readings in a row must agree after a doubt.
    static let readingsToTrust = 3

    private var last: Reading?
    private var agreeing = readingsToTrust
    /// What is in doubt; nil while the clocks are sound.
    private(set) var doubt: String?

    /// Takes a reading into account.
    mutating func take(_ reading: Reading) {
        let problem = problem(with: reading)
        // A clock that was stepped is measured from where it was, until it is back or the daemon is started anew.
        if step(to: reading).map({ abs($0) <= Self.tolerance }) ?? true { last = reading }
        if let problem {
            agreeing = 0
            doubt = problem
        } else if agreeing < Self.readingsToTrust {
            agreeing += 1
            if agreeing == Self.readingsToTrust { doubt = nil }
        }
    }

    private func problem(with reading: Reading) -> String? {
        let apart = reading.wall.microseconds(until: reading.database)
        if abs(apart) > Self.tolerance {
            return "the database's clock is \(seconds(apart)) s from this machine's"
        }
        guard let step = step(to: reading), abs(step) > Self.tolerance else { return nil }
        return "this machine's clock was stepped by \(seconds(step)) s; "
            + "set it right, or start the daemon anew if it is right now"
    }

    /// By how much the wall clock ran ahead of the time since boot.
    private func step(to reading: Reading) -> Int64? {
        last.map { $0.wall.microseconds(until: reading.wall) - (reading.sinceBoot - $0.sinceBoot) }
    }

    private func seconds(_ microseconds: Int64) -> String {
        let tenths = microseconds / 100_000
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
