extension AmendmentPlan {
    // MARK: A place reads anew

    func read(_ quotation: Quotation, at place: ContractPlaces.Place) throws(Refusal) -> Step {
        guard let section = place.section else { throw InstructionGrammar.nowhere }
        switch place.reach {
        case .section: return try read(quotation, section: section)
        case .heading: return try retitle(place, quotation.words)
        case .words(let block, let range):
            return Step(
                edits: [.words(section: section, block: block, range, try words(quotation))],
                places: [name(place)],
                notes: termNotes([section])
            )
        case .blocks(let range): return try read(quotation, blocks: range, in: section, place)
        }
    }

    private func read(_ quotation: Quotation, section index: Int) throws(Refusal) -> Step {
        let section = places.sections[index]
        let text = try AmendedText(
            quotation,
            isMarkdown: isMarkdown,
            level: section.level,
            number: ContractPlaces.ownNumber(section.label)
        )
        try refuseOther(quotation, than: section)
        if let title = text.title {
            let number = SectionLabel(title).number
            guard
                number == nil || number == section.label || number == ContractPlaces.ownNumber(section.label)
                    || number == SectionLabel(section.title).number
            else {
                throw Refusal(
                    "It names '\(section.label)', and the quotation begins with '\(shortened(title))'.",
                    mend:
                        "Give the quotation the section's number, or renumber the section by an instruction of its own."
                )
            }
        }
        let hasInner = places.ends[index] > index + 1
        guard !hasInner || !text.sections.isEmpty else {
            throw Refusal(
                "'\(section.label)' has sections inside it, and what becomes of them is not said.",
                mend:
                    "Name the section that changes, or quote all of '\(section.label)' with its headings, each line behind '>'."
            )
        }
        try refuseLost(section.blocks, in: text.blocks, section.label)
        let edit: AmendmentEdit =
            hasInner || !text.sections.isEmpty ? .subtree(section: index, text) : .body(section: index, text)
        return Step(edits: [edit], places: [section.title])
    }

    /// A quotation that begins as another section does.
    private func refuseOther(_ quotation: Quotation, than section: Section) throws(Refusal) {
        let lines = quotation.text.map(oneSpaced).filter { !$0.isEmpty }
        guard quotation.form == .marks, let first = lines.first, let number = SectionLabel(first).number,
            number.contains(where: \.isNumber),
            number.lowercased() != ContractPlaces.ownNumber(section.label).lowercased()
        else { return }
        let isHeading = lines.count > 1 && first.split(separator: " ").count <= 14 && !first.hasSuffix(".")
        guard
            isHeading
                || first.first?.isNumber == true && places.sections.contains(where: { $0.label == number })
        else {
            return
        }
        throw Refusal(
            "It names '\(section.label)', and the quotation begins with '\(shortened(first))'.",
            mend:
                "Give the quotation the section's number, or renumber the section by an instruction of its own."
        )
    }

    /// A term or table that the new words do not give: whether it goes, nobody has said.
    private func refuseLost(_ old: [Block], in new: [Block], _ label: String) throws(Refusal) {
        let ids = terms.filter { $0.section == label }.map(\.id)
        let lost = old.contains { $0.kind == .term } && !new.contains { $0.kind == .term }
        guard !lost else {
            throw Refusal(
                "'\(label)' also holds the term '\(ids.joined(separator: "', '"))', which the new text does not give.",
                mend:
                    "Quote the section with its term, each line behind '>', or name the paragraph that changes."
            )
        }
        guard !old.contains(where: { $0.table != nil }) || new.contains(where: { $0.table != nil }) else {
            throw Refusal(
                "'\(label)' also holds a table, which the new text does not give.",
                mend:
                    "Quote the section with its table, each line behind '>', or name the paragraph that changes."
            )
        }
    }

