/// A number of days, to the half.
public struct Days: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How many half-days.
    public let halves: Int

    /// So many half-days.
    public init(halves: Int) {
        self.halves = halves
    }

    /// `15 days` or `7.5 days`.
    public var description: String { figure + (halves == 2 ? " day" : " days") }

    /// The fewer come first.
    public static func < (left: Days, right: Days) -> Bool { left.halves < right.halves }

    var figure: String { halves % 2 == 0 ? "\(halves / 2)" : "\(halves / 2).5" }
    var quantity: Quantity { Quantity(Int64(halves), over: 2, .days) }

    static func read(_ text: String) -> Result<Days, Unreadable> {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].allSatisfy({ ("0"..."9").contains($0) }),
            let whole = Int(parts[0]), whole <= 366, parts.count == 1 || parts[1] == "5" || parts[1] == "0"
        else {
            return .failure(
                Unreadable("'\(shortened(text))' is not a number of days up to 366; write 15 or 7.5.")
            )
        }
        return .success(Days(halves: 2 * whole + (parts.count == 2 && parts[1] == "5" ? 1 : 0)))
    }
}
