/// Finds which section of the new text was which of the old one, from the surest sign to the weakest.
struct SectionAlignment {
    /// How alike two sections of one label must be, in hundredths of common words.
    private static let likenessUnderOneLabel = 20
    /// How alike two sections must be that share neither label nor heading.
    private static let likenessElsewhere = 60
    /// Content shorter than this, in words, is no sign by itself.
    private static let fewestWords = 8
    /// More open pairs than this are not compared one by one.
    private static let mostPairs = 40_000

    private let old: [SectionEntry]
    private let new: [SectionEntry]
    private var partnerOfNew: [Int?]
    private var isTaken: [Bool]

    /// The changes in the order of the new text, removed sections where they stood.
    static func changes(
        old: [SectionEntry],
        new: [SectionEntry],
        _ comparer: inout WordComparer
    ) -> [SectionChange] {
        var alignment = SectionAlignment(old: old, new: new)
        alignment.findPartners(&comparer)
        return alignment.changes(&comparer)
    }

    private init(old: [SectionEntry], new: [SectionEntry]) {
        self.old = old
        self.new = new
        partnerOfNew = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
        pair(0, 0)
    }

    private mutating func pair(_ one: Int, _ other: Int) {
        partnerOfNew[other] = one
        isTaken[one] = true
    }

    private var openOld: [Int] { old.indices.filter { !isTaken[$0] } }
    private var openNew: [Int] { new.indices.filter { partnerOfNew[$0] == nil } }

    private mutating func findPartners(_ comparer: inout WordComparer) {
        pairUnique { "\($0.place.label)\n\($0.heading)" }
        pairSharedTerms()
        pairUnique { entry in
            let content = entry.blocks.map(\.content).joined(separator: "\n")
            let words = content.split(whereSeparator: \.isWhitespace).count
            return words >= Self.fewestWords ? content : nil
        }
        pairUnique { $0.heading.isEmpty ? nil : "\($0.place.level) \($0.heading.lowercased())" }
        pairAlike(&comparer)
    }

    /// Pairs what has one key that stands once on each side.
    private mutating func pairUnique(_ key: (SectionEntry) -> String?) {
        var olds: [String: [Int]] = [:]
        for index in openOld { if let key = key(old[index]) { olds[key, default: []].append(index) } }
        var news: [String: [Int]] = [:]
        for index in openNew { if let key = key(new[index]) { news[key, default: []].append(index) } }
        for (key, places) in news where places.count == 1 {
            if let partners = olds[key], partners.count == 1 { pair(partners[0], places[0]) }
        }
    }

    /// A term's id is stable for ever: the section that holds it is the same section.
    private mutating func pairSharedTerms() {
        var holder: [String: Int] = [:]
        for index in openOld { for id in old[index].termIDs { holder[id] = index } }
        for index in openNew {
            let partners = new[index].termIDs.sorted().compactMap { holder[$0] }
            if let partner = partners.first(where: { !isTaken[$0] }) { pair(partner, index) }
        }
    }

    private mutating func pairAlike(_ comparer: inout WordComparer) {
        let (olds, news) = (openOld, openNew)
        guard olds.count * news.count <= Self.mostPairs else { return }
        let oldBags = olds.map { WordBag(comparer.words(of: old[$0].allWords)) }
        var candidates: [(likeness: Int, old: Int, new: Int)] = []
        for index in news {
            let bag = WordBag(comparer.words(of: new[index].allWords))
            for (offset, partner) in olds.enumerated()
            where old[partner].place.level == new[index].place.level {
                let likeness = bag.likeness(to: oldBags[offset])
                let isSameLabel = old[partner].place.label == new[index].place.label
                let isLong = min(bag.count, oldBags[offset].count) >= Self.fewestWords
                if isSameLabel, likeness >= Self.likenessUnderOneLabel {
                    candidates.append((likeness + 100, partner, index))
                } else if isLong, likeness >= Self.likenessElsewhere {
                    candidates.append((likeness, partner, index))
                }
            }
        }
        candidates.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
        for candidate in candidates where !isTaken[candidate.old] && partnerOfNew[candidate.new] == nil {
            pair(candidate.old, candidate.new)
        }
    }

    private func changes(_ comparer: inout WordComparer) -> [SectionChange] {
        let partners = new.indices.compactMap { other in partnerOfNew[other].map { (old: $0, new: other) } }
        let kept = Set(longestRising(partners.map(\.old)).map { partners[$0].new })
        var removedBefore: [Int: [Int]] = [:]
        // A removed section is shown behind the nearest earlier one that kept its order.
        for index in openOld {
            let anchor = partners.last { $0.old < index && kept.contains($0.new) }
            removedBefore[(anchor?.new ?? 0) + 1, default: []].append(index)
        }
        var result: [SectionChange] = []
        for index in 0...new.count {
            for gone in removedBefore[index] ?? [] {
                result.append(change(gone, nil, isMoved: false, &comparer))
            }
            guard index < new.count else { break }
            let isMoved = partnerOfNew[index] != nil && !kept.contains(index)
            result.append(change(partnerOfNew[index], index, isMoved: isMoved, &comparer))
        }
        return result
    }

    private func change(
        _ one: Int?,
        _ other: Int?,
        isMoved: Bool,
        _ comparer: inout WordComparer
    ) -> SectionChange {
        let (former, latter) = (one.map { old[$0] }, other.map { new[$0] })
        return SectionChange(
            old: former?.place,
            new: latter?.place,
            heading: comparer.runs(old: former?.place.title ?? "", new: latter?.place.title ?? ""),
            blocks: BlockAlignment.changes(old: former?.blocks ?? [], new: latter?.blocks ?? [], &comparer),
            isMoved: isMoved
        )
    }
}

extension Block {
    /// The words and cells as one text.
    fileprivate var content: String {
        guard let table else { return words }
        return ([table.header] + table.rows).map { $0.cells.joined(separator: " | ") }.joined(separator: "\n")
    }
}

extension SectionEntry {
    fileprivate var allWords: String {
        ([heading] + blocks.map(\.content)).joined(separator: "\n")
    }
}