    private func read(
        _ quotation: Quotation,
        blocks range: Range<Int>,
        in section: Int,
        _ place: ContractPlaces.Place
    ) throws(Refusal) -> Step {
        let old = blocks(section)
        guard range.count == 1 else {
            throw Refusal(
                "\(name(place)) has \(range.count) paragraphs under that mark, and what becomes of them is not said.",
                mend: "Name the paragraph that changes, or delete them and add what is to stand there."
            )
        }
        let block = old[range.lowerBound]
        guard let marker = ContractPlaces.Marker(block) else {
            if block.prefix.isEmpty {
                let text = try AmendedText(
                    quotation,
                    isMarkdown: isMarkdown,
                    level: places.sections[section].level,
                    number: nil
                )
                return Step(
                    edits: [.blocks(section: section, range, text.blocks)],
                    places: [name(place)],
                    notes: termNotes([section])
                )
            }
            let new = Block(.text, prefix: block.prefix, text: try words(quotation), line: block.line)
            return Step(
                edits: [.blocks(section: section, range, [new])],
                places: [name(place)],
                notes: termNotes([section])
            )
        }
        // The mark stays, whether the quotation repeats it or not.
        let new = try words(quotation)
        let repeated = ContractPlaces.Marker(Block(.text, text: new, line: 0))
        var words = new
        if let repeated, repeated.ordinal == marker.ordinal {
            words = String(new.dropFirst(repeated.length)).trimmedOfSpaces
        } else if repeated != nil {
            throw Refusal(
                "The quotation begins with another mark than the paragraph that it names.",
                mend: "Give it the mark that the contract has."
            )
        }
        let mark = String(decoding: Array(block.text.utf8.prefix(marker.length)), as: UTF8.self)
        let text = marker.length == 0 ? words : mark + " " + words
        return Step(
            edits: [
                .blocks(
                    section: section,
                    range,
                    [Block(.text, prefix: block.prefix, text: text, line: block.line)]
                )
            ],
            places: [name(place)],
            notes: termNotes([section])
        )
    }

    // MARK: A place goes

    func delete(_ place: ContractPlaces.Place) throws(Refusal) -> Step {
        guard let section = place.section else { throw InstructionGrammar.nowhere }
        switch place.reach {
        case .section:
            let count = places.inside(section).count - 1
            let inner = count == 0 ? "" : ", with the \(count) section\(count == 1 ? "" : "s") inside it"
            return Step(
                edits: [.subtree(section: section, nil)],
                places: [places.sections[section].title + inner]
            )
        case .heading: throw Refusal("A section cannot stand without a heading.", mend: "Delete the section.")
        case .words(let block, let range):
            return Step(
                edits: [.words(section: section, block: block, range, "")],
                places: [name(place)],
                notes: termNotes([section])
            )
        case .blocks(let range):
            try refuseShift(range, in: section)
            let all = blocks(section)
            guard range.dropFirst().allSatisfy({ ContractPlaces.Marker(all[$0]) != nil }) else {
                throw Refusal(
                    "Whether the unmarked paragraph under that mark goes too is not said.",
                    mend: "Name each paragraph that goes."
                )
            }
            return Step(
                edits: [.blocks(section: section, range, [])],
                places: [name(place)],
                notes: termNotes([section])
            )
        }
    }

    /// The items of a numbered list count themselves, so that one that goes takes its number from those behind it.
    private func refuseShift(_ range: Range<Int>, in section: Int) throws(Refusal) {
        let all = blocks(section)
        guard let first = ContractPlaces.Marker(all[range.lowerBound]), first.length == 0,
            range.upperBound < all.count, let next = ContractPlaces.Marker(all[range.upperBound]),
            next.style == first.style
        else { return }
        throw Refusal(
            "The items behind it would get other numbers, which nobody has said.",
            mend: "Quote the section as it is to read."
        )
    }

    // MARK: Headings and numbers

    func retitle(_ place: ContractPlaces.Place, _ heading: String) throws(Refusal) -> Step {
        guard let index = place.section else { throw InstructionGrammar.nowhere }
        let section = places.sections[index]
        let said = SectionLabel(oneSpaced(heading))
        if let number = said.number, number != section.label,
            number != ContractPlaces.ownNumber(section.label)
        {
            throw Refusal(
                "The new heading has another number than the section.",
                mend: "Renumber the section by an instruction of its own."
            )
        }
        let title =
            said.number == nil ? Self.title(of: section, heading: oneSpaced(heading)) : oneSpaced(heading)
        return Step(edits: [.title(section: index, title)], places: [section.title])
    }

    func renumber(_ place: ContractPlaces.Place, _ number: String) throws(Refusal) -> Step {
        guard let index = place.section, place.reach == .section else {
            throw Refusal(
                "Only articles and sections get other numbers.",
                mend: "Quote the paragraph with its new mark."
            )
        }
        let old = places.sections[index].label
        let label = try label(number, like: old)
        guard places.sections.contains(where: { $0.label == label }) == false || label != old else {
            throw Refusal("The section has that number already.", mend: "Leave the instruction out.")
        }
        return Step(edits: [.number(section: index, label)], places: [places.sections[index].title])
    }

