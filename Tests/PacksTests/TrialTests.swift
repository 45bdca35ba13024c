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

    @Test(arguments: 1...120 as ClosedRange<UInt64>)
    func `Whatever people do, the rules of made-up procedures hold`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let library = Library.standard
        let asOf = try #require(CivilDate("2026-01-01"))
        let pack = MadeUpPack.make(
            in: library.packs.map { MadeUpPack.Place(calendar: $0.calendar, zone: $0.zone) },
            rules: library.rules.map(\.id),
            asOf: asOf,
            using: &random
        )
        guard try library.check(pack, everyDays: 365).passes else { return }
        let proceeding = try library.proceeding(pack: pack)
        for _ in 1...8 {
            var trial = try Trial(
                of: proceeding,
                trigger: asOf.adding(days: Int.random(in: -1_000..<1_000, using: &random)),
                schools: [[], ["s1"], ["s1", "s2", "s3"]].randomElement(using: &random) ?? []
            )
            try trial.run(30, isThorough: true, using: &random)
            #expect(trial.comparisons > 0, "seed \(seed)")
        }
    }
}
