public import CivilTime
internal import PlainYAML

/// The log of edits that change no meaning and that both sides signed: spelling, numbers of sections, dates of signing.
public struct Housekeeping: Hashable, Sendable {
    /// Words of one section that take the place of others.
    public struct Edit: Hashable, Sendable {
        /// The label of the section; `title` for what stands before the first article.
        public let section: String
        /// The words as they stood; they must stand there once.
        public let was: String
        /// The words as they stand; empty where they were struck.
        public let now: String
        /// Why.
        public let reason: String
        /// The day on which both sides had signed it.
        public let signed: CivilDate
        let line: Int
    }

    /// The name of the file.
    public let name: String
    /// The edits in the order of the log.
    public let edits: [Edit]

    /// Reads a log from plain YAML: `edits:`, a list with `section`, `was`, `now`, `reason`, `signed` and `by`.
    ///
    /// - Throws: the first fault, with its line, what was expected and how to mend it; among them an edit that not both
    ///   sides signed.
    public init(yaml bytes: [UInt8], name: String) throws(ContractError) {
        let text = try TextScreen.text(of: bytes, name: name)
        self.name = name
        do {
            var fields = try PlainFields(try PlainYAML.parse(text), "a log such as 'edits:' with a list")
            var edits: [Edit] = []
            for item in try fields.required("edits").items("edits") { edits.append(try Self.edit(item)) }
            try fields.finish()
            self.edits = edits
        } catch {
            throw ContractError(
                .malformed,
                in: name,
                line: error.line,
                column: error.column,
                harmless(error.message)
            )
        }
    }

    private static func edit(_ node: PlainNode) throws(PlainYAMLError) -> Edit {
        var parts = try PlainFields(node, "an edit with section, was, now, reason, signed and by")
        let section = oneSpaced(try parts.required("section").text("a section's number"))
        let old = try parts.required("was")
        let was = oneSpaced(try old.text("the words as they stood"))
        guard !was.isEmpty else { throw old.fault("'was' is empty; write the words that the edit changes.") }
        let now = oneSpaced(try parts.required("now").text("the words as they stand"))
        let reason = oneSpaced(try parts.required("reason").text("why"))
        let day = try parts.required("signed")
        guard let signed = CivilDate(try day.text("the day on which both signed")) else {
            throw day.fault("Expected the day on which both sides signed, such as 2026-06-20.")
        }
        let by = try parts.required("by")
        var sides: [String] = []
        for item in try by.items("board and union") { sides.append(oneSpaced(try item.text("a side"))) }
        guard Set(sides) == ["board", "union"] else {
            throw by.fault(
                "An edit counts once both sides signed it: write 'by: [board, union]', or leave the edit out."
            )
        }
        try parts.finish()
        return Edit(section: section, was: was, now: now, reason: reason, signed: signed, line: node.line)
    }
}

extension ContractDocument {
    /// The document with the edits of a log, or why one of them does not fit.
    func edited(by log: Housekeeping) throws(ContractError) -> ContractDocument {
        var document = self
        for edit in log.edits {
            func fault(_ message: String) -> ContractError {
                ContractError(.unplaced, in: log.name, line: edit.line, harmless(message))
            }
            var source = SourceSections(document)
            let isTitle = edit.section == "title"
            let index = source.pieces.firstIndex { $0.section.label == edit.section }
            guard isTitle || index != nil else {
                throw fault(
                    "There is no section '\(shortened(edit.section))' to edit; write its number, or 'title'."
                )
            }
            let lines = index.map { source.pieces[$0].lines } ?? source.head
            let text = lines.joined(separator: "\n")
            let places = text.places(of: edit.was)
            guard let place = places.first, places.count == 1 else {
                throw fault(
                    places.isEmpty
                        ? "Section \(edit.section) does not say '\(shortened(edit.was))'; write the words as the text has them."
                        : "Section \(edit.section) says '\(shortened(edit.was))' \(places.count) times; write more of the words around it."
                )
            }
            let new = text.replacingCharacters(in: place, with: edit.now)
                .split(separator: "\n", omittingEmptySubsequences: false)
            if let index {
                document = try source.replacing(index, by: new, named: document.name)
            } else {
                source = source.replacingHead(by: new)
                document = try ContractDocument(markdown: source.text, name: document.name)
            }
        }
        return document
    }
}

extension SourceSections {
    fileprivate func replacing(
        _ index: Int,
        by lines: [Substring],
        named name: String
    ) throws(ContractError) -> ContractDocument {
        var changed = self
        changed.pieces[index].lines = lines
        return try ContractDocument(markdown: changed.text, name: name)
    }

    fileprivate func replacingHead(by lines: [Substring]) -> SourceSections {
        SourceSections(head: lines, pieces: pieces)
    }
}

extension String {
    /// Where words stand, whatever white space lies between them.
    fileprivate func places(of words: String) -> [Range<Index>] {
        var found: [Range<Index>] = []
        var start = startIndex
        while start < endIndex {
            if let end = end(of: words, from: start) {
                found.append(start..<end)
                start = end
            } else {
                start = index(after: start)
            }
        }
        return found
    }

    private func end(of words: String, from start: Index) -> Index? {
        var place = start
        for character in words {
            guard place < endIndex else { return nil }
            if character == " " {
                guard self[place].isWhitespace else { return nil }
                while place < endIndex, self[place].isWhitespace { place = index(after: place) }
            } else {
                guard self[place] == character else { return nil }
                place = index(after: place)
            }
        }
        return place
    }

    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
