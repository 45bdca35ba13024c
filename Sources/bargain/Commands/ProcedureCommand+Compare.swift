import ArgumentParser
import Law

extension ProcedureCommand {
    /// `bargain procedure compare`.
    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "compare",
            "Show what differs between two procedures, or two versions of one, step by step.",
            examples: "bargain procedure compare ma-69-1j-g my-pack.yaml",
            "bargain procedure compare old.yaml new.yaml --json"
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var site: SiteOptions

        @Argument(help: "A built-in procedure, or the file of one.", completion: .file())
        var first: String

        @Argument(help: "The one to compare it with.", completion: .file())
        var second: String

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let library = try site.library()
            let left = try PackSource(first, in: library).pack
            let right = try PackSource(second, in: library).pack
            let comparison = PackComparison(of: left, and: right)
            if output.json { return screen.pour(try JSONText.of(comparison)) }
            screen.say("\(first) and \(second)", .heading)
            guard !comparison.isEmpty else {
                return screen.say(
                    left.digest == right.digest
                        ? "The same text." : "They say the same; only remarks, examples or order differ."
                )
            }
            var part = ""
            for change in comparison.changes {
                if change.part != part { screen.say("\n\(change.part)", .heading) }
                part = change.part
                say(change, on: screen)
            }
        }

        private func say(_ change: PackComparison.Change, on screen: Screen) {
            let field = change.field.map { "\($0): " } ?? ""
            if let before = change.before { screen.say("- \(field)\(before)", hanging: 2, .warning) }
            if let after = change.after { screen.say("+ \(field)\(after)", hanging: 2, .good) }
        }
    }
}
