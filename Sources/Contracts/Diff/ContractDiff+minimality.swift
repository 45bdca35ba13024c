extension ContractDiff {
    /// How many words in a row, shown both struck and inserted, are no accident.
    private static let fewestWords = 12
    /// How many words a paragraph has at least that may not be struck in one place and inserted in another.
    private static let fewestWordsOfBlock = 16

    /// The first passage that both texts have and that the redline shows struck and inserted, if there is one.
    var unchangedPassageShownChanged: String? {
        var struck: [String: Int] = [:]
        for section in sections {
            for block in section.blocks {
                if let passage = Self.passage(in: block.move?.runs ?? block.runs) { return passage }
                guard block.new == nil, block.move == nil, let words = Self.words(block.old) else { continue }
                struck[words, default: 0] += 1
            }
        }
        guard !struck.isEmpty else { return nil }
        for section in sections {
            for block in section.blocks where block.old == nil && block.move == nil {
                if let words = Self.words(block.new), struck[words] != nil { return words }
            }
        }
        return nil
    }

    private static func words(_ block: Block?) -> String? {
        guard let block, block.kind == .text,
            block.text.utf8.count(where: { $0 == 0x20 }) >= fewestWordsOfBlock - 1
        else {
            return nil
        }
        return block.text
    }

    private static func passage(in runs: [WordRun]) -> String? {
        for (gone, come) in zip(runs, runs.dropFirst()) where gone.fate == .deleted && come.fate == .inserted
        {
            let old = gone.text.split(separator: " ")
            let new = come.text.split(separator: " ")
            guard old.count >= fewestWords, new.count >= fewestWords else { continue }
            var passages: Set<ArraySlice<Substring>> = []
            for start in 0...(old.count - fewestWords) { passages.insert(old[start..<(start + fewestWords)]) }
            for start in 0...(new.count - fewestWords) {
                let passage = new[start..<(start + fewestWords)]
                if passages.contains(passage) { return passage.joined(separator: " ") }
            }
        }
        return nil
    }
}
