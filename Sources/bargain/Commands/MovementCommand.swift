import ArgumentParser
import CivilTime
import Client
import Contracts
import Packs
import Table
import Wire

/// `bargain movement`.
struct MovementCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "movement",
        "Show how far each served text moved its side, term by term, and what still lies between the sides.",
        """
        Each text is compared with where its side stood when it was served: its proposal before, or the contract in \
        force. A movement is toward the other side, away from it, both, or not to be told from the figures. What \
        stands in a package moved its side only if the package was agreed. This is arithmetic on what was served; \
        what it means in law is for others to say.
        """,
        examples: "bargain movement springfield-2026-1",
        "bargain movement springfield-2026-1 teacher-salary",
        "bargain movement springfield-2026-1 --json"
    )

    @OptionGroup var daemon: DaemonOptions

    @Argument(help: "The negotiation.", transform: Arguments.handle)
    var negotiation: String

    @Argument(help: "A term's id, or a section such as 8.2; none for all.")
    var item: String?

    func run(_ session: Session) async throws {
        let answer = try await session.view(of: negotiation)
        let view = answer.content
        let ledger = try await ledger(of: view, session)
        if session.isJSON { return try session.showJSON(ledger, isDrill: answer.isDrill) }
        let screen = session.screen
        let zone = try CivilZone.named(view.timeZone)
        guard !ledger.entries.isEmpty else {
            return screen.say(
                "No text was served that changes a term"
                    + (item.map { " or section '\($0.prefix(60))'" } ?? "")
                    + "; prose is compared by 'bargain diff'."
            )
        }
        for entry in ledger.entries { say(entry, zone, on: screen) }
        guard !ledger.distances.isEmpty else { return }
        screen.say("Between the sides now, from the board to the union", .heading)
        for distance in ledger.distances {
            screen.say("  \(distance.term) (\(distance.section)), \(distance.ends)")
            for part in distance.parts { screen.say("    \(part)", hanging: 6) }
        }
    }

    private func ledger(of view: NegotiationView, _ session: Session) async throws -> MovementLedger {
        let wanted = view.proposals.filter { proposal in
            (proposal.items ?? []).contains { part in item.map(part.isMeant) ?? true }
        }
        var served: [MovementLedger.Served] = []
        for proposal in wanted {
            guard let document = try await document(proposal.document, session) else {
                Screen.tell("The text of \(proposal.number) cannot be read any more; it is left out.")
                continue
            }
            let before = proposal.servedAt.adding(microseconds: -1)
            served.append(
                .init(
                    proposal: proposal,
                    document: document,
                    before: try await positions(asOf: before, session)
                )
            )
        }
        var contract: ContractDocument?
        if let reference = view.opened.contract { contract = try await document(reference, session) }
        let ledger = MovementLedger(served, now: try await positions(asOf: nil, session), contract: contract)
        return item.map(ledger.keeping) ?? ledger
    }

    private func positions(asOf instant: Instant?, _ session: Session) async throws -> PositionsView {
        let query = instant.map { [("as_of", $0.description)] } ?? []
        let answer: Answer<PositionsView> = try await session.get(
            "negotiations",
            negotiation,
            "positions",
            query: query
        )
        return answer.content
    }

    /// A text of the record; nil where it was purged or is of another form.
    private func document(_ reference: DocumentReference, _ session: Session) async throws
        -> ContractDocument?
    {
        do {
            let bytes = try await session.document(reference.sha256, of: negotiation)
            return try ContractDocument(bytes: bytes, name: reference.name)
        } catch is ContractError {
            return nil
        } catch let failure as Failure where failure.refusal == 404 {
            return nil
        }
    }

    private func say(_ entry: MovementLedger.Entry, _ zone: CivilZone, on screen: Screen) {
        screen.say(
            "\(entry.proposal)  \(zone.date(at: entry.servedAt).spelled)  \(entry.term) (\(entry.section)): "
                + "\(entry.words), from \(entry.from?.description ?? "the contract in force")"
                + (entry.isPackage ? ", in a package" : ""),
            hanging: 4,
            .heading
        )
        for part in entry.parts {
            let course =
                part.course == entry.course ? "" : " (\(part.course.words(for: entry.proposal.side)))"
            screen.say("    \(part.name): \(part.text)\(course)", hanging: 6)
        }
        screen.say()
    }
}

extension MovementLedger {
    /// The same with one term or section only.
    fileprivate func keeping(_ name: String) -> MovementLedger {
        MovementLedger(
            entries: entries.filter { $0.term == name || $0.section == name },
            distances: distances.filter { $0.term == name || $0.section == name }
        )
    }

    private init(entries: [Entry], distances: [Distance]) {
        self.entries = entries
        self.distances = distances
    }
}

extension MovementLedger.Entry {
    fileprivate var words: String { parts.isEmpty ? "no movement" : course.words(for: proposal.side) }
}

extension MovementLedger.Distance {
    fileprivate var ends: String {
        let names = [board, union].map { $0?.description ?? "the contract in force" }
        return "\(names[0]) to \(names[1])"
    }
}

extension MovementLedger.Course {
    fileprivate func words(for side: Side) -> String {
        switch self {
        case .toward: "toward the \(side.other)"
        case .away: "away from the \(side.other)"
        case .mixed: "both ways"
        case .neutral: "neither way"
        case .unknown: "a change whose way the figures do not tell"
        }
    }
}
