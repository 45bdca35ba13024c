import ArgumentParser
import Contracts
import Foundation

extension ContractBench {
    /// `contract-bench script OLD NEW`: the edit script over white-space words, for programs that compare engines.
    struct Script: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the edit script of two plain texts over their white-space words, as JSON."
        )

        @Argument(help: "The old text.") var old: TextFile
        @Argument(help: "The new text.") var new: TextFile

        func run() throws {
            let (before, after) = (try old.bytes(), try new.bytes())
            let start = ContinuousClock.now
            let diff = ContractDiff(old: try old.version(before), new: try new.version(after))
            let time = ContinuousClock.now - start
            try diff.verify()
            let map = WordMap(diff)
            let output = Output(
                seconds: Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds),
                ops: map.script,
                blocks: map.blocks.map { [$0.old, $0.new, $0.count] },
                moved: map.blocks.compactMap { block in
                    block.move.map { [block.old, block.new, block.count, $0] }
                }
            )
            print(String(decoding: try JSONEncoder().encode(output), as: UTF8.self))
        }

        private struct Output: Encodable {
            let seconds: Double
            let ops: [[Int]]
            let blocks: [[Int]]
            let moved: [[Int]]

            private enum CodingKeys: String, CodingKey {
                case seconds = "inner_s"
                case ops, blocks, moved
            }
        }
    }
}
