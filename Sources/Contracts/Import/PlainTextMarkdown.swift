/// Words written so that the contract format reads them as they stand.
enum PlainTextMarkdown {
    /// One paragraph or heading on one line, every mark of Markdown escaped.
    static func escaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        let backslash = UInt8(ascii: "\\")
        let brackets = bytes.count { $0 == UInt8(ascii: "[") }
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "[") where brackets > 200:
                // Links are looked for between any two brackets, even escaped ones.
                result += Array("&#91;".utf8)
                continue
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
                UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "~"),
                UInt8(ascii: "|"),
                UInt8(ascii: "#"):
                result.append(backslash)
            case UInt8(ascii: ":") where index > 0 && bytes[index - 1] == UInt8(ascii: "]"):
                result.append(backslash)
            case UInt8(ascii: "{") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "#"):
                result += Array("&#123;".utf8)
                continue
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ">"), UInt8(ascii: "="):
                if index == 0 { result.append(backslash) }
            case UInt8(ascii: "."), UInt8(ascii: ")"):
                if index > 0, index < 10, bytes[..<index].allSatisfy({ (0x30...0x39).contains($0) }) {
                    result.append(backslash)
                }
            default: break
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
