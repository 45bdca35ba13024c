/// Damages the texts of packs.
enum PackMutation {
    private static let scraps = [
        "- ", ": ", "\"", "'", "[", "]", "{", "}", ">-", "|", "#", "&a", "*a", "!x", "---", "none", "yes",
        "trigger",
        "99999999999999999999", "-1", "0", "1000", "2026-02-30", "9999-12-31", "calendar", "business",
        "school",
        "before school-start", "@due", "=lapsed", "\u{0}", "\u{7f}", "é", "\u{1F600}", "\t", "\r\n", "    ",
    ]

    /// One to four small injuries to a pack, or to two that were cut and joined.
    static func mutilated(_ texts: [String], using random: inout some RandomNumberGenerator) -> String {
        var lines = (texts.randomElement(using: &random) ?? "").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        .map(String.init)
        for _ in 0..<Int.random(in: 1...4, using: &random) { injure(&lines, texts, using: &random) }
        return lines.joined(separator: "\n")
    }

    private static func injure(
        _ lines: inout [String],
        _ texts: [String],
        using random: inout some RandomNumberGenerator
    ) {
        guard !lines.isEmpty else { return }
        let place = Int.random(in: lines.indices, using: &random)
        let other = Int.random(in: lines.indices, using: &random)
        switch random.next() % 8 {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[place], at: other)
        case 2: lines.swapAt(place, other)
        case 3: lines[place] = value(of: lines[place], replacedBy: lines[other])
        case 4:
            lines[place] = value(
                of: lines[place],
                replacedBy: ": \(scraps.randomElement(using: &random) ?? "")"
            )
        case 5: lines[place] = spliced(lines[place], using: &random)
        case 6:
            let stranger = (texts.randomElement(using: &random) ?? "").split(separator: "\n").map(String.init)
            let start = Int.random(in: stranger.indices, using: &random)
            lines.insert(contentsOf: stranger[start..<min(start + 25, stranger.count)], at: place)
        default:
            lines[place] = String(repeating: " ", count: Int.random(in: 0...8, using: &random)) + lines[place]
        }
    }

    private static func value(of line: String, replacedBy other: String) -> String {
        guard let colon = line.firstIndex(of: ":"), let second = other.firstIndex(of: ":") else {
            return other
        }
        return String(line[..<colon]) + String(other[second...])
    }

    private static func spliced(_ line: String, using random: inout some RandomNumberGenerator) -> String {
        var characters = Array(line)
        let scrap = scraps.randomElement(using: &random) ?? ""
        characters.insert(contentsOf: scrap, at: Int.random(in: 0...characters.count, using: &random))
        return String(characters)
    }
}
