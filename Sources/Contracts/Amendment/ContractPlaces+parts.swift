extension ContractPlaces {
    /// The mark of a lettered or numbered paragraph: `(a)`, `2.`, from its list or its words.
    struct Marker: Hashable {
        let ordinal: PlainTextOrdinal
        /// The marks around the number, which tell levels apart.
        let style: String
        /// How much of the words it takes.
        let length: Int

        init?(_ block: Block) {
            guard block.kind == .text else { return nil }
            let isList = block.prefix.contains(where: \.isNumber)
            let source = isList ? block.prefix.drop { $0 == " " || $0 == ">" } : Substring(block.text)
            let word = source.prefix { $0 != " " }
            guard word.count <= 6, let last = word.last, last == "." || last == ")" else { return nil }
            let hasBracket = word.first == "("
            let core = word.dropLast().drop { $0 == "(" }
            guard let ordinal = PlainTextOrdinal(core) else { return nil }
            self.ordinal = ordinal
            style =
                (isList ? block.prefix.prefix { $0 == " " || $0 == ">" } + "list" : "")
                + (hasBracket ? "(" : "") + String(last)
                + "\(ordinal.form)"
            length = isList ? 0 : word.utf8.count
        }
    }

    /// A lettered or numbered paragraph with all under it.
    func item(_ step: AmendmentTarget.Step, in section: Int, _ range: Range<Int>) throws(Refusal) -> Place {
        let blocks = sections[section].blocks
        let number = step.number
        let found = range.filter { index in
            guard let marker = Marker(blocks[index]) else { return false }
            let text =
                blocks[index].prefix.contains(where: \.isNumber) ? blocks[index].prefix : blocks[index].text
            let core = text.drop { " >(".contains($0) }.prefix { $0 != "." && $0 != ")" }
            return core == number || marker.ordinal.form == .digits && core == number
        }
        // Of a paragraph that is found by its own mark, those inside it come later.
        guard let first = found.first else {
            throw Refusal(
                "'\(sections[section].label)' has no paragraph marked (\(number)).",
                mend: "Write the mark as the contract has it, or say 'the second paragraph'."
            )
        }
        let scopes = found.map { scope(of: $0, in: blocks, range) }
        guard found.count == 1 else {
            throw Refusal(
                "'\(sections[section].label)' has \(found.count) paragraphs marked (\(number)).",
                mend: "Name the paragraphs above it too, as in 'Section 8.2(a)(\(number))'."
            )
        }
        return Place(section: section, reach: .blocks(first..<scopes[0]))
    }

    /// Where a marked paragraph and all under it ends: at the next of its kind.
    private func scope(of first: Int, in blocks: [Block], _ range: Range<Int>) -> Int {
        guard let marker = Marker(blocks[first]) else { return first + 1 }
        var index = first + 1
        while index < range.upperBound {
            if let next = Marker(blocks[index]), next.style == marker.style,
                next.ordinal.follows(marker.ordinal)
            {
                return index
            }
            index += 1
        }
        return range.upperBound
    }

    /// A paragraph, sentence or the heading of a place.
    func part(_ part: AmendmentTarget.Part, of place: Place, _ target: AmendmentTarget) throws(Refusal)
        -> Place
    {
        guard let section = place.section else {
            throw Refusal(
                "It does not say of which section \(target.text.split(separator: " of ").first ?? "it") is.",
                mend: "Name the section."
            )
        }
        switch part {
        case .heading: return Place(section: section, reach: .heading)
        case .lines:
            throw Refusal(
                "Lines are those of a page, and this text has no pages.",
                mend: "Quote the words that are replaced, or name the sentence."
            )
        case .paragraph(let number): return try paragraph(number, of: place, in: section)
        case .sentence(let number): return try sentence(number, of: place, in: section)
        }
    }

    private func paragraph(_ number: Int, of place: Place, in section: Int) throws(Refusal) -> Place {
        let blocks = sections[section].blocks
        var range = blocks.indices
        if case .blocks(let some) = place.reach { range = some }
        let texts = range.filter { blocks[$0].kind == .text }
        let index = number == 0 ? texts.last : texts.indices.contains(number - 1) ? texts[number - 1] : nil
        guard let index else {
            throw Refusal(
                "'\(sections[section].label)' has \(texts.count) paragraphs.",
                mend: "Quote the words that are meant."
            )
        }
        let counted = number == 0 ? [index] : texts.prefix(number)
        // Whether an item of a list counts as a paragraph, nobody can tell.
        guard
            counted.allSatisfy({
                blocks[$0].prefix.isEmpty && (Marker(blocks[$0]) == nil || $0 == range.first)
            })
        else {
            throw Refusal(
                "Which paragraph that is depends on whether the items of a list in '\(sections[section].label)' count.",
                mend: "Name the item, as in 'paragraph (2)', or quote the words that are meant."
            )
        }
        return Place(section: section, reach: .blocks(index..<index + 1))
    }

    private func sentence(_ number: Int, of place: Place, in section: Int) throws(Refusal) -> Place {
        let blocks = sections[section].blocks
        var range = blocks.indices
        if case .blocks(let some) = place.reach { range = some }
        let texts = range.filter { blocks[$0].kind == .text }
        guard let first = texts.first, texts.count == 1 || number == 1 && blocks[first].prefix.isEmpty else {
            throw Refusal(
                texts.isEmpty
                    ? "'\(sections[section].label)' has no words of its own."
                    : "'\(sections[section].label)' has \(texts.count) paragraphs, and it does not say in which the sentence stands.",
                mend:
                    "Name the paragraph, as in 'the second sentence of the first paragraph', or quote the words."
            )
        }
        let sentences = Sentences(blocks[first].text)
        let index = number == 0 ? sentences.ranges.count - 1 : number - 1
        guard sentences.ranges.indices.contains(index) else {
            throw Refusal(
                "The paragraph has \(sentences.ranges.count) sentences.",
                mend: "Quote the words that are meant."
            )
        }
        if let doubt = sentences.firstDoubt, doubt <= index || number == 0 {
            throw Refusal(
                "Where its sentences end is in doubt, because of a point that may belong to an abbreviation or number.",
                mend: "Quote the words that are meant."
            )
        }
        return Place(section: section, reach: .words(first, sentences.ranges[index]))
    }
}
