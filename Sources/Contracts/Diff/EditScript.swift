/// Which items of two sequences have no partner in the other, in an order-keeping pairing of the rest.
///
/// Myers' algorithm in linear space, on numbers: the pairing is the longest there is. What stands on one side alone has
/// no partner and is left out from the start. Very long stretches are first cut
/// at items that stand once on each side, and where a search grows costly it is cut too: the work is bounded by the
/// length, and the pairing is then still right, only perhaps no longer the longest.
struct EditScript {
    /// The old items without a partner.
    private(set) var isDeleted: [Bool]
    /// The new items without a partner.
    private(set) var isInserted: [Bool]

    private let old: [Int32]
    private let new: [Int32]
    private var search: MiddleSearch
    private static let longStretch = 60_000

    init(old: [Int32], new: [Int32]) {
        let (keptOld, keptNew) = Self.common(old, new)
        self.old = keptOld.map { old[$0] }
        self.new = keptNew.map { new[$0] }
        isDeleted = Array(repeating: false, count: keptOld.count)
        isInserted = Array(repeating: false, count: keptNew.count)
        search = MiddleSearch()
        compare()
        isDeleted = Self.spread(isDeleted, keptOld, old.count)
        isInserted = Self.spread(isInserted, keptNew, new.count)
    }

    /// The places on each side of what stands on both.
    private static func common(_ old: [Int32], _ new: [Int32]) -> ([Int], [Int]) {
        guard let least = (old + new).min(), let most = (old + new).max() else { return ([], []) }
        let width = Int(most) - Int(least) + 1
        guard width <= 8 * (old.count + new.count) + 1024 else {
            let (inOld, inNew) = (Set(old), Set(new))
            return (
                old.indices.filter { inNew.contains(old[$0]) }, new.indices.filter { inOld.contains(new[$0]) }
            )
        }
        var sides = [UInt8](repeating: 0, count: width)
        for item in old { sides[Int(item) - Int(least)] |= 1 }
        for item in new { sides[Int(item) - Int(least)] |= 2 }
        return (
            old.indices.filter { sides[Int(old[$0]) - Int(least)] == 3 },
            new.indices.filter { sides[Int(new[$0]) - Int(least)] == 3 }
        )
    }

    private static func spread(_ flags: [Bool], _ places: [Int], _ count: Int) -> [Bool] {
        var result = Array(repeating: true, count: count)
        for (index, place) in places.enumerated() { result[place] = flags[index] }
        return result
    }

    /// The changed stretches in order; between them the two sequences are equal.
    var hunks: [(old: Range<Int>, new: Range<Int>)] {
        var hunks: [(old: Range<Int>, new: Range<Int>)] = []
        var (one, other) = (0, 0)
        while one < isDeleted.count || other < isInserted.count {
            let (oldStart, newStart) = (one, other)
            while one < isDeleted.count, isDeleted[one] { one += 1 }
            while other < isInserted.count, isInserted[other] { other += 1 }
            if one == oldStart, other == newStart {
                one += 1
                other += 1
            } else {
                hunks.append((oldStart..<one, newStart..<other))
            }
        }
        return hunks
    }

    private struct Stretch {
        var old: Range<Int>
        var new: Range<Int>

        var count: Int { old.count + new.count }
    }

    private mutating func compare() {
        var stack = [Stretch(old: 0..<old.count, new: 0..<new.count)]
        while var stretch = stack.popLast() {
            trim(&stretch)
            if stretch.old.isEmpty || stretch.new.isEmpty {
                for index in stretch.old { isDeleted[index] = true }
                for index in stretch.new { isInserted[index] = true }
                continue
            }
            if stretch.count > Self.longStretch, let parts = cutAtAnchors(stretch) {
                stack += parts.reversed()
                continue
            }
            let middle = old.withUnsafeBufferPointer { old in
                new.withUnsafeBufferPointer { new in
                    search.middle(of: stretch.old, stretch.new, old, new)
                }
            }
            if !middle.isShortest, let parts = cutAtAnchors(stretch) {
                stack += parts.reversed()
                continue
            }
            stack.append(
                Stretch(old: middle.old..<stretch.old.upperBound, new: middle.new..<stretch.new.upperBound)
            )
            stack.append(
                Stretch(old: stretch.old.lowerBound..<middle.old, new: stretch.new.lowerBound..<middle.new)
            )
        }
    }

