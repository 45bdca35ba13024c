/// Finds which block of the new text was which block of the old one, within one section.
struct BlockAlignment {
    /// How alike two blocks must be to be shown as one that changed, in hundredths of common words.
    private static let likeness = 40
    /// How many blocks behind the last partner one looks for the next.
    private static let reach = 24

    private let old: [Block]
    private let new: [Block]
    private var changes: [BlockChange] = []

    static func changes(old: [Block], new: [Block], _ comparer: inout WordComparer) -> [BlockChange] {
        var alignment = BlockAlignment(old: old, new: new)
        alignment.align(&comparer)
        return alignment.changes
    }

    private init(old: [Block], new: [Block]) {
        self.old = old
        self.new = new
    }

    private mutating func align(_ comparer: inout WordComparer) {
        var numbers: [Content: Int32] = [:]
        func number(_ block: Block) -> Int32 {
            let content = Content(block)
            let number = numbers[content] ?? Int32(truncatingIfNeeded: numbers.count)
            numbers[content] = number
            return number
        }
        let script = EditScript(old: old.map(number), new: new.map(number))
        var (one, other) = (0, 0)
        for hunk in script.hunks {
            addEqual(&one, &other, until: hunk.old.lowerBound, &comparer)
            addGap(hunk.old, hunk.new, &comparer)
            (one, other) = (hunk.old.upperBound, hunk.new.upperBound)
        }
        addEqual(&one, &other, until: old.count, &comparer)
    }

    private mutating func addEqual(
        _ one: inout Int,
        _ other: inout Int,
        until end: Int,
        _ comparer: inout WordComparer
    ) {
        while one < end {
            changes.append(BlockChange(old: old[one], new: new[other], &comparer))
            (one, other) = (one + 1, other + 1)
        }
    }

    /// Between equal blocks: each new block is paired with the most alike of the next old ones, if alike enough.
    private mutating func addGap(_ olds: Range<Int>, _ news: Range<Int>, _ comparer: inout WordComparer) {
        let oldBags = olds.map { WordBag(comparer.words(of: old[$0].words)) }
        var next = olds.lowerBound
        for index in news {
            let bag = WordBag(comparer.words(of: new[index].words))
            var best: (place: Int, likeness: Int)?
            for place in next..<min(olds.upperBound, next + Self.reach) {
                let likeness = likeness(place, index, oldBags[place - olds.lowerBound], bag)
                if likeness >= Self.likeness, likeness > best?.likeness ?? 0 { best = (place, likeness) }
            }
            guard let place = best?.place else {
                changes.append(BlockChange(old: nil, new: new[index], &comparer))
                continue
            }
            for gone in next..<place { changes.append(BlockChange(old: old[gone], new: nil, &comparer)) }
            changes.append(BlockChange(old: old[place], new: new[index], &comparer))
            next = place + 1
        }
        for gone in next..<olds.upperBound {
            changes.append(BlockChange(old: old[gone], new: nil, &comparer))
        }
    }

    private func likeness(_ one: Int, _ other: Int, _ oldBag: WordBag, _ newBag: WordBag) -> Int {
        switch (old[one].kind, new[other].kind) {
        case (.text, .text): return oldBag.likeness(to: newBag)
        case (.table, .table): return 100
        case (.term, .term):
            let isSame = old[one].termID == new[other].termID
            return isSame ? 100 : 0
        default: return 0
        }
    }

    /// A block without its place in the text.
    private struct Content: Hashable {
        let words: String
        let cells: [[String]]

        init(_ block: Block) {
            words = block.words
            cells = block.table.map { [$0.header.cells] + $0.rows.map(\.cells) } ?? []
        }
    }
}

/// The words of a text without their order.
struct WordBag {
    private let words: [Int32]

    init(_ words: [Int32]) {
        self.words = words.sorted()
    }

    var count: Int { words.count }

    /// Common words in hundredths of all, counting each as often as it stands.
    func likeness(to other: WordBag) -> Int {
        guard !words.isEmpty, !other.words.isEmpty else { return 0 }
        // The common words cannot be more than the shorter text has.
        guard 200 * min(words.count, other.words.count) / (words.count + other.words.count) >= 30 else {
            return 0
        }
        var (one, two, common) = (0, 0, 0)
        while one < words.count, two < other.words.count {
            if words[one] == other.words[two] {
                (one, two, common) = (one + 1, two + 1, common + 1)
            } else if words[one] < other.words[two] {
                one += 1
            } else {
                two += 1
            }
        }
        return 200 * common / (words.count + other.words.count)
    }
}
