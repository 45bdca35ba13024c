/// Which pairs keep their order, which sections moved as a whole, and which paragraphs moved alone.
struct ClauseOrder {
    /// Whether an old clause has a partner that keeps its place among the others.
    private(set) var isKept: [Bool]
    /// The new section for each old section that moved with its heading; -1 for none.
    private(set) var movedSection: [Int]
    /// Whether a new section is one that moved.
    private(set) var isMovedNew: [Bool]
    /// Whether an old clause stands elsewhere alone.
    private(set) var isMoved: [Bool]

    /// Shorter paragraphs are not said to have moved, since they are found anywhere.
    private static let fewestWords = 12
    /// An edited paragraph must be longer, since what recurs with another number, as the foot of a page, is alike.
    private static let fewestWordsEdited = 20
    /// What stands several times, as the head of a page, must be long; the proof lets no longer one be struck and inserted.
    private static let fewestSpacesRecurring = 15
    /// How alike an edited paragraph must be to what it is said to have been, in hundredths.
    private static let likeness = 60
    /// By how much less alike, in hundredths, what stands in a place itself may be to count as what stood there.
    private static let slack = 10
    /// How many clauses around a place are looked at.
    private static let farthest = 40

    init(_ matching: inout ClauseMatching) {
        let (old, new) = (matching.old, matching.new)
        isKept = Self.heaviestRising(matching)
        movedSection = Array(repeating: -1, count: old.entries.count)
        isMovedNew = Array(repeating: false, count: new.entries.count)
        isMoved = Array(repeating: false, count: old.clauses.count)
        for (section, range) in old.ranges.enumerated() {
            let heading = matching.partnerOfOld[range.lowerBound]
            guard heading >= 0 else { continue }
            let partner = new.clauses[heading].section
            // The heading's own weight decides for a section without words of its own.
            var balance = isKept[range.lowerBound] ? 1 : -1
            for index in range.dropFirst() {
                let other = matching.partnerOfOld[index]
                guard other >= 0, new.clauses[other].section == partner else { continue }
                balance += (isKept[index] ? 1 : -1) * (1 + old.clauses[index].count)
            }
            guard balance < 0 else { continue }
            movedSection[section] = partner
            isMovedNew[partner] = true
        }
        settle(&matching)
    }

    /// Pairs that cross the others are moves where that is sure; the others are given up.
    private mutating func settle(_ matching: inout ClauseMatching) {
        let (old, new) = (matching.old, matching.new)
        var open: [Int] = []
        for one in old.clauses.indices {
            let other = matching.partnerOfOld[one]
            guard other >= 0 else {
                isKept[one] = false
                continue
            }
            let (section, partner) = (old.clauses[one].section, new.clauses[other].section)
            if movedSection[section] >= 0, movedSection[section] == partner {
                isKept[one] = true
                continue
            }
            if isKept[one], movedSection[section] < 0, !isMovedNew[partner] { continue }
            isKept[one] = false
            open.append(one)
        }
        keepOrderWithinMoved(matching, &open)
        keepWhatStandsAlike(&matching, &open)
        let recurring = matching.old.recurring.union(matching.new.recurring)
        for one in open where isSureMove(one, matching, recurring) { isMoved[one] = true }
        for one in open where !isMoved[one] && isBesideMove(one, matching) { isMoved[one] = true }
        for one in open.reversed() where !isMoved[one] && isBesideMove(one, matching) { isMoved[one] = true }
        for one in open where !isMoved[one] { matching.part(one) }
    }

    /// Within a section that moved, what changed its order is as open as elsewhere.
    private mutating func keepOrderWithinMoved(_ matching: ClauseMatching, _ open: inout [Int]) {
        for (section, partner) in movedSection.enumerated() where partner >= 0 {
            let pairs = matching.old.ranges[section].filter { one in
                isKept[one] && matching.partnerOfOld[one] >= 0
            }
            let kept = Set(
                Self.heaviestRising(
                    pairs.map { (matching.partnerOfOld[$0], 1 + matching.old.clauses[$0].count) }
                ).map { pairs[$0] }
            )
            for one in pairs where !kept.contains(one) {
                isKept[one] = false
                open.append(one)
            }
        }
        open.sort()
    }

    /// Where something as much alike stands in the place itself, that is what stayed, and nothing moved there: of two
    /// paragraphs that differ in a word one may be gone.
    private mutating func keepWhatStandsAlike(_ matching: inout ClauseMatching, _ open: inout [Int]) {
        for one in open {
            let other = matching.partnerOfOld[one]
            guard other >= 0, !isKept[one], matching.old.clauses[one].kind == .text else { continue }
            let least = matching.likeness(one, other) - Self.slack
            let before = gap(at: other, matching.partnerOfNew) { isKept[matching.partnerOfNew[$0]] }
            if let stayed = before.first(where: { $0 != one && isOpen($0, other, matching, least) }) {
                keep(stayed, other, &matching)
                continue
            }
            let behind = gap(at: one, matching.partnerOfOld) { isKept[$0] }
            if let stayed = behind.first(where: { $0 != other && isOpen(one, $0, matching, least) }) {
                keep(one, stayed, &matching)
            }
        }
        open.removeAll { isKept[$0] || matching.partnerOfOld[$0] < 0 }
    }

