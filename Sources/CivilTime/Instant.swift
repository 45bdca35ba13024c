/// A moment on the world's one clock, to the microsecond.
public struct Instant: Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted; negative before it.
    public let microseconds: Int64

    /// The moment so many microseconds after 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The moment so many seconds later; earlier when negative.
    public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }

    /// The moment so many microseconds later; earlier when negative.
    public func adding(microseconds: Int64) -> Instant {
        Instant(microseconds: self.microseconds + microseconds)
    }

    /// Microseconds from this moment to another; negative when the other is earlier.
    public func microseconds(until other: Instant) -> Int64 {
        other.microseconds - microseconds
    }

    /// Whole seconds since 1970, rounded towards the past.
    var seconds: Int { floorDiv(Int(microseconds), 1_000_000) }

    /// The microseconds beyond the whole second, 0 to 999,999.
    var fraction: Int { floorMod(Int(microseconds), 1_000_000) }
}

extension Instant: Comparable {
    /// Earlier moments come first.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }
}
