import CivilTime
import Packs
import Table
import Wire

/// A negotiation for people.
struct NegotiationText {
    private let view: NegotiationView
    private let zone: CivilZone
    private let screen: Screen

    init(_ view: NegotiationView, on screen: Screen) throws {
        self.view = view
        self.screen = screen
        zone = try CivilZone.named(view.timeZone)
    }

    /// Says all of it.
    func say() {
        let opened = view.opened
        screen.say("\(opened.negotiation) — \(opened.title)", .heading)
        fact("State", view.state + (view.closed.map { ": \($0)" } ?? ""))
        fact("Schools", opened.schools.map(\.text).joined(separator: ", "))
        fact("Unit", opened.unit.text)
        fact("Procedure", "\(opened.pack), calendar \(opened.calendar), time of \(view.timeZone)")
        fact("Pack text", "SHA-256 \(opened.packSHA256)")
        fact("Began", view.trigger?.spelled ?? "the procedure's clock does not run yet")
        if let contract = opened.contract { fact("Contract", "\(contract.name), SHA-256 \(contract.sha256)") }
        fact("Record", "\(view.seq) entries, head \(view.digest)")
        saySeats()
        sayProposals()
        sayRest()
        screen.say()
        screen.say("See: bargain docket \(opened.negotiation)")
    }

    private func fact(_ name: String, _ text: String) {
        screen.say(name + ":" + String(repeating: " ", count: max(1, 11 - name.count)) + text, hanging: 12)
    }

    private func saySeats() {
        screen.say()
        var grid = Grid("SEAT", "ROLE", "PERSON")
        for seat in view.seats {
            grid.add(
                Grid.Cell(seat.handle.text, .heading),
                Grid.Cell(seat.role.rawValue),
                Grid.Cell(seat.person)
            )
        }
        if !grid.isEmpty { screen.show(grid) }
    }

    private func sayProposals() {
        guard !view.proposals.isEmpty else { return }
        screen.say()
        var grid = Grid("PROPOSAL", "STANDS", "SERVED", "TITLE")
        for proposal in view.proposals {
            grid.add(
                Grid.Cell(proposal.number.description, .heading),
                Grid.Cell(proposal.standing, proposal.isOver ? .faint : .plain),
                Grid.Cell(zone.date(at: proposal.servedAt).spelled),
                Grid.Cell(proposal.noted)
            )
        }
        screen.show(grid)
    }

    private func sayRest() {
        for stipulation in view.stipulations {
            screen.say()
            screen.say(
                "\(stipulation.number): \(stipulation.content.words) — \(stipulation.standing); \(stipulation.reason)",
                hanging: 4
            )
        }
        for rule in view.rules {
            screen.say()
            screen.say(rule.line, hanging: 4)
        }
        if !view.requests.isEmpty {
            screen.say()
            screen.show(view.requests.grid)
        }
        for session in view.sessions {
            screen.say()
            screen.say(
                "Session \(session.number), \(session.on.spelled): present \(session.attendance.count)"
                    + (session.next.map { "; next on \($0.spelled)" } ?? ""),
                hanging: 4
            )
        }
        for hold in view.holds where hold.release == nil {
            screen.say()
            screen.say("Legal hold \(hold.number): \(hold.reason)", hanging: 4, .warning)
        }
        if let retention = view.retention {
            screen.say()
            screen.say("To be kept until \(retention.until.spelled): \(retention.basis)", hanging: 4)
        }
        for vote in view.votes {
            screen.say()
            screen.say(
                "Vote on \(vote.step), \(vote.on.spelled): electorate \(vote.electorate), cast \(vote.cast), "
                    + "yes \(vote.yes), no \(vote.no) — \(vote.outcome)",
                hanging: 4
            )
        }
    }
}
