import CivilTime
import Law
import Packs
import Testing

/// Random courses of the built-in procedures, each watched and compared with its docket after every act.
@Suite struct TrialTests {
    @Test(arguments: BuiltInPackTests.ids)
    func `Whatever people do, the rules of every procedure hold`(id: String) throws {
        let proceeding = try Library.standard.proceeding(pack: id)
        let first = try #require(CivilDate("2023-01-01"))
        for seed in 1...30 as ClosedRange<UInt64> {
            var random = SplitMix(seed: seed)
            let schools = [[], ["s1"], ["s1", "s2", "s3"]].randomElement(using: &random) ?? []
            let trigger = first.adding(days: Int.random(in: 0..<2_400, using: &random))
            var trial = try Trial(of: proceeding, trigger: trigger, schools: schools)
            try trial.run(30, isThorough: seed % 3 == 0, using: &random)
            #expect(trial.acts <= 30, "seed \(seed)")
        }
    }
}