    /// A number as a label beside another: `5` like `8/4` is `8/5`.
    private func label(_ number: String, like old: String) throws(Refusal) -> String {
        let own = ContractPlaces.ownNumber(old)
        let path = old.dropLast(own.count)
        let isAppendix = own.hasPrefix("Appendix ")
        let before = SectionNumber(own, isRoman: false) ?? SectionNumber(own, isRoman: true)
        let after = SectionNumber(number, isRoman: false) ?? SectionNumber(number, isRoman: true)
        let prefix = isAppendix ? "" : before?.prefix ?? ""
        guard let after, after.prefix == prefix else {
            throw Refusal(
                "'\(old)' as '\(number)' would belong elsewhere; sections are not moved by another number.",
                mend: "Delete it there and insert it where it is to stand."
            )
        }
        return path + (isAppendix ? "Appendix " : "") + number
    }

    // MARK: A new section

    func add(
        _ new: Instruction.NewSection,
        in target: AmendmentTarget,
        _ context: AmendmentTarget?
    ) throws(Refusal) -> Step {
        guard let quotation = new.text else {
            throw Refusal(
                "How the new \(new.keyword) \(new.number) reads is not said, or not between marks that show where it ends.",
                mend:
                    "Write 'The new \(new.keyword) \(new.number) shall read as follows:' and quote its text."
            )
        }
        if new.kind == .item { return try addItem(new, quotation, in: target, context) }
        let (parent, position, model) = try home(of: new, in: target, context)
        let label = try self.label(of: new, in: parent)
        let level =
            model.map { places.sections[$0].level } ?? (parent.map { places.sections[$0].level + 1 } ?? 2)
        guard level <= 4 else {
            throw Refusal("Sections nest no deeper than three levels.", mend: "Add it as a paragraph.")
        }
        var text = try AmendedText(quotation, isMarkdown: isMarkdown, level: level, number: new.number)
        if let title = text.title {
            let number = SectionLabel(title).number.map(ContractPlaces.ownNumber)
            guard number == ContractPlaces.ownNumber(label) || number == new.number else {
                throw Refusal(
                    "It adds \(new.keyword) \(new.number), and the quotation begins with '\(shortened(title))'.",
                    mend: "Give the quotation the number of the section that is added."
                )
            }
        } else {
            text.title = title(of: new, like: model)
        }
        return Step(
            edits: [.new(.init(parent: parent, position: position, label: label, text: text))],
            places: [text.title ?? label]
        )
    }

    private func title(of new: Instruction.NewSection, like model: Int?) -> String {
        let word = model.flatMap { places.sections[$0].title.split(separator: " ").first } ?? ""
        let hasKeyword = model == nil || AmendmentTarget.Kind(word.lowercased()) != nil
        let keyword = hasKeyword ? new.keyword.prefix(1).uppercased() + new.keyword.dropFirst() + " " : ""
        let separator = model.map { places.sections[$0].title.contains(" — ") } ?? false ? " — " : " "
        return keyword + new.number + (new.heading.map { separator + $0 } ?? "")
    }

    private func label(of new: Instruction.NewSection, in parent: Int?) throws(Refusal) -> String {
        if new.kind == .appendix { return "Appendix \(new.number)" }
        guard let parent else { return new.number }
        let own = places.sections[parent].label
        let inner = places.children(of: parent)
        if inner.contains(where: { places.sections[$0].label.contains("/") }) {
            return "\(own)/\(new.number)"
        }
        let number = ContractPlaces.ownNumber(own)
        if new.number.hasPrefix(number + ".") || new.number.hasPrefix(number + "-") { return new.number }
        guard inner.isEmpty || !inner.contains(where: { places.sections[$0].label.hasPrefix(number) }) else {
            throw Refusal(
                "\(new.keyword) \(new.number) is no number of '\(own)', whose sections are "
                    + inner.prefix(6).map { places.sections[$0].label }.joined(separator: ", ") + ".",
                mend: "Write its number as the contract numbers them."
            )
        }
        return inner.isEmpty ? "\(own)/\(new.number)" : new.number
    }

