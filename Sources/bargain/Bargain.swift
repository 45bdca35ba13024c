import ArgumentParser

/// The command as a whole: one noun or act a subcommand.
struct Bargain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bargain",
        abstract: "Keep the record of a negotiation, and its legal clock.",
        discussion: """
            Without a command it shows today: what is due, and what to do next.

            EXAMPLES
              bargain
              bargain docket springfield-2026-1
              bargain proposal log springfield-2026-1 proposal.md --title "Longer day"
              bargain why springfield-2026-1 ratification

            EXIT CODES
              0   done
              1   failed, or refused by the record's rules
              2   cancelled by you
              4   not signed in
              5   in conflict with what the record says
              64  wrong usage
              66  an input file cannot be read
              69  the daemon is not to be reached
              70  a fault inside
              77  not permitted
              diff exits as diff(1) does: 0 the same, 1 different, 2 trouble
              conform and amend: 0 all as it should be, 1 not all, 2 trouble
            """,
        version: "1.0.0",
        subcommands: [
            TodayCommand.self,
            StatusCommand.self,
            DocketCommand.self,
            WhyCommand.self,
            RecordCommand.self,
            VerifyCommand.self,
            ProposalCommand.self,
            CounterCommand.self,
            AgreeCommand.self,
            PositionCommand.self,
            MovementCommand.self,
            VoteCommand.self,
            CaucusCommand.self,
            RequestCommand.self,
            SessionCommand.self,
            RuleCommand.self,
            DisputeCommand.self,
            DiffCommand.self,
            CostCommand.self,
            ConformCommand.self,
            AmendCommand.self,
            ImportCommand.self,
            ExportCommand.self,
            AlertCommand.self,
            NegotiationCommand.self,
            ZoneCommand.self,
            SchoolCommand.self,
            UnitCommand.self,
            SeatCommand.self,
            LoginCommand.self,
            LogoutCommand.self,
            WhoamiCommand.self,
            TokenCommand.self,
            PasswordCommand.self,
            CountCommand.self,
            CalendarCommand.self,
            ProcedureCommand.self,
        ],
        defaultSubcommand: TodayCommand.self
    )
}
