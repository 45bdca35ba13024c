import ArgumentParser
import CivilTime
import Client
import Foundation
import Packs
import Table
import Wire

/// `bargain caucus …`.
struct CaucusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "caucus",
        "Keep notes, drafts and limits for your own side; nobody else sees them, nor that there are any.",
        [Note.self, Draft.self, Authority.self, List.self, Show.self, Serve.self, Strike.self]
    )

    /// `bargain caucus note`.
    struct Note: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "note",
            "Keep a note.",
            "The text comes from FILE, from standard input (-), or on a terminal from your editor.",
            examples: "bargain caucus note springfield-2026-1 note.txt --about B3",
            "echo \"They need the longer day.\" | bargain caucus note springfield-2026-1 -"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "What it is about: a proposal, a draft, a term.")
        var about: String?

        @Option(help: "In a neutral's chamber: the side that told it, board or union.")
        var from: Word<Side>?

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The text; - for standard input; none for the editor.", completion: .file())
        var file: String?

        func run(_ session: Session) async throws {
            let text = try OutgoingText(file: file, recover: nil, key: session.key)
            session.draft = text.draft
            let note = String(decoding: text.bytes, as: UTF8.self)
                .trimmingCharacters(in: .newlines)
            do {
                try await session.act(
                    inCaucus: .note(text: note, about: about, from: from?.value),
                    of: negotiation
                )
            } catch let failure as Failure {
                throw text.failing(failure)
            }
            text.draft?.discard()
            session.draft = nil
        }
    }

    /// `bargain caucus authority`.
    struct Authority: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "authority",
            "Set how far those at the table may go.",
            examples:
                "bargain caucus authority springfield-2026-1 salary \"at most 3.5% a year\" --reason \"vote of 12 May\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "Who set it and why.")
        var reason: String

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The term or subject.")
        var subject: String

        @Argument(help: "The limit.")
        var limit: String

        func run(_ session: Session) async throws {
            try await session.act(
                inCaucus: .authority(on: subject, limit: limit, reason: reason),
                of: negotiation
            )
        }
    }

    /// `bargain caucus strike`.
    struct Strike: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "strike",
            "Strike an entry that was a mistake; it stays, and no longer counts.",
            examples: "bargain caucus strike springfield-2026-1 4 --reason \"wrong year\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "Why.")
        var reason: String

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The entry's number, as the list shows it.")
        var entry: Int

        func run(_ session: Session) async throws {
            try await session.act(inCaucus: .strike(seq: entry, reason: reason), of: negotiation)
        }
    }

    /// `bargain caucus list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show what your side keeps.",
            examples: "bargain caucus list springfield-2026-1"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer: Answer<CaucusView> = try await session.get("negotiations", negotiation, "caucus")
            if session.isJSON { return try session.showJSON(answer.content, isDrill: answer.isDrill) }
            let screen = session.screen
            guard !answer.content.entries.isEmpty else {
                return screen.say("Your side keeps nothing here yet.")
            }
            let zone = try CivilZone.named(try await session.docket(of: negotiation).content.timeZone)
            for entry in answer.content.entries {
                screen.say("\(entry.seq)  \(zone.spelled(entry.recordedAt))  \(entry.seat)", .faint)
                screen.say("    \(entry.fact.sentence)", hanging: 4)
                if let struck = entry.struck { screen.say("    Struck: \(struck)", hanging: 4) }
            }
        }
    }

    /// `bargain caucus show`.
    struct Show: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Write the text of a draft.",
            examples: "bargain caucus show springfield-2026-1 D1.2 > draft.md"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The draft, such as D1.", transform: Arguments.draft)
        var number: DraftNumber

        func run(_ session: Session) async throws {
            session.screen.pour(try await session.draft(number, of: negotiation))
        }
    }
}

extension Session {
    /// Has something kept in the person's own private room, and says what came of it.
    fileprivate func act(inCaucus act: CaucusAct, of negotiation: String) async throws {
        let answer: Answer<ActReply> = try await post(
            ["negotiations", negotiation, "caucus", "acts"],
            body: try .json(act)
        )
        try await report(answer)
    }

    /// The text of a draft.
    fileprivate func draft(_ number: DraftNumber, of negotiation: String) async throws -> [UInt8] {
        do throws(ClientError) {
            let path = ["negotiations", negotiation, "caucus", "drafts", number.description]
            let answer = try await client.bytes(path)
            screen.drill(answer.isDrill)
            return answer.content
        } catch {
            throw Failure(error, isAct: false)
        }
    }
}
