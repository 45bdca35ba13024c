extension ContractDocument {
    /// Some of its sections as a document of their own, to be applied to a contract without the others.
    ///
    /// What stands inside a section is left out where it is a section itself and not asked for; the headings above a
    /// section stay, bare, so that it keeps its place.
    ///
    /// - Parameter labels: the labels of the sections; a label that it does not have is passed over.
    /// - Returns: a document with those sections in their order.
    /// - Throws: `malformed` where what is left is no document.
    public func excerpt(of labels: Set<String>) throws(ContractError) -> ContractDocument {
        let source = SourceSections(self)
        var kept: [SourceSections.Piece] = []
        var above: [SourceSections.Piece] = []
        for piece in source.pieces {
            above.removeAll { $0.section.level >= piece.section.level }
            guard labels.contains(piece.section.label) else {
                above.append(piece)
                continue
            }
            for var frame in above {
                frame.lines = frame.heading + [""]
                kept.append(frame)
            }
            above = []
            kept.append(piece)
        }
        return try ContractDocument(
            markdown: SourceSections(head: source.head, pieces: kept).text,
            name: name
        )
    }
}
