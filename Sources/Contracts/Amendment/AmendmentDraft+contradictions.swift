extension AmendmentDraft {
    /// An instruction that says what one before it says already is done with that one.
    mutating func dropRepeated() {
        var seen: [[AmendmentEdit]: Int] = [:]
        for index in items.indices where items[index].isActive && !items[index].edits.isEmpty {
            if let first = seen[items[index].edits] {
                set(
                    index,
                    edits: [],
                    notes: ["Line \(items[first].entry.lines.lowerBound) says the same; it is done once."]
                )
            } else {
                seen[items[index].edits] = index
            }
        }
    }

    /// Instructions that cannot both be carried out are both left.
    mutating func leaveContradicting() {
        let active = items.indices.filter { items[$0].isActive && !items[$0].edits.isEmpty }
        let single = active.filter { !items[$0].isEverywhere }
        var left: [(Int, Int)] = []
        for (place, one) in single.enumerated() {
            for other in single[(place + 1)...]
            where items[one].edits.contains(where: { edit in
                items[other].edits.contains { edit.contradicts($0, in: plan.places) }
            }) {
                left.append((one, other))
            }
        }
        for (one, other) in left {
            for (index, against) in [(one, other), (other, one)] {
                leave(
                    index,
                    .init(
                        "It and the instruction in line \(items[against].entry.lines.lowerBound) cannot both be carried out: they "
                            + "change the same place.",
                        mend: "Write one instruction for the place, or leave one of them out."
                    )
                )
            }
        }
        yieldEverywhere(active.filter { items[$0].isEverywhere })
    }

    /// Words that are changed wherever they appear need no change where another instruction takes them away.
    private mutating func yieldEverywhere(_ everywhere: [Int]) {
        guard !everywhere.isEmpty else { return }
        var bySection: [Int: [AmendmentEdit]] = [:]
        var broad: [AmendmentEdit] = []
        for index in items.indices where items[index].isActive && !items[index].isEverywhere {
            for edit in items[index].edits {
                switch edit {
                case .subtree, .none: broad.append(edit)
                default: edit.section.map { bySection[$0, default: []].append(edit) }
                }
            }
        }
        var taken: [WordPlace: [(range: Range<Int>, item: Int)]] = [:]
        for index in everywhere {
            var kept: [AmendmentEdit] = []
            for edit in items[index].edits {
                let others = broad + (edit.section.flatMap { bySection[$0] } ?? [])
                if !others.contains(where: { edit.contradicts($0, in: plan.places) }) { kept.append(edit) }
            }
            let gone = items[index].edits.count - kept.count
            set(
                index,
                edits: kept,
                notes: gone == 0
                    ? [] : ["\(gone) of the places are changed by other instructions, whose words stand."]
            )
            for edit in kept {
                if let (place, range) = edit.wordPlace { taken[place, default: []].append((range, index)) }
            }
        }
        var clashing: Set<Int> = []
        for ranges in taken.values {
            let ordered = ranges.sorted {
                ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
            }
            for (one, other) in zip(ordered, ordered.dropFirst())
            where one.item != other.item && one.range.upperBound > other.range.lowerBound {
                clashing.formUnion([one.item, other.item])
            }
        }
        for index in clashing {
            leave(
                index,
                .init(
                    "Another instruction changes the same words wherever they appear.",
                    mend: "Write one instruction for them."
                )
            )
        }
    }

    // MARK: Numbers

    /// `Renumber the remaining sections accordingly`, for what was inserted or deleted before it.
    mutating func renumberFollowing() {
        var pending: [Int] = []
        for index in items.indices {
            guard let instruction = items[index].instruction else { continue }
            switch instruction.act {
            case .newSection where items[index].givesTextOf == nil,
                .delete where items[index].deletesSection || !items[index].isActive:
                pending.append(index)
            case .renumberFollowing:
                guard items[index].isActive else { continue }
                do throws(InstructionGrammar.Refusal) {
                    let group = try group(of: index, among: pending)
                    pending.removeAll { group.contains($0) }
                    let (edits, notes) = try numbers(behind: group)
                    let numbered = Set(
                        items.indices.filter { $0 != index && items[$0].isActive }.flatMap {
                            items[$0].numbered
                        }
                    )
                    guard numbered.isDisjoint(with: edits.compactMap(\.section)) else {
                        throw .init(
                            "Another instruction gives one of the sections a number.",
                            mend: "Name each section and its number."
                        )
                    }
                    set(index, edits: edits, notes: notes)
                    set(index, places: edits.compactMap { $0.section.map { plan.places.sections[$0].title } })
                } catch {
                    leave(index, error)
                }
            default: break
            }
        }
    }

    /// What an instruction to renumber goes with: what its own sentence inserts or deletes, what stands in the article that
    /// it names, or else all before it.
    private func group(of index: Int, among pending: [Int]) throws(InstructionGrammar.Refusal) -> [Int] {
        let statement = items[index].statement
        // `and renumber …` goes on with the sentence before it.
        let goesOn = items[index].entry.text.hasPrefix("and ")
        let own = pending.filter {
            items[$0].statement == statement || goesOn && items[$0].statement == statement - 1
        }
        guard own.isEmpty, let target = items[index].instruction?.target, !target.steps.isEmpty else {
            return own.isEmpty ? pending : own
        }
        let parent = try plan.places.place(target, context: items[index].context).section
        return pending.filter { items[$0].edits.contains { $0.parent(plan.places) == parent } }
    }

    private func numbers(behind group: [Int]) throws(InstructionGrammar.Refusal) -> (
        [AmendmentEdit], [String]
    ) {
        guard !group.isEmpty else {
            throw .init(
                "Nothing before it inserts or deletes a section.",
                mend: "Name each section and its number."
            )
        }
        if let failed = group.first(where: { !items[$0].isActive }) {
            throw .init(
                "The instruction in line \(items[failed].entry.lines.lowerBound), after which it renumbers, is not applied.",
                mend: "Mend that one."
            )
        }
        let edits = group.flatMap { items[$0].edits }
        let parents = Set(edits.map { $0.parent(plan.places) })
        guard parents.count == 1, let parent = parents.first else {
            throw .init(
                "Sections of several articles are inserted or deleted before it.",
                mend: "Say it behind each of them."
            )
        }
        return try RenumberedSiblings(parent: parent, plan.places, self.edits, group: edits).edits()
    }

    /// Leaves what would give two sections one label; true where there was such.
    mutating func leaveDoubleLabels() -> Bool {
        let active = edits
        let labels = RevisedContract.labels(active, plan.places)
        var deleted: Set<Int> = []
        for edit in active {
            if case .subtree(let section, _) = edit { deleted.formUnion(plan.places.inside(section)) }
        }
        var count: [String: Int] = [:]
        for index in plan.places.sections.indices where !deleted.contains(index) {
            count[labels[index] ?? plan.places.sections[index].label, default: 0] += 1
        }
        for edit in active {
            switch edit {
            case .new(let new):
                count[new.label, default: 0] += 1
                for inner in new.text.sections { count[inner.label, default: 0] += 1 }
            case .subtree(let section, let text?):
                count[plan.places.sections[section].label, default: 0] += 1
                for inner in text.sections { count[inner.label, default: 0] += 1 }
            default: break
            }
        }
        var found = false
        for index in items.indices where items[index].isActive {
            let own = items[index].edits.flatMap { $0.newLabels(plan.places) }
            guard let label = own.first(where: { count[$0, default: 0] > 1 }) else { continue }
            leave(
                index,
                .init(
                    "'\(label)' would stand twice.",
                    mend:
                        "Say which number the other one gets, as in 'and renumber the remaining sections accordingly'."
                )
            )
            found = true
        }
        return found
    }
}

