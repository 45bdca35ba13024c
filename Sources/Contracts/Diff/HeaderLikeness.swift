/// How alike two names of a lane or step are: `Master's + 15` and `M+15`, `Step 3` and `3`.
enum HeaderLikeness {
    /// Pairs of positions whose names are alike, in order on both sides, as alike as can be in sum.
    static func pairs(_ old: [String], _ new: [String]) -> [(old: Int, new: Int)] {
        guard !old.isEmpty, !new.isEmpty, old.count * new.count <= most else { return [] }
        let (olds, news) = (old.map(words), new.map(words))
        let width = new.count + 1
        // The best sum for what follows each pair of positions.
        var best = [Int](repeating: 0, count: (old.count + 1) * width)
        for one in old.indices.reversed() {
            for other in new.indices.reversed() {
                let skipped = max(best[(one + 1) * width + other], best[one * width + other + 1])
                let likeness = likeness(olds[one], news[other])
                let taken = likeness > 0 ? likeness + best[(one + 1) * width + other + 1] : 0
                best[one * width + other] = max(skipped, taken)
            }
        }
        var found: [(old: Int, new: Int)] = []
        var (one, other) = (0, 0)
        while one < old.count, other < new.count {
            let here = best[one * width + other]
            if here == 0 { break }
            if here == best[(one + 1) * width + other] {
                one += 1
            } else if here == best[one * width + other + 1] {
                other += 1
            } else {
                found.append((one, other))
                (one, other) = (one + 1, other + 1)
            }
        }
        return found
    }

    /// Beyond so many pairs names are no longer compared.
    private static let most = 250_000

    /// From 0 to 1000: twice the words that agree among all, 0 below a half, and 0 where the numbers differ, since
    /// `M+15` is never `M+30`.
    private static func likeness(_ old: Words, _ new: Words) -> Int {
        guard old.numbers == new.numbers else { return 0 }
        let total = old.letters.count + new.letters.count
        guard total > 0 else { return old.numbers.isEmpty ? 0 : 1000 }
        var rest = new.letters
        var common = 0
        for word in old.letters {
            guard let index = rest.firstIndex(where: { $0.hasPrefix(word) || word.hasPrefix($0) }) else {
                continue
            }
            rest.remove(at: index)
            common += 1
        }
        // A bare number against the number with a word beside it: `3` and `Step 3`.
        if old.letters.isEmpty || new.letters.isEmpty { return old.numbers.isEmpty ? 0 : 500 }
        let share = 2000 * common / total
        return share >= 500 ? share : 0
    }

    private struct Words {
        var letters: [String] = []
        var numbers: [String] = []
    }

    private static func words(_ name: String) -> Words {
        var words = Words()
        var current = ""
        func close() {
            guard let first = current.first else { return }
            if first.isNumber { words.numbers.append(current) } else { words.letters.append(current) }
            current = ""
        }
        for character in name.lowercased() where character != "'" && character != "’" {
            let isWord = character.isLetter || character.isNumber
            if !isWord || current.last.map({ $0.isNumber != character.isNumber }) ?? false { close() }
            if isWord { current.append(character) }
        }
        close()
        return words
    }
}