    /// In which section it stands, before which one, and beside which it is written alike.
    private func home(
        of new: Instruction.NewSection,
        in target: AmendmentTarget,
        _ context: AmendmentTarget?
    ) throws(Refusal) -> (parent: Int?, position: Int, model: Int?) {
        if let beside = new.after ?? new.before {
            let place = try places.place(beside, context: target.steps.isEmpty ? context : target)
            guard let section = place.section, place.reach == .section else {
                throw Refusal(
                    "A section can come in only beside a section.",
                    mend: "Say after which section it stands."
                )
            }
            let isArticle = new.kind == .article || new.kind == .appendix
            guard
                isArticle == (places.sections[section].level == 2)
                    || places.parents[section] == nil && !isArticle
            else {
                throw Refusal(
                    "\(new.keyword) \(new.number) and '\(places.sections[section].label)' are not of one level.",
                    mend: "Name a section of its own level, or the article in which it stands."
                )
            }
            return (places.parents[section], new.after == nil ? section : places.ends[section], section)
        }
        if new.kind == .article || new.kind == .appendix {
            return ordered(new.kind == .appendix ? "Appendix \(new.number)" : new.number, in: nil)
        }
        var parent: Int?
        if !target.steps.isEmpty {
            parent = try places.place(target, context: context).section
        } else if let cut = new.number.lastIndex(where: { $0 == "." || $0 == "-" }) {
            let outer = AmendmentTarget.Step(
                kind: .section,
                number: String(new.number[..<cut]),
                heading: nil,
                keyword: "Section"
            )
            let isArticle = !new.number[..<cut].contains { $0 == "." || $0 == "-" }
            let step =
                isArticle
                ? AmendmentTarget.Step(kind: .article, number: outer.number, heading: nil, keyword: "Article")
                : outer
            parent = try places.place(.init(steps: [step]), context: nil).section
        } else if let context {
            parent = try places.place(.init(steps: context.steps), context: nil).section
        }
        guard let parent else {
            throw Refusal(
                "In which article \(new.keyword) \(new.number) is to stand is not said.",
                mend: "Write 'Insert a new Section 3 in Article 8 …', or after which section it comes."
            )
        }
        let own = ContractPlaces.ownNumber(places.sections[parent].label)
        let isPath = places.children(of: parent).contains { places.sections[$0].label.contains("/") }
        _ = own
        return ordered(isPath ? "\(places.sections[parent].label)/\(new.number)" : new.number, in: parent)
    }

    /// A place by the order of numbers.
    private func ordered(_ label: String, in parent: Int?) -> (parent: Int?, position: Int, model: Int?) {
        let siblings = places.children(of: parent)
        let end = parent.map { places.ends[$0] } ?? places.sections.count
        let numbers = siblings.map { places.sections[$0].label } + [label]
        let isRoman = SectionNumber.areRoman(numbers)
        let isAppendix = label.hasPrefix("Appendix ")
        guard let value = SectionNumber(label, isRoman: isRoman)?.value else {
            return (parent, end, siblings.last)
        }
        let alike = siblings.filter { places.sections[$0].label.hasPrefix("Appendix ") == isAppendix }
        // An article with a number stands before the appendices.
        let behind = siblings.first { sibling in
            let other = places.sections[sibling].label
            if other.hasPrefix("Appendix ") != isAppendix { return !isAppendix }
            return (SectionNumber(other, isRoman: isRoman)?.value).map { $0 > value } ?? false
        }
        return (parent, behind ?? end, alike.last)
    }

    /// `a new paragraph (d)`: behind the last of its kind.
    private func addItem(
        _ new: Instruction.NewSection,
        _ quotation: Quotation,
        in target: AmendmentTarget,
        _ context: AmendmentTarget?
    ) throws(Refusal) -> Step {
        let place = try places.place(target, context: context)
        guard let section = place.section, let ordinal = PlainTextOrdinal(Substring(new.number)) else {
            throw InstructionGrammar.nowhere
        }
        var range = blocks(section).indices
        if case .blocks(let some) = place.reach { range = some }
        let markers = range.compactMap { index in
            ContractPlaces.Marker(blocks(section)[index]).map { (index, $0) }
        }
        let previous = markers.filter { ordinal.follows($0.1.ordinal) }
        guard previous.count == 1, let (_, marker) = previous.first, marker.length > 0,
            !markers.contains(where: { $0.1.ordinal == ordinal && $0.1.style == marker.style })
        else {
            throw Refusal(
                "\(name(place)) has no paragraph behind which (\(new.number)) would be the next.",
                mend:
                    "Say after which paragraph it comes, as in 'after paragraph (c) the following paragraph'."
            )
        }
        let end =
            markers.first { $0.0 > previous[0].0 && $0.1.style == marker.style }.map(\.0) ?? range.upperBound
        guard end == range.upperBound else {
            throw Refusal("There are paragraphs behind it.", mend: "Quote the section as it is to read.")
        }
        let words = try words(quotation)
        let repeated = ContractPlaces.Marker(Block(.text, text: words, line: 0))
        let text = repeated?.ordinal == ordinal ? words : "(\(new.number)) " + words
        return Step(
            edits: [.blocks(section: section, end..<end, [Block(.text, text: text, line: 0)])],
            places: [places.sections[section].title],
            notes: termNotes([section])
        )
    }
}

extension String {
    var trimmedOfSpaces: String { String(drop { $0 == " " }) }
}
