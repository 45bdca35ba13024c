/// A short stable name that people type: `springfield`, `maria-soto`, `springfield-2026-1`.
///
/// Lower-case letters, digits and single hyphens between them, 2 to 64 of them, beginning with a letter. A handle is
/// never reused for something else.
public struct Handle: Hashable, Sendable, Codable, LosslessStringConvertible {
    /// The text.
    public let text: String

    /// The text as a handle, upper case folded to lower; nil when it has other characters.
    public init?(_ text: String) {
        // The Kelvin sign, for one, becomes a plain 'k' when it is folded.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let folded = text.lowercased()
        let bytes = Array(folded.utf8)
        guard (2...64).contains(bytes.count), (0x61...0x7A).contains(bytes[0]), bytes.last != hyphen else {
            return nil
        }
        var last: UInt8 = 0
        for byte in bytes {
            guard
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
                    || (byte == hyphen && last != hyphen)
            else { return nil }
            last = byte
        }
        self.text = folded
    }

    /// A handle made of a name: accents fall away and punctuation becomes hyphens (`María Soto` → `maria-soto`); nil when no
    /// letter to begin with is left.
    public init?(naming name: String) {
        var text = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": text.unicodeScalars.append(scalar)
            default:
                if let plain = Self.plain[scalar] {
                    text += plain
                } else if !text.isEmpty, text.last != "-" {
                    text += "-"
                }
            }
            if text.utf8.count >= 60 { break }
        }
        while text.last == "-" { text.removeLast() }
        self.init(text)
    }

    /// The text.
    public var description: String { text }

    /// Reads a handle; anything else is a fault that says how handles are written.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let handle = Handle(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "'\(text.prefix(64))' is not a handle: use 2 to 64 letters, digits and hyphens, "
                        + "beginning with a letter, such as springfield."
                )
            )
        }
        self = handle
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static let plain: [Unicode.Scalar: String] = [
        "á": "a", "à": "a", "â": "a", "ä": "a", "ã": "a", "å": "a", "é": "e", "è": "e", "ê": "e", "ë": "e",
        "í": "i", "ì": "i", "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "ö": "o", "õ": "o", "ø": "o",
        "ú": "u", "ù": "u", "û": "u", "ü": "u", "ñ": "n", "ç": "c", "ß": "ss", "’": "", "'": "",
    ]
}

private let hyphen = UInt8(ascii: "-")
