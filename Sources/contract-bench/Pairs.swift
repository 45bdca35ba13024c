import ArgumentParser
import Contracts
import Foundation

extension ContractBench {
    /// `contract-bench pairs FOLDER` or `contract-bench pairs OLD NEW`.
    struct Pairs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Compare pairs of plain texts: time, memory, script, hunks, moves, and the proof of each.",
            discussion: """
                A folder is looked through for NAME.old.txt beside NAME.new.txt, and for folders with old.txt and \
                new.txt.
                """
        )

        @Option(help: "How often each is compared; the fastest is printed.") var rounds = 3
        @Flag(help: "One line of JSON for each pair.") var json = false
        @Argument(help: "A folder, or OLD NEW.") var paths: [String]

        func run() throws {
            guard rounds > 0, (1...2).contains(paths.count) else {
                throw ValidationError("Name a folder, or two texts; rounds is a whole number from 1.")
            }
            let pairs = paths.count == 2 ? [(paths[0], paths[1])] : try Self.pairs(in: paths[0])
            guard !pairs.isEmpty else { throw ValidationError("No pair of texts in \(paths[0]).") }
            for (old, new) in pairs {
                try measure(TextFile(path: old), TextFile(path: new))
            }
        }

        private func measure(_ old: TextFile, _ new: TextFile) throws {
            let (before, after) = (try old.bytes(), try new.bytes())
            var reading = Double.infinity
            var comparing = Double.infinity
            var proving = Double.infinity
            var found: ContractDiff?
            for _ in 0..<rounds {
                let start = processorSeconds()
                let (one, other) = (try old.version(before), try new.version(after))
                let read = processorSeconds()
                let diff = ContractDiff(old: one, new: other)
                let compared = processorSeconds()
                try diff.verify()
                reading = min(reading, read - start)
                comparing = min(comparing, compared - read)
                proving = min(proving, processorSeconds() - compared)
                found = diff
            }
            guard let diff = found else { return }
            let map = WordMap(diff)
            let ops = map.script
            let figures = Figures(
                old: old.name,
                new: new.name,
                oldWords: map.oldCount,
                newWords: map.newCount,
                wordsAreExact: Self.words(before) == map.oldCount && Self.words(after) == map.newCount,
                readSeconds: reading,
                compareSeconds: comparing,
                verifySeconds: proving,
                peakBytes: peakMemory(),
                script: ops.filter { $0[0] != 0 }.reduce(0) { $0 + $1[1] },
                movedWords: ops.filter { $0[0] == 0 }.reduce(map.blocks.reduce(0) { $0 + $1.count }) {
                    $0 - $1[1]
                },
                moves: diff.moves.count,
                movedSections: diff.sections.count(where: \.isMoved),
                renumbered: diff.sections.count(where: \.isRenumbered),
                hunks: map.hunks,
                substitutions: diff.substitutions.count,
                references: diff.references.count
            )
            print(try json ? figures.json() : figures.text)
        }

        private static func words(_ bytes: [UInt8]) -> Int {
            String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).count
        }

        private static func pairs(in folder: String) throws -> [(String, String)] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            return names.compactMap { name in
                let path = URL(filePath: folder).appending(path: name)
                let inside = (path.appending(path: "old.txt").path, path.appending(path: "new.txt").path)
                if FileManager.default.fileExists(atPath: inside.0) { return inside }
                guard name.hasSuffix(".old.txt") else { return nil }
                return (path.path, String(path.path.dropLast(8)) + ".new.txt")
            }
        }
    }
}

/// What was measured of one pair.
private struct Figures: Encodable {
    let old: String
    let new: String
    let oldWords: Int
    let newWords: Int
    let wordsAreExact: Bool
    let readSeconds: Double
    let compareSeconds: Double
    let verifySeconds: Double
    let peakBytes: Int
    let script: Int
    let movedWords: Int
    let moves: Int
    let movedSections: Int
    let renumbered: Int
    let hunks: Int
    let substitutions: Int
    let references: Int

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        func ms(_ seconds: Double) -> String { "\(Int((seconds * 1000).rounded())) ms" }
        return """
            \(old) -> \(new): \(oldWords) -> \(newWords) words\(wordsAreExact ? "" : " (NOT those of the files)")
              read \(ms(readSeconds)), compare \(ms(compareSeconds)), prove \(ms(verifySeconds)), \
            peak \(peakBytes / 1_048_576) MiB
              script \(script) words in \(hunks) hunks; \(movedWords) words moved: \(moves) paragraphs, \
            \(movedSections) sections; \(renumbered) renumbered, \(substitutions) repeated replacements, \
            \(references) citations
            """
    }
}
