/// A length of time in minutes, as a contract states it: `7 hours 30 minutes`, `45 min`, `1.5 hours`.
public struct Minutes: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How many minutes.
    public let count: Int

    /// A length of so many minutes.
    public init(_ count: Int) {
        self.count = count
    }

    /// `7 h 30 min`, `7 h` or `45 min`.
    public var description: String {
        let (hours, rest) = count.quotientAndRemainder(dividingBy: 60)
        if hours == 0 { return "\(rest) min" }
        return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
    }

    /// The shorter time comes first.
    public static func < (left: Minutes, right: Minutes) -> Bool {
        left.count < right.count
    }

    static func read(_ text: String) -> Result<Minutes, Unreadable> {
        let refusal = Unreadable(
            "'\(shortened(text))' is not a length of time in whole minutes; write '7 hours 30 minutes' or '45 minutes'."
        )
        let words = text.split(separator: " ").map(String.init).filter { $0 != "and" }
        guard (2...4).contains(words.count), words.count % 2 == 0 else { return .failure(refusal) }
        var total = 0
        var units: [Int] = []
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let unit = minutesIn[words[index + 1]], let tenths = tenths(words[index]) else {
                return .failure(refusal)
            }
            units.append(unit)
            total += tenths * unit
        }
        guard total % 10 == 0, total > 0, units != [1, 60], Set(units).count == units.count else {
            return .failure(refusal)
        }
        return .success(Minutes(total / 10))
    }

    private static let minutesIn = [
        "h": 60, "hour": 60, "hours": 60, "min": 1, "minute": 1, "minutes": 1,
    ]

    private static func tenths(_ word: String) -> Int? {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            let whole = Int(parts[0]), whole <= 100_000
        else { return nil }
        guard parts.count == 2 else { return whole * 10 }
        guard parts[1].count == 1, let tenth = Int(parts[1]) else { return nil }
        return whole * 10 + tenth
    }
}
