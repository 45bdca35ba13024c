/// A value as a term's block writes it; read again it is the same value.
enum Written: Hashable {
    /// One text.
    case text(String)
    /// A list of texts.
    case names([String])
    /// A group of named values on one line.
    case group([Line])
    /// A list of such groups, one a line.
    case groups([[Line]])

    /// A named value.
    struct Line: Hashable {
        init(_ name: String, _ value: Written) {
            self.name = name
            self.value = value
        }

        let name: String
        let value: Written
    }

    /// The lines of a block.
    static func block(_ lines: [Line]) -> String {
        lines.map { line in
            switch line.value {
            case .groups(let groups):
                "\(line.name):\n" + groups.map { "  - " + inline(.group($0)) }.joined(separator: "\n")
            case .text(let text): "\(line.name): " + scalar(text, isAlone: true)
            default: "\(line.name): " + inline(line.value)
            }
        }
        .joined(separator: "\n")
    }

    private static func inline(_ value: Written) -> String {
        switch value {
        case .text(let text): scalar(text, isAlone: false)
        case .names(let names):
            "[" + names.map { scalar($0, isAlone: false) }.joined(separator: ", ") + "]"
        case .group(let lines):
            "{" + lines.map { "\($0.name): \(inline($0.value))" }.joined(separator: ", ") + "}"
        case .groups: ""
        }
    }

    /// Plain where nothing in it could be taken for a mark of the notation, else in quotes; a comma is such a mark only in a list or group.
    private static func scalar(_ text: String, isAlone: Bool) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy {
                plain.contains($0) || $0.properties.isAlphabetic || isAlone && $0 == ","
            }
            && text.unicodeScalars.first.map { $0 == "$" || isWord($0) } ?? false
            && text.unicodeScalars.last.map { $0 == "%" || isWord($0) } ?? false
        if isPlain { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            // Those marks would be refused wherever they stand, so that nothing can be multiplied by them.
            case "&", "*", "!", "~", "[", "]", "{", "}", "`":
                quoted += "\\x" + String(scalar.value, radix: 16, uppercase: true)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static let plain = Set(" _$%./()'+;-–—0123456789".unicodeScalars)

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
