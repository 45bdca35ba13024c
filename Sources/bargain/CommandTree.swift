import ArgumentParser
import Law

/// The commands by their names, to find what a mistyped one was meant to be: the parser itself only says
/// "unexpected argument".
struct CommandTree {
    private let root: any ParsableCommand.Type

    init(_ root: any ParsableCommand.Type) {
        self.root = root
    }

    /// `zone help` and `zone -?` as what they mean: `zone --help`.
    static func normalized(_ arguments: [String]) -> [String] {
        guard arguments.count > 1, arguments.first != "help", arguments.last == "help",
            arguments.dropLast().allSatisfy({ !$0.hasPrefix("-") }),
            CommandTree(Bargain.self).group(at: arguments.dropLast()) != nil
        else { return arguments }
        return arguments.dropLast() + ["--help"]
    }

    /// What is wrong with the command's name, if anything is.
    func objection(to arguments: [String]) -> Failure? {
        let isHelp = arguments.first == "help"
        var group = root
        var path = ["bargain"]
        for word in isHelp ? arguments.dropFirst() : arguments[...] {
            let names = Self.names(in: group)
            guard !names.isEmpty, !word.hasPrefix("-") else { return nil }
            if group == root, word == "help" { return nil }
            guard let next = Self.subcommand(word, of: group) else {
                // `record springfield-2026-1` is `record show springfield-2026-1`, unless a verb was mistyped.
                let hasDefault = group != root && group.configuration.defaultSubcommand != nil
                if hasDefault, Spelling.nearest(to: word, in: names) == nil { return nil }
                return Self.objection(to: word, path, names)
            }
            group = next
            path.append(word)
        }
        return nil
    }

    /// Every command that does something itself, as it is typed.
    func leaves() -> [[String]] {
        Self.leaves(of: root, path: [])
    }

    private func group(at path: [String].SubSequence) -> (any ParsableCommand.Type)? {
        var group = root
        for word in path {
            guard let next = Self.subcommand(word, of: group) else { return nil }
            group = next
        }
        return group.configuration.subcommands.isEmpty ? nil : group
    }

    private static func objection(to word: String, _ path: [String], _ names: [String]) -> Failure {
        let place = path.joined(separator: " ")
        let list = names.joined(separator: ", ")
        let meant = Spelling.nearest(to: word, in: names)
        return Failure(
            .usage,
            "'\(place)' has no command '\(word.prefix(60))'."
                + (meant.map { " Did you mean '\($0)'?" } ?? "") + " It has: \(list).",
            mend: meant.map { "\(place) \($0) --help" } ?? "\(place) --help"
        )
    }

    private static func leaves(of group: any ParsableCommand.Type, path: [String]) -> [[String]] {
        let subcommands = group.configuration.subcommands
        guard !subcommands.isEmpty else { return [path] }
        return subcommands.flatMap { leaves(of: $0, path: path + [$0._commandName]) }
    }

    private static func names(in group: any ParsableCommand.Type) -> [String] {
        group.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
    }

    private static func subcommand(_ word: String, of group: any ParsableCommand.Type) -> (
        any ParsableCommand.Type
    )? {
        group.configuration.subcommands.first { $0._commandName == word }
    }
}
