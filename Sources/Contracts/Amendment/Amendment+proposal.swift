extension Amendment {
    /// The amended contract as a proposal: the sections that changed, under the headings of their articles.
    ///
    /// - Parameter title: the heading of the proposal.
    /// - Returns: a document that, applied to the base, gives the amended contract, section by section.
    /// - Throws: `unplaced` where the changes cannot be said so, as when a section stands out of the order of numbers.
    public func proposal(title: String) throws(ContractError) -> ContractDocument {
        let (old, new) = (SourceSections(base.document), SourceSections(document))
        let oldPieces = Dictionary(old.pieces.map { ($0.section.label, $0) }) { one, _ in one }
        let newLabels = Set(new.pieces.map(\.section.label))
        var kept: Set<String> = []
        var pieces: [SourceSections.Piece] = []
        for piece in new.pieces {
            let label = piece.section.label
            if let before = oldPieces[label], before.section.title == piece.section.title,
                before.parent == piece.parent,
                before.section.blocks.count == piece.section.blocks.count,
                zip(before.section.blocks, piece.section.blocks).allSatisfy({ $0.saysTheSame(as: $1) })
            {
                continue
            }
            kept.insert(label)
        }
        var above = kept
        for piece in new.pieces.reversed() where above.contains(piece.section.label) {
            if let parent = piece.parent { above.insert(parent) }
        }
        var gone: [SourceSections.Piece] = []
        for piece in old.pieces where !newLabels.contains(piece.section.label) {
            if let parent = piece.parent, !newLabels.contains(parent) { continue }
            var struck = piece
            struck.lines = piece.heading + ["", "*Deleted.*", ""]
            gone.append(struck)
            // The headings above say where it stood.
            var parent = piece.parent
            while let label = parent {
                above.insert(label)
                parent = oldPieces[label]?.parent
            }
        }
        for piece in new.pieces where above.contains(piece.section.label) {
            var piece = piece
            if !kept.contains(piece.section.label) { piece.lines = piece.heading + [""] }
            pieces.append(piece)
            let label = piece.section.label
            for struck in gone where struck.parent == label && struck.section.level == piece.section.level + 1
            {
                pieces.append(struck)
            }
        }
        pieces += gone.filter { $0.parent == nil }
        let head: [Substring] = ["# " + Substring(PlainTextMarkdown.escaped(oneSpaced(title))), ""]
        let proposal = try ContractDocument(
            markdown: SourceSections(head: head, pieces: pieces).text + "\n",
            name: name
        )
        let result = try base.document.applying(proposal)
        let isSame =
            result.sections.count == document.sections.count
            && zip(result.sections, document.sections).allSatisfy { one, other in
                one.label == other.label && one.title == other.title && one.level == other.level
                    && one.blocks.count == other.blocks.count
                    && zip(one.blocks, other.blocks).allSatisfy { $0.saysTheSame(as: $1) }
            }
        guard isSame else {
            throw ContractError(
                .unplaced,
                in: name,
                line: 1,
                "The amended contract cannot be said as a proposal: a section would stand elsewhere, or an article keep words that "
                    + "the amendment takes from it. Serve the instructions as they are, with the amended contract beside them."
            )
        }
        return proposal
    }
}
