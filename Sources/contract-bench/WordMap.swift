import Contracts

/// Which white-space word of the new text is which of the old one, read off a redline.
struct WordMap {
    /// Words that stand in both texts; blocks of different order may cross.
    struct Block {
        var old: Int
        var new: Int
        var count: Int
        /// Which paragraph or section the redline says has moved with them; nil where they kept their order.
        var move: Int?

        func goesOn(in next: Block) -> Bool {
            old + count == next.old && new + count == next.new && move == next.move
        }
    }

    private(set) var blocks: [Block] = []
    private(set) var oldCount = 0
    private(set) var newCount = 0
    /// How many stretches were changed.
    private(set) var hunks = 0
    private var move: Int?

    init(_ diff: ContractDiff) {
        let oldStarts = Self.starts(diff.sections, \.old, .inserted)
        let newStarts = Self.starts(diff.sections, \.new, .deleted)
        (oldCount, newCount) = (oldStarts.total, newStarts.total)
        var moved: [Int: (old: Int?, new: Int?, runs: [WordRun])] = [:]
        for part in diff.moves where part.isPart { moved[part.id] = (nil, nil, part.runs) }
        for (index, section) in diff.sections.enumerated() {
            move = section.isMoved ? diff.moves.count + 1 + index : nil
            var old = oldStarts.starts[index]
            var new = newStarts.starts[index]
            func addEnds(of runs: [WordRun]) {
                for end in Self.ends(of: runs) {
                    if end.isOld {
                        moved[end.move]?.old = old + end.word
                    } else {
                        moved[end.move]?.new = new + end.word
                    }
                }
            }
            add(section.heading, &old, &new)
            for block in section.blocks {
                if let move = block.move {
                    var ends = moved[move.id] ?? (nil, nil, move.runs)
                    if block.old != nil { ends.old = old } else { ends.new = new }
                    moved[move.id] = ends
                    addEnds(of: move.runs.filter { $0.fate != (block.new == nil ? .inserted : .deleted) })
                    old += Words(block.runs, without: .inserted).count
                    new += Words(block.runs, without: .deleted).count
                    continue
                }
                if let table = block.table {
                    add(table, &old, &new)
                } else {
                    addEnds(of: block.runs)
                    add(block.runs, &old, &new)
                }
            }
        }
        for (id, ends) in moved {
            move = id
            guard var old = ends.old, var new = ends.new else { continue }
            add(ends.runs, &old, &new)
        }
        blocks.sort { ($0.new, $0.old) < ($1.new, $1.old) }
        join()
    }

    /// What a plain tool would write: words kept in order, deleted and inserted; moved words are both.
    var script: [[Int]] {
        var ops: [[Int]] = []
        var (old, new) = (0, 0)
        func push(_ kind: Int, _ count: Int) {
            guard count > 0 else { return }
            if let last = ops.last, last[0] == kind {
                ops[ops.count - 1][1] += count
            } else {
                ops.append([kind, count])
            }
        }
        for block in inOrder() {
            push(-1, block.old - old)
            push(1, block.new - new)
            push(0, block.count)
            (old, new) = (block.old + block.count, block.new + block.count)
        }
        push(-1, oldCount - old)
        push(1, newCount - new)
        return ops
    }

    /// The heaviest selection of blocks that keeps its order on both sides.
    private func inOrder() -> [Block] {
        // Fenwick tree of the best weight that ends before a place of the old text.
        var tree = [(weight: Int, index: Int)](repeating: (0, -1), count: oldCount + 2)
        var previous = [Int](repeating: -1, count: blocks.count)
        var best = (weight: 0, index: -1)
        for (index, block) in blocks.enumerated() {
            var (weight, before) = (0, -1)
            var place = block.old
            while place > 0 {
                if tree[place].weight > weight { (weight, before) = tree[place] }
                place -= place & -place
            }
            previous[index] = before
            weight += block.count
            if weight > best.weight { best = (weight, index) }
            place = block.old + block.count
            while place < tree.count {
                if weight > tree[place].weight { tree[place] = (weight, index) }
                place += place & -place
            }
        }
        var chosen: [Block] = []
        var next = best.index
        while next >= 0 {
            chosen.append(blocks[next])
            next = previous[next]
        }
        return chosen.reversed()
    }

    private mutating func add(_ runs: [WordRun], _ old: inout Int, _ new: inout Int) {
        let (before, after) = (Words(runs, without: .inserted), Words(runs, without: .deleted))
        var (oldByte, newByte) = (0, 0)
        for run in runs {
            let count = run.text.utf8.count
            if run.fate == .equal {
                for (word, other) in Self.shared(before, after, oldByte, newByte, count) {
                    push(old + word, new + other)
                }
            }
            if run.fate != .inserted { oldByte += count }
            if run.fate != .deleted { newByte += count }
        }
        old += before.count
        new += after.count
        var wasEqual = true
        for run in runs {
            if run.fate != .equal, wasEqual { hunks += 1 }
            wasEqual = run.fate == .equal
        }
    }

