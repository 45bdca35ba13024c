import ArgumentParser
import Contracts

extension ContractBench {
    /// `contract-bench structure FILE…`.
    struct Structure: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the articles and sections that are found in plain texts."
        )

        @Flag(help: "Only the counts.") var brief = false
        @Argument(help: "Plain texts.") var files: [TextFile]

        func run() throws {
            for file in files {
                let bytes = try file.bytes()
                let start = processorSeconds()
                var report = ImportReport()
                let document = try ContractDocument(plainText: bytes, name: file.name, report: &report)
                let seconds = processorSeconds() - start
                let sections = document.sections
                let blocks = document.preface.count + sections.reduce(0) { $0 + $1.blocks.count }
                let places =
                    "\(document.articles.count) articles, \(sections.count) sections, \(blocks) blocks"
                print("\(file.name): \(places), \(Int(seconds * 1000)) ms")
                for note in report.notes {
                    print("  \(note.description), such as \(note.examples.joined(separator: "; "))")
                }
                guard !brief else { continue }
                for section in sections {
                    let indent = String(repeating: "  ", count: section.level - 1)
                    print("\(indent)\(section.label): \(section.title.prefix(70)) [\(section.blocks.count)]")
                }
            }
        }
    }
}
