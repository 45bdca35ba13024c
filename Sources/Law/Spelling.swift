/// What a mistyped name was probably meant to be.
public enum Spelling {
    /// The known name that is fewest edits away; nil where every one is too far off to be meant.
    public static func nearest(to name: String, in known: [String]) -> String? {
        let measured = known.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
        guard let best = measured.min(by: { $0.distance < $1.distance }),
            best.distance <= max(2, name.count / 3)
        else { return nil }
        return best.name
    }

    /// What to say after a sentence about an unknown name, such as ` Did you mean 'x'? Known are x, y.`.
    public static func hint(for name: String, in known: [String]) -> String {
        let meant = nearest(to: name, in: known).map { " Did you mean '\($0)'?" } ?? ""
        return meant + (known.isEmpty ? " None is known." : " Known are \(known.joined(separator: ", ")).")
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right))
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var best = min(last[column + 1], current[column]) + 1
                best = min(best, last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
