extension ContractDiff {
    /// Proves that the redline leads back to both texts.
    ///
    /// With every change refused it must read as the old text, with every change accepted as the new one, word for
    /// word; each term of both must appear once; each move must have both its ends; and no passage that stayed may be
    /// shown struck and inserted.
    ///
    /// - Throws: `incomplete`, with the first word that differs. It is a fault of this program, not of the texts.
    public func verify() throws(ContractError) {
        try Self.compare(sections.words(refusing: true), with: old.document.words, of: old, "refused")
        try Self.compare(sections.words(refusing: false), with: new.document.words, of: new, "accepted")
        try Self.compare(
            terms.compactMap(\.old?.id).sorted(),
            with: old.document.terms.map(\.id).sorted(),
            of: old,
            "refused"
        )
        try Self.compare(
            terms.compactMap(\.new?.id).sorted(),
            with: new.document.terms.map(\.id).sorted(),
            of: new,
            "accepted"
        )
        try verifyMoves()
        if let passage = unchangedPassageShownChanged {
            throw Self.refusal(
                new,
                "'\(shortened(passage))' stands in both texts and is shown as struck and inserted"
            )
        }
    }

    /// Each move is struck once and inserted once, whole, and what was edited besides leads from one to the other.
    private func verifyMoves() throws(ContractError) {
        var ends: [Int: (struck: Int, inserted: Int)] = [:]
        for block in sections.flatMap(\.blocks) {
            guard let move = block.move else { continue }
            var count = ends[move.id] ?? (0, 0)
            if block.old == move.old, block.new == nil { count.struck += 1 }
            if block.new == move.new, block.old == nil { count.inserted += 1 }
            ends[move.id] = count
        }
        for move in moves {
            let count = ends.removeValue(forKey: move.id) ?? (0, 0)
            guard count == (1, 1), move.runs.words([.equal, .deleted]) == move.old.allWords,
                move.runs.words([.equal, .inserted]) == move.new.allWords
            else {
                throw Self.refusal(
                    new,
                    "the paragraph moved to line \(move.new.line) is not shown at both its places"
                )
            }
        }
        guard ends.isEmpty else { throw Self.refusal(new, "a paragraph is shown as moved that did not move") }
    }

    private static func refusal(_ version: ContractVersion, _ reason: String) -> ContractError {
        ContractError(
            .incomplete,
            in: version.document.name,
            line: 1,
            "The redline is not shown: \(reason). Please report this with both documents."
        )
    }

    private static func compare(
        _ replayed: [Substring],
        with words: [Substring],
        of version: ContractVersion,
        _ verb: String
    ) throws(ContractError) {
        guard replayed != words else { return }
        let place = zip(replayed, words).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let position = place ?? min(replayed.count, words.count)
        let expected = position < words.count ? shortened(String(words[position])) : "the end"
        throw ContractError(
            .incomplete,
            in: version.document.name,
            line: 1,
            "The redline is not shown: with every change \(verb) it does not read as \(version.name), from word "
                + "\(position + 1) ('\(expected)') on. Please report this with both documents."
        )
    }

    private static func compare(
        _ replayed: [String],
        with ids: [String],
        of version: ContractVersion,
        _ verb: String
    ) throws(ContractError) {
        try compare(replayed.map { $0[...] }, with: ids.map { $0[...] }, of: version, verb)
    }
}

extension [SectionChange] {
    /// The words of one side, in its own order.
    fileprivate func words(refusing: Bool) -> [Substring] {
        let standing = enumerated().compactMap { index, change in
            (refusing ? change.old : change.new).map { (position: $0.position, index: index, change: change) }
        }
        let fates: Set<WordRun.Fate> = refusing ? [.equal, .deleted] : [.equal, .inserted]
        var words: [Substring] = []
        for (_, _, change) in standing.sorted(by: { ($0.position, $0.index) < ($1.position, $1.index) }) {
            words += change.heading.words(fates)
            for block in change.blocks {
                words += block.runs.words(fates)
                words += block.table?.words(refusing: refusing) ?? []
            }
        }
        return words
    }
}

extension [WordRun] {
    fileprivate func words(_ fates: Set<WordRun.Fate>) -> [Substring] {
        var text = ""
        for run in self where fates.contains(run.fate) { text += run.text }
        return text.split(whereSeparator: \.isWhitespace).map { Substring(String($0)) }
    }
}

extension TableChange {
    fileprivate func words(refusing: Bool) -> [Substring] {
        var cells = columns.map { refusing ? $0.old : $0.new }
        for row in rows { cells += row.cells.map { refusing ? $0.old : $0.new } }
        return cells.compactMap(\.self).flatMap { $0.split(whereSeparator: \.isWhitespace) }
    }
}

extension ContractDocument {
    /// Every word of the document, read off its own blocks.
    fileprivate var words: [Substring] {
        var words = title.split(whereSeparator: \.isWhitespace)
        for block in preface { words += block.allWords }
        for section in sections {
            words += section.title.split(whereSeparator: \.isWhitespace)
            for block in section.blocks { words += block.allWords }
        }
        return words
    }
}

extension Block {
    fileprivate var allWords: [Substring] {
        guard let table else { return words.split(whereSeparator: \.isWhitespace) }
        return ([table.header] + table.rows).flatMap { row in
            row.cells.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        }
    }
}
