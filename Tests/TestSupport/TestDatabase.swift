import Logging
import Postgres
import Synchronization
public import Testing

/// A database that belongs to one test.
public struct TestDatabase: Sendable {
    /// How a superuser reaches it.
    public let connectionString: String
    /// Its name on the server.
    public let name: String

    @TaskLocal private static var bound: TestDatabase?

    /// The database of the running test.
    public static var current: TestDatabase {
        guard let bound else { preconditionFailure("the test needs the trait .database") }
        return bound
    }

    static func provide(template: String, _ body: () async throws -> Void) async throws {
        await Places.shared.take()
        defer { Places.shared.leave() }
        try await make(from: template, body)
    }

    /// Runs a body in a copy of the running test's database, to which nobody may be connected.
    public func copied(_ body: () async throws -> Void) async throws {
        try await Self.make(from: name, body)
    }

    private static func make(from template: String, _ body: () async throws -> Void) async throws {
        let server = try await TestServer.connectionString()
        let name = "test_" + String(UInt64.random(in: 0 ... .max), radix: 36)
        let administration = PostgresPool(
            .init(connectionString: server, size: 1, applicationName: "tests", deadline: .seconds(60)),
            logger: Logger(label: "tests")
        )
        try await administration.script("create database \(name) template \"\(template)\"")
        let log = TestServer.endOfLog()
        let outcome: Result<Void, any Error>
        do {
            let database = TestDatabase(connectionString: "\(server) dbname=\(name)", name: name)
            try await $bound.withValue(database) { try await body() }
            for found in try await database.crossings(since: log) { Issue.record("\(found)") }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await administration.script("drop database \(name) with (force)")
        await administration.close()
        try outcome.get()
    }
}

/// Gives each test a database of its own, which is dropped afterwards.
public struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    let template: String

    /// Each test of a suite gets its own, not the suite.
    public var isRecursive: Bool { true }

    /// Makes the database, runs the test, and drops the database.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await body() }
        try await TestDatabase.provide(template: template, body)
    }
}

extension Trait where Self == DatabaseTrait {
    /// An empty database.
    public static var database: Self { DatabaseTrait(template: "template1") }

    /// A copy of the database `template`, to which nobody may be connected.
    public static func database(template: String) -> Self { DatabaseTrait(template: template) }
}

/// How many tests have a database at once: the server takes a hundred connections, and a test has several.
private final class Places: Sendable {
    static let shared = Places(free: 5)

    private let state: Mutex<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

    private init(free: Int) {
        state = Mutex((free, []))
    }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
