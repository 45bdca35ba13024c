/// Finds parts of paragraphs that stand elsewhere than they stood: long stretches struck in one place and inserted,
/// word for word, in another.
///
/// A part is long, was struck once and inserted once, and is the longer where the texts have it in other places too: a false
/// move costs a reader more than one that is missed. The time grows with the words of both texts, whatever they repeat.
struct PartMoves {
    /// Some words of a clause, in a row.
    struct Stretch: Hashable {
        let clause: Int
        var words: Range<Int>
    }

    /// Where the words of a part stood, and where they stand.
    struct Part: Hashable {
        let old: Stretch
        let new: Stretch
    }

    /// In the order of the new text.
    let parts: [Part]

    /// Shorter stretches, in words and marks, are found in several places by chance.
    static let fewestWords = 20
    /// What stands in other places too, as the head of a page, must be longer.
    private static let fewestWordsRecurring = 40
    /// How many words in a row are looked up at once.
    private static let window = 8
    /// Every so many words of what was struck are looked up; a part holds at least one such window.
    private static let step = fewestWords - window + 1

    /// Finds the parts.
    ///
    /// - Parameters:
    ///   - struck: what the redline strikes in paragraphs that stay or go.
    ///   - inserted: what it inserts in paragraphs that stay or come.
    ///   - old: the old text.
    ///   - new: the new text.
    init(struck: [Stretch], inserted: [Stretch], old: ClauseList, new: ClauseList) {
        let (struck, inserted) = (
            struck.filter { $0.words.count >= Self.fewestWords },
            inserted.filter { $0.words.count >= Self.fewestWords }
        )
        let found = Self.common(struck, inserted, old, new)
        let sole = found.isEmpty ? [] : Self.sole(found, struck, inserted, old, new)
        parts = Self.apart(sole).sorted { $0.new.precedes($1.new) }
    }

    // MARK: What both have

    /// Stretches that were struck and inserted word for word, as long as they go.
    private static func common(
        _ struck: [Stretch],
        _ inserted: [Stretch],
        _ old: ClauseList,
        _ new: ClauseList
    ) -> [Part] {
        guard !struck.isEmpty, !inserted.isEmpty else { return [] }
        // Where each window stands, as the stretch and the word in its clause; nil where it stands several times.
        var places: [UInt64: (stretch: Int, word: Int)?] = [:]
        for (index, stretch) in struck.enumerated() {
            for (word, hash) in Windows(stretch, old, window)
            where (word - stretch.words.lowerBound).isMultiple(of: step) {
                places.updateValue(places[hash] == nil ? (index, word) : nil, forKey: hash)
            }
        }
        var found: [Part] = []
        for stretch in inserted {
            var free = stretch.words.lowerBound
            for (word, hash) in Windows(stretch, new, window) where word >= free {
                guard case .some(.some(let place)) = places[hash] else { continue }
                let words = free..<stretch.words.upperBound
                let part = longest(
                    struck[place.stretch],
                    from: place.word,
                    Stretch(clause: stretch.clause, words: words),
                    from: word,
                    old,
                    new
                )
                guard part.new.words.count >= fewestWords else { continue }
                // What was gone through is not gone through again, whatever becomes of it.
                free = part.new.words.upperBound
                let whole = withWholeWords(part, old, new)
                if whole.new.words.count >= fewestWords { found.append(whole) }
            }
        }
        return found
    }

    /// The longest stretch around two places that is the same in both.
    private static func longest(
        _ struck: Stretch,
        from one: Int,
        _ inserted: Stretch,
        from other: Int,
        _ old: ClauseList,
        _ new: ClauseList
    ) -> Part {
        let (before, after) = (old.clauses[struck.clause].words.keys, new.clauses[inserted.clause].words.keys)
        var (back, count) = (0, 0)
        while one - back > struck.words.lowerBound, other - back > inserted.words.lowerBound,
            before[one - back - 1] == after[other - back - 1]
        {
            back += 1
        }
        while one + count < struck.words.upperBound, other + count < inserted.words.upperBound,
            before[one + count] == after[other + count]
        {
            count += 1
        }
        return Part(
            old: Stretch(clause: struck.clause, words: (one - back)..<(one + count)),
            new: Stretch(clause: inserted.clause, words: (other - back)..<(other + count))
        )
    }

    /// The same without what it has of words that neither begin nor end in it.
    private static func withWholeWords(_ part: Part, _ old: ClauseList, _ new: ClauseList) -> Part {
        let (before, after) = (old.clauses[part.old.clause].words, new.clauses[part.new.clause].words)
        func isEdge(_ one: Int, _ other: Int) -> Bool {
            (one == before.count || !before.isGlued(one)) && (other == after.count || !after.isGlued(other))
        }
        var (start, count) = (0, part.old.words.count)
        let (one, other) = (part.old.words.lowerBound, part.new.words.lowerBound)
        while start < count, !isEdge(one + start, other + start) { start += 1 }
        while count > start, !isEdge(one + count, other + count) { count -= 1 }
        return Part(
            old: Stretch(clause: part.old.clause, words: (one + start)..<(one + count)),
            new: Stretch(clause: part.new.clause, words: (other + start)..<(other + count))
        )
    }