extension AmendmentDraft.Item {
    fileprivate var isEverywhere: Bool {
        if case .replace(_, _, let everywhere)? = instruction?.act { return everywhere }
        return false
    }

    /// The sections to which it gives a number.
    fileprivate var numbered: [Int] {
        edits.compactMap { if case .number(let section, _) = $0 { section } else { nil } }
    }

    fileprivate var deletesSection: Bool {
        edits.contains { if case .subtree(_, nil) = $0 { true } else { false } }
    }
}

/// A block, heading or cell.
private struct WordPlace: Hashable {
    let section: Int
    let block: Int
    let cell: Int
}

extension AmendmentEdit {
    fileprivate var wordPlace: (WordPlace, Range<Int>)? {
        switch self {
        case .words(let section, let block, let range, _):
            (WordPlace(section: section, block: block, cell: -1), range)
        case .cell(let section, let block, let row, let column, let range, _):
            (WordPlace(section: section, block: block, cell: row * SourceShape.mostColumns + column), range)
        case .title(let section, _): (WordPlace(section: section, block: -1, cell: -1), 0..<1)
        default: nil
        }
    }

    /// In which section it inserts or deletes one; nil for an article.
    fileprivate func parent(_ places: ContractPlaces) -> Int? {
        if case .new(let new) = self { return new.parent }
        return section.flatMap { places.parents[$0] }
    }

