extension ContractDocument {
    /// The document with some of its sections alone, as when both sides agreed to those and to no others.
    ///
    /// Headings above them stay, to name their place, without their own text.
    ///
    /// - Parameter labels: the labels of the sections that stay.
    /// - Returns: a document of the same name.
    /// - Throws: `unplaced` for a label that the document does not have.
    public func keeping(sections labels: [String]) throws(ContractError) -> ContractDocument {
        let source = SourceSections(self)
        if let unknown = labels.first(where: { section($0) == nil }) {
            throw ContractError(
                .unplaced,
                in: name,
                line: 1,
                harmless("There is no section '\(shortened(unknown))' in it.")
            )
        }
        var above = Set(labels)
        for piece in source.pieces.reversed() {
            if above.contains(piece.section.label), let parent = piece.parent { above.insert(parent) }
        }
        let kept = source.pieces.compactMap { piece -> SourceSections.Piece? in
            guard above.contains(piece.section.label) else { return nil }
            var piece = piece
            if !labels.contains(piece.section.label) { piece.lines = piece.heading + [""] }
            return piece
        }
        return try ContractDocument(
            markdown: SourceSections(head: source.head, pieces: kept).text,
            name: name
        )
    }
}
