/// A number of posts, persons, hours or pupils, exact to a thousandth: `3.5`, `69.0`, `4,120`.
public struct Thousandths: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How many thousandths.
    public let count: Int64

    /// So many thousandths.
    public init(_ count: Int64) {
        self.count = count
    }

    /// So many whole ones.
    public init(whole: Int) {
        count = Int64(whole) * 1000
    }

    /// `3.5`, `22`, `4,120`.
    public var description: String {
        let (whole, rest) = count.magnitude.quotientAndRemainder(dividingBy: 1000)
        var fraction = rest == 0 ? "" : "." + String(String(1000 + rest).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return (count < 0 ? "-" : "") + grouped(whole) + fraction
    }

    /// The smaller number comes first.
    public static func < (left: Thousandths, right: Thousandths) -> Bool { left.count < right.count }

    /// Nothing.
    static let zero = Thousandths(0)

    /// Reads `3.5`, `69.0` or `4,120`, up to ten million.
    static func read(_ text: String) -> Result<Thousandths, Unreadable> {
        func refuse(_ reason: String) -> Result<Thousandths, Unreadable> {
            .failure(Unreadable("'\(shortened(text))' is not a number: \(reason); write 3.5 or 22."))
        }
        if let first = text.first, "=+@".contains(first) {
            return refuse("it is a formula; save the sheet with its values")
        }
        if text.hasPrefix("-") { return refuse("it is negative") }
        if let stray = text.first(where: { !("0"..."9").contains($0) && $0 != "," && $0 != "." }) {
            return refuse("'\(stray)' stands where a digit belongs")
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else {
            return refuse("digits are missing")
        }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        let areThousands =
            groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count)
        guard groups.count == 1 || areThousands else {
            return refuse("commas stand before each three digits")
        }
        guard let number = Int64(groups.joined()), number <= 10_000_000 else {
            return refuse("it is too large")
        }
        guard parts.count == 2 else { return .success(Thousandths(number * 1000)) }
        guard (1...3).contains(parts[1].count), let rest = Int64(parts[1]) else {
            return refuse("it has more than three decimals, or none after the point")
        }
        let scale: Int64 = parts[1].count == 1 ? 100 : (parts[1].count == 2 ? 10 : 1)
        return .success(Thousandths(number * 1000 + rest * scale))
    }
}

/// The nearest whole number, half up, of a fraction; at most `largestPrice` to either side.
func rounded(_ numerator: Int128, over denominator: Int128) -> Int64 {
    let (quotient, rest) = (2 * numerator + denominator).quotientAndRemainder(dividingBy: 2 * denominator)
    let nearest = rest < 0 ? quotient - 1 : quotient
    return Int64(clamping: min(max(nearest, -Int128(largestPrice)), Int128(largestPrice)))
}

/// What no price reaches, in cents: a trillion dollars.
///
/// Sums of thousands of lines below it stay exact.
let largestPrice: Int64 = 100_000_000_000_000
