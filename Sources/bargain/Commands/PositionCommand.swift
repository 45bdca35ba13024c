import ArgumentParser
import CivilTime
import Client
import Contracts
import Packs
import Table
import Wire

/// `bargain position`.
struct PositionCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "position",
        "Show where each side stands: what it last offered, section by section.",
        """
        A side's position is its latest proposal on a section that it did not withdraw, or the text that it signed; \
        before any, the contract in force. What stands in a package is no position until both sides have signed the \
        package. With a section or a term, the texts are shown. A date given with --as-of means the end of that day \
        where the negotiation is.
        """,
        examples: "bargain position springfield-2026-1",
        "bargain position springfield-2026-1 8.2",
        "bargain position springfield-2026-1 teacher-salary --side union --as-of 2026-05-01",
        "bargain position springfield-2026-1 --json"
    )

    @OptionGroup var daemon: DaemonOptions

    @Option(help: "Only this side's: board or union.", transform: Arguments.side)
    var side: Side?

    @Option(
        help: "As it stood at a date, or at an instant such as 2026-05-01T12:00:00-04:00.",
        transform: Moment.init
    )
    var asOf: Moment?

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "A section such as 8.2, or a term's id; none for a chart of all.")
    var item: String?

    func run(_ session: Session) async throws {
        let asOf = try await asOf?.instant(of: negotiation, session)
        let answer: Answer<PositionsView> = try await session.get(
            "negotiations",
            negotiation,
            "positions",
            query: asOf.map { [("as_of", $0.description)] } ?? []
        )
        let rows = try rows(in: answer.content)
        if session.isJSON {
            return try session.showJSON(answer.content.keeping(rows), isDrill: answer.isDrill)
        }
        let zone = try CivilZone.named(try await session.view(of: negotiation).content.timeZone)
        let screen = session.screen
        screen.say("\(negotiation), as of \(zone.spelled(answer.content.asOf))", .heading)
        screen.say()
        guard item == nil else { return try await sayTexts(rows, in: answer.content, zone, session) }
        guard !rows.isEmpty else { return screen.say("Nobody has proposed to change anything yet.") }
        screen.show(chart(of: rows))
    }

    private func rows(in view: PositionsView) throws -> [PositionsView.Row] {
        guard let item else { return view.items }
        let rows = view.items.filter { $0.section == item || $0.terms.contains(item) }
        guard rows.isEmpty else { return rows }
        let known = view.items.map(\.section).joined(separator: ", ")
        throw Failure(
            .failed,
            "Nobody has proposed to change '\(item.prefix(60))'"
                + (known.isEmpty ? ", or anything else." : "; what was proposed concerns \(known)."),
            mend: "bargain position \(negotiation)"
        )
    }

    private func chart(of rows: [PositionsView.Row]) -> Grid {
        var grid =
            side.map { Grid("SECTION", $0.rawValue.uppercased(), "STATUS", "PACKAGES") }
            ?? Grid("SECTION", "BOARD", "UNION", "STATUS", "PACKAGES")
        for row in rows {
            let isAgreed = row.status == .agreed
            let status = Grid.Cell(row.standing, isAgreed ? .good : .plain)
            let packages = Grid.Cell(row.packages.map(\.description).joined(separator: ", "))
            switch side {
            case .board:
                grid.add(Grid.Cell(row.section, .heading), Grid.Cell(row.board.words), status, packages)
            case .union:
                grid.add(Grid.Cell(row.section, .heading), Grid.Cell(row.union.words), status, packages)
            case nil:
                grid.add(
                    Grid.Cell(row.section, .heading),
                    Grid.Cell(row.board.words),
                    Grid.Cell(row.union.words),
                    status,
                    packages
                )
            }
        }
        return grid
    }

    /// The words of the contract in force and of each position.
    private func sayTexts(
        _ rows: [PositionsView.Row],
        in view: PositionsView,
        _ zone: CivilZone,
        _ session: Session
    ) async throws {
        let screen = session.screen
        for row in rows {
            let terms = row.terms.isEmpty ? "" : " (\(row.terms.joined(separator: ", ")))"
            screen.say("\(row.section)\(terms): \(row.standing)", .heading)
            for packed in row.packages { screen.say("In the package \(packed), which can still be agreed.") }
            if let contract = view.contract {
                screen.say()
                screen.say("The contract in force", .heading)
                try await sayText(of: row.section, contract.sha256, contract.name, session)
            }
            for (of, stand) in [(Side.board, row.board), (.union, row.union)] where side == nil || side == of
            {
                screen.say()
                guard let stand else {
                    let none = view.contract == nil ? "nothing yet" : "as in the contract in force"
                    screen.say("The \(of.rawValue): \(none)", .heading)
                    continue
                }
                screen.say(
                    "The \(of.rawValue): \(stand.words), served \(zone.spelled(stand.servedAt))",
                    .heading
                )
                try await sayText(of: stand.section, stand.sha256, stand.proposal.description, session)
            }
            screen.say()
        }
    }

    private func sayText(of section: String, _ sha256: String, _ name: String, _ session: Session)
        async throws
    {
        let document: ContractDocument
        do {
            let bytes = try await session.document(sha256, of: negotiation)
            document = try ContractDocument(bytes: bytes, name: name)
        } catch let error as ContractError {
            return session.screen.say("The text of \(name) cannot be read: \(error)", .warning)
        } catch let failure as Failure where failure.status == .failed {
            return session.screen.say("The text of \(name) is not in the record any more.", .warning)
        }
        session.screen.say(document.text(ofSection: section) ?? "\(name) has no section \(section).")
    }
}
