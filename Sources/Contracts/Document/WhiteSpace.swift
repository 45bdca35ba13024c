/// White space, told by the bytes of UTF-8: of most characters of a contract nothing else is asked.
enum WhiteSpace {
    /// How many bytes the white space at a place has; 0 where something else stands there.
    static func length(_ bytes: borrowing Span<UInt8>, at index: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
        switch byte {
        case 0xC2:
            guard index + 1 < bytes.count else { return 0 }
            return bytes[index + 1] == 0xA0 || bytes[index + 1] == 0x85 ? 2 : 0
        case 0xE1, 0xE2, 0xE3:
            guard index + 2 < bytes.count else { return 0 }
            switch (byte, bytes[index + 1], bytes[index + 2]) {
            case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
                (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
                return 3
            default: return 0
            }
        default: return 0
        }
    }

    /// How many bytes the words of a text have with one space between them.
    static func sizeOfWords(_ text: String) -> Int {
        let utf8 = text.utf8
        let bytes = utf8.span
        var (size, index, isApart) = (0, 0, false)
        while index < bytes.count {
            let length = length(bytes, at: index)
            if length == 0 {
                size += isApart && size > 0 ? 2 : 1
                isApart = false
            } else {
                isApart = true
            }
            index += max(1, length)
        }
        return size
    }

    /// Whether words stand with one plain space between them and none around them.
    static func isOneSpaced(_ bytes: borrowing Span<UInt8>) -> Bool {
        var isBehindSpace = true
        for index in 0..<bytes.count {
            let length = length(bytes, at: index)
            if length == 0 {
                isBehindSpace = false
            } else if isBehindSpace || length > 1 || bytes[index] != 0x20 {
                return false
            } else {
                isBehindSpace = true
            }
        }
        return !isBehindSpace || bytes.count == 0
    }
}

/// Words in a row as bytes, one space between them, however they were spaced.
struct WordStream {
    private(set) var bytes: [UInt8] = []
    private var isApart = false

    /// Adds a text; without white space between, it goes on with the last word.
    mutating func append(_ text: String) {
        let utf8 = text.utf8
        append(utf8.span)
    }

    /// Adds a text that begins and ends words of its own.
    mutating func appendApart(_ text: String) {
        part()
        append(text)
        part()
    }

    /// Ends the word.
    mutating func part() { isApart = true }

    private mutating func append(_ text: borrowing Span<UInt8>) {
        var index = 0
        while index < text.count {
            let length = WhiteSpace.length(text, at: index)
            if length > 0 {
                isApart = true
                index += length
                continue
            }
            if isApart, !bytes.isEmpty { bytes.append(0x20) }
            isApart = false
            bytes.append(text[index])
            index += 1
        }
    }
}

/// The words with one space between them and none around them.
func oneSpaced(_ text: String) -> String {
    let utf8 = text.utf8
    if WhiteSpace.isOneSpaced(utf8.span) { return text }
    var words = WordStream()
    words.append(text)
    return String(decoding: words.bytes, as: UTF8.self)
}
