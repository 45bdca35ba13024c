/// Finds which clause of the new text was which of the old one, wherever either stands, from the surest sign to the
/// weakest.
struct ClauseMatching {
    /// The new clause for each old one; -1 for none.
    private(set) var partnerOfOld: [Int]
    /// The old clause for each new one; -1 for none.
    private(set) var partnerOfNew: [Int]

    let old: ClauseList
    let new: ClauseList
    private let lexicon: Lexicon
    /// Content shorter than this, in words, is no sign by itself.
    private static let fewestWords = 4

    init(old: ClauseList, new: ClauseList, _ lexicon: Lexicon) {
        self.old = old
        self.new = new
        self.lexicon = lexicon
        partnerOfOld = Array(repeating: -1, count: old.clauses.count)
        partnerOfNew = Array(repeating: -1, count: new.clauses.count)
        pair(0, 0)
        pairTerms()
        pairUnique {
            $0.kind != .heading && $0.kind != .term && $0.count >= Self.fewestWords ? $0.content : nil
        }
        pairSections(isFirst: true)
        propagate(isStrict: true)
        pairAlike()
        pairSections(isFirst: false)
        propagate(isStrict: false)
        pairRepeated()
    }

    /// Takes a pair apart.
    mutating func part(_ one: Int) {
        let other = partnerOfOld[one]
        guard other >= 0 else { return }
        partnerOfOld[one] = -1
        partnerOfNew[other] = -1
    }

    /// How alike two clauses are in what they say, in hundredths of common words.
    func likeness(_ one: Int, _ other: Int) -> Int {
        let (old, new) = (old.clauses[one], new.clauses[other])
        if old.content == new.content { return 100 }
        return WordBag(old.said.map(folded)).likeness(to: WordBag(new.said.map(folded)))
    }

    /// Whether an old clause and its partner stand in sections that are partners too.
    func isInSameSection(_ one: Int) -> Bool {
        let other = partnerOfOld[one]
        guard other >= 0 else { return false }
        let heading = old.ranges[old.clauses[one].section].lowerBound
        return partnerOfOld[heading] == new.ranges[new.clauses[other].section].lowerBound
    }

    func hasSameContent(_ one: Int, _ other: Int) -> Bool {
        old.clauses[one].content == new.clauses[other].content
    }

    private func folded(_ key: Int32) -> Int32 { lexicon.folded[Int(key >> 1)] }

    /// Makes two clauses a pair.
    mutating func pair(_ one: Int, _ other: Int) {
        partnerOfOld[one] = other
        partnerOfNew[other] = one
    }

    private func isOpen(_ one: Int, _ other: Int) -> Bool { partnerOfOld[one] < 0 && partnerOfNew[other] < 0 }

    /// A term's id is stable for ever.
    private mutating func pairTerms() {
        var places: [String: Int] = [:]
        for (index, clause) in old.clauses.enumerated() {
            if let id = clause.termID { places[id] = index }
        }
        for (index, clause) in new.clauses.enumerated() {
            if let id = clause.termID, let place = places[id], isOpen(place, index) { pair(place, index) }
        }
    }

    /// Pairs what has one key that stands once on each side.
    private mutating func pairUnique<Key: Hashable>(_ key: (Passage) -> Key?) {
        var olds: [Key: Int] = [:]
        for (index, clause) in old.clauses.enumerated() where partnerOfOld[index] < 0 {
            if let key = key(clause) { olds[key] = olds[key] == nil ? index : -1 }
        }
        var news: [Key: Int] = [:]
        for (index, clause) in new.clauses.enumerated() where partnerOfNew[index] < 0 {
            if let key = key(clause) { news[key] = news[key] == nil ? index : -1 }
        }
        for (key, place) in news where place >= 0 {
            if let partner = olds[key], partner >= 0 { pair(partner, place) }
        }
    }

    /// Paragraphs of the same words that stand several times are paired in their order, as far as they are open.
    private mutating func pairRepeated() {
        var places: [Int: [Int]] = [:]
        for (index, clause) in old.clauses.enumerated().reversed()
        where partnerOfOld[index] < 0 && isComparable(clause) {
            places[clause.content, default: []].append(index)
        }
        for (index, clause) in new.clauses.enumerated() where partnerOfNew[index] < 0 && isComparable(clause)
        {
            if let place = places[clause.content]?.popLast() { pair(place, index) }
        }
    }

    // MARK: Sections

