/// One change of the contract, at a place of the base.
enum AmendmentEdit: Hashable {
    /// Words of a block go and others come; an empty range is a place between words.
    case words(section: Int, block: Int, Range<Int>, String)
    /// Words of a table's cell; row 0 is the header.
    case cell(section: Int, block: Int, row: Int, column: Int, Range<Int>, String)
    /// Blocks go and others come; an empty range is a place between blocks.
    case blocks(section: Int, Range<Int>, [Block])
    /// The section reads so; what is inside it stays.
    case body(section: Int, AmendedText)
    /// The section goes with all inside it, and the text comes in its place.
    case subtree(section: Int, AmendedText?)
    case title(section: Int, String)
    case number(section: Int, String)
    case new(AddedSection)
    /// Nothing is to change in the section and all inside it; nil for the whole contract.
    case none(section: Int?)

    /// A section that is added.
    struct AddedSection: Hashable {
        /// In which section; nil for an article.
        let parent: Int?
        /// Before which section of the base, as its place in the order of the text.
        let position: Int
        let label: String
        let text: AmendedText
    }

    /// The section that it changes.
    var section: Int? {
        switch self {
        case .words(let section, _, _, _), .cell(let section, _, _, _, _, _), .blocks(let section, _, _),
            .body(let section, _), .subtree(let section, _), .title(let section, _), .number(let section, _):
            section
        case .none(let section): section
        case .new: nil
        }
    }

    /// Whether two changes cannot both be made, or not without saying which comes first.
    func contradicts(_ other: AmendmentEdit, in places: ContractPlaces) -> Bool {
        switch (self, other) {
        case (.none, .none): return false
        case (.none(let kept), _): return other.changes(inside: kept, places)
        case (_, .none(let kept)): return changes(inside: kept, places)
        case (.new(let one), .new(let two)): return one.label == two.label
        case (.subtree(let section, _), .new(let new)), (.new(let new), .subtree(let section, _)):
            return new.parent.map { places.isInside($0, section) } ?? false
        default: break
        }
        guard let one = section, let two = other.section else { return false }
        if case .subtree = self, places.isInside(two, one) { return true }
        if case .subtree = other, places.isInside(one, two) { return true }
        guard one == two else { return false }
        switch (self, other) {
        case (.title, .title), (.number, .number), (.body, .body): return true
        case (.number, _), (_, .number): return false
        case (.title, .body(_, let text)), (.body(_, let text), .title): return text.title != nil
        case (.title, _), (_, .title): return false
        case (.body, _), (_, .body): return true
        case (.blocks(_, let range, _), .blocks(_, let others, _)):
            // Two additions at one place stand in the order of the instructions.
            return !range.isEmpty || !others.isEmpty ? Self.overlap(range, others) : false
        case (.blocks(_, let range, _), .words(_, let block, _, _)),
            (.words(_, let block, _, _), .blocks(_, let range, _)),
            (.blocks(_, let range, _), .cell(_, let block, _, _, _, _)),
            (.cell(_, let block, _, _, _, _), .blocks(_, let range, _)):
            return range.contains(block)
        case (.words(_, let block, let range, _), .words(_, let otherBlock, let others, _)):
            return block == otherBlock
                && (Self.overlap(range, others) || range.isEmpty && others.isEmpty && range == others)
        case (
            .cell(_, let block, let row, let column, let range, _),
            .cell(_, let block2, let row2, let column2, let others, _)
        ):
            return (block, row, column) == (block2, row2, column2) && Self.overlap(range, others)
        default: return false
        }
    }

    private static func overlap(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        if one.isEmpty { return other.lowerBound < one.lowerBound && one.lowerBound < other.upperBound }
        if other.isEmpty { return one.lowerBound < other.lowerBound && other.lowerBound < one.upperBound }
        return one.overlaps(other)
    }

    private func changes(inside kept: Int?, _ places: ContractPlaces) -> Bool {
        guard let kept else { return true }
        if case .new(let new) = self { return new.parent.map { places.isInside($0, kept) } ?? false }
        // Another number leaves the words as they are.
        if case .number = self { return false }
        guard let section else { return false }
        if case .subtree = self, places.isInside(kept, section) { return true }
        return places.isInside(section, kept)
    }
}

/// How a section reads anew, taken from a quotation.
struct AmendedText: Hashable {
    /// The whole heading, where the quotation gives it.
    var title: String?
    /// What stands directly under the heading.
    var blocks: [Block]
    /// The same as lines of the contract format.
    var body: [String]
    /// The sections inside it, at the levels at which they come to stand.
    var sections: [Inner] = []

    /// A section inside the quotation.
    struct Inner: Hashable {
        let level: Int
        let title: String
        let label: String
        let heading: [String]
        let blocks: [Block]
        let body: [String]
    }
}
