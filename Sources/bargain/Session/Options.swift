import ArgumentParser

/// How the answer is written.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Write JSON for programs instead of text for people.")
    var json = false

    @Flag(name: .customLong("no-color"), help: "No colour; also by NO_COLOR or TERM=dumb, and in a pipe.")
    var noColor = false

    var screen: Screen { Screen(color: !noColor) }
}

/// Which daemon is asked, and in whose name.
struct DaemonOptions: ParsableArguments {
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The daemon's socket; BARGAIN_SOCKET.", valueName: "path"))
    var socket: String?

    @Option(
        help: ArgumentHelp("A daemon far away, https://host:port; BARGAIN_SERVER.", valueName: "url")
    )
    var server: String?

    @Option(
        name: .customLong("ca"),
        help: ArgumentHelp(
            "The authority of its certificate, if it is your own; BARGAIN_CA.",
            valueName: "file"
        ),
        completion: .file()
    )
    var authority: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who acts, such as maria-soto; BARGAIN_SEAT.", valueName: "seat"),
        transform: Arguments.handle
    )
    var seat: String?
}

/// What makes a repeated act the same act.
struct ActOptions: ParsableArguments {
    @OptionGroup var daemon: DaemonOptions

    @Option(help: "Repeat an act whose outcome is not known: the key that its error named.")
    var key: String?
}
