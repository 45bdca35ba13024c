/// A heading or a block as a comparison sees it: its words, its label apart from what it says, its place.
struct Passage {
    enum Kind: Hashable {
        case heading
        case text
        case table
        case term
    }

    let kind: Kind
    /// The position of its section among all of the document.
    let section: Int
    /// Its position in the section; -1 for the heading.
    let block: Int
    let words: TokenText
    /// How many words at the start are its number: `3.`, `(a)`.
    let labelCount: Int
    /// What it says without its label, as a number that is the same for the same words.
    let content: Int
    /// The id, for a term.
    let termID: String?

    /// How many words it says.
    var count: Int { words.count - labelCount }

    /// How many spaces stand between its words.
    var spaces: Int { words.text.utf8.count { $0 == 0x20 } }

    /// The words without the label.
    var said: ArraySlice<Int32> { words.keys[labelCount...] }

    fileprivate init(
        _ kind: Kind,
        section: Int,
        block: Int,
        _ words: TokenText,
        labelCount: Int,
        termID: String? = nil
    ) {
        self.kind = kind
        self.section = section
        self.block = block
        self.words = words
        self.labelCount = labelCount
        self.termID = termID
        var hasher = Hasher()
        hasher.combine(kind)
        for key in words.keys[labelCount...] { hasher.combine(key >> 1) }
        content = hasher.finalize()
    }
}

/// One document as clauses in the order of its text.
struct ClauseList {
    let entries: [SectionEntry]
    let clauses: [Passage]
    /// Where the clauses of each section stand; the heading is the first.
    let ranges: [Range<Int>]
    /// The section around each, if there is one.
    let parents: [Int?]

    init(_ entries: [SectionEntry], _ lexicon: inout Lexicon) {
        self.entries = entries
        var clauses: [Passage] = []
        var ranges: [Range<Int>] = []
        for (section, entry) in entries.enumerated() {
            let start = clauses.count
            let title = TokenText(entry.place.title, &lexicon)
            let heading = TokenText(entry.heading, &lexicon).count
            clauses.append(
                Passage(
                    .heading,
                    section: section,
                    block: -1,
                    title,
                    labelCount: max(0, title.count - heading)
                )
            )
            for (index, block) in entry.blocks.enumerated() {
                clauses.append(Self.clause(block, section, index, &lexicon))
            }
            ranges.append(start..<clauses.count)
        }
        self.clauses = clauses
        self.ranges = ranges
        var above: [Int] = []
        parents = entries.indices.map { index in
            while let last = above.last, entries[last].place.level >= entries[index].place.level {
                above.removeLast()
            }
            defer { above.append(index) }
            return above.last
        }
    }

    /// What stands more than once.
    var recurring: Set<Int> {
        var (once, more) = (Set<Int>(), Set<Int>())
        for clause in clauses where !once.insert(clause.content).inserted { more.insert(clause.content) }
        return more
    }

    func block(_ clause: Int) -> Block? {
        let clause = clauses[clause]
        return clause.block < 0 ? nil : entries[clause.section].blocks[clause.block]
    }

    private static func clause(_ block: Block, _ section: Int, _ index: Int, _ lexicon: inout Lexicon)
        -> Passage
    {
        switch block.kind {
        case .table(let table):
            let cells = ([table.header] + table.rows).flatMap(\.cells).joined(separator: " ")
            return Passage(.table, section: section, block: index, TokenText(cells, &lexicon), labelCount: 0)
        case .term:
            let words = TokenText(block.words, &lexicon)
            return Passage(.term, section: section, block: index, words, labelCount: 0, termID: block.termID)
        case .text:
            let words = TokenText(block.words, &lexicon)
            let label = ClauseLabel.length(of: words.text)
            let count = label == 0 ? 0 : words.ends.prefix { Int($0) <= label }.count
            return Passage(
                .text,
                section: section,
                block: index,
                words,
                labelCount: count == words.count ? 0 : count
            )
        }
    }
}

/// The number that stands before what a clause says: `3.`, `(a)`, `iv)`, `8.2.1`, `[b]`, `•`.
enum ClauseLabel {
    /// How many bytes at the start of a text are its label; 0 where it has none.
    static func length(of text: String) -> Int {
        let word = text.utf8.prefix { $0 != 0x20 }
        guard word.count <= 12, word.count < text.utf8.count, let first = word.first, let last = word.last
        else {
            return 0
        }
        if word.count <= 3, first > 0x7F || first == 0x2D || first == 0x2A { return word.count }
        guard [0x2E, 0x29, 0x5D, 0x3A].contains(last) || word.contains(0x2E) || word.contains(0x2D) else {
            return 0
        }
        let core = word.filter { ![0x2E, 0x29, 0x28, 0x5D, 0x5B, 0x2D, 0x3A].contains($0) }
        guard !core.isEmpty, core.count < word.count else { return 0 }
        let digits = core.count { (0x30...0x39).contains($0) }
        if digits > 0 {
            return core.count <= 8 && core.count - digits <= 2 && core.allSatisfy(isLetterOrDigit)
                ? word.count : 0
        }
        let isRoman = core.allSatisfy { [0x69, 0x76, 0x78, 0x6C, 0x63].contains($0 | 0x20) }
        return core.count == 1 && isLetterOrDigit(core[0]) || core.count <= 6 && isRoman ? word.count : 0
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
