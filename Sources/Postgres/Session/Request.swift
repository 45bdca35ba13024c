/// What is sent up to one synchronisation point, and so succeeds or fails as one.
struct Request: Sendable {
    /// One message to the server that has one answer.
    enum Command: Sendable {
        case text(String)
        case prepare(Statement)
        case describe(Statement)
        case execute(Plan)

        var name: String {
            switch self {
            case .text(let sql): sql
            case .prepare(let statement), .describe(let statement): statement.name
            case .execute(let plan): plan.statement.name
            }
        }
    }

    /// How it stands to transactions.
    enum Scope: Sendable {
        /// A transaction by itself, committed by the server at its end.
        case whole
        /// A part of a transaction, which it begins if nobody has.
        case part
        /// The end of a transaction, by COMMIT or ROLLBACK.
        case end(commits: Bool)
        /// Neither reads nor writes data: what comes before the request that the caller made.
        case preliminary
        /// Several statements in the simple protocol; alone on its connection.
        case script(isPart: Bool)
    }

    var commands: [Command]
    var parameters: EncodedParameters?
    var scope: Scope
    var terms: Terms

    var withoutParameters: Request {
        Request(commands: commands, scope: scope, terms: terms)
    }

    /// True if its loss leaves open whether something was committed.
    var commits: Bool {
        switch scope {
        case .whole: true
        case .end(let commits): commits
        case .script(let isPart): !isPart
        case .part, .preliminary: false
        }
    }
}

/// Until when the caller waits, and where it stands in the code.
struct Terms: Sendable {
    var deadline: ContinuousClock.Instant
    var site: CallSite
    /// False for what must be finished even in a task that was cancelled, such as ROLLBACK.
    var endsOnCancellation = true

    init(within duration: Duration, at site: CallSite) {
        deadline = .now + duration
        self.site = site
    }
}

/// The answers to each command of a request.
typealias Outcome = Result<[ResultHandle], BoxedError>

/// A `PostgresError` in the space of a pointer, so that handing on a success copies little.
final class BoxedError: Error {
    let error: PostgresError

    init(_ error: PostgresError) { self.error = error }
}

/// A request that was sent and not yet answered; touched only under its session's lock.
final class InFlight {
    enum Interruption { case cancelled, timedOut }

    let id: UInt64
    let request: Request
    let reply: Reply<Outcome>

    var results: [ResultHandle] = []
    var failure: PostgresError?
    /// Why the caller no longer wants it, and until when the server may take to stop it.
    var interruption: Interruption?
    var graceEnd: ContinuousClock.Instant?
    var isCancelSent = false

    /// Forgets the parameters, which libpq has its own copy of.
    init(id: UInt64, request: Request, reply: Reply<Outcome>) {
        self.id = id
        self.request = request.withoutParameters
        self.reply = reply
    }

    /// The name of the command that the next answer is about.
    var currentName: String? {
        results.count < request.commands.count ? request.commands[results.count].name : nil
    }

    /// True if only the commit itself is still unanswered.
    var isAnswered: Bool { results.count >= request.commands.count }
}
