extension CivilDate: LosslessStringConvertible {
    /// The day written as `2026-04-17`, and nothing else; nil for any other text and for days that do not exist.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
            let day = number(bytes[8..<10]),
            let date = try? CivilDate(year: year, month: month, day: day)
        else { return nil }
        self = date
    }

    /// ISO 8601: `2026-04-17`.
    public var description: String {
        let (year, month, day) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// As people read it: `Fri Apr 17, 2026`.
    public var spelled: String {
        let (year, month, day) = parts
        return "\(weekday.short) \(Self.monthNames[month - 1].prefix(3)) \(day), \(year)"
    }

    /// As a letter says it: `Friday, April 17, 2026`.
    public var formal: String {
        let (year, month, day) = parts
        return "\(weekday.name), \(Self.monthNames[month - 1]) \(day), \(year)"
    }

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}

extension CivilDate: Codable {
    /// Reads the ISO 8601 form.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CivilDate(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "'\(text.prefix(40))' is not a date: write year-month-day, such as 2026-04-17."
                )
            )
        }
        self = date
    }

    /// Writes the ISO 8601 form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
        guard (0x30...0x39).contains(digit) else { return nil }
        value = value * 10 + Int(digit - 0x30)
    }
    return digits.isEmpty ? nil : value
}