    // MARK: What stands once

    /// The parts of which more than half was struck once and inserted once.
    private static func sole(
        _ parts: [Part],
        _ struck: [Stretch],
        _ inserted: [Stretch],
        _ old: ClauseList,
        _ new: ClauseList
    ) -> [Part] {
        var counts = WindowCounts()
        for part in parts { for (_, hash) in Windows(part.new, new, window) { counts.add(hash) } }
        counts.count(struck, old, window, \.struck)
        counts.count(inserted, new, window, \.inserted)
        counts.count(old.stretches, old, window, \.old)
        counts.count(new.stretches, new, window, \.new)
        return parts.filter { part in
            let found = Windows(part.new, new, window).map { counts[$0.hash] }
            guard 2 * found.count(where: { $0.struck == 1 && $0.inserted == 1 }) > found.count else {
                return false
            }
            let isRecurring = 2 * found.count { $0.old > 1 || $0.new > 1 } >= found.count
            return !isRecurring || part.new.words.count >= fewestWordsRecurring
        }
    }

    /// Of parts that share words of the old text the longer ones: nothing moved to two places.
    private static func apart(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for part in parts.sorted(by: { $0.old.precedes($1.old) }) {
            if let last = result.last, last.old.clause == part.old.clause,
                last.old.words.overlaps(part.old.words)
            {
                if last.old.words.count < part.old.words.count { result[result.count - 1] = part }
            } else {
                result.append(part)
            }
        }
        return result
    }
}

extension PartMoves.Stretch {
    fileprivate func precedes(_ other: Self) -> Bool {
        (clause, words.lowerBound, words.upperBound)
            < (other.clause, other.words.lowerBound, other.words.upperBound)
    }
}

/// The hashes of all windows of some words, each with the place of its first word.
private struct Windows: Sequence, IteratorProtocol {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    private let keys: [Int32]
    private let end: Int
    private let size: Int
    /// What the first word of a window weighs in its hash.
    private let weight: UInt64
    private var place: Int
    private var hash: UInt64 = 0

    init(_ stretch: PartMoves.Stretch, _ list: ClauseList, _ size: Int) {
        keys = list.clauses[stretch.clause].words.keys
        end = stretch.words.upperBound
        place = stretch.words.lowerBound
        self.size = size
        weight = (1..<size).reduce(1) { product, _ in product &* Self.factor }
        guard place + size <= end else { return }
        for key in keys[place..<(place + size - 1)] { add(key) }
    }

    private mutating func add(_ key: Int32) { hash = hash &* Self.factor &+ Self.mixed(key) }

    private static func mixed(_ key: Int32) -> UInt64 {
        let value = (UInt64(UInt32(bitPattern: key)) &+ 1) &* 0xFF51_AFD7_ED55_8CCD
        return value ^ (value >> 32)
    }

    mutating func next() -> (word: Int, hash: UInt64)? {
        guard place + size <= end else { return nil }
        add(keys[place + size - 1])
        defer {
            hash &-= Self.mixed(keys[place]) &* weight
            place += 1
        }
        return (place, hash)
    }
}

extension ClauseList {
    /// All of its paragraphs.
    fileprivate var stretches: [PartMoves.Stretch] {
        clauses.enumerated().filter { $0.element.kind == .text }.map { clause, passage in
            .init(clause: clause, words: 0..<passage.words.count)
        }
    }
}

/// How often windows stand in what was struck and inserted, and in each whole text.
private struct WindowCounts {
    struct Count {
        var struck = 0
        var inserted = 0
        var old = 0
        var new = 0
    }

    private var counts: [UInt64: Count] = [:]
    /// Most windows of a text are none of these: a bit tells it before the table is asked.
    private var bits: [UInt64] = Array(repeating: 0, count: 1 << 12)

    subscript(hash: UInt64) -> Count { counts[hash] ?? Count() }

    mutating func add(_ hash: UInt64) {
        counts[hash] = Count()
        bits[Int(hash >> 52)] |= 1 << (hash >> 46 & 63)
    }

    mutating func count(
        _ stretches: [PartMoves.Stretch],
        _ list: ClauseList,
        _ size: Int,
        _ side: WritableKeyPath<Count, Int>
    ) {
        for stretch in stretches {
            for (_, hash) in Windows(stretch, list, size)
            where bits[Int(hash >> 52)] & (1 << (hash >> 46 & 63)) != 0 {
                counts[hash]?[keyPath: side] += 1
            }
        }
    }
}
