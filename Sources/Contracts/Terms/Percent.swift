/// A rate, exact to a hundredth of a percent.
public struct Percent: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Hundredths of a percent: 350 for 3.50%.
    public let basisPoints: Int64

    /// A rate of so many hundredths of a percent.
    public init(basisPoints: Int64) {
        self.basisPoints = basisPoints
    }

    /// Reads `3.5%`, `3.50 %` or `3.5 percent`, up to 1,000%; nil for anything else.
    public init?(_ text: String) {
        guard case .success(let percent) = Percent.read(text) else { return nil }
        self = percent
    }

    /// `3.50%`.
    public var description: String {
        let size = basisPoints.magnitude
        return "\(basisPoints < 0 ? "-" : "")\(size / 100).\(size % 100 < 10 ? "0" : "")\(size % 100)%"
    }

    /// The smaller rate comes first.
    public static func < (left: Percent, right: Percent) -> Bool {
        left.basisPoints < right.basisPoints
    }

    static func read(_ text: String) -> Result<Percent, Unreadable> {
        func refuse(_ reason: String) -> Result<Percent, Unreadable> {
            .failure(Unreadable("'\(shortened(text))' is not a percentage: \(reason); write 3.5% or 3.25%."))
        }
        let words = text.split(separator: " ")
        var number = words.first ?? ""
        if words.count == 2, words[1] == "%" || words[1] == "percent" {
        } else if words.count == 1, number.hasSuffix("%") {
            number.removeLast()
        } else {
            return refuse("the sign % is missing")
        }
        let isNegative = number.hasPrefix("-")
        let parts = number.drop { $0 == "-" || $0 == "+" }.split(
            separator: ".",
            omittingEmptySubsequences: false
        )
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } })
        else { return refuse("a number is expected before the sign") }
        guard parts.count == 1 || parts[1].count <= 2 else { return refuse("it has more than two decimals") }
        guard let whole = Int64(parts[0]), whole <= 1000 else { return refuse("it is too large") }
        let decimals = parts.count == 2 ? parts[1] + (parts[1].count == 1 ? "0" : "") : "00"
        let points = whole * 100 + (Int64(decimals) ?? 0)
        return .success(Percent(basisPoints: isNegative ? -points : points))
    }
}
