import CivilTime
import Packs
import Table
import Wire

/// An evidence bundle as plain text, the same on a terminal and in a file.
struct BundleText {
    private let bundle: BundleView
    private let report: MovementReport
    private let zone: CivilZone

    init(_ evidence: BundleAndLedger) throws {
        (bundle, report) = (evidence.bundle, evidence.movement)
        zone = try CivilZone.named(bundle.docket.timeZone)
    }

    /// All of it.
    var text: String {
        let sections: [(String, [String])] = [
            ("WHERE THE SIDES STAND", issues), ("POSITIONS BY SECTION", positions),
            ("MOVEMENT", movement),
            ("AGREED", proposals(bundle.agreed)),
            ("WITHDRAWN", proposals(bundle.withdrawn)), ("DEADLINES", deadlines),
            ("SERVICE LOG", passes), ("INFORMATION REQUESTS", requests), ("SESSIONS", sessions),
            ("GROUND RULES", bundle.rules.map(\.line)), ("STIPULATIONS", stipulations), ("VOTES", votes),
            ("KEEPING OF THE RECORD", keeping),
        ]
        let rest = sections.flatMap { title, lines in ["", title] + (lines.isEmpty ? ["None."] : lines) }
        return (head + rest).joined(separator: "\n").shown + "\n"
    }

    private var head: [String] {
        let opened = bundle.opened
        var lines = [
            "\(opened.negotiation) — \(opened.title)", "Evidence bundle as of \(zone.spelled(bundle.asOf))",
            "Record:    \(bundle.seq) entries, head \(bundle.digest)",
            "State:     \(bundle.state)" + (bundle.outcome.map { ": \($0)" } ?? ""),
            "Zone:      \(opened.zone); schools: \(opened.schools.map(\.text).joined(separator: ", ")); unit: \(opened.unit)",
            "Procedure: \(bundle.docket.procedure), calendar \(opened.calendar), time of \(bundle.docket.timeZone)",
            "Pack text: SHA-256 \(opened.packSHA256)",
        ]
        if let contract = opened.contract {
            lines.append("Contract:  \(contract.name), SHA-256 \(contract.sha256)")
        }
        for seat in bundle.seats {
            lines.append("Seat:      \(seat.handle) — \(seat.person) (\(seat.role.rawValue))")
        }
        return lines
    }

    private var issues: [String] {
        bundle.issues.flatMap { issue -> [String] in
            func stand(_ name: String, _ proposal: ProposalView?) -> [String] {
                guard let proposal else { return ["  \(name)  nothing on the table"] }
                return [
                    "  \(name)  \(proposal.number) “\(proposal.noted)”, \(proposal.standing), "
                        + "served \(zone.spelled(proposal.servedAt)), entry #\(proposal.seq)",
                    "         SHA-256 \(proposal.document.sha256)",
                ]
            }
            return ["\(issue.first) — \(issue.title)"] + stand("Board", issue.board)
                + stand("Union", issue.union)
        }
    }

    private var positions: [String] {
        bundle.positions.items.flatMap { row -> [String] in
            let terms = row.terms.isEmpty ? "" : " (\(row.terms.joined(separator: ", ")))"
            let packages = row.packages.map(\.description).joined(separator: ", ")
            return [
                "\(row.section)\(terms): \(row.standing)",
                "  Board  \(row.board.words)   Union  \(row.union.words)"
                    + (packages.isEmpty ? "" : "   in the package \(packages)"),
            ]
        }
    }

    private var movement: [String] {
        var lines = MovementText(report: report, zone: zone).lines.map(\.text)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func proposals(_ list: [ProposalView]) -> [String] {
        list.flatMap { proposal in
            [
                "\(proposal.number) “\(proposal.noted)”, entry #\(proposal.seq)"
                    + (proposal.agreedItems == nil ? "" : ", \(proposal.standing)")
                    + (proposal.withdrawal.map { ", because: \($0)" } ?? ""),
                "    SHA-256 \(proposal.document.sha256)",
            ]
        }
    }

    private var deadlines: [String] {
        let docket = bundle.docket
        var lines = [docket.trigger.map { "Began \($0.spelled)." } ?? "The clock does not run yet."]
        if let end = docket.conclusion {
            lines.append("Concluded \(end.on.spelled): \(end.step) — \(end.outcome).")
        }
        for item in docket.items where item.opened != nil {
            lines.append(
                "\(item.step): \(item.state)" + (item.outcome.map { " (\($0))" } ?? "")
                    + (item.due.map { ", due \($0.spelled)" } ?? ", no date in law")
            )
        }
        for why in bundle.why {
            lines.append("")
            lines += why.text.split(separator: "\n").map(String.init)
        }
        return lines
    }

    private var passes: [String] {
        bundle.passes.flatMap { pass in
            [
                "#\(pass.seq)  \(zone.spelled(pass.servedAt))  \(pass.number) “\(pass.title)” by "
                    + "\(pass.seat ?? "the operator") for the \(pass.side.rawValue)"
                    + (pass.answers.map { ", answering \($0)" } ?? "") + (pass.note.map { " (\($0))" } ?? ""),
                "    \(pass.document.name), \(pass.document.bytes) bytes, SHA-256 \(pass.document.sha256)",
                "    entry digest \(pass.digest ?? "not given")",
            ]
        }
    }

    private var requests: [String] {
        bundle.requests.flatMap { request -> [String] in
            var lines = [
                "\(request.number) by the \(request.side.rawValue), \(zone.spelled(request.askedAt)), entry #\(request.seq): "
                    + request.text,
                "    \(request.standing)" + (request.wantedBy.map { "; wanted by \($0.spelled)" } ?? "")
                    + (request.acknowledgedAt.map { "; acknowledged \(zone.spelled($0))" } ?? "")
                    + (request.expected.map { ", answer expected by \($0.spelled)" } ?? ""),
            ]
            for answer in request.answers {
                lines.append(
                    "    answered \(answer.full ? "in full" : "in part") \(zone.spelled(answer.answeredAt)), "
                        + "entry #\(answer.seq)" + (answer.text.map { ": \($0)" } ?? "")
                )
                if let document = answer.document {
                    lines.append("    with \(document.name), SHA-256 \(document.sha256)")
                }
            }
            if let refusal = request.refusal { lines.append("    refused: \(refusal)") }
            if let withdrawal = request.withdrawal { lines.append("    withdrawn: \(withdrawal)") }
            return lines
        }
    }

    private var sessions: [String] {
        bundle.sessions.flatMap { $0.lines + ["  Entry:    #\($0.seq)"] }
    }

    private var stipulations: [String] {
        bundle.stipulations.map { "\($0.number): \($0.content.words) — \($0.standing); \($0.reason)" }
    }

    private var votes: [String] {
        bundle.votes.map { vote in
            "\(vote.step), \(vote.on.spelled): electorate \(vote.electorate), cast \(vote.cast), yes \(vote.yes), "
                + "no \(vote.no) — \(vote.outcome)"
        }
    }

    private var keeping: [String] {
        bundle.holds.map { hold in
            "\(hold.number): legal hold since \(zone.spelled(hold.heldAt)): \(hold.reason)"
                + (hold.release.map { " — lifted: \($0)" } ?? " — stands")
        }
            + (bundle.retention.map { ["To be kept until \($0.until.spelled): \($0.basis)"] } ?? [])
            + bundle.purges.map { purge in
                (purge.entry.map { "Entry #\($0)" } ?? "Document \(purge.sha256 ?? "")")
                    + " was purged by order of \(purge.order): \(purge.reason)"
            }
    }
}
