/// Which items of two sequences have no partner in the other, in an order-keeping pairing of the rest.
///
/// Myers' algorithm in linear space, on numbers. Long stretches are first cut at items that stand once on each side,
/// and a search that grows costly is cut at its furthest point: the work is bounded by the length, and the pairing is
/// then still right, only no longer the longest.
struct EditScript {
    /// The old items without a partner.
    private(set) var isDeleted: [Bool]
    /// The new items without a partner.
    private(set) var isInserted: [Bool]

    private let old: [Int32]
    private let new: [Int32]
    private var forward: [Int] = []
    private var backward: [Int] = []
    private static let mostEdits = 256
    private static let longWithoutAnchors = 2000

    init(old: [Int32], new: [Int32]) {
        self.old = old
        self.new = new
        isDeleted = Array(repeating: false, count: old.count)
        isInserted = Array(repeating: false, count: new.count)
        forward = Array(repeating: 0, count: 2 * Self.mostEdits + 5)
        backward = forward
        compare()
    }

    /// The changed stretches in order; between them the two sequences are equal.
    var hunks: [(old: Range<Int>, new: Range<Int>)] {
        var hunks: [(old: Range<Int>, new: Range<Int>)] = []
        var (one, other) = (0, 0)
        while one < old.count || other < new.count {
            let (oldStart, newStart) = (one, other)
            while one < old.count, isDeleted[one] { one += 1 }
            while other < new.count, isInserted[other] { other += 1 }
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
            if stretch.old.count + stretch.new.count > Self.longWithoutAnchors {
                let parts = cutAtAnchors(stretch)
                if parts.count > 1 {
                    stack += parts
                    continue
                }
            }
            let (x, y) = middle(of: stretch)
            stack.append(
                Stretch(
                    old: (stretch.old.lowerBound + x)..<stretch.old.upperBound,
                    new: (stretch.new.lowerBound + y)..<stretch.new.upperBound
                )
            )
            stack.append(
                Stretch(
                    old: stretch.old.lowerBound..<(stretch.old.lowerBound + x),
                    new: stretch.new.lowerBound..<(stretch.new.lowerBound + y)
                )
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

    /// A point through which a shortest script leads; where that is too far to find, the furthest point reached.
    private mutating func middle(of stretch: Stretch) -> (x: Int, y: Int) {
        let (n, m) = (stretch.old.count, stretch.new.count)
        let (oldStart, newStart) = (stretch.old.lowerBound, stretch.new.lowerBound)
        let delta = n - m
        let isOdd = delta % 2 != 0
        let centre = Self.mostEdits + 2
        for edits in 0...Self.mostEdits {
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                var x = Self.start(forward, centre, diagonal, edits, n, m)
                if x >= 0 {
                    var y = x - diagonal
                    while x < n, y < m, old[oldStart + x] == new[newStart + y] { (x, y) = (x + 1, y + 1) }
                }
                forward[centre + diagonal] = x
                let mirrored = delta - diagonal
                guard isOdd, x >= 0, mirrored > -edits, mirrored < edits else { continue }
                let reached = backward[centre + mirrored]
                if reached >= 0, x + reached >= n { return (x, x - diagonal) }
            }
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                var x = Self.start(backward, centre, diagonal, edits, n, m)
                if x >= 0 {
                    var y = x - diagonal
                    while x < n, y < m, old[oldStart + n - 1 - x] == new[newStart + m - 1 - y] {
                        (x, y) = (x + 1, y + 1)
                    }
                }
                backward[centre + diagonal] = x
                let mirrored = delta - diagonal
                guard !isOdd, x >= 0, mirrored >= -edits, mirrored <= edits else { continue }
                let reached = forward[centre + mirrored]
                if reached >= 0, x + reached >= n { return (n - x, m - (x - diagonal)) }
            }
        }
        return furthest(n, m, centre)
    }

    /// The furthest point of a diagonal within the grid that one more edit leads to; -1 where none does.
    private static func start(
        _ reached: [Int],
        _ centre: Int,
        _ diagonal: Int,
        _ edits: Int,
        _ n: Int,
        _ m: Int
    ) -> Int {
        if edits == 0 { return 0 }
        var best = -1
        if diagonal > -edits {
            let x = reached[centre + diagonal - 1]
            if x >= 0, x < n { best = x + 1 }
        }
        if diagonal < edits {
            let x = reached[centre + diagonal + 1]
            if x > best, x - diagonal <= m { best = x }
        }
        return best
    }

    private func furthest(_ n: Int, _ m: Int, _ centre: Int) -> (x: Int, y: Int) {
        var best = (x: 0, y: 0)
        for diagonal in stride(from: -Self.mostEdits, through: Self.mostEdits, by: 2) {
            let x = forward[centre + diagonal]
            let y = x - diagonal
            if x >= 0, x + y > best.x + best.y, x + y < n + m { best = (x, y) }
        }
        // No way forward was found at all: one side is given up whole.
        return best.x + best.y > 0 ? best : (n, 0)
    }

    /// The stretches between items that stand once on each side and in one order.
    private func cutAtAnchors(_ stretch: Stretch) -> [Stretch] {
        var anchors: [(old: Int, new: Int)] = []
        let inOld = onlyPlaces(old, stretch.old)
        let inNew = onlyPlaces(new, stretch.new)
        for index in stretch.old where inOld[old[index]] == .some(index) {
            if let partner = inNew[old[index]], let place = partner { anchors.append((index, place)) }
        }
        var parts: [Stretch] = []
        var (oldStart, newStart) = (stretch.old.lowerBound, stretch.new.lowerBound)
        for index in longestRising(anchors.map(\.new)) {
            let anchor = anchors[index]
            parts.append(Stretch(old: oldStart..<anchor.old, new: newStart..<anchor.new))
            (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        parts.append(Stretch(old: oldStart..<stretch.old.upperBound, new: newStart..<stretch.new.upperBound))
        return parts
    }

    private func onlyPlaces(_ items: [Int32], _ range: Range<Int>) -> [Int32: Int?] {
        var places: [Int32: Int?] = [:]
        places.reserveCapacity(range.count)
        for index in range { places[items[index]] = places[items[index]] == nil ? .some(index) : .some(nil) }
        return places
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
