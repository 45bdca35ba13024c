import CivilTime
import Client
import Foundation
import Packs
import Wire

/// One invocation's talk with the daemon.
final class Session {
    let screen: Screen
    let isJSON: Bool
    /// In whose name; nil for the operator.
    let seat: String?
    /// The draft of the text that is on its way, where it is no file of the person's own.
    var draft: Draft?
    /// The key of this invocation's act.
    let key: String
    private let client: Client

    init(_ options: DaemonOptions, key: String? = nil) throws {
        screen = options.output.screen
        isJSON = options.output.json
        let named = ProcessInfo.processInfo.environment["BARGAIN_SEAT"].flatMap { $0.isEmpty ? nil : $0 }
        do {
            seat = try options.seat ?? named.map(Arguments.handle)
        } catch {
            throw Failure(.usage, "BARGAIN_SEAT is '\(named ?? "")', which is no seat's name: \(error)")
        }
        self.key = key ?? RequestKey.new()
        client = Client(socket: try SocketPath.chosen(options.socket), seat: seat)
    }

    /// Does something with the daemon and takes leave of it.
    func whileConnected(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            await client.shutdown()
            screen.flush()
            throw error
        }
        await client.shutdown()
        screen.flush()
    }

    /// Asks for something.
    func get<Content: Codable & Sendable>(
        _ path: String...,
        query: [(String, String)] = []
    ) async throws -> Answer<Content> {
        do throws(ClientError) {
            let answer: Answer<Content> = try await client.get(path, query)
            screen.drill(answer.isDrill)
            return answer
        } catch {
            throw Failure(error, isAct: false)
        }
    }

    /// A document that the daemon keeps, proved by its hash.
    func document(_ sha256: String) async throws -> [UInt8] {
        let answer: Answer<[UInt8]>
        do throws(ClientError) {
            answer = try await client.bytes(["documents", sha256])
        } catch {
            throw Failure(error, isAct: false)
        }
        screen.drill(answer.isDrill)
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
    /// - Returns: what the daemon answered.
    /// - Throws: `Failure`.
    func post<Content: Codable & Sendable>(
        _ path: [String],
        query: [(String, String)] = [],
        body: Body,
        key own: String? = nil
    ) async throws -> Answer<Content> {
        let again = draft.map { Invocation.recovering($0.path) } ?? Invocation.repeated(key: key)
        let interruption = Interruption(
            "Cancelled while the daemon was being asked; whether it was recorded is not known.\n"
                + (draft.map { "The text is kept in \($0.path).\n" } ?? "") + "Try: \(again)"
        )
        defer { interruption.end() }
        do throws(ClientError) {
            let patience = Patience.act {
                Screen.tell("The daemon does not answer; trying again for a few seconds…")
            }
            let answer: Answer<Content> = try await client.post(
                path,
                query,
                body: body,
                key: own ?? key,
                patience: patience
            )
            screen.drill(answer.isDrill)
            return answer
        } catch {
            let failure = Failure(error, isAct: true)
            throw failure.status == .unavailable && error.code != .unreachable
                ? failure.mended(by: again) : failure
        }
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
