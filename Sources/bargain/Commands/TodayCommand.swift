import ArgumentParser
import CivilTime
import Client
import Packs
import Table
import Wire

/// `bargain today`, and `bargain` alone.
struct TodayCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "today",
        "Show what is due and what to do next; the same as 'bargain' alone.",
        "Also what lies on the table, what your own side has there, the alerts that you have not acknowledged, and the drafts "
            + "that are kept and not served.",
        examples: "bargain",
        "bargain today --as maria-soto"
    )

    @OptionGroup var daemon: DaemonOptions

    /// What programs get: every open negotiation with its docket.
    struct Today: Codable, Sendable {
        let negotiations: [NegotiationItem]
        let dockets: [DocketView]
    }

    func run(_ session: Session) async throws {
        let list: Answer<[NegotiationItem]> = try await session.get("negotiations")
        let open = list.content.filter { $0.state != "closed" }
        var dockets: [DocketView] = []
        for item in open { dockets.append(try await session.docket(of: item.negotiation).content) }
        if session.isJSON {
            return try session.showJSON(Today(negotiations: open, dockets: dockets), isDrill: list.isDrill)
        }
        let screen = session.screen
        guard !open.isEmpty else { return sayNothing(session, hasClosed: !list.content.isEmpty) }
        let urgent = dockets.sorted { ($0.nextDue?.dayNumber ?? .max) < ($1.nextDue?.dayNumber ?? .max) }
        for (index, docket) in urgent.enumerated() {
            if index > 0 { screen.say() }
            let view = try await session.view(of: docket.negotiation).content
            try say(docket, view, seat: session.seat, on: screen)
            await sayOwn(of: view, session)
        }
        sayUndelivered(on: screen)
    }

    /// What waits for this person alone: alerts, and drafts in the own side's room.
    ///
    /// Neither is what the person came for, so that a token which may not see them hides nothing else.
    private func sayOwn(of view: NegotiationView, _ session: Session) async {
        let (screen, name) = (session.screen, view.opened.negotiation)
        guard let role = view.seats.first(where: { $0.handle.text == session.seat })?.role else { return }
        let alerts: Answer<[AlertView]>? = try? await session.get(
            "negotiations",
            name.text,
            "alerts",
            query: [("unacknowledged", "true")]
        )
        if let count = alerts?.content.count, count > 0 {
            screen.say("  \(count == 1 ? "1 alert waits" : "\(count) alerts wait") for you", .plain)
            next("bargain alert list \(name)", on: screen)
        }
        guard session.isSignedIn, role.side != nil else { return }
        let caucus: Answer<CaucusView>? = try? await session.get("negotiations", name.text, "caucus")
        for draft in caucus?.content.unserved ?? [] {
            screen.say("  \(draft.draft) “\(draft.title)” — kept by your side, not served", hanging: 6)
            next("bargain caucus serve \(name) \(draft.draft)", on: screen)
        }
    }

    /// Texts that no daemon has.
    private func sayUndelivered(on screen: Screen) {
        let kept = Draft.kept
        guard !kept.isEmpty else { return }
        screen.say()
        screen.say(kept.count == 1 ? "1 text was not delivered:" : "\(kept.count) texts were not delivered:")
        for path in kept { screen.say("  \(path)") }
        screen.say("To send one: the command that it was for, with --recover FILE", .faint)
    }

    private func sayNothing(_ session: Session, hasClosed: Bool) {
        let screen = session.screen
        if hasClosed {
            screen.say("Nothing is due: every negotiation is closed.")
            screen.say("See them: bargain negotiation list")
        } else {
            screen.say("No negotiation is open yet; the clerk opens one (bargain negotiation open --help).")
            guard session.seat == nil else { return }
            screen.say("You are not signed in. With a password or an invitation: bargain login")
            screen.say("To set up a zone, as who keeps the daemon: bargain zone establish --help")
        }
    }

    private func say(_ docket: DocketView, _ view: NegotiationView, seat: String?, on screen: Screen) throws {
        let zone = try CivilZone.named(docket.timeZone)
        let today = zone.date(at: docket.asOf)
        screen.say("\(docket.negotiation) — \(docket.title)", .heading)
        screen.say("  \(docket.procedure); \(zone.spelled(docket.asOf))", .faint)
        let waiting = docket.items.filter(\.isWaiting).sorted {
            ($0.due?.dayNumber ?? .max) < ($1.due?.dayNumber ?? .max)
        }
        if docket.trigger == nil {
            screen.say("  The procedure's clock does not run yet.")
            next("bargain dispute request \(docket.negotiation) --on DATE", on: screen)
        }
        for item in waiting {
            if let due = item.due {
                let left = DaysLeft(until: due, asOf: today)
                screen.say("  \(due.spelled)  \(item.title) — \(left.text)", hanging: 20, left.style)
            } else if let missing = item.awaitsCalendar {
                screen.say("  not counted yet   \(item.title) — \(missing)", hanging: 20, .warning)
            } else {
                screen.say("  no date in law    \(item.title) — \(item.state)", hanging: 20)
            }
            if let consequence = item.ifItPasses {
                screen.say("      if it passes: \(consequence)", hanging: 20)
            }
            for command in item.commands(in: docket.negotiation) { next(command, on: screen) }
        }
        if let end = docket.conclusion {
            screen.say(
                "  The procedure is over: \(end.step) — \(end.outcome), \(end.on.spelled).",
                hanging: 4,
                .good
            )
            next("bargain negotiation close \(docket.negotiation) --reason TEXT", on: screen)
        }
        sayTable(view, seat: seat, on: screen)
    }

    /// What lies on the table for the person's side; for both where nobody says who asks.
    private func sayTable(_ view: NegotiationView, seat: String?, on screen: Screen) {
        let name = view.opened.negotiation
        let side = view.seats.first { $0.handle.text == seat }?.role.side
        for proposal in view.proposals where [.onTheTable, .signedByOne].contains(proposal.status) {
            let isOwn = side == proposal.side
            let isSigned = side.map(proposal.signedBy.contains) ?? false
            let awaits = isSigned || isOwn && proposal.status == .onTheTable
            let other = side.map { $0 == .board ? "union" : "board" } ?? ""
            screen.say(
                "  \(proposal.number) “\(proposal.title)” — \(proposal.standing)"
                    + (proposal.package?.expires.map { ", a package until \($0.spelled)" } ?? "")
                    + (awaits ? "; the \(other) has not answered" : ""),
                hanging: 6
            )
            guard !awaits else { continue }
            if !isOwn { next("bargain proposal show \(name) \(proposal.number)", on: screen) }
            next("bargain agree \(name) \(proposal.number)", on: screen)
            if !isOwn { next("bargain counter \(name) \(proposal.number) FILE", on: screen) }
        }
        for stipulation in view.stipulations where stipulation.isOpen && stipulation.side != side {
            screen.say(
                "  \(stipulation.number): \(stipulation.content.words) — offered by the \(stipulation.side.rawValue)",
                hanging: 6
            )
            next("bargain dispute join \(name) \(stipulation.number)", on: screen)
        }
        for request in view.requests where request.isWaiting && request.side != side {
            screen.say(
                "  \(request.number): \(request.text) — \(request.standing)"
                    + (request.wantedBy.map { ", wanted by \($0.spelled)" } ?? ""),
                hanging: 6,
                request.overdue ? .urgent : .plain
            )
            next("bargain request answer \(name) \(request.number) --file FILE", on: screen)
        }
    }

    private func next(_ command: String, on screen: Screen) {
        screen.say("      \(command)", .faint)
    }
}

extension CaucusView {
    /// The last versions of the drafts of which no version was served and which were not struck.
    fileprivate var unserved: [CaucusDraft] {
        var drafts: [Int: CaucusDraft] = [:]
        var served: Set<Int> = []
        for entry in entries where entry.struck == nil {
            switch entry.fact {
            case .draft(let draft): drafts[draft.draft.count] = draft
            case .draftServed(let fields): served.insert(fields.draft.count)
            default: break
            }
        }
        return drafts.values.filter { !served.contains($0.draft.count) }
            .sorted { $0.draft.count < $1.draft.count }
    }
}

extension DocketView {
    fileprivate var nextDue: CivilDate? {
        items.filter(\.isWaiting).compactMap(\.due).min()
    }
}
