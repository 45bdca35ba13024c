public import CivilTime

/// A time on the clock's face, `14:05`, in the procedure's zone.
public struct TimeOfDay: Hashable, Sendable, Comparable, LosslessStringConvertible, Codable {
    /// Minutes since midnight, 0 to 1439.
    public let minutes: Int

    /// Reads `14:05`; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 0x30 }
        guard digits.allSatisfy((0...9).contains) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hour < 24, minute < 60 else { return nil }
        minutes = hour * 60 + minute
    }

    /// `14:05`.
    public var description: String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }

    /// The earlier of two times comes first.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }

    /// Reads `14:05`.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = TimeOfDay(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "'\(text.prefix(20))' is not a time; write hours and minutes such as 14:05."
                )
            )
        }
        self = time
    }

    /// Writes `14:05`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Somebody who was at a session.
public struct Attendee: Hashable, Sendable, Codable {
    /// For whom: a side; nil for anybody else, such as a mediator.
    public let side: Side?
    /// The seat, for those who have one.
    public let seat: Handle?
    /// The person's name.
    public let name: String
}

/// A bargaining session as it is reported.
public struct SessionReport: Hashable, Sendable, Codable {
    /// Who was there, by seat handle or plain name.
    public struct Attendance: Hashable, Sendable, Codable {
        /// For the board.
        public let board: [String]?
        /// For the union.
        public let union: [String]?
        /// Anybody else.
        public let others: [String]?

        /// Who was there.
        public init(board: [String]?, union: [String]?, others: [String]?) {
            self.board = board
            self.union = union
            self.others = others
        }
    }

    /// The day.
    public let on: CivilDate
    /// When it began, where known.
    public let from: TimeOfDay?
    /// When it ended, where known.
    public let to: TimeOfDay?
    /// Where it was, where known.
    public let place: String?
    /// Who was there.
    public let attendance: Attendance?
    /// The minutes, where there are any.
    public let minutes: Wording?
    /// The day of the next meeting, where it was set.
    public let next: CivilDate?

    /// A session's report.
    public init(
        on: CivilDate,
        from: TimeOfDay?,
        to: TimeOfDay?,
        place: String?,
        attendance: Attendance?,
        minutes: Wording?,
        next: CivilDate?
    ) {
        self.on = on
        self.from = from
        self.to = to
        self.place = place
        self.attendance = attendance
        self.minutes = minutes
        self.next = next
    }
}

/// A bargaining session.
public struct SessionHeld: Hashable, Sendable, Codable {
    /// Its number, from 1 in the order in which sessions were recorded.
    public let number: Int
    /// The side that recorded it; nil for the clerk or a neutral.
    public let side: Side?
    /// The day.
    public let on: CivilDate
    /// When it began, where known.
    public let from: TimeOfDay?
    /// When it ended, where known.
    public let to: TimeOfDay?
    /// Where it was, where known.
    public let place: String?
    /// Who was there.
    public let attendance: [Attendee]
    /// The minutes, where there are any.
    public let minutes: Wording?
    /// The day of the next meeting, where it was set.
    public let next: CivilDate?

    var sentence: String {
        let times = [from.map { " from \($0)" }, to.map { " to \($0)" }].compactMap(\.self).joined()
        return "Session \(number) was held on \(on.spelled)\(times)" + (place.map { ", \($0)" } ?? "")
            + "; present: \(attendance.count)"
            + (minutes == nil ? "; without minutes" : "; with minutes")
            + (next.map { "; the next is on \($0.spelled)" } ?? "") + "."
    }
}

/// The minutes of a session put right; what they were stays on the record.
public struct SessionCorrected: Hashable, Sendable, Codable {
    /// The session's number.
    public let session: Int
    /// The side that corrects; nil for the clerk or a neutral.
    public let side: Side?
    /// The minutes as they are to read.
    public let minutes: Wording
    /// Why.
    public let reason: String
}

/// A session with the minutes as they now read.
public struct BargainingSession: Hashable, Sendable {
    /// A correction of the minutes.
    public struct Correction: Hashable, Sendable {
        /// What was corrected.
        public internal(set) var fields: SessionCorrected
        /// The sequence number of its entry.
        public let seq: Int
        /// When the record took it in.
        public let correctedAt: Instant
    }

    /// How it was recorded.
    public internal(set) var held: SessionHeld
    /// The sequence number of its entry.
    public let seq: Int
    /// When the record took it in.
    public let recordedAt: Instant
    /// The corrections of its minutes, in order.
    public internal(set) var corrections: [Correction] = []

    /// The minutes as they now read; nil where there are none.
    public var minutes: Wording? { corrections.last?.fields.minutes ?? held.minutes }
}
