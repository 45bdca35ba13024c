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
            WordStream(terms.compactMap(\.old?.id).sorted()),
            with: WordStream(old.document.terms.map(\.id).sorted()),
            of: old,
            "refused"
        )
        try Self.compare(
            WordStream(terms.compactMap(\.new?.id).sorted()),
            with: WordStream(new.document.terms.map(\.id).sorted()),
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
        var parts: [Int: [WordRun]] = [:]
        for block in sections.flatMap(\.blocks) {
            for run in block.shownRuns {
                if let id = run.move { parts[id, default: []].append(run) }
            }
            guard let move = block.move else { continue }
            var count = ends[move.id] ?? (0, 0)
            if block.old == move.old, block.new == nil { count.struck += 1 }
            if block.new == move.new, block.old == nil { count.inserted += 1 }
            ends[move.id] = count
        }
        for part in moves where part.isPart { try verify(part, parts.removeValue(forKey: part.id) ?? []) }
        for move in moves where !move.isPart {
            let count = ends.removeValue(forKey: move.id) ?? (0, 0)
            guard count == (1, 1),
                WordStream(move.runs, without: .inserted).bytes == WordStream(move.old).bytes,
                WordStream(move.runs, without: .deleted).bytes == WordStream(move.new).bytes
            else {
                throw Self.refusal(
                    new,
                    "the paragraph moved to line \(move.new.line) is not shown at both its places"
                )
            }
        }
        guard ends.isEmpty, parts.isEmpty else {
            throw Self.refusal(new, "a paragraph is shown as moved that did not move")
        }
    }

    /// What of a paragraph moved is struck once and inserted once, the same words at both places.
    private func verify(_ part: BlockMove, _ runs: [WordRun]) throws(ContractError) {
        let words = WordStream(part.runs, without: .inserted).bytes
        guard runs.count == 2, Set(runs.map(\.fate)) == [.deleted, .inserted],
            runs.allSatisfy({ WordStream([$0], without: .equal).bytes == words }), !part.isEdited
        else {
            throw Self.refusal(
                new,
                "a part of the paragraph in line \(part.new.line) is not shown at both its places"
            )
        }
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
        _ replayed: WordStream,
        with words: WordStream,
        of version: ContractVersion,
        _ verb: String
    ) throws(ContractError) {
        guard replayed.bytes != words.bytes else { return }
        let (found, expected) = (replayed.bytes.split(separator: 0x20), words.bytes.split(separator: 0x20))
        let place = zip(found, expected).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let position = place ?? min(found.count, expected.count)
        let word =
            position < expected.count
            ? shortened(String(decoding: expected[position], as: UTF8.self)) : "the end"
        throw ContractError(
            .incomplete,
            in: version.document.name,
            line: 1,
            "The redline is not shown: with every change \(verb) it does not read as \(version.name), from word "
                + "\(position + 1) ('\(word)') on. Please report this with both documents."
        )
    }
}

extension [SectionChange] {
    /// The words of one side, in its own order.
    fileprivate func words(refusing: Bool) -> WordStream {
        let standing = enumerated().compactMap { index, change in
            (refusing ? change.old : change.new).map { (position: $0.position, index: index, change: change) }
        }
        var words = WordStream()
        for (_, _, change) in standing.sorted(by: { ($0.position, $0.index) < ($1.position, $1.index) }) {
            words.append(change.heading, without: refusing ? .inserted : .deleted)
            for block in change.blocks {
                words.append(block.runs, without: refusing ? .inserted : .deleted)
                if let table = block.table { words.append(table, refusing: refusing) }
            }
        }
        return words
    }
}

extension WordStream {
    fileprivate init(_ words: [String]) {
        self.init()
        for word in words { appendApart(word) }
    }

    fileprivate init(_ runs: [WordRun], without fate: WordRun.Fate) {
        self.init()
        append(runs, without: fate)
    }

    fileprivate init(_ block: Block) {
        self.init()
        append(block)
    }

    fileprivate mutating func append(_ runs: [WordRun], without fate: WordRun.Fate) {
        for run in runs where run.fate != fate { append(run.text) }
        part()
    }

    fileprivate mutating func append(_ table: TableChange, refusing: Bool) {
        for cell in table.columns + table.rows.flatMap(\.cells) {
            if let text = refusing ? cell.old : cell.new { appendApart(text) }
        }
    }

    fileprivate mutating func append(_ block: Block) {
        guard let table = block.table else {
            append(block.prefix)
            append(block.text)
            part()
            return
        }
        for row in [table.header] + table.rows { row.cells.forEach { appendApart($0) } }
    }
}

extension ContractDocument {
    /// Every word of the document, read off its own blocks.
    fileprivate var words: WordStream {
        var words = WordStream()
        words.appendApart(title)
        for block in preface { words.append(block) }
        for section in sections {
            words.appendApart(section.title)
            for block in section.blocks { words.append(block) }
        }
        return words
    }
}
