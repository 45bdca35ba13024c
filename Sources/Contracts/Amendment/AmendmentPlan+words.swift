extension AmendmentPlan {
    // MARK: Words go and others come

    mutating func replace(
        _ old: String,
        with new: String,
        _ everywhere: Bool,
        in place: ContractPlaces.Place
    ) throws(Refusal) -> Step {
        guard !old.isEmpty else {
            throw Refusal("It does not say which words go.", mend: "Quote the words.")
        }
        var found = try find(old, in: place)
        if everywhere { found = try merging(found, old, in: place) }
        guard !found.isEmpty else { throw try absent(old, in: place) }
        guard everywhere || found.count == 1 else {
            throw Refusal(
                "\(name(place)) says '\(shortened(old))' \(found.count) times.",
                mend: "Quote more of the words around it, name the sentence, or write 'wherever it appears'."
            )
        }
        var step = Step()
        var headings: [Int: [(range: Range<Int>, new: String)]] = [:]
        for one in found {
            let words = everywhere ? capital(of: one, new) : new
            if one.source == .heading {
                headings[one.section, default: []].append((one.range, words))
            } else {
                step.edits.append(edit(one, to: words))
            }
        }
        for (section, edits) in headings.sorted(by: { $0.key < $1.key }) {
            let source = places.sections[section]
            let heading = WordEdits.applying(edits, to: source.heading)
            step.edits.append(.title(section: section, Self.title(of: source, heading: heading)))
        }
        let sections = found.map(\.section)
        step.places = sections.enumerated().filter { $0.offset == 0 || sections[$0.offset - 1] != $0.element }
            .map { _, section in
                let count = sections.count { $0 == section }
                return places.sections[section].title + (count > 1 ? " (\(count) times)" : "")
            }
        step.notes = termNotes(Array(Set(sections)).sorted())
        if everywhere { step.notes += try left(old, found.count, in: place) }
        return step
    }

    /// Where the words stand with a capital, as at the start of a sentence, they are the same words.
    private mutating func merging(
        _ found: [(section: Int, source: FoldedBlock.Source, range: Range<Int>)],
        _ old: String,
        in place: ContractPlaces.Place
    ) throws(Refusal) -> [(section: Int, source: FoldedBlock.Source, range: Range<Int>)] {
        guard let first = old.first, first.isLowercase else { return found }
        let capital = try find(first.uppercased() + old.dropFirst(), in: place)
        return (found + capital).sorted {
            ($0.section, $0.source.order, $0.range.lowerBound) < (
                $1.section, $1.source.order, $1.range.lowerBound
            )
        }
    }

    /// The new words with a capital where the old ones have one.
    private func capital(
        of found: (section: Int, source: FoldedBlock.Source, range: Range<Int>),
        _ new: String
    ) -> String {
        let section = places.sections[found.section]
        let text: String
        switch found.source {
        case .heading: text = section.heading
        case .block(let block): text = section.blocks[block].text
        case .cell(let block, let row, let column):
            guard let table = section.blocks[block].table else { return new }
            text = (row == 0 ? table.header : table.rows[row - 1]).cells[column]
        }
        let isCapital = Array(text.utf8)[found.range.lowerBound]
        guard (0x41...0x5A).contains(isCapital), let first = new.first, first.isLowercase else { return new }
        return first.uppercased() + new.dropFirst()
    }

    /// Words that differ from those replaced only in their capitals, and stay.
    private mutating func left(_ old: String, _ count: Int, in place: ContractPlaces.Place) throws(Refusal)
        -> [String]
    {
        let capitals = try find(old.uppercased(), in: place).count
        guard capitals > 0, old.uppercased() != old else { return [] }
        return [
            "'\(shortened(old.uppercased()))' in capitals stands in \(capitals) other place\(capitals == 1 ? "" : "s") and is left."
        ]
    }

    /// Why words are not found, as far as their neighbourhood tells.
    private mutating func absent(_ words: String, in place: ContractPlaces.Place) throws(Refusal) -> Refusal {
        let trimmed = words.trimmedOfMarks
        if trimmed != words, try !find(trimmed, in: place).isEmpty {
            return Refusal(
                "\(name(place)) does not say '\(shortened(words))', only '\(shortened(trimmed))' without the mark at the end.",
                mend: "Set the mark behind the quotation."
            )
        }
        let elsewhere = place.section == nil ? [] : try find(words, in: .init(section: nil))
        let others = elsewhere.prefix(3).map { "'\(places.sections[$0.section].label)'" }.joined(
            separator: ", "
        )
        return Refusal(
            "\(name(place)) does not say '\(shortened(words))'"
                + (others.isEmpty ? "." : "; it stands in \(others)."),
            mend: "Quote the words as the contract has them, and name the section that has them."
        )
    }

    // MARK: Something comes in

    mutating func insert(
        _ quotation: Quotation,
        _ unit: Instruction.Unit,
        at spot: Instruction.Spot,
        in place: ContractPlaces.Place
    ) throws(Refusal) -> Step {
        guard let section = place.section else { throw InstructionGrammar.nowhere }
        switch (spot, unit) {
        case (.after(.words(let anchor)), _), (.before(.words(let anchor)), _):
            guard unit != .paragraph, quotation.form != .block else {
                throw Refusal(
                    "A paragraph cannot come in beside words of another.",
                    mend: "Say after which paragraph it comes."
                )
            }
            return try insert(try words(quotation), beside: anchor, isAfter: spot.isAfter, in: place)
        case (.after(.part(let part)), _), (.before(.part(let part)), _):
            let beside = try places.part(part, of: place, .init(parts: [part]))
            return try insert(quotation, unit, beside: beside, isAfter: spot.isAfter)
        case (.after(.place(let target)), _), (.before(.place(let target)), _):
            var inner = target
            if inner.steps.first?.kind != .item {
                throw Refusal(
                    "It does not say what comes in there.",
                    mend: "Write 'a new Section …' or 'the following paragraph'."
                )
            }
            let blocks = places.sections[section].blocks.indices
            var range = blocks
            if case .blocks(let some) = place.reach { range = some }
            let first = inner.steps.removeFirst()
            var found = try places.item(first, in: section, range)
            for step in inner.steps {
                if case .blocks(let range) = found.reach { found = try places.item(step, in: section, range) }
            }
            return try insert(quotation, .paragraph, beside: found, isAfter: spot.isAfter)
        case (.end, .paragraph), (.beginning, .paragraph):
            return try insertParagraph(quotation, atEnd: spot == .end, of: place, section)
        case (.end, _), (.beginning, _):
            if quotation.form == .block
                || quotation.text.contains(where: { $0.allSatisfy(\.isWhitespace) })
                    && quotation.text.count > 1
            {
                guard unit == .unsaid else { break }
                return try insertParagraph(quotation, atEnd: spot == .end, of: place, section)
            }
            guard unit != .unsaid else {
                throw Refusal(
                    "Whether the words go on in the paragraph or make one of their own is not said.",
                    mend: "Write 'the following sentence' or 'the following paragraph'."
                )
            }
            return try insertWords(try words(quotation), unit, atEnd: spot == .end, of: place, section)
        }
        throw Refusal("It quotes several paragraphs for one.", mend: "Write 'the following paragraph'.")
    }

    private mutating func insert(
        _ new: String,
        beside anchor: String,
        isAfter: Bool,
        in place: ContractPlaces.Place
    ) throws(Refusal) -> Step {
        let found = try find(anchor, in: place)
        guard let one = found.first else { throw try absent(anchor, in: place) }
        guard found.count == 1 else {
            throw Refusal(
                "\(name(place)) says '\(shortened(anchor))' \(found.count) times.",
                mend: "Quote more of the words around it, or name the sentence."
            )
        }
        let offset = isAfter ? one.range.upperBound : one.range.lowerBound
        let isMark = new.first.map { ",.;:)".contains($0) } ?? false
        let words = isAfter ? (isMark ? new : " " + new) : new + " "
        return Step(
            edits: [edit((one.section, one.source, offset..<offset), to: words)],
            places: [places.sections[one.section].title],
            notes: termNotes([one.section])
        )
    }

    private func insert(
        _ quotation: Quotation,
        _ unit: Instruction.Unit,
        beside place: ContractPlaces.Place,
        isAfter: Bool
    ) throws(Refusal) -> Step {
        guard let section = place.section else { throw InstructionGrammar.nowhere }
        switch place.reach {
        case .words(let block, let range):
            guard unit != .paragraph else {
                throw Refusal(
                    "A paragraph cannot come in between sentences.",
                    mend: "Write 'the following sentence'."
                )
            }
            let new = try words(quotation)
            let offset = isAfter ? range.upperBound : range.lowerBound
            return Step(
                edits: [
                    .words(section: section, block: block, offset..<offset, isAfter ? " " + new : new + " ")
                ],
                places: [name(place)],
                notes: termNotes([section])
            )
        case .blocks(let range):
            guard unit != .words, unit != .sentence else {
                throw Refusal(
                    "Words cannot stand between paragraphs.",
                    mend: "Write 'the following paragraph'."
                )
            }
            return try insertBlocks(quotation, at: isAfter ? range.upperBound : range.lowerBound, in: section)
        case .heading, .section: throw InstructionGrammar.nowhere
        }
    }

    private func insertParagraph(
        _ quotation: Quotation,
        atEnd: Bool,
        of place: ContractPlaces.Place,
        _ section: Int
    ) throws(Refusal) -> Step {
        switch place.reach {
        case .section:
            guard !atEnd || places.ends[section] == section + 1 else {
                throw Refusal(
                    "'\(places.sections[section].label)' has sections inside it; whether its own words end before them or the "
                        + "whole of it is meant is not said.",
                    mend: "Name the last section, or the paragraph after which it comes."
                )
            }
            return try insertBlocks(quotation, at: atEnd ? blocks(section).count : 0, in: section)
        case .blocks(let range):
            return try insertBlocks(quotation, at: atEnd ? range.upperBound : range.lowerBound, in: section)
        case .words, .heading:
            throw Refusal("A paragraph cannot come in inside a sentence.", mend: "Name the section alone.")
        }
    }

    private func insertBlocks(_ quotation: Quotation, at index: Int, in section: Int) throws(Refusal) -> Step
    {
        let text = try AmendedText(
            quotation,
            isMarkdown: isMarkdown,
            level: places.sections[section].level,
            number: nil
        )
        return Step(
            edits: [.blocks(section: section, index..<index, text.blocks)],
            places: [places.sections[section].title],
            notes: termNotes([section])
        )
    }

    private func insertWords(
        _ new: String,
        _ unit: Instruction.Unit,
        atEnd: Bool,
        of place: ContractPlaces.Place,
        _ section: Int
    ) throws(Refusal) -> Step {
        var range = blocks(section).indices
        switch place.reach {
        case .blocks(let some): range = some
        case .section where places.ends[section] == section + 1 || !atEnd: break
        default:
            throw Refusal(
                "Where '\(places.sections[section].label)' ends is not clear, since there are sections inside it.",
                mend: "Name the last section, or quote the words after which the new ones come."
            )
        }
        let texts = range.filter { blocks(section)[$0].kind == .text }
        guard let index = atEnd ? texts.last : texts.first,
            texts.count == 1 || blocks(section)[index].prefix.isEmpty
        else {
            throw Refusal(
                "'\(places.sections[section].label)' has a list there; whether the words go on in its item is not said.",
                mend: "Quote the words after which the new ones come, or write 'the following paragraph'."
            )
        }
        let text = blocks(section)[index].text
        // `…of the year.` and then `and in summer` would stand behind the point.
        let isClosed = text.last.map { ".!?".contains($0) } ?? true
        let begins = new.first.map { $0.isUppercase || $0.isNumber || $0 == "(" } ?? false
        guard !atEnd || isClosed == begins || unit == .sentence else {
            throw Refusal(
                "Whether the words come before or behind the point at the end is not said.",
                mend: "Quote the words after which they come."
            )
        }
        let offset = atEnd ? text.utf8.count : 0
        return Step(
            edits: [.words(section: section, block: index, offset..<offset, atEnd ? " " + new : new + " ")],
            places: [places.sections[section].title],
            notes: termNotes([section])
        )
    }

    /// A quotation as words of one paragraph.
    func words(_ quotation: Quotation) throws(Refusal) -> String {
        let text = try AmendedText(quotation, isMarkdown: isMarkdown, level: 3, number: nil)
        guard text.blocks.count == 1, let block = text.blocks.first, block.kind == .text else {
            throw Refusal(
                "The quotation holds more than the words of one paragraph.",
                mend: "Quote the words alone, or name the paragraph or section that is to read so."
            )
        }
        return block.prefix.isEmpty ? block.text : block.prefix + block.text
    }

    mutating func recite(_ quotation: Quotation, at place: ContractPlaces.Place) throws(Refusal) -> Step {
        let said = FoldedText(oneSpaced(quotation.words)).bytes
        var stands: [UInt8] = []
        guard let section = place.section else { throw InstructionGrammar.nowhere }
        for index in place.reach == .section ? places.inside(section) : section..<section + 1 {
            let all = blocks(index)
            for (number, block) in all.enumerated() where block.kind == .text {
                if case .blocks(let range) = place.reach, !range.contains(number) { continue }
                stands += FoldedText(block.text).bytes + [0x20]
            }
        }
        guard PhraseSearch(quotation.words).isFound(in: stands), !said.isEmpty else {
            throw Refusal(
                "\(name(place)) does not say what the instructions quote as its words now.",
                mend: "Look whether BASE is the contract that the instructions were written for."
            )
        }
        return Step(places: [name(place)])
    }
}

extension PhraseSearch {
    /// Whether the words stand in the bytes of a folded text.
    func isFound(in bytes: [UInt8]) -> Bool {
        !places(in: FoldedText(String(decoding: bytes, as: UTF8.self))).isEmpty
    }
}

extension Instruction.Spot {
    var isAfter: Bool {
        if case .after = self { return true }
        return false
    }
}

extension AmendmentPlan.FoldedBlock.Source {
    /// The order in which they stand in their section.
    var order: Int {
        switch self {
        case .heading: -1
        case .block(let block): block * 1_000_000
        case .cell(let block, let row, let column): block * 1_000_000 + row * 128 + column + 1
        }
    }
}
