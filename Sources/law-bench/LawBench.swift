import ArgumentParser

/// Proofs and measurements of packs and of the engine that runs them; started by hand and by `scripts/`.
@main struct LawBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "law-bench",
        abstract:
            "Run procedures at random and watch their rules; read mutilated packs; time counts and dockets.",
        subcommands: [Prove.self, Fuzz.self, Count.self, Dockets.self]
    )
}
