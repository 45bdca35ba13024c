import ArgumentParser
import CivilTime
import Law
import Packs

extension LawBench {
    /// `law-bench dockets`.
    struct Dockets: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compute a docket of ten steps, and explain each of its dates, over and over."
        )

        @Option(help: "For how much processor time, each.")
        var seconds = 5.0

        func run() throws {
            let proceeding = try Library.standard.proceeding(pack: "ma-69-1j-g")
            let happenings = try Self.happenings()
            let docket = try proceeding.docket(happenings)
            var sentences = 0
            let dockets = try rate { _ = try proceeding.docket(happenings) }
            var passed = 0
            let reasoned = try rate {
                let docket = try proceeding.docket(happenings)
                for item in docket.items {
                    let why = try docket.why(item.step)
                    passed += why.alternatives.count + (why.counted?.skipped.count ?? 0)
                }
            }
            let explained = try rate {
                let docket = try proceeding.docket(happenings)
                for item in docket.items { sentences += try docket.why(item.step).points.count }
            }
            print(
                "{\"steps\":\(docket.items.count),\"sentences\":\(sentences / max(explained.count, 1)),"
                    + "\"docket_us\":\(dockets.microseconds),\"reasoned_us\":\(reasoned.microseconds),"
                    + "\"reasons\":\(passed / max(reasoned.count, 1)),\"explained_us\":\(explained.microseconds)}"
            )
        }

        private func rate(_ work: () throws -> Void) throws -> (count: Int, microseconds: Double) {
            let start = processorSeconds()
            var used = 0.0
            var count = 0
            while used < seconds {
                for _ in 0..<50 { try work() }
                count += 50
                used = processorSeconds() - start
            }
            return (count, used / Double(count) * 1_000_000)
        }

        /// Bargaining to the close of the hearing, with an extension and a settled reading on the way.
        private static func happenings() throws -> [Happening] {
            let day: (Int, Int) throws -> CivilDate = { try CivilDate(year: 2026, month: $0, day: $1) }
            return [
                .trigger(on: try day(3, 18)),
                .stipulated(option: "saturday", choice: "roll"),
                .ended(step: "bargaining", outcome: "agreed", on: try day(4, 17)),
                .extended(step: "ratification", to: try day(5, 6)),
                .ended(step: "ratification", outcome: "rejected", on: try day(5, 4)),
                .ended(step: "submission", outcome: "submitted", on: try day(5, 5)),
                .ended(step: "union-member", outcome: "named", on: try day(5, 8)),
                .ended(step: "committee-member", outcome: "named", on: try day(5, 8)),
                .ended(step: "conciliator-list", outcome: "received", on: try day(5, 5)),
                .lapsed(step: "conciliator", on: try day(5, 8)),
                .ended(step: "conciliator", outcome: "selected-by-aaa", on: try day(5, 11)),
                .ended(step: "process", outcome: "concluded", on: try day(5, 22)),
            ]
        }
    }
}
