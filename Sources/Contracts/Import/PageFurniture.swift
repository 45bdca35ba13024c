/// Lines that recur at the edges of pages, numbers aside: running heads, footers, page numbers.
struct PageFurniture {
    /// How many lines from the top and from the bottom of a page are its edges.
    private static let edge = 3
    /// On how many pages a line must recur, and on which part of all pages.
    private static let fewestPages = 3
    private static let share = 8

    private let recurring: Set<String>

    init(_ pages: [[Substring]]) {
        var counts: [String: Int] = [:]
        for page in pages {
            for mask in Set(Self.edges(of: page).map { Self.mask(page[$0]) }) {
                counts[mask, default: 0] += 1
            }
        }
        let least = max(Self.fewestPages, pages.count / Self.share)
        recurring = Set(counts.filter { $0.value >= least }.keys)
    }

    /// The pages without their furniture.
    func removed(from pages: [[Substring]], _ report: inout ImportReport) -> [[Substring]] {
        guard pages.count > 1 else { return pages }
        return pages.enumerated().map { number, page in
            var page = page
            for index in Self.edges(of: page).sorted(by: >) {
                let line = page[index]
                guard recurring.contains(Self.mask(line)) || Self.isPageNumber(line), !Self.holdsFigures(line)
                else {
                    continue
                }
                report.note(.pageFurniture, "page \(number + 1): \(oneSpaced(String(line)))")
                page.remove(at: index)
            }
            return page
        }
    }

    private static func edges(of page: [Substring]) -> Set<Int> {
        let filled = page.indices.filter { !page[$0].allSatisfy(\.isWhitespace) }
        return Set(filled.prefix(edge) + filled.suffix(edge))
    }

    /// A row of amounts is no furniture, however alike the rows of a long table are.
    private static func holdsFigures(_ line: Substring) -> Bool {
        line.contains("$")
            || line.split(whereSeparator: \.isWhitespace).count { $0.contains(where: \.isNumber) } > 3
    }

    private static func mask(_ line: Substring) -> String {
        var mask = ""
        for character in oneSpaced(String(line)) {
            if !character.isNumber { mask.append(character) } else if mask.last != "#" { mask.append("#") }
        }
        return mask
    }

    /// `12`, `- 12 -`, `Page 12 of 80`, `xiv`.
    private static func isPageNumber(_ line: Substring) -> Bool {
        let words = line.split { $0.isWhitespace || "-–—|".contains($0) }.map { $0.lowercased() }
        guard let last = words.last, words.count <= 4 else { return false }
        func isNumber(_ word: String) -> Bool {
            (word.count <= 4 && word.allSatisfy(\.isNumber))
                || (word.count <= 5 && word.allSatisfy { "ivxl".contains($0) })
        }
        return isNumber(last) && words.allSatisfy { isNumber($0) || ["page", "of"].contains($0) }
    }
}
