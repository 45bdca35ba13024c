import CivilTime
import Glibc
import Hummingbird
import HummingbirdCore
import Identity
import Logging
import Mail
import NIOCore
import Postgres
import Service
import Store
import Table
import TestSupport

@testable import Web

/// A whole live deployment in this process, on the running test's database: everything that serves, seals and delivers,
/// under the logins that it runs under, behind the daemon's own door.
struct House: Sendable {
    static let password = "four words of no kin"

    let office: TestOffice
    let registrar: Registrar
    let notary: Notary
    let courier: Courier
    let mail: MailSink
    /// The file that alerts are written to.
    let alertFile: String
    /// Where it listens on this machine.
    let socket: String
    private let port: Int

    /// How a house is furnished.
    struct Plan: Sendable {
        var clock = ProgramClock.real
        /// Random bytes for the common record and for each party's own.
        var randomness: @Sendable (CaucusParty?) -> Randomness = { _ in .system }
        /// Whether the database is one that was prepared before.
        var isReady = false
        /// How many requests a second each side may make; nil for any number, and of strangers' failures as well.
        var rate: Double? = 1_000
        /// How many documents each side may serve within a day; nil for any number.
        var quota: Quota? = .usual
        /// A leak to be found, put between the router and the door.
        var leak: (any Leak)?
    }

    /// Opens a house, runs the body in it, and closes it.
    static func open<Value: Sendable>(
        _ plan: Plan = Plan(),
        _ body: @escaping @Sendable (House) async throws -> Value
    ) async throws -> Value {
        try await TestOffice.open(
            by: plan.clock,
            deployment: .live,
            randomness: plan.randomness(nil),
            quota: plan.quota,
            isReady: plan.isReady
        ) { office in
            let name = "/tmp/bargain-house-\(UInt64.random(in: 0 ... .max))"
            defer { for file in [".sock", ".txt"] { unlink(name + file) } }
            let mail = MailSink()
            let relay = SMTPRelay(
                host: "127.0.0.1",
                port: try await mail.open(),
                security: .none,
                clientName: "bargain.example"
            )
            let value = try await open(plan, office, mail, relay, at: name, body)
            try await mail.close()
            return value
        }
    }

    private static func open<Value: Sendable>(
        _ plan: Plan,
        _ office: TestOffice,
        _ mail: MailSink,
        _ relay: SMTPRelay,
        at name: String,
        _ body: @escaping @Sendable (House) async throws -> Value
    ) async throws -> Value {
        let quiet = Logger(label: "house") { _ in SwiftLogNoOpLogHandler() }
        let identity = try TestOffice.pool(of: .identity)
        let registrar = Registrar(
            identity: IdentityStore(pool: identity),
            clerk: office.clerk,
            passwords: Passwords(cost: .trifling),
            clock: plan.clock
        )
        let notary = Notary(
            store: office.store,
            clock: plan.clock,
            seed: [UInt8](repeating: 7, count: 32),
            isDrill: false,
            logger: quiet
        )
        let sender = MailAddress("bargain@bargain.example")
        let courier = Courier(
            clerk: office.clerk,
            store: office.store,
            clock: plan.clock,
            channels: [FileChannel(path: name + ".txt"), MailChannel(relay: relay, sender: sender)],
            isDrill: false,
            wakeup: Wakeup(),
            logger: quiet
        )
        let api = API(
            clerk: office.clerk,
            caucus: CaucusClerk(
                clerk: office.clerk,
                stores: office.caucuses,
                randomness: { plan.randomness($0) }
            ),
            store: office.store,
            notary: notary,
            sealing: Wakeup(),
            clock: plan.clock,
            soundness: office.soundness,
            deployment: .live,
            version: "1",
            channels: ["file", "mail"],
            secret: [UInt8](repeating: 9, count: 32),
            registrar: registrar,
            rate: plan.rate
        )
        let responder = LeakyResponder(
            base: api.router().buildResponder(),
            leak: plan.leak,
            pool: office.pool
        )
        let doorkeeper = Doorkeeper(isDrill: false, arrivals: office.clerk.arrivals)
        let value = try await serve(responder, doorkeeper, at: name + ".sock") { port in
            try await body(
                House(
                    office: office,
                    registrar: registrar,
                    notary: notary,
                    courier: courier,
                    mail: mail,
                    alertFile: name + ".txt",
                    socket: name + ".sock",
                    port: port
                )
            )
        }
        await identity.close()
        return value
    }

    private static func serve<Value: Sendable>(
        _ responder: LeakyResponder,
        _ doorkeeper: Doorkeeper,
        at socket: String,
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let (ports, found) = AsyncStream<Int>.makeStream()
        let applications = [BindAddress.unixDomainSocket(path: socket), .hostname("127.0.0.1", port: 0)].map {
            address in
            Application(
                responder: responder,
                server: .guarded(by: doorkeeper),
                configuration: .init(address: address, serverName: nil),
                onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
                logger: Logger(label: "house", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            for application in applications { group.addTask { try await application.run() } }
            var running = ports.makeAsyncIterator()
            let one = await running.next() ?? 0
            let other = await running.next() ?? 0
            defer { group.cancelAll() }
            return try await body(max(one, other))
        }
    }

    /// A second daemon on the same database, with connections and memories of its own.
    func another(_ body: @escaping @Sendable (House) async throws -> Void) async throws {
        var plan = Plan(clock: office.clock)
        plan.isReady = true
        try await House.open(plan, body)
    }

    /// Asks over the Unix socket, where whoever shows no token is the operator, or over TCP.
    func ask(_ letter: Letter, overTCP: Bool = false) async throws -> Answer {
        try await letter.sent { try connect(overTCP: overTCP) }
    }

    /// A connection to the Unix socket or over TCP, from one of this machine's addresses 127.0.0.n.
    func connect(overTCP: Bool, from last: UInt32 = 1) throws -> RawConnection {
        overTCP ? try RawConnection(port: port, from: last) : try RawConnection(socket: socket)
    }

    /// Seals and delivers what there is to seal and to deliver.
    func settle() async throws {
        try await notary.seal()
        _ = try await courier.deliverDue()
    }
}
