extension ContractDocument {
    /// The contract as it would read under a proposal.
    ///
    /// Each section of the proposal takes the place of the contract's section of the same label, or is added in the
    /// order of numbers. A heading with nothing directly under it keeps the contract's text and only names the place
    /// of its sections; `*Deleted.*` under a heading strikes the section and all inside it. The covering letter is no
    /// part of the contract.
    ///
    /// - Parameters:
    ///   - proposal: a document that holds the sections it would change.
    ///   - name: how errors and redlines cite the result; without one, both names.
    /// - Returns: a whole document; its `markdown` is the text in which the proposal's sections stand in their places.
    /// - Throws: `unplaced` for every section without a place; `malformed` where the result is no document, as when a
    ///   term's id would stand twice.
    public func applying(
        _ proposal: ContractDocument,
        name: String? = nil
    ) throws(ContractError) -> ContractDocument {
        let source = SourceSections(self)
        var merge = ProposalMerge(contract: source)
        merge.apply(SourceSections(proposal), from: proposal)
        guard merge.problems.isEmpty else { throw ContractError(.unplaced, merge.problems) }
        return try ContractDocument(
            markdown: merge.result.text,
            name: name ?? "\(self.name) with \(proposal.name)"
        )
    }
}

/// A document as its own lines, cut before each heading.
struct SourceSections {
    struct Piece {
        let section: Section
        var parent: String?
        var lines: [Substring]

        /// The heading's lines and the rest; a heading underlined by `===` or `---` has more than one.
        var body: [Substring] {
            let heading = lines.first?.drop { $0 == " " }.hasPrefix("#") == true ? 1 : headingLength
            return Array(lines.dropFirst(heading))
        }

        var heading: [Substring] { Array(lines.prefix(lines.count - body.count)) }

        private var headingLength: Int {
            let underline = lines.firstIndex { line in
                let mark = line.drop { $0 == " " }.first
                return (mark == "-" || mark == "=") && line.allSatisfy { $0 == mark || $0 == " " }
            }
            return (underline ?? 0) + 1
        }
    }

    let head: [Substring]
    var pieces: [Piece]

    init(head: [Substring], pieces: [Piece]) {
        (self.head, self.pieces) = (head, pieces)
    }

    init(_ document: ContractDocument) {
        let lines = document.markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let sections = document.sections
        let starts = sections.map { $0.line - 1 }
        head = Array(lines.prefix(starts.first ?? lines.count))
        var parents: [Int: String] = [:]
        pieces = []
        for (index, section) in sections.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : lines.count
            parents[section.level] = section.label
            pieces.append(
                Piece(
                    section: section,
                    parent: parents[section.level - 1],
                    lines: Array(lines[starts[index]..<end])
                )
            )
        }
        for index in pieces.indices where pieces[index].section.level == 2 { pieces[index].parent = nil }
    }

    var text: String {
        var all = head
        for piece in pieces {
            // A heading needs an empty line before it where the piece above was the end of its file.
            if let last = all.last, !last.isEmpty { all.append("") }
            all += piece.lines
        }
        return all.joined(separator: "\n")
    }

    /// Where a section and all inside it stand.
    func extent(of index: Int) -> Range<Int> {
        let level = pieces[index].section.level
        let end = pieces[(index + 1)...].firstIndex { $0.section.level <= level } ?? pieces.endIndex
        return index..<end
    }
}

/// A contract's pieces while a proposal's take their places.
private struct ProposalMerge {
    private(set) var result: SourceSections
    private(set) var problems: [ContractError.Problem] = []

    init(contract: SourceSections) {
        result = contract
    }

    mutating func apply(_ proposal: SourceSections, from document: ContractDocument) {
        for piece in proposal.pieces {
            if let message = place(piece) {
                problems.append(
                    .init(document: document.name, line: piece.section.line, column: nil, message: message)
                )
            }
        }
    }

    /// Puts one piece in its place, or says why it has none.
    private mutating func place(_ piece: SourceSections.Piece) -> String? {
        let label = piece.section.label
        guard let index = result.pieces.firstIndex(where: { $0.section.label == label }) else {
            return add(piece)
        }
        let standing = result.pieces[index]
        guard standing.section.level == piece.section.level, standing.parent == piece.parent else {
            let place = standing.parent.map { "under '\($0)'" } ?? "as an article"
            return "'\(label)' cannot be placed: in the contract it stands \(place); put it there with "
                + "'\(String(repeating: "#", count: standing.section.level))'."
        }
        if piece.section.isDeletion {
            result.pieces.removeSubrange(result.extent(of: index))
        } else if piece.section.blocks.isEmpty {
            result.pieces[index].lines = piece.heading + standing.body
        } else {
            result.pieces[index] = piece
        }
        return nil
    }

    private mutating func add(_ piece: SourceSections.Piece) -> String? {
        let label = piece.section.label
        guard !piece.section.isDeletion else {
            return "'\(label)' cannot be struck: the contract has no such section\(neighbours(of: piece))."
        }
        let siblings = result.pieces.indices.filter { index in
            result.pieces[index].parent == piece.parent
                && result.pieces[index].section.level == piece.section.level
        }
        let numbered = siblings.filter { isNumber(result.pieces[$0].section.label) }
        if isNumber(label),
            let next = numbered.first(where: { isNumber(label, before: result.pieces[$0].section.label) })
        {
            result.pieces.insert(piece, at: next)
        } else if let previous = (isNumber(label) ? numbered.last : nil) ?? siblings.last {
            result.pieces.insert(piece, at: result.extent(of: previous).upperBound)
        } else if let parent = piece.parent {
            guard let index = result.pieces.firstIndex(where: { $0.section.label == parent }) else {
                return "'\(label)' cannot be placed: the contract has no '\(parent)' to put it in."
            }
            result.pieces.insert(piece, at: index + 1)
        } else {
            result.pieces.append(piece)
        }
        return nil
    }

    private func neighbours(of piece: SourceSections.Piece) -> String {
        let labels = result.pieces.filter { $0.parent == piece.parent }.map(\.section.label).prefix(20)
        return labels.isEmpty ? "" : "; there are \(labels.joined(separator: ", "))"
    }
}