    /// At which word of its side each part that moved begins.
    private static func ends(of runs: [WordRun]) -> [(move: Int, isOld: Bool, word: Int)] {
        guard runs.contains(where: { $0.move != nil }) else { return [] }
        let (before, after) = (Words(runs, without: .inserted), Words(runs, without: .deleted))
        var (oldByte, newByte) = (0, 0)
        var ends: [(move: Int, isOld: Bool, word: Int)] = []
        for run in runs {
            if let move = run.move {
                let isOld = run.fate == .deleted
                let word = isOld ? before.firstWord(from: oldByte) : after.firstWord(from: newByte)
                ends.append((move, isOld, word))
            }
            if run.fate != .inserted { oldByte += run.text.utf8.count }
            if run.fate != .deleted { newByte += run.text.utf8.count }
        }
        return ends
    }

    /// The words that lie whole within an equal run on both sides.
    private static func shared(
        _ before: Words,
        _ after: Words,
        _ oldByte: Int,
        _ newByte: Int,
        _ count: Int
    ) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        var word = before.firstWord(from: oldByte)
        var other = after.firstWord(from: newByte)
        while word < before.count, other < after.count {
            let (one, two) = (before.ranges[word], after.ranges[other])
            let (start, newStart) = (one.lowerBound - oldByte, two.lowerBound - newByte)
            if start >= count || newStart >= count { break }
            if start == newStart {
                if one.count == two.count, start + one.count <= count { pairs.append((word, other)) }
                word += 1
                other += 1
            } else if start < newStart {
                word += 1
            } else {
                other += 1
            }
        }
        return pairs
    }

    private mutating func add(_ table: TableChange, _ old: inout Int, _ new: inout Int) {
        for cell in table.columns + table.rows.flatMap(\.cells) {
            let before = cell.old?.split(whereSeparator: \.isWhitespace).count ?? 0
            let after = cell.new?.split(whereSeparator: \.isWhitespace).count ?? 0
            if cell.isEqual { for word in 0..<before { push(old + word, new + word) } } else { hunks += 1 }
            old += before
            new += after
        }
    }

    private mutating func push(_ old: Int, _ new: Int) {
        let block = Block(old: old, new: new, count: 1, move: move)
        if let last = blocks.last, last.goesOn(in: block) {
            blocks[blocks.count - 1].count += 1
        } else {
            blocks.append(block)
        }
    }

    private mutating func join() {
        var joined: [Block] = []
        for block in blocks {
            if let last = joined.last, last.goesOn(in: block) {
                joined[joined.count - 1].count += block.count
            } else {
                joined.append(block)
            }
        }
        blocks = joined
    }

    /// Where the words of each section begin on one side.
    private static func starts(
        _ sections: [SectionChange],
        _ side: KeyPath<SectionChange, SectionChange.Place?>,
        _ other: WordRun.Fate
    ) -> (starts: [Int], total: Int) {
        var starts = [Int](repeating: 0, count: sections.count)
        let order = sections.indices.compactMap { index in
            sections[index][keyPath: side].map { (position: $0.position, index: index) }
        }
        var total = 0
        for (_, index) in order.sorted(by: { ($0.position, $0.index) < ($1.position, $1.index) }) {
            starts[index] = total
            total += Words(sections[index].heading, without: other).count
            for block in sections[index].blocks {
                if let table = block.table {
                    for cell in table.columns + table.rows.flatMap(\.cells) {
                        let text = other == .inserted ? cell.old : cell.new
                        total += text?.split(whereSeparator: \.isWhitespace).count ?? 0
                    }
                } else {
                    total += Words(block.runs, without: other).count
                }
            }
        }
        return (starts, total)
    }
}

/// The words of one side of some runs, by their bytes.
private struct Words {
    private(set) var ranges: [Range<Int>] = []

    init(_ runs: [WordRun], without fate: WordRun.Fate) {
        var place = 0
        var start: Int?
        for run in runs where run.fate != fate {
            for byte in run.text.utf8 {
                if byte == 0x20 || byte == 0x0A {
                    if let first = start { ranges.append(first..<place) }
                    start = nil
                } else if start == nil {
                    start = place
                }
                place += 1
            }
        }
        if let first = start { ranges.append(first..<place) }
    }

    var count: Int { ranges.count }

    func firstWord(from byte: Int) -> Int {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
