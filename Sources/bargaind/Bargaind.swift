import ArgumentParser

/// The daemon: keeps the record in PostgreSQL and runs the clock on it.
@main
struct Bargaind: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "bargaind",
        abstract: "Keep the record of negotiations, and run the legal clock on it.",
        discussion: """
            EXAMPLES
              bargaind serve                          a private PostgreSQL under the state folder
              bargaind serve --database 'host=/run/postgresql dbname=bargain'
              bargaind serve --drill --state /tmp/rehearsal --clock 2026-04-17T23:59:50-04:00
              bargaind run-once --as-of 2026-04-18T00:00:00-04:00 --drill --state /tmp/rehearsal

            Every option can be given by the environment: --state as BARGAIN_STATE, and so on.
            Exit codes: 0 done, 1 failed, 64 usage, 69 database unavailable, 75 in use by another daemon, 78 settings.
            """,
        version: version,
        subcommands: [Serve.self, Migrate.self, RunOnce.self, Rebuild.self, Verify.self]
    )
}
