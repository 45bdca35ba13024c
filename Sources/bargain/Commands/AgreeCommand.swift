import ArgumentParser
import Client
import Table
import Wire

/// `bargain agree`.
struct AgreeCommand: ActCommand {
    static let configuration = CommandConfiguration.verb(
        "agree",
        "Sign a proposal as a tentative agreement.",
        "What is signed is the text with the hash that is shown. Both sides' signatures make the agreement. "
            + "If anything is recorded after you looked, nothing is signed, and you look again.",
        examples: "bargain agree springfield-2026-1 B2 --as maria-soto",
        "bargain agree springfield-2026-1 B2 --item 8.2 --item 9.1 --as maria-soto",
        "bargain agree springfield-2026-1 B2 --yes --as maria-soto"
    )

    @OptionGroup var options: ActOptions

    @Flag(help: "Sign without asking; needed where no terminal is.")
    var yes = false

    @Option(help: "Sign only the text with this SHA-256.")
    var sha256: String?

    @Option(
        help: ArgumentHelp(
            "Sign only this section of it, or the one with this term; once for each. A package is signed whole.",
            valueName: "section"
        )
    )
    var item: [String] = []

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "The proposal, such as B2.", transform: Arguments.number)
    var number: ProposalNumber

    func run(_ session: Session) async throws {
        let view = try await session.view(of: negotiation).content
        let proposal = try view.proposal(number)
        let hash = proposal.document.sha256
        if let sha256, sha256.lowercased() != hash {
            throw Failure(
                .conflict,
                "\(number) is the text with SHA-256 \(hash), not \(sha256.prefix(64)); nothing was signed.",
                mend: "bargain proposal show \(negotiation) \(number)"
            )
        }
        let who = session.seat.map { " as \($0)" } ?? ""
        let part = item.isEmpty ? "" : "\(item.joined(separator: ", ")) of "
        let about = "\(part)\(number) “\(proposal.title)”, \(proposal.document.bytes) bytes, SHA-256 \(hash)"
        Screen.tell("To be signed\(who): \(about)")
        if let note = proposal.note { Screen.tell("Note: \(number) is \(note).") }
        try Confirmation.require("Sign \(part)\(number)\(who)?", isGiven: yes, screen: session.screen)
        try await session.act(
            .agree(number: number, items: item, sha256: hash, expectedSeq: view.seq),
            in: negotiation
        )
    }
}