    /// Pairs sections by what is in them, by their headings, and by those beside them; where a heading is a number alone,
    /// only once the paragraphs have spoken.
    private mutating func pairSections(isFirst: Bool) {
        let votes = SectionVotes(self, isFirst: isFirst)
        for (one, other) in votes.elected {
            let (heading, partner) = (old.ranges[one].lowerBound, new.ranges[other].lowerBound)
            if isOpen(heading, partner) { pair(heading, partner) }
        }
        pairHeadings(votes) {
            isFirst && $0.heading.isEmpty ? nil : "\($0.place.label)\n\($0.heading.lowercased())"
        }
        pairHeadings(votes) { $0.heading.isEmpty ? nil : "\($0.place.level) \($0.heading.lowercased())" }
        guard !isFirst else { return }
        pairNeighbours(votes, order: Array(new.entries.indices), step: 1)
        pairNeighbours(votes, order: new.entries.indices.reversed(), step: -1)
    }

    private mutating func pairHeadings(_ votes: SectionVotes, _ key: (SectionEntry) -> String?) {
        var olds: [String: Int] = [:]
        for (index, entry) in old.entries.enumerated() where partnerOfOld[old.ranges[index].lowerBound] < 0 {
            if let key = key(entry) { olds[key] = olds[key] == nil ? index : -1 }
        }
        var news: [String: Int] = [:]
        for (index, entry) in new.entries.enumerated() where partnerOfNew[new.ranges[index].lowerBound] < 0 {
            if let key = key(entry) { news[key] = news[key] == nil ? index : -1 }
        }
        for (key, other) in news.sorted(by: { $0.value < $1.value }) where other >= 0 {
            guard let one = olds[key], one >= 0, votes.allow(one, other) else { continue }
            // `Section A` without a title says nothing by itself: the article around it must be the same.
            if old.entries[one].heading.isEmpty, !haveSameParent(one, other) { continue }
            pair(old.ranges[one].lowerBound, new.ranges[other].lowerBound)
        }
    }

    /// A section behind a pair of sections, with the same heading or the same last number as the one behind its
    /// partner, is that one.
    private mutating func pairNeighbours(_ votes: SectionVotes, order: [Int], step: Int) {
        for other in order where new.entries.indices.contains(other - step) {
            let before = partnerOfNew[new.ranges[other - step].lowerBound]
            guard before >= 0, partnerOfNew[new.ranges[other].lowerBound] < 0 else { continue }
            let one = old.clauses[before].section + step
            guard old.entries.indices.contains(one), partnerOfOld[old.ranges[one].lowerBound] < 0,
                votes.allow(one, other)
            else { continue }
            let (entry, partner) = (old.entries[one], new.entries[other])
            guard entry.place.level == partner.place.level, haveSameParent(one, other) else { continue }
            let isSameHeading = entry.heading.lowercased() == partner.heading.lowercased()
            if isSameHeading || entry.lastNumber == partner.lastNumber {
                pair(old.ranges[one].lowerBound, new.ranges[other].lowerBound)
            }
        }
    }

    /// Whether two sections have the same words in their headings, or the same place in the numbering where these have none.
    fileprivate func haveSameTitle(_ one: Int, _ other: Int) -> Bool {
        let (entry, partner) = (old.entries[one], new.entries[other])
        return entry.heading.lowercased() == partner.heading.lowercased()
            && (!entry.heading.isEmpty || entry.place.label == partner.place.label)
    }

    /// Whether the sections that hold two sections are one, or there is none on either side.
    private func haveSameParent(_ one: Int, _ other: Int) -> Bool {
        guard let parent = old.parents[one], let partner = new.parents[other] else {
            return old.parents[one] == nil && new.parents[other] == nil
        }
        return partnerOfOld[old.ranges[parent].lowerBound] == new.ranges[partner].lowerBound
    }

    // MARK: Paragraphs

