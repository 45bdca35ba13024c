import ArgumentParser
import CivilTime
import Packs

extension LawBench {
    /// `law-bench count`: last days from many starts, as numpy.busday_offset does.
    struct Count: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Count business days from many starts."
        )

        @Option(help: "How many counts a round.")
        var counts = 1_000_000

        @Option(help: "How many rounds; the fastest is printed.")
        var rounds = 5

        func run() throws {
            guard counts > 0, rounds > 0 else {
                throw ValidationError("counts and rounds are whole numbers from 1")
            }
            let calendar = try Library.standard.calendar("us-ma")
            let rule = try Library.standard.countingRule("ma-statute")
            let first = try CivilDate(year: 2012, month: 1, day: 1)
            // A multiplicative walk, the same in scripts/bench.d/counting.py, so that both count the same days.
            let questions = (0..<counts).map { index in
                (first.adding(days: index * 7919 % 7000), Period(1 + index * 104_729 % 60, .business))
            }
            var days = [Int](repeating: 0, count: counts)
            var fastest = Double.infinity
            for _ in 0..<rounds {
                let start = processorSeconds()
                for index in questions.indices {
                    let (from, period) = questions[index]
                    days[index] = try calendar.date(period, from: from, rule: rule).dayNumber
                }
                fastest = min(fastest, processorSeconds() - start)
            }
            var sum = 0
            for day in days { sum &+= day }
            print(#"{"counts":\#(counts),"nanoseconds":\#(Int(fastest * 1e9)),"sum":\#(sum)}"#)
        }
    }
}
