import Law
struct TemporaryBallot { var outcomes: [String] { [] }; func outcome(electorate: Int, cast: Int, yes: Int) -> String { "" } }
extension RulePack.Step { var ballot: TemporaryBallot? { nil } }
