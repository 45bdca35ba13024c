import ArgumentParser

extension CommandConfiguration {
    /// A command with examples of its use.
    ///
    /// - Parameters:
    ///   - name: the verb.
    ///   - abstract: what it does.
    ///   - more: what else a person should know.
    ///   - examples: whole command lines.
    /// - Returns: the configuration.
    static func verb(_ name: String, _ abstract: String, _ more: String? = nil, examples: String...) -> Self {
        let list = (["EXAMPLES"] + examples.map { "  \($0)" }).joined(separator: "\n")
        return CommandConfiguration(
            commandName: name,
            abstract: abstract,
            discussion: [more, list].compactMap(\.self).joined(separator: "\n\n")
        )
    }

    /// A noun with its verbs.
    ///
    /// - Parameters:
    ///   - name: what it is called.
    ///   - abstract: what it is for, in a sentence.
    ///   - verbs: what can be done with it.
    ///   - alone: what the noun does without a verb; nil where it shows its help.
    /// - Returns: the configuration.
    static func noun(
        _ name: String,
        _ abstract: String,
        _ verbs: [any ParsableCommand.Type],
        alone: (any ParsableCommand.Type)? = nil
    ) -> Self {
        CommandConfiguration(
            commandName: name,
            abstract: abstract,
            subcommands: verbs,
            defaultSubcommand: alone
        )
    }
}
