/// What instructions come to in one contract: every change at its place, or why there is none.
struct AmendmentPlan {
    typealias Refusal = InstructionGrammar.Refusal

    /// What one instruction comes to.
    struct Step {
        var edits: [AmendmentEdit] = []
        /// Where it applies, `8.2 Salary schedule`.
        var places: [String] = []
        /// What a reader should look at.
        var notes: [String] = []
    }

    let places: ContractPlaces
    let isMarkdown: Bool
    let terms: [Term]
    private var texts: [Int: [FoldedBlock]] = [:]
    /// How many bytes of the contract may still be looked through.
    private var budget = 1 << 28

    /// The words of one block, heading or cell, ready to be looked through.
    struct FoldedBlock {
        enum Source: Hashable {
            case heading
            case block(Int)
            case cell(Int, row: Int, column: Int)
        }

        let source: Source
        let text: FoldedText
    }

    init(_ document: ContractDocument, isMarkdown: Bool) {
        places = ContractPlaces(document)
        terms = document.terms
        self.isMarkdown = isMarkdown
    }

    /// Why amounts are not raised by a rate.
    static let notReckoned = Refusal(
        "Amounts that rise or fall by a rate are not reckoned: which cells, from which day and how they are rounded is for the "
            + "parties to say.",
        mend: "Quote the section with its new schedule, each line behind '>'."
    )

    /// The changes of one instruction, against the contract as it stands.
    mutating func step(_ instruction: Instruction, context: AmendmentTarget?) throws(Refusal) -> Step {
        switch instruction.act {
        case .newSection(let new): return try add(new, in: instruction.target, context)
        case .adjust: throw Self.notReckoned
        case .renumberFollowing: return Step()
        default: break
        }
        let place = try places.place(instruction.target, context: context)
        switch instruction.act {
        case .read(let quotation): return try read(quotation, at: place)
        case .replace(let old, let new, let everywhere):
            return try replace(old, with: new, everywhere, in: place)
        case .insert(let quotation, let unit, let spot):
            return try insert(quotation, unit, at: spot, in: place)
        case .delete: return try delete(place)
        case .renumber(let number): return try renumber(place, number)
        case .retitle(let heading): return try retitle(place, heading)
        case .retain: return Step(edits: [.none(section: place.section)], places: [name(place)])
        case .recite(let quotation): return try recite(quotation, at: place)
        case .newSection, .adjust, .renumberFollowing: return Step()
        }
    }

    /// A place as people cite it.
    func name(_ place: ContractPlaces.Place) -> String {
        guard let section = place.section else { return "the whole contract" }
        let title = places.sections[section].title
        switch place.reach {
        case .section: return title
        case .heading: return "\(title), heading"
        case .blocks(let range):
            return "\(title), line \(places.sections[section].blocks[range.lowerBound].line)"
        case .words(let block, _): return "\(title), line \(places.sections[section].blocks[block].line)"
        }
    }

    func blocks(_ section: Int) -> [Block] { places.sections[section].blocks }

    /// Terms that stand where words change, and may say something else than the words then.
    func termNotes(_ sections: [Int]) -> [String] {
        let labels = Set(sections.map { places.sections[$0].label })
        return terms.filter { labels.contains($0.section) }.map {
            "The term '\($0.id)' stands there too and is left as it is; look whether it still says what the words say."
        }
    }

    // MARK: Looking for words

    /// Where words stand in a place, with the section of each.
    mutating func find(
        _ words: String,
        in place: ContractPlaces.Place
    ) throws(Refusal) -> [(section: Int, source: FoldedBlock.Source, range: Range<Int>)] {
        let search = PhraseSearch(oneSpaced(words))
        var found: [(section: Int, source: FoldedBlock.Source, range: Range<Int>)] = []
        for section in place.section.map({ place.reach == .section ? places.inside($0) : $0..<$0 + 1 })
            ?? places.sections.indices
        {
            for block in folded(section) where Self.isReached(block.source, place.reach) {
                budget -= block.text.bytes.count
                guard budget > 0 else {
                    throw Refusal(
                        "The instructions before it have looked through too much of the contract.",
                        mend: "Name the section in which words are replaced, or part the instructions."
                    )
                }
                for range in search.places(in: block.text) {
                    if case .words(_, let part) = place.reach,
                        !(part.lowerBound <= range.lowerBound && range.upperBound <= part.upperBound)
                    {
                        continue
                    }
                    found.append((section, block.source, range))
                }
            }
        }
        return found
    }

    private static func isReached(_ source: FoldedBlock.Source, _ reach: ContractPlaces.Place.Reach) -> Bool {
        switch (source, reach) {
        case (_, .section), (.heading, .heading): true
        case (.block(let block), .blocks(let range)), (.cell(let block, _, _), .blocks(let range)):
            range.contains(block)
        case (.block(let block), .words(let other, _)): block == other
        default: false
        }
    }

    private mutating func folded(_ section: Int) -> [FoldedBlock] {
        if let known = texts[section] { return known }
        let source = places.sections[section]
        var found = [FoldedBlock(source: .heading, text: FoldedText(source.heading))]
        for (index, block) in source.blocks.enumerated() {
            switch block.kind {
            case .text: found.append(FoldedBlock(source: .block(index), text: FoldedText(block.text)))
            case .term: break
            case .table(let table):
                for (row, cells) in ([table.header] + table.rows).enumerated() {
                    for (column, cell) in cells.cells.enumerated() {
                        found.append(
                            FoldedBlock(
                                source: .cell(index, row: row, column: column),
                                text: FoldedText(cell)
                            )
                        )
                    }
                }
            }
        }
        texts[section] = found
        return found
    }

    /// The change of words that were found.
    func edit(
        _ found: (section: Int, source: FoldedBlock.Source, range: Range<Int>),
        to new: String
    ) -> AmendmentEdit {
        let section = places.sections[found.section]
        switch found.source {
        case .heading:
            let heading = WordEdits.applying([(found.range, new)], to: section.heading)
            return .title(section: found.section, Self.title(of: section, heading: heading))
        case .block(let block):
            return .words(section: found.section, block: block, found.range, new)
        case .cell(let block, let row, let column):
            return .cell(section: found.section, block: block, row: row, column: column, found.range, new)
        }
    }

    /// A section's whole heading with other words behind its number.
    static func title(of section: Section, heading: String) -> String {
        guard section.title.hasSuffix(section.heading) else { return heading }
        let number = section.title.dropLast(section.heading.count)
        if section.heading.isEmpty, !heading.isEmpty {
            return number.isEmpty || number.hasSuffix(" ") ? number + heading : number + " " + heading
        }
        return oneSpaced(number + heading)
    }
}

/// Words replaced in a text, at offsets into its UTF-8.
enum WordEdits {
    /// The text with all the changes; where one takes words away, no double space stays.
    static func applying(_ edits: [(range: Range<Int>, new: String)], to text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var place = 0
        for edit in edits.enumerated().sorted(by: {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }).map(\.element) {
            result += bytes[place..<max(place, edit.range.lowerBound)]
            place = max(place, edit.range.upperBound)
            if edit.new.isEmpty {
                // `within ten days, if` without `ten days` is `within, if`.
                let next = place < bytes.count ? bytes[place] : UInt8(ascii: ".")
                if result.last == 0x20, [0x20, 0x2C, 0x2E, 0x3A, 0x3B, 0x29].contains(next) {
                    result.removeLast()
                }
            } else {
                result += Array(edit.new.utf8)
            }
        }
        result += bytes[min(place, bytes.count)...]
        return oneSpaced(String(decoding: result, as: UTF8.self))
    }
}
