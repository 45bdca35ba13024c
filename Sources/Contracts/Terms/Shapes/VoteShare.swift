/// A share of votes, exact: two thirds, or 66.67%.
public struct VoteShare: Hashable, Sendable, CustomStringConvertible {
    /// The votes needed of `denominator`.
    public internal(set) var numerator: Int64 = 1
    /// Of how many, in lowest terms.
    public internal(set) var denominator: Int64 = 1
    private var isPercent = false

    /// `2/3` or `66.67%`, as the contract has it.
    public var description: String {
        isPercent
            ? Percent(basisPoints: numerator * 10_000 / denominator).description
            : "\(numerator)/\(denominator)"
    }

    var percent: Quantity { Quantity(100 * numerator, over: denominator, .percentOfVotes) }

    static func read(_ text: String) -> Result<VoteShare, Unreadable> {
        let refusal = Unreadable(
            "'\(shortened(text))' is not a share of votes above 0 and up to all; write 2/3 or 66.67%."
        )
        if text.contains("%") || text.hasSuffix("percent") {
            return Percent.read(text).flatMap { percent in
                guard (1...10_000).contains(percent.basisPoints) else { return .failure(refusal) }
                return .success(VoteShare(percent.basisPoints, over: 10_000, isPercent: true))
            }
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            let part = Int64(parts[0]), let whole = Int64(parts[1]), part > 0, part <= whole, whole <= 1000
        else { return .failure(refusal) }
        return .success(VoteShare(part, over: whole, isPercent: false))
    }

    init() {}

    private init(_ part: Int64, over whole: Int64, isPercent: Bool) {
        let common = greatestCommonDivisor(part, whole)
        (numerator, denominator, self.isPercent) = (part / common, whole / common, isPercent)
    }
}
