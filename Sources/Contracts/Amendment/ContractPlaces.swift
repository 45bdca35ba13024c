/// The sections of a contract by their numbers, and the places that instructions name in them.
struct ContractPlaces {
    /// A place of the contract.
    struct Place: Hashable {
        enum Reach: Hashable {
            /// The section, with all inside it.
            case section
            /// Some of its blocks.
            case blocks(Range<Int>)
            /// Words of one block, as offsets into its text's UTF-8.
            case words(Int, Range<Int>)
            case heading
        }

        /// Which section, in the order of the text; nil for the whole contract.
        let section: Int?
        var reach = Reach.section
    }

    typealias Refusal = InstructionGrammar.Refusal

    let sections: [Section]
    /// For each section the one that holds it.
    let parents: [Int?]
    /// For each section the first one behind it and all inside it.
    let ends: [Int]
    private let byNumber: [String: [Int]]

    init(_ document: ContractDocument) {
        sections = document.sections
        var parents: [Int?] = []
        var open: [Int] = []
        var ends = Array(repeating: sections.count, count: sections.count)
        var byNumber: [String: [Int]] = [:]
        for (index, section) in sections.enumerated() {
            while let last = open.last, sections[last].level >= section.level {
                ends[last] = index
                open.removeLast()
            }
            parents.append(open.last)
            open.append(index)
            byNumber[Self.ownNumber(section.label).lowercased(), default: []].append(index)
        }
        self.parents = parents
        self.ends = ends
        self.byNumber = byNumber
    }

    /// The last part of a label: `3` of `8/3`, `8.2` of `8.2`, `Appendix B`.
    static func ownNumber(_ label: String) -> String {
        label.split(separator: "/").last.map(String.init) ?? label
    }

    /// The section and all inside it.
    func inside(_ section: Int) -> Range<Int> { section..<ends[section] }

    func isInside(_ section: Int, _ other: Int) -> Bool { inside(other).contains(section) }

    /// The sections beside one, itself among them.
    func siblings(of section: Int) -> [Int] {
        children(of: parents[section]).filter { sections[$0].level == sections[section].level }
    }

    func children(of parent: Int?) -> [Int] {
        let range = parent.map { $0 + 1..<ends[$0] } ?? sections.indices
        return range.filter { parents[$0] == parent }
    }

    // MARK: Finding

    /// The place that an instruction names.
    ///
    /// - Parameters:
    ///   - target: the instruction's words.
    ///   - context: the place that a heading of the instructions names, for numbers that stand in several articles.
    /// - Returns: the one place that fits.
    /// - Throws: why there is none, or not one alone.
    func place(_ target: AmendmentTarget, context: AmendmentTarget?) throws(Refusal) -> Place {
        var place = Place(section: nil)
        if !target.steps.isEmpty {
            place = try self.place(of: target.steps, context: context?.steps ?? [])
        }
        for part in target.parts { place = try self.part(part, of: place, target) }
        return place
    }

    private func place(of steps: [AmendmentTarget.Step], context: [AmendmentTarget.Step]) throws(Refusal)
        -> Place
    {
        let first = steps[0]
        guard first.kind == .section || first.kind == .item, let outer = context.first,
            outer.kind != first.kind || first.kind == .item,
            outer.kind == .article || outer.kind == .appendix || first.kind == .item
        else { return try walk(steps) }
        // What the heading above says decides between several; against a number of its own it decides nothing.
        let inContext = Result { () throws(Refusal) in try walk(context + steps) }
        if case .success(let place) = inContext { return place }
        guard first.kind == .section else { return try inContext.get() }
        let alone = try walk(steps)
        guard let section = alone.section, !sections[section].label.contains("/") else {
            return try inContext.get()
        }
        return alone
    }

    private func walk(_ steps: [AmendmentTarget.Step]) throws(Refusal) -> Place {
        var place = Place(section: nil)
        for step in steps {
            place = try self.step(step, in: place)
            if let heading = step.heading, let section = place.section, place.reach == .section {
                try check(heading, of: section, step)
            }
        }
        return place
    }

    private func check(_ heading: String, of section: Int, _ step: AmendmentTarget.Step) throws(Refusal) {
        let (said, stands) = (Self.letters(heading), Self.letters(sections[section].heading))
        guard !said.isEmpty, !stands.isEmpty, !said.hasPrefix(stands), !stands.hasPrefix(said) else { return }
        throw Refusal(
            "It calls \(step.keyword) \(step.number) '\(shortened(heading))'; in the contract that is "
                + "'\(shortened(sections[section].title))'.",
            mend: "Look whether the number is that of this contract, and write its heading or none."
        )
    }

    private static func letters(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private func step(_ step: AmendmentTarget.Step, in place: Place) throws(Refusal) -> Place {
        if case .blocks(let range) = place.reach, let section = place.section {
            return try item(step, in: section, range)
        }
        let found = candidates(for: step, in: place.section)
        if found.count == 1 { return Place(section: found[0]) }
        if found.isEmpty, let section = place.section, step.kind == .item || step.kind == .section {
            return try item(step, in: section, sections[section].blocks.indices)
        }
        let name = step.kind == .preamble ? "Preamble" : "\(step.keyword) \(step.number)"
        guard found.isEmpty else {
            throw Refusal(
                "There are \(found.count) sections that '\(name)' may mean: "
                    + found.prefix(6).map { "'\(sections[$0].label)'" }.joined(separator: ", ") + ".",
                mend: "Name the article too, as in 'Article 8, Section 2'."
            )
        }
        let near = children(of: place.section).prefix(12).map { sections[$0].label }
        throw Refusal(
            "The contract has no \(name)\(place.section.map { " in '\(sections[$0].label)'" } ?? "")"
                + (near.isEmpty ? "." : "; there are \(near.joined(separator: ", "))."),
            mend: "Write the number as the contract has it."
        )
    }

    private func candidates(for step: AmendmentTarget.Step, in place: Int?) -> [Int] {
        let number = step.number.lowercased()
        switch step.kind {
        case .preamble:
            return sections.indices.filter { Self.letters(sections[$0].heading) == "preamble" }
        case .article:
            return (byNumber[number] ?? []).filter {
                sections[$0].level == 2 && place.map { isInside($0, $0) } ?? true
            }
        case .appendix:
            return (byNumber["appendix \(number)"] ?? [])
                + (byNumber[number] ?? []).filter {
                    let word = sections[$0].title.split(separator: " ").first?.lowercased()
                    return word == step.keyword.lowercased()
                }
        case .section, .item:
            guard let place else {
                return (byNumber[number] ?? []).filter { sections[$0].level > 2 || !isArticle($0) }
            }
            let own = Self.ownNumber(sections[place].label).lowercased()
            let numbers =
                step.kind == .item
                ? [number, own + "." + number, own + "-" + number]
                : [number, own + "." + number, own + "-" + number]
            let inner = numbers.flatMap { byNumber[$0] ?? [] }.filter { $0 != place && isInside($0, place) }
            return step.kind == .item ? inner.filter { parents[$0] == place } : Array(Set(inner)).sorted()
        }
    }

    private func isArticle(_ section: Int) -> Bool {
        let word = sections[section].title.split(separator: " ").first?.lowercased() ?? ""
        return ["article", "appendix"].contains(word)
    }
}
