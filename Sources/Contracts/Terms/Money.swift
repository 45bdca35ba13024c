/// An amount in US dollars, exact to the cent.
public struct Money: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The amount in cents; negative for a reduction.
    public let cents: Int64

    /// An amount of so many cents.
    public init(cents: Int64) {
        self.cents = cents
    }

    /// Reads `$52,340`, `52340` or `52,340.50`, up to ten billion dollars; nil for anything else.
    public init?(_ text: String) {
        guard case .success(let money) = Money.read(text) else { return nil }
        self = money
    }

    /// `$52,340`, or `$52,340.50` where there are cents.
    public var description: String {
        let size = cents.magnitude
        let rest = size % 100
        let fraction = rest == 0 ? "" : (rest < 10 ? ".0\(rest)" : ".\(rest)")
        return (cents < 0 ? "-$" : "$") + grouped(size / 100) + fraction
    }

    /// The smaller amount comes first.
    public static func < (left: Money, right: Money) -> Bool {
        left.cents < right.cents
    }

    static func read(_ text: String) -> Result<Money, Unreadable> {
        func refuse(_ reason: String) -> Result<Money, Unreadable> {
            .failure(
                Unreadable("'\(shortened(text))' is not an amount: \(reason); write $52,340 or 52340.50.")
            )
        }
        let isNegative = text.hasPrefix("-")
        var bare = isNegative ? text.dropFirst() : text[...]
        if bare.hasPrefix("$") { bare.removeFirst() }
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        if let stray = bare.first(where: { !("0"..."9").contains($0) && $0 != "," && $0 != "." }) {
            return refuse("'\(stray)'\(stray.isLetter ? " (a letter)" : "") stands where a digit belongs")
        }
        guard parts.count <= 2, let dollars = parts.first, !dollars.isEmpty else {
            return refuse("a number is missing")
        }
        if parts.count == 2, parts[1].count != 2 { return refuse("cents have two digits") }
        let groups = dollars.split(separator: ",", omittingEmptySubsequences: false)
        let areThousands =
            groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count)
        guard groups.count == 1 || areThousands else {
            return refuse("commas stand before each three digits")
        }
        guard let whole = Int64(groups.joined()), whole <= 10_000_000_000 else {
            return refuse("it is too large")
        }
        let cents = whole * 100 + (parts.count == 2 ? Int64(parts[1]) ?? 0 : 0)
        return .success(Money(cents: isNegative ? -cents : cents))
    }
}

/// Why a written value cannot be understood, as a sentence.
struct Unreadable: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

/// Digits with a comma before each three: `52,340`.
func grouped(_ number: UInt64) -> String {
    let digits = String(number)
    var result = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
        result.append(digit)
    }
    return result
}
