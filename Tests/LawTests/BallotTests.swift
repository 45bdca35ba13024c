import Law
import Testing

@Suite struct BallotTests {
    @Test(arguments: [
        ("more than 1/2", 15, 30, false), ("more than 1/2", 16, 30, true), ("at least 1/2", 15, 30, true),
        ("at least 2/3", 19, 30, false), ("at least 2/3", 20, 30, true), ("at least 60/100", 18, 30, true),
        ("at least 60/100", 17, 30, false), ("at least 1/1", 29, 30, false),
    ])
    func `A share is met exactly`(text: String, yes: Int, cast: Int, carries: Bool) throws {
        let share = try #require(RulePack.Share(text))
        let ballot = RulePack.Ballot(passes: "ratified", fails: "rejected", measure: .cast, share: share)
        #expect(
            ballot.outcome(electorate: 1_000, cast: cast, yes: yes) == (carries ? "ratified" : "rejected")
        )
        #expect(share.text == text)
    }

    @Test func `Members who stay away count where members are the measure`() throws {
        let share = try #require(RulePack.Share("at least 60/100"))
        let ballot = RulePack.Ballot(passes: "yes", fails: "no", measure: .members, share: share)
        #expect(ballot.outcome(electorate: 50, cast: 30, yes: 30) == "yes")
        #expect(ballot.outcome(electorate: 51, cast: 30, yes: 30) == "no")
    }

    @Test(arguments: [
        "", "1/2", "more than 2/1", "at least 0/2", "more than 1/0", "over 1/2", "more than one half",
    ])
    func `What is not a share is none`(text: String) {
        #expect(RulePack.Share(text) == nil)
    }
}