    private mutating func keep(_ one: Int, _ other: Int, _ matching: inout ClauseMatching) {
        let (now, former) = (matching.partnerOfOld[one], matching.partnerOfNew[other])
        matching.part(one)
        if former >= 0 { matching.part(former) }
        matching.pair(one, other)
        isKept[one] = true
        guard now >= 0, former >= 0,
            matching.hasSameContent(one, now) || matching.hasSameContent(former, other)
                || matching.hasSameContent(former, now)
        else { return }
        // The partners that both had are as much alike as before.
        matching.pair(former, now)
        let place = gap(at: former, matching.partnerOfOld) { isKept[$0] }
        isKept[former] = place.contains(now) && canKeepPlace(former, now, matching)
    }

    /// Whether what became of two clauses' sections lets them keep their places.
    private func canKeepPlace(_ one: Int, _ other: Int, _ matching: ClauseMatching) -> Bool {
        let (section, partner) = (matching.old.clauses[one].section, matching.new.clauses[other].section)
        return movedSection[section] >= 0 ? movedSection[section] == partner : !isMovedNew[partner]
    }

    /// Whether two paragraphs can be a pair that keeps its place, and are that much alike.
    ///
    /// What says the same is parted only for what says the same: what is left over by it takes its partner.
    private func isOpen(_ one: Int, _ other: Int, _ matching: ClauseMatching, _ least: Int) -> Bool {
        let (clause, partner) = (matching.old.clauses[one], matching.new.clauses[other])
        let (now, former) = (matching.partnerOfOld[one], matching.partnerOfNew[other])
        guard clause.kind == .text, partner.kind == .text, !isKept[one], former < 0 || !isKept[former]
        else { return false }
        guard canKeepPlace(one, other, matching) else { return false }
        if now >= 0 && matching.hasSameContent(one, now)
            || former >= 0 && matching.hasSameContent(former, other)
        {
            return matching.hasSameContent(one, other)
        }
        return matching.likeness(one, other) >= least
    }

    /// What stands on the other side between the partners of the next clauses around one that kept their places.
    private func gap(at place: Int, _ partners: [Int], _ isKept: (Int) -> Bool) -> Range<Int> {
        func anchor(_ places: some Sequence<Int>) -> Int? {
            let found = places.prefix(Self.farthest).first { partners[$0] >= 0 && isKept($0) }
            return found.map { partners[$0] }
        }
        guard let low = anchor((0..<place).reversed()), let high = anchor((place + 1)..<partners.count),
            low < high, high - low <= 2 * Self.farthest
        else { return 0..<0 }
        return (low + 1)..<high
    }

    private func isSureMove(_ one: Int, _ matching: ClauseMatching, _ recurring: Set<Int>) -> Bool {
        let clause = matching.old.clauses[one]
        guard clause.kind == .text, clause.count >= Self.fewestWords else { return false }
        if recurring.contains(clause.content), clause.spaces < Self.fewestSpacesRecurring { return false }
        if matching.hasSameContent(one, matching.partnerOfOld[one]) { return true }
        guard clause.count >= Self.fewestWordsEdited else { return false }
        return matching.likeness(one, matching.partnerOfOld[one]) >= Self.likeness
    }

    /// A short paragraph moved where the one before or behind it moved along.
    private func isBesideMove(_ one: Int, _ matching: ClauseMatching) -> Bool {
        let other = matching.partnerOfOld[one]
        guard other >= 0, matching.old.clauses[one].kind == .text else { return false }
        for step in [-1, 1] where isMoved.indices.contains(one + step) && isMoved[one + step] {
            if matching.partnerOfOld[one + step] == other + step {
                return matching.likeness(one, other) >= Self.likeness
            }
        }
        return false
    }

    private static func heaviestRising(_ matching: ClauseMatching) -> [Bool] {
        var isKept = Array(repeating: false, count: matching.partnerOfOld.count)
        let pairs = matching.partnerOfOld.indices.filter { matching.partnerOfOld[$0] >= 0 }
        let weights = pairs.map { one -> (Int, Int) in
            let weight = 1 + matching.old.clauses[one].count
            // What stays in its own section rather kept its place than what left it.
            return (matching.partnerOfOld[one], matching.isInSameSection(one) ? 2 * weight : weight)
        }
        for index in heaviestRising(weights) { isKept[pairs[index]] = true }
        return isKept
    }

    /// The heaviest selection whose places rise.
    static func heaviestRising(_ items: [(place: Int, weight: Int)]) -> [Int] {
        let most = items.map(\.place).max() ?? -1
        // A tree of the heaviest selection that ends at or before a place (Fenwick).
        var tree = [(weight: Int, index: Int)](repeating: (0, -1), count: most + 2)
        var previous = [Int](repeating: -1, count: items.count)
        var best = (weight: 0, index: -1)
        for (index, item) in items.enumerated() {
            var (weight, before) = (0, -1)
            var place = item.place
            while place > 0 {
                if tree[place].weight > weight { (weight, before) = tree[place] }
                place -= place & -place
            }
            previous[index] = before
            weight += item.weight
            if weight > best.weight { best = (weight, index) }
            place = item.place + 1
            while place < tree.count {
                if weight > tree[place].weight { tree[place] = (weight, index) }
                place += place & -place
            }
        }
        var result: [Int] = []
        var next = best.index
        while next >= 0 {
            result.append(next)
            next = previous[next]
        }
        return result.reversed()
    }
}
