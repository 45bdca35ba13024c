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
        var letters = Letters(10)
        letters.put(year, digits: 4)
        letters.put("-", month, digits: 2)
        letters.put("-", day, digits: 2)
        return letters.text
    }

    /// As people read it: `Fri Apr 17, 2026`.
    public var spelled: String {
        let (year, month, day) = parts
        var letters = Letters(16)
        letters.put(weekday.name, first: 3)
        letters.put(" ")
        letters.put(Self.monthNames[month - 1], first: 3)
        letters.put(" ", day, digits: day < 10 ? 1 : 2)
        letters.put(", ", year, digits: year < 1000 ? String(year).utf8.count : 4)
        return letters.text
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

/// The letters of a date, put one after the other: an explanation writes so many dates that putting each together from
/// texts would take longer than counting them.
struct Letters {
    private var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(_ capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func put(_ text: String, first count: Int = .max) {
        bytes.append(contentsOf: text.utf8.prefix(count))
    }

    /// A number of 0 or more, with leading zeros.
    mutating func put(_ number: Int, digits: Int) {
        var scale = 1
        for _ in 1..<digits { scale *= 10 }
        while scale > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: number / scale % 10))
            scale /= 10
        }
    }

    mutating func put(_ text: String, _ number: Int, digits: Int) {
        put(text)
        put(number, digits: digits)
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