    /// The labels that come to stand through it.
    fileprivate func newLabels(_ places: ContractPlaces) -> [String] {
        switch self {
        case .new(let new): [new.label] + new.text.sections.map(\.label)
        case .number(_, let label): [label]
        case .subtree(_, let text?): text.sections.map(\.label)
        default: []
        }
    }
}

/// The sections beside something inserted or deleted, numbered anew from there on.
private struct RenumberedSiblings {
    private enum Sibling {
        case old(Int)
        case new(AmendmentEdit.AddedSection)
    }

    private let places: ContractPlaces
    private var order: [(sibling: Sibling, isChanged: Bool)] = []
    private var deleted: Set<Int> = []
    private let isRoman: Bool

    init(parent: Int?, _ places: ContractPlaces, _ edits: [AmendmentEdit], group: [AmendmentEdit]) {
        self.places = places
        let marked = Set(group)
        var new: [Int: [AmendmentEdit.AddedSection]] = [:]
        for edit in edits {
            if case .subtree(let section, nil) = edit { deleted.insert(section) }
            if case .new(let section) = edit, section.parent == parent {
                new[section.position, default: []].append(section)
            }
        }
        let siblings = places.children(of: parent).filter {
            !places.sections[$0].label.hasPrefix("Appendix ")
        }
        let end = parent.map { places.ends[$0] } ?? places.sections.count
        isRoman = SectionNumber.areRoman(siblings.map { places.sections[$0].label })
        var last = -1
        for sibling in siblings + [end] {
            for position in new.keys.filter({ $0 > last && $0 <= sibling }).sorted() {
                for section in (new[position] ?? []).sorted(by: { isNumber($0.label, before: $1.label) }) {
                    order.append((.new(section), marked.contains(.new(section))))
                }
            }
            last = sibling
            if sibling != end || siblings.last == end {
                order.append((.old(sibling), marked.contains(.subtree(section: sibling, nil))))
            }
        }
    }

    func edits() throws(InstructionGrammar.Refusal) -> ([AmendmentEdit], [String]) {
        guard let first = order.firstIndex(where: \.isChanged) else { return ([], []) }
        var next: Int?
        var previous: Int?
        for entry in order[..<first].reversed() {
            if let number = number(entry.sibling) {
                next = number.value + 1
                previous = number.value
                break
            }
        }
        var edits: [AmendmentEdit] = []
        var notes: [String] = []
        for entry in order[first...] {
            guard let number = number(entry.sibling) else { continue }
            switch entry.sibling {
            case .old(let section):
                guard previous.map({ $0 + 1 == number.value }) ?? true else {
                    throw .init(
                        "The numbers behind it do not follow one another, so which they get is not clear.",
                        mend: "Name each section and its number."
                    )
                }
                previous = number.value
                let value = next ?? number.value
                next = value
                if deleted.contains(section) { continue }
                next = value + 1
                guard value != number.value else { continue }
                guard let label = number.with(value) else {
                    throw .init(
                        "There is no number left for one of them.",
                        mend: "Name each section and its number."
                    )
                }
                edits.append(.number(section: section, label))
                notes.append("\(places.sections[section].label) becomes \(label).")
            case .new(let section):
                guard next.map({ $0 == number.value }) ?? true else {
                    throw .init(
                        "'\(section.label)' does not follow the number before it.",
                        mend: "Name each section and its number."
                    )
                }
                next = number.value + 1
            }
        }
        guard !edits.isEmpty else {
            return ([], ["No section behind it had to get another number."])
        }
        return (edits, notes)
    }

    private func number(_ sibling: Sibling) -> SectionNumber? {
        switch sibling {
        case .old(let section): SectionNumber(places.sections[section].label, isRoman: isRoman)
        case .new(let section): SectionNumber(section.label, isRoman: isRoman)
        }
    }
}