    private func trim(_ stretch: inout Stretch) {
        var (oldStart, newStart) = (stretch.old.lowerBound, stretch.new.lowerBound)
        var (oldEnd, newEnd) = (stretch.old.upperBound, stretch.new.upperBound)
        while oldStart < oldEnd, newStart < newEnd, old[oldStart] == new[newStart] {
            oldStart += 1
            newStart += 1
        }
        while oldStart < oldEnd, newStart < newEnd, old[oldEnd - 1] == new[newEnd - 1] {
            oldEnd -= 1
            newEnd -= 1
        }
        stretch = Stretch(old: oldStart..<oldEnd, new: newStart..<newEnd)
    }

    /// The stretches between pairs of neighbours that stand once on each side and in one order; nil where none do.
    private func cutAtAnchors(_ stretch: Stretch) -> [Stretch]? {
        var anchors: [(old: Int, new: Int)] = []
        let inNew = onlyPlaces(new, stretch.new)
        for (pair, place) in onlyPlaces(old, stretch.old) where place >= 0 {
            if let partner = inNew[pair], partner >= 0 { anchors.append((place, partner)) }
        }
        guard !anchors.isEmpty else { return nil }
        anchors.sort { $0.old < $1.old }
        var parts: [Stretch] = []
        var (oldStart, newStart) = (stretch.old.lowerBound, stretch.new.lowerBound)
        for index in longestRising(anchors.map(\.new)) {
            let anchor = anchors[index]
            if anchor.old < oldStart || anchor.new < newStart { continue }
            parts.append(Stretch(old: oldStart..<anchor.old, new: newStart..<anchor.new))
            (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        parts.append(Stretch(old: oldStart..<stretch.old.upperBound, new: newStart..<stretch.new.upperBound))
        return parts
    }

    /// The places of pairs of neighbours; -1 for a pair that stands more than once.
    private func onlyPlaces(_ items: [Int32], _ range: Range<Int>) -> [Int64: Int] {
        var places: [Int64: Int] = [:]
        places.reserveCapacity(range.count)
        for index in range.dropLast() {
            let pair = Int64(items[index]) << 32 | Int64(UInt32(bitPattern: items[index + 1]))
            places[pair] = places[pair] == nil ? index : -1
        }
        return places
    }
}

/// Finds a point through which a shortest script leads, from both ends at once.
private struct MiddleSearch {
    private var forward: [Int32] = []
    private var backward: [Int32] = []
    /// How many steps may still be spent on scripts that are long for their texts.
    private var budget = 50_000_000
    private static let mostEdits = 5000
    private static let fewestEdits = 256

    struct Middle {
        let old: Int
        let new: Int
        /// Whether a shortest script leads through it; where the search was given up, only a good one does.
        let isShortest: Bool
    }

    mutating func middle(
        of oldRange: Range<Int>,
        _ newRange: Range<Int>,
        _ old: UnsafeBufferPointer<Int32>,
        _ new: UnsafeBufferPointer<Int32>
    ) -> Middle {
        let offset = newRange.upperBound - oldRange.lowerBound + 1
        let size = oldRange.count + newRange.count + 3
        if forward.count < size {
            forward = Array(repeating: 0, count: size)
            backward = forward
        }
        let limit = min(Self.mostEdits, max(Self.fewestEdits, Int(Double(max(0, budget / 2)).squareRoot())))
        var steps = 0
        let middle = forward.withUnsafeMutableBufferPointer { forward in
            backward.withUnsafeMutableBufferPointer { backward in
                Self.search(oldRange, newRange, old, new, forward, backward, offset, limit, &steps)
            }
        }
        budget -= steps
        return middle
    }

    private static func search(
        _ oldRange: Range<Int>,
        _ newRange: Range<Int>,
        _ old: UnsafeBufferPointer<Int32>,
        _ new: UnsafeBufferPointer<Int32>,
        _ forward: UnsafeMutableBufferPointer<Int32>,
        _ backward: UnsafeMutableBufferPointer<Int32>,
        _ offset: Int,
        _ limit: Int,
        _ steps: inout Int
    ) -> Middle {
        let (left, right) = (oldRange.lowerBound, oldRange.upperBound)
        let (top, bottom) = (newRange.lowerBound, newRange.upperBound)
        let (least, most) = (left - bottom, right - top)
        let (start, end) = (left - top, right - bottom)
        let isOdd = (start - end) % 2 != 0
        var (forwardLeast, forwardMost, backwardLeast, backwardMost) = (start, start, end, end)
        forward[offset + start] = Int32(left)
        backward[offset + end] = Int32(right)
        for edits in 1... {
            if forwardLeast > least {
                forwardLeast -= 1
                if forwardLeast > least { forward[offset + forwardLeast - 1] = -1 }
            } else {
                forwardLeast += 1
            }
            if forwardMost < most {
                forwardMost += 1
                if forwardMost < most { forward[offset + forwardMost + 1] = -1 }
            } else {
                forwardMost -= 1
            }
            steps += forwardMost - forwardLeast + 2
            var diagonal = forwardMost
            while diagonal >= forwardLeast {
                let below = diagonal - 1 >= least ? Int(forward[offset + diagonal - 1]) : -1
                let above = diagonal + 1 <= most ? Int(forward[offset + diagonal + 1]) : -1
                var x = below < above ? above : below + 1
                var y = x - diagonal
                while x < right, y < bottom, old[x] == new[y] {
                    x += 1
                    y += 1
                }
                forward[offset + diagonal] = Int32(x)
                if isOdd, diagonal >= backwardLeast, diagonal <= backwardMost,
                    Int(backward[offset + diagonal]) <= x
                {
                    return Middle(old: x, new: y, isShortest: true)
                }
                diagonal -= 2
            }
            if backwardLeast > least {
                backwardLeast -= 1
                if backwardLeast > least { backward[offset + backwardLeast - 1] = .max }
            } else {
                backwardLeast += 1
            }
            if backwardMost < most {
                backwardMost += 1
                if backwardMost < most { backward[offset + backwardMost + 1] = .max }
            } else {
                backwardMost -= 1
            }
            diagonal = backwardMost
            while diagonal >= backwardLeast {
                let below = diagonal - 1 >= least ? Int(backward[offset + diagonal - 1]) : Int(Int32.max)
                let above = diagonal + 1 <= most ? Int(backward[offset + diagonal + 1]) : Int(Int32.max)
                var x = below < above ? below : above - 1
                var y = x - diagonal
                while x > left, y > top, old[x - 1] == new[y - 1] {
                    x -= 1
                    y -= 1
                }
                backward[offset + diagonal] = Int32(x)
                if !isOdd, diagonal >= forwardLeast, diagonal <= forwardMost,
                    x <= Int(forward[offset + diagonal])
                {
                    return Middle(old: x, new: y, isShortest: true)
                }
                diagonal -= 2
            }
            if edits >= limit { break }
        }
        return furthest(
            stride(from: forwardMost, through: forwardLeast, by: -2),
            oldRange,
            newRange,
            forward,
            offset
        )
    }

    private static func furthest(
        _ diagonals: StrideThrough<Int>,
        _ oldRange: Range<Int>,
        _ newRange: Range<Int>,
        _ forward: UnsafeMutableBufferPointer<Int32>,
        _ offset: Int
    ) -> Middle {
        var best = (old: oldRange.lowerBound, new: newRange.lowerBound)
        for diagonal in diagonals {
            let x = min(Int(forward[offset + diagonal]), oldRange.upperBound)
            let y = x - diagonal
            guard x >= oldRange.lowerBound, y >= newRange.lowerBound, y <= newRange.upperBound else {
                continue
            }
            if x + y > best.old + best.new { best = (x, y) }
        }
        // No way forward at all, or no way but the whole: one side is given up.
        let isProgress = best.old + best.new > oldRange.lowerBound + newRange.lowerBound
        let isWhole = best.old == oldRange.upperBound && best.new == newRange.upperBound
        if !isProgress || isWhole { best = (oldRange.upperBound, newRange.lowerBound) }
        return Middle(old: best.old, new: best.new, isShortest: false)
    }
}

/// The positions of a longest strictly rising selection.
func longestRising(_ values: [Int]) -> [Int] {
    var tails: [Int] = []
    var previous: [Int] = []
    for (index, value) in values.enumerated() {
        var (low, high) = (0, tails.count)
        while low < high {
            let middle = (low + high) / 2
            if values[tails[middle]] < value { low = middle + 1 } else { high = middle }
        }
        previous.append(low > 0 ? tails[low - 1] : -1)
        if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var result: [Int] = []
    var next = tails.last ?? -1
    while next >= 0 {
        result.append(next)
        next = previous[next]
    }
    return result.reversed()
}
