import ArgumentParser
import CivilTime
import Client
import Packs
import Table
import Wire

/// `bargain proposal …`.
struct ProposalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "proposal",
        "Serve, read, reject and withdraw proposals.",
        [Log.self, Show.self, List.self, Reject.self, Withdraw.self]
    )

    /// `bargain proposal log`.
    struct Log: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "log",
            "Serve a proposal on the other side and have it recorded.",
            "The text is CommonMark. It comes from FILE, from standard input (-), or on a terminal from your editor: "
                + "$BARGAIN_EDITOR, $VISUAL or $EDITOR. A text that cannot be delivered is kept as a draft. Where the law "
                + "lets only some topics be bargained, name those of the proposal with --topic.",
            examples:
                "bargain proposal log springfield-2026-1 longer-day.md --title \"Longer school day\" --as maria-soto",
            "bargain proposal log springfield-2026-1 - --title \"Longer school day\" < longer-day.md",
            "bargain proposal log springfield-2026-1 --title \"Longer school day\"",
            "bargain proposal log buffalo-2026-1 class-size.md --topic class-size",
            "bargain proposal log springfield-2026-1 pay-and-day.md --package --expires 2026-05-01"
        )

        @OptionGroup var options: TextOptions
        @OptionGroup var serving: ServingOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The text; - for standard input; none for the editor.", completion: .file())
        var file: String?

        func run() async throws {
            try await Serving(
                negotiation: negotiation,
                answers: nil,
                file: file,
                options: options,
                serving: serving
            )
            .run()
        }
    }

    /// `bargain proposal show`.
    struct Show: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show a proposal and its text.",
            examples: "bargain proposal show springfield-2026-1 U1",
            "bargain proposal show springfield-2026-1 U1 --text > U1.md"
        )

        @OptionGroup var daemon: DaemonOptions

        @Flag(help: "Write the text alone, byte for byte.")
        var text = false

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The proposal, such as U1.", transform: Arguments.number)
        var number: ProposalNumber

        func run(_ session: Session) async throws {
            let answer = try await session.proposal(number, in: negotiation)
            let proposal = answer.content
            if session.isJSON, !text { return try session.showJSON(proposal, isDrill: answer.isDrill) }
            let bytes = try await session.document(proposal.document.sha256, of: negotiation)
            if text { return session.screen.pour(bytes) }
            let zone = try CivilZone.named(try await session.view(of: negotiation).content.timeZone)
            say(proposal, in: zone, on: session.screen)
            session.screen.say()
            session.screen.say(String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
        }

        private func say(_ proposal: ProposalView, in zone: CivilZone, on screen: Screen) {
            screen.say("\(proposal.number) — \(proposal.title)", .heading)
            screen.say("Stands:  \(proposal.standing)")
            screen.say(
                "Served:  by the \(proposal.side.rawValue), \(zone.spelled(proposal.servedAt)), entry #\(proposal.seq)"
            )
            if let note = proposal.note { screen.say("Note:    \(note)", .warning) }
            if let topics = proposal.topics {
                screen.say("Topics:  \(topics.joined(separator: ", "))", hanging: 9)
            }
            if let answers = proposal.answers { screen.say("Answers: \(answers)") }
            if let package = proposal.package {
                screen.say(
                    "Package: all of it is agreed or none"
                        + (package.expires.map { ", until \($0.spelled)" } ?? "")
                )
            }
            if let items = proposal.items {
                screen.say("Changes: \(items.map(\.words).joined(separator: ", "))", hanging: 9)
            }
            if let agreed = proposal.agreedItems {
                screen.say("Agreed:  \(agreed.joined(separator: ", "))", hanging: 9, .good)
            }
            if let reason = proposal.rejection { screen.say("Rejected because: \(reason)", hanging: 9) }
            if let reason = proposal.withdrawal { screen.say("Withdrawn because: \(reason)", hanging: 9) }
            screen.say(
                "Text:    \(proposal.document.name), \(proposal.document.bytes) bytes, SHA-256 \(proposal.document.sha256)"
            )
        }
    }

    /// `bargain proposal list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the proposals of a negotiation.",
            examples: "bargain proposal list springfield-2026-1"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        func run(_ session: Session) async throws {
            let answer = try await session.view(of: negotiation)
            let proposals = answer.content.proposals
            if session.isJSON { return try session.showJSON(proposals, isDrill: answer.isDrill) }
            let screen = session.screen
            guard !proposals.isEmpty else {
                screen.say("No proposal was served yet.")
                return screen.say("Serve one: bargain proposal log \(negotiation) FILE --title TEXT")
            }
            let zone = try CivilZone.named(answer.content.timeZone)
            var grid = Grid("NUMBER", "STANDS", "SERVED", "TITLE")
            for proposal in proposals {
                grid.add(
                    Grid.Cell(proposal.number.description, .heading),
                    Grid.Cell(proposal.standing, proposal.isOver ? .faint : .plain),
                    Grid.Cell(zone.date(at: proposal.servedAt).spelled),
                    Grid.Cell(proposal.noted)
                )
            }
            screen.show(grid)
        }
    }

    /// `bargain proposal reject`.
    struct Reject: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "reject",
            "Turn the other side's proposal down.",
            "It can no longer be agreed. It remains its side's position until that side withdraws or replaces it; a "
                + "package leaves its sections where they stood without it. What both sides have signed of it stays "
                + "agreed.",
            examples:
                "bargain proposal reject springfield-2026-1 B2 --reason \"Not without the pay\" --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The proposal, such as B2.", transform: Arguments.number)
        var number: ProposalNumber

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.reject(number: number, reason: reason), in: negotiation)
        }
    }

    /// `bargain proposal withdraw`.
    struct Withdraw: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "withdraw",
            "Take your own side's proposal off the table.",
            "Its number is kept and never used again. What both sides have signed of it stays agreed.",
            examples:
                "bargain proposal withdraw springfield-2026-1 U2 --reason \"Overtaken by U3\" --as maria-soto"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The proposal, such as U2.", transform: Arguments.number)
        var number: ProposalNumber

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.act(.withdraw(number: number, reason: reason), in: negotiation)
        }
    }
}

extension ProposalView {
    /// What it is about, with the ground rules that it goes against.
    var noted: String { title + (note.map { " (\($0))" } ?? "") }

    /// Where it stands, in words.
    var standing: String {
        if let agreedItems {
            let isRestClosed = [.withdrawn, .rejected, .countered].contains(status)
            return "\(agreedItems.joined(separator: ", ")) agreed"
                + (isRestClosed ? ", the rest \(status.rawValue)" : "")
        }
        guard status == .signedByOne else { return status.rawValue }
        return signedBy.isEmpty
            ? "signed in part" : "signed by the " + signedBy.map(\.rawValue).joined(separator: ", ")
    }

    /// Whether nothing can come of it any more.
    var isOver: Bool { [.withdrawn, .rejected, .expired].contains(status) }
}

extension ProposedItem {
    /// `8.2 (teacher-salary)`.
    fileprivate var words: String {
        terms.isEmpty ? section : "\(section) (\(terms.joined(separator: ", ")))"
    }
}
