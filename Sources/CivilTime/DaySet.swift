/// Some days of a span, numbered in order, so that a count needs no walk.
///
/// Immutable, and a class so that who counts over it takes no copy.
final class DaySet: Sendable {
    /// The day numbers of the span.
    let span: Range<Int>
    /// How many days of the set lie before each day of the span, and at last how many there are.
    private let before: [Int32]
    /// The days of the set, in order.
    private let members: [Int32]

    init(span: Range<Int>, _ contains: (Int) -> Bool) {
        self.span = span
        var before: [Int32] = []
        var members: [Int32] = []
        before.reserveCapacity(span.count + 1)
        members.reserveCapacity(span.count)
        for day in span {
            before.append(Int32(truncatingIfNeeded: members.count))
            if contains(day) { members.append(Int32(truncatingIfNeeded: day)) }
        }
        before.append(Int32(truncatingIfNeeded: members.count))
        self.before = before
        self.members = members
    }

    func contains(_ day: Int) -> Bool {
        before[day - span.lowerBound] != before[day - span.lowerBound + 1]
    }

    /// The nth member on or after a day of the span; nil past the end.
    func member(_ ordinal: Int, onOrAfter day: Int) -> Int? {
        let index = Int(before[day - span.lowerBound]) + ordinal - 1
        return index < members.count ? Int(members[index]) : nil
    }

    /// The nth member on or before a day of the span, counted back; nil past the start.
    func member(_ ordinal: Int, onOrBefore day: Int) -> Int? {
        let index = Int(before[day - span.lowerBound + 1]) - ordinal
        return index >= 0 ? Int(members[index]) : nil
    }
}
