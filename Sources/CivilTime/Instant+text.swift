extension Instant: LosslessStringConvertible {
    /// The moment written as RFC 3339 with its offset, `2026-04-17T23:59:50-04:00`; nil for any other text.
    ///
    /// Strict: capital T and Z, two digits each, at most six digits of a second's fraction, no leap second.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 32, bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"),
            let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60,
            let second = number(bytes[17..<19]), second < 60
        else { return nil }
        var rest = bytes[19...]
        guard let fraction = Self.takeFraction(from: &rest), let offset = Self.offset(rest) else {
            return nil
        }
        let seconds = date.dayNumber * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(microseconds: Int64(seconds) * 1_000_000 + Int64(fraction))
    }

    /// RFC 3339 in UTC, `2026-04-18T03:59:50Z`, with a fraction only where it is not zero.
    public var description: String { text(offsetSeconds: 0) }

    func text(offsetSeconds offset: Int) -> String {
        let local = seconds + offset
        let ofDay = floorMod(local, 86_400)
        var letters = Letters(32)
        letters.put(CivilDate(dayNumber: floorDiv(local, 86_400)).description)
        letters.put("T", ofDay / 3600, digits: 2)
        letters.put(":", ofDay / 60 % 60, digits: 2)
        letters.put(":", ofDay % 60, digits: 2)
        letters.put(fractionText)
        if offset == 0 {
            letters.put("Z")
        } else {
            let minutes = abs(offset) / 60
            letters.put(offset < 0 ? "-" : "+", minutes / 60, digits: 2)
            letters.put(":", minutes % 60, digits: 2)
        }
        return letters.text
    }

    private var fractionText: String {
        guard fraction != 0 else { return "" }
        var digits = padded(fraction, 6)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }

    /// The microseconds behind a point, 0 where there is no point, nil where no digits follow it.
    private static func takeFraction(from rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
        guard digits.count <= 6, let value = number(digits) else { return nil }
        rest = rest[digits.endIndex...]
        return (digits.count..<6).reduce(value) { scaled, _ in scaled * 10 }
    }

    /// The seconds that local time is ahead of UTC: `Z`, `+hh:mm` or `-hh:mm`.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(text)
        if bytes == [UInt8(ascii: "Z")] { return 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes[1..<3]), hours < 24,
            let minutes = number(bytes[4..<6]), minutes < 60
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
        case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
        default: return nil
        }
    }
}

extension Instant: Codable {
    /// Reads RFC 3339 with an offset.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "'\(text.prefix(40))' is not a moment: write RFC 3339 with an offset, "
                        + "such as 2026-04-17T23:59:50-04:00."
                )
            )
        }
        self = instant
    }

    /// Writes RFC 3339 in UTC.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
