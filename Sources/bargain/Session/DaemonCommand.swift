import ArgumentParser

/// A command that asks the daemon something.
protocol DaemonCommand: AsyncParsableCommand {
    var daemon: DaemonOptions { get }
    func run(_ session: Session) async throws
}

extension DaemonCommand {
    mutating func run() async throws {
        let session = try Session(daemon)
        try await session.whileConnected { try await run(session) }
    }
}

/// A command that has something recorded.
protocol ActCommand: AsyncParsableCommand {
    var options: ActOptions { get }
    func run(_ session: Session) async throws
}

extension ActCommand {
    mutating func run() async throws {
        let session = try Session(options.daemon, key: options.key)
        try await session.whileConnected { try await run(session) }
    }
}