    /// Pairs paragraphs by the rare words and pairs of words that both have.
    private mutating func pairAlike() {
        let olds = old.clauses.indices.filter { partnerOfOld[$0] < 0 && isComparable(old.clauses[$0]) }
        let news = new.clauses.indices.filter { partnerOfNew[$0] < 0 && isComparable(new.clauses[$0]) }
        guard !olds.isEmpty, !news.isEmpty else { return }
        let index = LikenessIndex(
            olds.map { old.clauses[$0].said.map(folded) },
            news.map { new.clauses[$0].said.map(folded) }
        )
        let found = index.candidates.map { (likeness: $0.likeness, old: olds[$0.old], new: news[$0.new]) }
            .filter { old.clauses[$0.old].kind == new.clauses[$0.new].kind }
        for (round, threshold) in [0.75, 0.5].enumerated() {
            let ranked = found.filter { isOpen($0.old, $0.new) }
                .map { (likeness: $0.likeness + support($0.old, $0.new), old: $0.old, new: $0.new) }
                .sorted { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
            for candidate in ranked
            where candidate.likeness >= threshold && isOpen(candidate.old, candidate.new) {
                if round == 0 || support(candidate.old, candidate.new) > 0 || candidate.likeness >= 0.6 {
                    pair(candidate.old, candidate.new)
                }
            }
        }
    }

    private func isComparable(_ clause: Passage) -> Bool {
        (clause.kind == .text || clause.kind == .table) && clause.count >= Self.fewestWords
    }

    /// How much the neighbours and the sections speak for a pair.
    private func support(_ one: Int, _ other: Int) -> Double {
        var support = 0.0
        if one > 0, other > 0, partnerOfOld[one - 1] == other - 1 { support += 0.1 }
        if one + 1 < partnerOfOld.count, other + 1 < partnerOfNew.count, partnerOfOld[one + 1] == other + 1 {
            support += 0.1
        }
        let heading = old.ranges[old.clauses[one].section].lowerBound
        if partnerOfOld[heading] == new.ranges[new.clauses[other].section].lowerBound { support += 0.1 }
        return support
    }

    /// From each pair on, pairs the next clauses of both sides as long as they say the same or nearly so.
    private mutating func propagate(isStrict: Bool) {
        for one in partnerOfOld.indices.dropLast() where partnerOfOld[one] >= 0 {
            extend(one, by: 1, isStrict: isStrict)
        }
        for one in partnerOfOld.indices.dropFirst().reversed() where partnerOfOld[one] >= 0 {
            extend(one, by: -1, isStrict: isStrict)
        }
    }

    private mutating func extend(_ one: Int, by step: Int, isStrict: Bool) {
        let (next, other) = (one + step, partnerOfOld[one] + step)
        guard partnerOfOld.indices.contains(next), partnerOfNew.indices.contains(other), isOpen(next, other)
        else {
            return
        }
        let (clause, partner) = (old.clauses[next], new.clauses[other])
        guard clause.kind == partner.kind, clause.kind == .text || clause.kind == .table else { return }
        if hasSameContent(next, other) || !isStrict && (clause.kind == .table || likeness(next, other) >= 40)
        {
            pair(next, other)
        }
    }
}

extension SectionEntry {
    /// `1` of `8.2.1`, `3` of `IV/3`.
    fileprivate var lastNumber: Substring? {
        place.label.split(whereSeparator: { "./-".contains($0) }).last
    }
}

/// Which section of the new text has most of an old section's words, as far as its paragraphs are paired.
private struct SectionVotes {
    /// Pairs of sections that each chose the other.
    private(set) var elected: [(old: Int, new: Int)] = []
    private var best: [Int: (section: Int, words: Int)] = [:]
    private var bestOfNew: [Int: (section: Int, words: Int)] = [:]

    /// Counts the words; at first, while few paragraphs are paired, less than half of a section elects none of another title.
    init(_ matching: ClauseMatching, isFirst: Bool) {
        var words: [Int: Int] = [:]
        let count = matching.new.entries.count
        for (one, other) in matching.partnerOfOld.enumerated() where other >= 0 {
            let (clause, partner) = (matching.old.clauses[one], matching.new.clauses[other])
            guard clause.kind != .heading else { continue }
            let weight = min(Self.weight(of: clause), Self.weight(of: partner))
            words[clause.section * count + partner.section, default: 0] += weight
        }
        let (sizes, newSizes) = (Self.sizes(matching.old), Self.sizes(matching.new))
        for (key, weight) in words {
            let (one, other) = key.quotientAndRemainder(dividingBy: count)
            if weight > best[one]?.words ?? 0 || weight == best[one]?.words && other < best[one]?.section ?? 0
            {
                best[one] = (other, weight)
            }
            if weight > bestOfNew[other]?.words ?? 0
                || weight == bestOfNew[other]?.words && one < bestOfNew[other]?.section ?? 0
            {
                bestOfNew[other] = (one, weight)
            }
        }
        for (one, choice) in best where bestOfNew[choice.section]?.section == one && choice.words >= 8 {
            let isFew = 2 * choice.words < min(sizes[one], newSizes[choice.section])
            if isFirst, isFew, !matching.haveSameTitle(one, choice.section) { continue }
            elected.append((one, choice.section))
        }
    }

    private static func weight(of clause: Passage) -> Int { clause.kind == .term ? 1000 : clause.count }

    private static func sizes(_ list: ClauseList) -> [Int] {
        list.ranges.map { $0.dropFirst().reduce(0) { $0 + weight(of: list.clauses[$1]) } }
    }

    /// Whether no paragraphs speak against a pair of sections.
    func allow(_ one: Int, _ other: Int) -> Bool {
        let first = best[one].map { $0.section == other || $0.words < 20 } ?? true
        let second = bestOfNew[other].map { $0.section == one || $0.words < 20 } ?? true
        return first && second
    }
}

/// The words of a text without their order.
struct WordBag {
    private let words: [Int32]

    init(_ words: [Int32]) {
        self.words = words.sorted()
    }

    /// Common words in hundredths of all, counting each as often as it stands.
    func likeness(to other: WordBag) -> Int {
        guard !words.isEmpty, !other.words.isEmpty else { return 0 }
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
