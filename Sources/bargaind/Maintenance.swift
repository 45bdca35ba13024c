import ArgumentParser
import CivilTime
import Service
import Store

/// Brings the database's schema up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema up to date, and stop."
    )

    @OptionGroup var settings: Settings

    @Flag(help: "Apply nothing; say what would be applied, and exit with 1 if anything would.")
    var status = false

    @Flag(help: "Apply nothing; print what a superuser must run where the daemon's own connection is none.")
    var hardening = false

    func run() async throws {
        try await reporting {
            if hardening { return print(Hardening.script, terminator: "") }
            let parts = try await Composition(settings)
            do {
                if status {
                    let pending = try await Migrator(pool: parts.administration).pending()
                    for name in pending { print("pending \(name)") }
                    await parts.close()
                    if !pending.isEmpty { throw ExitCode(1) }
                } else {
                    try await parts.prepare()
                    await parts.close()
                }
            } catch {
                await parts.close()
                throw error
            }
        }
    }
}

/// Records what is due as of an instant, sends the alerts that are due, and stops.
struct RunOnce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run-once",
        abstract: "Record the lapses and send the alerts that are due as of an instant, and stop."
    )

    @OptionGroup var settings: Settings
    @OptionGroup var mail: MailSettings

    @Option(help: "The instant, with its offset; a live record takes none that lies ahead. (default: now)")
    var asOf: String?

    func run() async throws {
        try await reporting {
            let instant = try instant()
            let clock: ProgramClock =
                settings.deployment == .drill ? instant.map(ProgramClock.init(startingAt:)) ?? .real : .real
            try await Composition.with(settings, clock: clock) { parts in
                try await parts.timekeeper.readClocks()
                if let doubt = parts.soundness.doubt {
                    throw Fault(.failed, "Lapses are held back: \(doubt).")
                }
                let asOf = instant ?? parts.clock.now()
                let report = try await parts.clerk.recordDueLapses(asOf: asOf, through: parts.clockStore)
                let deliveries = try await parts.courier(try parts.channels(mail)).deliverDue()
                let mark = settings.deployment == .drill ? "\"drill\":true," : ""
                print(
                    "{\(mark)\"as_of\":\"\(asOf)\",\"lapses\":\(report.recorded),\"deliveries\":\(deliveries)}"
                )
                guard report.failures.isEmpty else {
                    let lines = report.failures.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                    throw Fault(
                        .failed,
                        "Some deadlines cannot be computed. " + lines.joined(separator: "; ")
                    )
                }
            }
        }
    }

    private func instant() throws -> Instant? {
        guard let asOf else { return nil }
        guard let instant = Instant(asOf) else {
            throw Fault(
                .settings,
                "--as-of must be an instant with its offset, such as 2026-04-18T00:00:00-04:00; it is '\(asOf.prefix(60))'."
            )
        }
        guard settings.deployment == .drill || instant <= ProgramClock.real.now() else {
            throw Fault(
                .settings,
                "--as-of lies ahead. On a live record that would let deadlines lapse before their time; use --drill."
            )
        }
        return instant
    }
}

/// Makes every table that can be made from the entries anew.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the tables for quick reading anew from the record, in one transaction."
    )

    @OptionGroup var settings: Settings

    func run() async throws {
        try await reporting {
            try await Composition.with(settings) { parts in
                let mark = settings.deployment == .drill ? "DRILL: " : ""
                print("\(mark)rebuilt from the entries of \(try await parts.clerk.rebuild()) rooms")
            }
        }
    }
}

/// Reads the whole record and checks that every entry fits the one before it.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Read the whole record, check every digest, document and checkpoint, and name the first that does not fit."
    )

    @OptionGroup var settings: Settings

    func run() async throws {
        try await reporting {
            try await Composition.with(settings) { parts in
                let audit = try await parts.clerk.audit()
                let mark = settings.deployment == .drill ? "DRILL: " : ""
                print(
                    "\(mark)intact: \(audit.entries) entries in \(audit.rooms) rooms, \(audit.documents) documents, "
                        + "\(audit.checkpoints) checkpoints"
                )
            }
        }
    }
}
