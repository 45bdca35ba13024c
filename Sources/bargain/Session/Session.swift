import CivilTime
import Client
import Foundation
import Packs
import Wire

/// One invocation's talk with the daemon.
final class Session {
    let screen: Screen
    let isJSON: Bool
    /// In whose name; nil for the operator and for nobody.
    let seat: String?
    /// Where the daemon is looked for.
    let address: String
    /// The draft of the text that is on its way, where it is no file of the person's own.
    var draft: Draft?
    /// The key of this invocation's act.
    let key: String
    let client: Client
    /// Whether requests show a token.
    let isSignedIn: Bool
    /// Who is signed in and yet does not act, because another seat was named; nil for nobody.
    private let setAside: String?
    /// Whether nobody is signed in, and no seat named.
    private let isStranger: Bool
    /// Whether something was asked of a negotiation.
    private var isAtTable = false
    private var touched: Set<String> = []

    init(_ options: DaemonOptions, key: String? = nil, signedInBy credential: Credential = .kept) throws {
        screen = options.output.screen
        isJSON = options.output.json
        let named = ProcessInfo.processInfo.environment["BARGAIN_SEAT"].flatMap { $0.isEmpty ? nil : $0 }
        let actor: String?
        do {
            actor = try options.seat ?? named.map(Arguments.handle)
        } catch {
            throw Failure(.usage, "BARGAIN_SEAT is '\(named ?? "")', which is no seat's name: \(error)")
        }
        self.key = key ?? RequestKey.new()
        let place = try DaemonPlace.chosen(options)
        address = place.description
        let token: String?
        switch credential {
        case .kept:
            let kept = try Keyring()[address]
            // Who acts in another's name does so as the operator of a drill, not as who is signed in.
            let isOwn = kept != nil && actor ?? kept?.person == kept?.person
            seat = isOwn ? kept?.person : actor
            token = isOwn ? kept?.token : nil
            setAside = isOwn ? nil : kept?.person
            isStranger = kept == nil && actor == nil
        case .given(let secret):
            seat = nil
            token = secret
            (setAside, isStranger) = (nil, false)
        case .none:
            seat = nil
            token = nil
            (setAside, isStranger) = (nil, false)
        }
        isSignedIn = token != nil
        do throws(ClientError) {
            client = try Client(place: place, seat: token == nil ? seat : nil, token: token)
        } catch {
            throw Failure(.usage, error.message)
        }
    }

    /// Does something with the daemon and takes leave of it.
    func whileConnected(_ body: () async throws -> Void) async throws {
        do {
            try await body()
            for negotiation in touched.sorted() { try await witness(negotiation) }
        } catch {
            await client.shutdown()
            screen.flush()
            throw (error as? Failure).map(explained) ?? error
        }
        await client.shutdown()
        screen.flush()
    }

    /// A refusal with the reason that the daemon does not know: who is signed in here, and who is not.
    private func explained(_ failure: Failure) -> Failure {
        guard let status = failure.refusal, [401, 403, 404].contains(status) else { return failure }
        var failure = failure
        if let setAside, let seat, !failure.isDrill {
            failure.details.append(
                "You are signed in as \(setAside), and --as (or BARGAIN_SEAT) asks for \(seat). Only in a drill does the "
                    + "account that runs the daemon act as another; leave it out, or sign in as \(seat)."
            )
            failure.mend = "bargain login \(seat)"
        } else if isStranger, isAtTable, !failure.isDrill || status != 404 {
            failure.details.append(
                failure.isDrill
                    ? "You are not signed in here; in a drill, --as SEAT says in whose name you act."
                    : "You are not signed in here, and a negotiation is open only to those who sit at it."
            )
            failure.mend = "bargain login"
        }
        return failure
    }

    /// Asks for something.
    func get<Content: Codable & Sendable>(
        _ path: String...,
        query: [(String, String)] = []
    ) async throws -> Answer<Content> {
        come(to: path)
        do throws(ClientError) {
            let answer: Answer<Content> = try await client.get(path, query)
            touch(path)
            screen.drill(answer.isDrill)
            return answer
        } catch {
            throw Failure(error, isAct: false)
        }
    }

