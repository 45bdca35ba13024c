/// The runs of a term's block with the line ends of its YAML, which comparing words leaves out.
struct LineEnds {
    let runs: [WordRun]

    init(_ block: BlockChange) {
        let old = Self.places(block.old)
        let new = Self.places(block.new)
        var (one, other) = (0, 0)
        runs = block.runs.map { run in
            var text = ""
            for character in run.text {
                guard character == " " else {
                    text.append(character)
                    if run.fate != .inserted { one += 1 }
                    if run.fate != .deleted { other += 1 }
                    continue
                }
                let isEnd = run.fate == .deleted ? old.contains(one) : new.contains(other)
                text.append(isEnd ? "\n" : " ")
            }
            return WordRun(fate: run.fate, text: text, move: run.move)
        }
    }

    /// After how many characters, white space left out, a line ends.
    private static func places(_ block: Block?) -> Set<Int> {
        var places: Set<Int> = []
        var count = 0
        for character in block?.text ?? "" {
            if character.isNewline { places.insert(count) }
            if !character.isWhitespace { count += 1 }
        }
        return places
    }
}

extension [WordRun] {
    /// The same with words that would be struck and inserted side by side kept: nobody changed them.
    var withoutSame: [WordRun] {
        guard contains(where: { $0.fate != .equal }) else { return self }
        var result: [WordRun] = []
        for run in self {
            guard let last = result.last, last.fate == .deleted, run.fate == .inserted, last.text == run.text
            else {
                result.append(run)
                continue
            }
            result[result.count - 1] = WordRun(fate: .equal, text: run.text)
        }
        return result
    }
}
