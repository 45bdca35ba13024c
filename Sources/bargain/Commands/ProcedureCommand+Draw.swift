import ArgumentParser
import Law

extension ProcedureCommand {
    /// `bargain procedure draw`.
    struct Draw: ParsableCommand {
        static let configuration = CommandConfiguration.verb(
            "draw",
            "Draw a procedure: its steps, what leads from one to another, where it can end.",
            """
            Writes SVG, which every browser shows and prints. Solid arrows are acts, dashed ones are time that passes; \
            a box with a heavy frame can end the procedure.
            """,
            examples: "bargain procedure draw ma-69-1j-g > ma-69-1j-g.svg",
            "bargain procedure draw my-pack.yaml --text"
        )

        @OptionGroup var output: OutputOptions
        @OptionGroup var site: SiteOptions

        @Flag(help: "Write plain text instead.")
        var text = false

        @Argument(help: "A built-in procedure, or the file of one.", completion: .file())
        var procedure: String

        func run() throws {
            let screen = output.screen
            defer { screen.flush() }
            let picture = StatePicture(of: try PackSource(procedure, in: site.library()).pack)
            if output.json {
                return screen.pour(try JSONText.of(["text": picture.text, "svg": picture.svg]))
            }
            screen.pour(Array((text ? picture.text : picture.svg).utf8))
        }
    }
}
