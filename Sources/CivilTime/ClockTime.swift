/// An hour and minute of a civil day.
public struct ClockTime: Hashable, Sendable {
    /// Minutes since the start of the day, 0 to 1439.
    public let minutes: Int

    /// The time so many minutes after the start of the day.
    ///
    /// - Throws: `CivilTimeError.noSuchDate` outside 0 to 1439.
    public init(minutes: Int) throws(CivilTimeError) {
        guard (0..<1440).contains(minutes) else {
            throw CivilTimeError(
                .noSuchDate,
                "A time of day is 00:00 to 23:59; \(minutes) minutes are outside."
            )
        }
        self.minutes = minutes
    }
}

extension ClockTime: LosslessStringConvertible {
    /// The time written as `17:00`, and nothing else; nil for any other text.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = number(bytes[0..<2]), hour < 24,
            let minute = number(bytes[3..<5]), minute < 60
        else { return nil }
        minutes = hour * 60 + minute
    }

    /// `17:00`.
    public var description: String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
}

extension ClockTime: Comparable {
    /// Earlier times come first.
    public static func < (left: ClockTime, right: ClockTime) -> Bool { left.minutes < right.minutes }
}
