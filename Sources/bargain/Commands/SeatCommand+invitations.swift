import ArgumentParser
import CivilTime
import Client
import Table
import Wire

extension SeatCommand {
    /// `bargain seat invite`.
    struct Invite: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "invite",
            "Invite a person to a seat.",
            """
            You get an invitation to hand on, by hand or a way that only that person reads. The person accepts it with \
            'bargain login'. The same invitation once more makes a new token, and the one before is dead. \
            It needs your password.
            """,
            examples:
                "bargain seat invite maria-soto --person \"María Soto\" --role union --email maria@example.org",
            "bargain seat invite --person \"Ann Clark\" --role clerk --zone springfield"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "The short name by which the person is called.", transform: Arguments.handle)
        var handle: String?

        @Option(help: "The person's full name.")
        var person: String

        @Option(help: "In what capacity.")
        var role: Word<SeatRole>

        @Option(help: "Where mail goes.")
        var email: String?

        func run(_ session: Session) async throws {
            let naming = try Naming(handle, name: person, of: "seat")
            let seat = Seat(handle: naming.handle, person: person, role: role.value, email: email)
            let answer: Answer<InvitationReply> = try await session.post(
                ["zones", try await session.zone(zone), "invitations"],
                body: try .json(seat)
            )
            try await session.show(answer) { reply in
                let act = Answer(content: reply.act, isDrill: answer.isDrill, bytes: answer.bytes)
                try await session.report(act)
                try session.hand(reply, to: seat.handle.text)
                session.screen.say("\(person) accepts it with 'bargain login', which asks for it.")
            }
        }
    }

    /// `bargain seat approve`.
    struct Approve: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "approve",
            "Approve, for your side, that an invited person takes the seat.",
            "A side's seat is approved by that side, any other by each side that sits. What you approve is shown. If anything "
                + "is recorded in the zone after you looked, nothing is approved, and you look again. It needs your password.",
            examples: "bargain seat approve maria-soto --zone springfield",
            "bargain seat approve maria-soto --yes"
        )

        @OptionGroup var options: ActOptions

        @Flag(help: "Approve without asking; needed where no terminal is.")
        var yes = false

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "Who is invited.", transform: Arguments.handle)
        var handle: String

        func run(_ session: Session) async throws {
            let zone = try await session.zone(zone)
            let open: Answer<[InvitationView]> = try await session.get("zones", zone, "invitations")
            guard let invitation = open.content.first(where: { $0.seat.handle.text == handle }) else {
                throw Failure(
                    .failed,
                    "There is no open invitation of '\(handle)' in the zone \(zone).",
                    mend: "bargain seat list --zone \(zone)"
                )
            }
            guard let sha256 = invitation.sha256 else {
                throw Failure(
                    .conflict,
                    "'\(handle)' has not accepted the invitation yet. Approve when it is accepted, after asking the person "
                        + "whether it was them.",
                    mend: "bargain seat list --zone \(zone)"
                )
            }
            Screen.tell("To be approved: \(invitation.words), accepted by the entry with SHA-256 \(sha256)")
            try Confirmation.require("Approve \(handle)?", isGiven: yes, screen: session.screen)
            let answer: Answer<ActReply> = try await session.post(
                ["zones", zone, "invitations", handle, "approve"],
                body: try .json(ApprovalRequest(sha256: sha256, expectedSeq: invitation.seq))
            )
            try await session.report(answer)
        }
    }

    /// `bargain seat decline`.
    struct Decline: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "decline",
            "Decline your own invitation, or refuse a person for your side.",
            examples: "bargain seat decline maria-soto --reason \"Speaks for the other side elsewhere\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "Who is invited.", transform: Arguments.handle)
        var handle: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.end(handle, in: zone, by: "decline", reason: reason)
        }
    }

    /// `bargain seat withdraw`.
    struct Withdraw: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "withdraw",
            "Take an invitation back, also one to set a new password; its token is dead.",
            examples: "bargain seat withdraw maria-soto --reason \"Wrong address\""
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Argument(help: "Who is invited.", transform: Arguments.handle)
        var handle: String

        @Option(help: "Why.")
        var reason: String

        func run(_ session: Session) async throws {
            try await session.end(handle, in: zone, by: "withdraw", reason: reason)
        }
    }

    /// `bargain seat reset`.
    struct Reset: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "reset",
            "Let a person who forgot the password set a new one.",
            """
            You get an invitation to hand on, as by 'seat invite'. A seat of the board, of the union or of a neutral is let \
            in again by another seat of the same, and by nobody else; an observer or clerk by a clerk, the only clerk by the \
            operator. Both sides see it in the record. When the new password is set, all that was signed in as that person \
            ends; until then the old one is good. It needs your password.
            """,
            examples: "bargain seat reset maria-soto",
            "bargain seat reset maria-soto --reason \"Lost the notebook\" --zone springfield"
        )

        @OptionGroup var options: ActOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        @Option(help: "Why, for both sides to read.")
        var reason = "The password was forgotten"

        @Argument(help: "Whose password.", transform: Arguments.handle)
        var handle: String

        func run(_ session: Session) async throws {
            let answer: Answer<InvitationReply> = try await session.post(
                ["zones", try await session.zone(zone), "invitations", handle, "reset"],
                body: try .json(ReasonRequest(reason: reason))
            )
            try await session.show(answer) { reply in
                let act = Answer(content: reply.act, isDrill: answer.isDrill, bytes: answer.bytes)
                try await session.report(act)
                try session.hand(reply, to: handle)
                session.screen.say("With it 'bargain login' sets the new password of \(handle).")
            }
        }
    }

    /// `bargain seat list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "List who sits, and who is invited.",
            examples: "bargain seat list --zone springfield"
        )

        /// Seats and invitations in one answer.
        private struct Seats: Codable, Sendable {
            let seats: [Seat]
            let invitations: [InvitationView]
        }

        @OptionGroup var daemon: DaemonOptions

        @Option(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        func run(_ session: Session) async throws {
            let name = try await session.zone(zone)
            let view: Answer<ZoneView> = try await session.get("zones", name)
            let open: Answer<[InvitationView]> = try await session.get("zones", name, "invitations")
            if session.isJSON {
                let seats = Seats(seats: view.content.seats, invitations: open.content)
                return try session.showJSON(seats, isDrill: view.isDrill)
            }
            var grid = Grid("SEAT", "ROLE", "STATE", "PERSON")
            for seat in view.content.seats {
                grid.add(
                    Grid.Cell(seat.handle.text, .heading),
                    Grid.Cell(seat.role.rawValue),
                    view.content.resets.contains(seat.handle) ? "sits, may set a new password" : "sits",
                    Grid.Cell(seat.person)
                )
            }
            for invitation in open.content {
                grid.add(
                    Grid.Cell(invitation.seat.handle.text, .heading),
                    Grid.Cell(invitation.seat.role.rawValue),
                    Grid.Cell(invitation.state),
                    Grid.Cell(invitation.seat.person)
                )
            }
            session.screen.show(grid)
        }
    }
}

extension Session {
    /// Shows a token that is for somebody else, once.
    fileprivate func hand(_ reply: InvitationReply, to handle: String) throws {
        let end = try CivilZone.ofThisMachine.spelled(reply.expiresAt)
        screen.say("Invitation for \(handle), good until \(end); it is shown this once:")
        screen.say(reply.invitation)
    }

    fileprivate func end(_ handle: String, in zone: String?, by act: String, reason: String) async throws {
        let answer: Answer<ActReply> = try await post(
            ["zones", try await self.zone(zone), "invitations", handle, act],
            body: try .json(ReasonRequest(reason: reason))
        )
        try await report(answer)
    }
}

extension InvitationView {
    /// Who is to sit as what, and by whose invitation.
    fileprivate var words: String {
        let mail = seat.email.map { " <\($0)>" } ?? ""
        return "\(seat.person)\(mail) as \(seat.handle), \(seat.role.rawValue), invited by "
            + (invitedBy?.text ?? "the operator")
    }

    fileprivate var state: String {
        let sides = awaiting.map(\.rawValue).joined(separator: " and ")
        let approval = sides.isEmpty ? "" : ", awaits approval by \(sides)"
        return (isAccepted ? "accepted" : "invited") + approval
    }
}
