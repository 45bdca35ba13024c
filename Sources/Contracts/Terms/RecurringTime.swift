/// Time that comes back: `45 minutes, 3 times per week`, `7 hours 30 minutes every two weeks`.
public struct RecurringTime: Hashable, Sendable, CustomStringConvertible {
    /// The span over which it is reckoned, since contracts fix no number of weeks in a month or a year.
    public enum Span: String, Sendable {
        /// Per week of five days.
        case week
        /// Per month.
        case month
        /// Per year.
        case year
    }

    /// One block of it.
    public let block: Minutes
    /// How many blocks fall in the stated number of spans.
    public let times: Int
    /// The span of the normal form; a day counts as a fifth of a week.
    public let span: Span
    /// As the contract states it.
    public let stated: String

    /// Minutes within one span, as a fraction: 135 over 1, or 225 over 1 for 450 minutes every two weeks.
    public let minutes: (numerator: Int64, denominator: Int64)

    /// `135 min a week`, the form in which two statements are compared.
    public var description: String {
        let (whole, rest) = minutes.numerator.quotientAndRemainder(dividingBy: minutes.denominator)
        return rest == 0
            ? "\(whole) min a \(span)" : "\(minutes.numerator)/\(minutes.denominator) min a \(span)"
    }

    static func read(_ text: String) -> Result<RecurringTime, Unreadable> {
        let refusal = Unreadable(
            "'\(shortened(text))' is not a recurring time; write '225 minutes per week', "
                + "'45 minutes, 3 times per week' or '7 hours every two weeks'."
        )
        var words = text.split { $0 == " " || $0 == "," }.map(String.init)
        let joints: Set<String> = ["per", "every", "a", "each"]
        guard let joint = words.lastIndex(where: joints.contains) else { return .failure(refusal) }
        guard let period = Period(Array(words[(joint + 1)...])) else { return .failure(refusal) }
        words.removeSubrange(joint...)
        guard let times = takeTimes(&words),
            case .success(let block) = Minutes.read(words.joined(separator: " "))
        else {
            return .failure(refusal)
        }
        return .success(RecurringTime(block: block, times: times, period: period, stated: text))
    }

    /// No time: what a value holds before it is read.
    static let none = RecurringTime()

    private init() {
        (block, times, span, stated, minutes) = (Minutes(0), 1, .week, "", (0, 1))
    }

    /// The minutes within one span.
    var quantity: Quantity {
        let unit: Quantity.Unit =
            switch span {
            case .week: .minutesPerWeek
            case .month: .minutesPerMonth
            case .year: .minutesPerYear
            }
        return Quantity(minutes.numerator, over: minutes.denominator, unit)
    }

    private init(block: Minutes, times: Int, period: Period, stated: String) {
        self.block = block
        self.times = times
        self.stated = stated
        span = period.span
        let all = Int64(block.count * times * period.perSpan)
        let divisor = greatestCommonDivisor(all, Int64(period.count))
        minutes = (all / divisor, Int64(period.count) / divisor)
    }

    private static func takeTimes(_ words: inout [String]) -> Int? {
        switch words.last {
        case "once":
            words.removeLast()
            return 1
        case "twice":
            words.removeLast()
            return 2
        case "times":
            guard words.count >= 2, let count = number(words[words.count - 2]), count > 0 else { return nil }
            words.removeLast(2)
            return count
        default:
            return 1
        }
    }

    private struct Period {
        let count: Int
        let perSpan: Int
        let span: Span

        init?(_ words: [String]) {
            guard (1...3).contains(words.count), let name = words.last else { return nil }
            let stated = words.dropLast().filter { $0 != "school" }
            guard stated.count <= 1, let count = stated.first.map(number) ?? 1, (1...100).contains(count)
            else {
                return nil
            }
            self.count = count
            switch name {
            case "day", "days": (perSpan, span) = (5, .week)
            case "week", "weeks": (perSpan, span) = (1, .week)
            case "month", "months": (perSpan, span) = (1, .month)
            case "year", "years": (perSpan, span) = (1, .year)
            default: return nil
            }
        }
    }

    /// Two statements are equal when they are written alike.
    public static func == (left: RecurringTime, right: RecurringTime) -> Bool {
        left.stated == right.stated
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(stated)
    }
}

private func number(_ word: String) -> Int? {
    let names = ["one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6]
    return names[word] ?? (word.count <= 3 ? Int(word) : nil)
}

func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
    var (one, other) = (left.magnitude, right.magnitude)
    while other != 0 { (one, other) = (other, one % other) }
    return max(1, Int64(one))
}