    /// Bytes as the daemon keeps or makes them.
    func file(_ path: String...) async throws -> Answer<[UInt8]> {
        come(to: path)
        do throws(ClientError) {
            let answer = try await client.bytes(path)
            touch(path)
            screen.drill(answer.isDrill)
            return answer
        } catch {
            throw Failure(error, isAct: false)
        }
    }

    /// A document that a negotiation's record names, proved by its hash.
    func document(_ sha256: String, of negotiation: String) async throws -> [UInt8] {
        let answer = try await file("negotiations", negotiation, "documents", sha256)
        guard SHA256Text.of(answer.content) == sha256 else {
            throw Failure(
                .internalFault,
                "The document that the daemon sent does not have the hash by which it was asked for, \(sha256).",
                mend: "bargaind verify   (on the daemon's machine)"
            )
        }
        return answer.content
    }

    /// Has something recorded; repeats it with the same key while nobody answers.
    ///
    /// - Parameters:
    ///   - path: below `/v1`.
    ///   - query: names and values.
    ///   - body: what is sent.
    ///   - own: a key of its own, where it is not this invocation's act.
    ///   - plain: how to try again, where it is no act of the record.
    /// - Returns: what the daemon answered.
    /// - Throws: `Failure`.
    func post<Content: Codable & Sendable>(
        _ path: [String],
        query: [(String, String)] = [],
        body: Body,
        key own: String? = nil,
        again plain: String? = nil
    ) async throws -> Answer<Content> {
        come(to: path)
        let again =
            plain ?? draft.map { Invocation.recovering($0.path) } ?? Invocation.repeated(key: key)
        let interruption = Interruption(
            "Cancelled while the daemon was being asked; whether it was recorded is not known.\n"
                + (draft.map { "The text is kept in \($0.path).\n" } ?? "") + "Try: \(again)"
        )
        defer { interruption.end() }
        let answer: Answer<Content>
        do throws(ClientError) {
            answer = try await send(path, query, body, own ?? key, plain == nil ? Self.patience : .password)
        } catch {
            guard error.problem?.type == "confirmation-needed" else { throw Self.failure(error, again) }
            interruption.end()
            try await confirm()
            do throws(ClientError) {
                answer = try await send(
                    path,
                    query,
                    body,
                    own ?? key,
                    plain == nil ? Self.patience : .password
                )
            } catch {
                throw Self.failure(error, again)
            }
        }
        touch(path)
        screen.drill(answer.isDrill)
        return answer
    }

    private static func failure(_ error: ClientError, _ again: String) -> Failure {
        let failure = Failure(error, isAct: true)
        return failure.status == .unavailable && error.code != .unreachable
            ? failure.mended(by: again) : failure
    }

    private func send<Content: Codable & Sendable>(
        _ path: [String],
        _ query: [(String, String)],
        _ body: Body,
        _ key: String,
        _ patience: Patience
    ) async throws(ClientError) -> Answer<Content> {
        try await client.post(path, query, body: body, key: key, patience: patience)
    }

    private static let patience = Patience.act {
        Screen.tell("The daemon does not answer; trying again for a few seconds…")
    }

    private func come(to path: [String]) {
        isAtTable = path.count > 1 && path[0] == "negotiations"
    }

    private func touch(_ path: [String]) {
        if path.count > 1, path[0] == "negotiations" { touched.insert(path[1]) }
    }

    /// A negotiation's docket.
    func docket(of negotiation: String, asOf: Instant? = nil) async throws -> Answer<DocketView> {
        try await get(
            "negotiations",
            negotiation,
            "docket",
            query: asOf.map { [("as_of", $0.description)] } ?? []
        )
    }

    /// The date that a day is, where one was given.
    func date(ifGiven day: Day?, in negotiation: String) async throws -> CivilDate? {
        guard let day else { return nil }
        return try await date(of: day, in: negotiation)
    }

    /// The date that a day is in a negotiation's place, told to the person.
    func date(of day: Day, in negotiation: String) async throws -> CivilDate {
        if case .date(let date) = day {
            Day.echo(date)
            return date
        }
        let docket = try await docket(of: negotiation).content
        let zone = try CivilZone.named(docket.timeZone)
        let date = day.date(at: docket.asOf, in: zone)
        Day.echo(date, in: zone)
        return date
    }
}
