/// The command as it was typed, to be shown again.
enum Invocation {
    /// The command.
    static var plain: String {
        (["bargain"] + CommandLine.arguments.dropFirst().map(quoted)).joined(separator: " ")
    }

    /// The same command with the key that makes it the same act.
    static func repeated(key: String) -> String {
        var words = CommandLine.arguments.dropFirst().map(quoted)
        if !words.contains("--key"), !words.contains(where: { $0.hasPrefix("--key=") }) {
            words += ["--key", key]
        }
        return (["bargain"] + words).joined(separator: " ")
    }

    /// The same command with the text taken from a draft.
    static func recovering(_ draft: String) -> String {
        var words: [String] = []
        var skips = false
        for word in CommandLine.arguments.dropFirst() {
            if skips || word == "-" || word.hasPrefix("--recover=") || word.hasPrefix("--key=") {
                skips = false
            } else if word == "--recover" || word == "--key" {
                skips = true
            } else {
                words.append(quoted(word))
            }
        }
        return (["bargain"] + words + ["--recover", quoted(draft)]).joined(separator: " ")
    }

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", "=", ":", "@", ",", "+", "%": true
            default: false
            }
        }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
