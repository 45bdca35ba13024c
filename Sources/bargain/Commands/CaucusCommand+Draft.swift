import ArgumentParser
import Client
import Contracts
import Table
import Wire

extension CaucusCommand {
    /// `bargain caucus draft`.
    struct Draft: AsyncParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "draft",
            "Keep a draft of a proposal, or a new version of one.",
            "The text is CommonMark. It comes from FILE, from standard input (-), or on a terminal from your editor.",
            examples: "bargain caucus draft springfield-2026-1 longer-day.md",
            "bargain caucus draft springfield-2026-1 longer-day.md --revises D1"
        )

        @OptionGroup var options: TextOptions

        @Option(help: "The draft of which it is a new version.", transform: Arguments.draft)
        var revises: DraftNumber?

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The text; - for standard input; none for the editor.", completion: .file())
        var file: String?

        func run() async throws {
            let fresh = options.act.key ?? RequestKey.new()
            let text = try OutgoingText(file: file, recover: options.recover, key: fresh)
            do {
                let session = try Session(
                    options.act.daemon,
                    key: options.act.key ?? text.draft?.key ?? fresh
                )
                session.draft = text.draft
                try await session.whileConnected { try await keep(text, by: session) }
            } catch let failure as Failure {
                throw text.failing(failure)
            }
        }

        private func keep(_ text: OutgoingText, by session: Session) async throws {
            let title = try options.title ?? text.document().title
            var query = [("title", title), ("name", text.name)]
            if let revises { query.append(("revises", revises.description)) }
            let answer: Answer<ActReply> = try await session.post(
                ["negotiations", negotiation, "caucus", "drafts"],
                query: query,
                body: .document(text.bytes)
            )
            text.draft?.discard()
            session.draft = nil
            try await session.report(answer)
        }
    }

    /// `bargain caucus serve`.
    struct Serve: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "serve",
            "Serve a draft on the other side as a proposal.",
            "The other side sees the text, its title and the name 'proposal.md', and nothing of the draft's history. A text "
                + "that your side has on the table already is not served a second time, unless you say --again.",
            examples: "bargain caucus serve springfield-2026-1 D1.2",
            "bargain caucus serve springfield-2026-1 D2 --answers U1 --title \"Counter to U1\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "What it is about, for the other side; the text's own title where none is given.")
        var title: String?

        @OptionGroup var serving: ServingOptions

        @Option(help: "The other side's proposal that it counters.", transform: Arguments.number)
        var answers: ProposalNumber?

        @Argument(help: "The negotiation.", transform: Arguments.handle)
        var negotiation: String

        @Argument(help: "The draft, such as D1.2.", transform: Arguments.draft)
        var number: DraftNumber

        func run(_ session: Session) async throws {
            let answer: Answer<ActReply> = try await session.post(
                ["negotiations", negotiation, "caucus", "drafts", number.description, "serving"],
                body: try .json(
                    ServeDraftRequest(
                        title: title,
                        name: nil,
                        answers: answers,
                        topics: serving.topic.isEmpty ? nil : serving.topic,
                        package: try await serving.offer(in: negotiation, by: session),
                        again: serving.again ? true : nil
                    )
                )
            )
            try await session.report(answer, in: negotiation)
        }
    }
}
