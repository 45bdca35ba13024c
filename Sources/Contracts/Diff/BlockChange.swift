/// A paragraph, list item, table or term block against its former self.
public struct BlockChange: Hashable, Sendable {
    /// What stood in the old text; nil where the block is new.
    public let old: Block?
    /// What stands in the new text; nil where the block is gone.
    public let new: Block?
    /// The words of both; empty for a table.
    public let runs: [WordRun]
    /// The cells of both, for a table.
    public let table: TableChange?
    /// Its other end, where it stands elsewhere than it stood; such a block has one side here and the other there.
    public let move: BlockMove?
    /// Whether `old` is the block of the change before, going on: a paragraph that the new text splits.
    public let continuesOld: Bool
    /// Whether `new` is the block of the change before, going on: paragraphs that the new text joins.
    public let continuesNew: Bool

    /// Whether nothing changed.
    public var isEqual: Bool {
        old != nil && new != nil && (table?.isEqual ?? true) && runs.allSatisfy { $0.fate == .equal }
    }

    /// The words that are shown here: of a paragraph that moved, those of its other end left out.
    var shownRuns: [WordRun] {
        guard let move else { return runs }
        return move.runs.filter { $0.fate != (new == nil ? .inserted : .deleted) }
    }

    /// The id of the term, where the block is one.
    var termID: String? { (new ?? old)?.termID }

    init(
        old: Block?,
        new: Block?,
        runs: [WordRun],
        move: BlockMove? = nil,
        continuesOld: Bool = false,
        continuesNew: Bool = false
    ) {
        self.old = old
        self.new = new
        self.move = move
        self.continuesOld = continuesOld
        self.continuesNew = continuesNew
        let isTable = (old ?? new)?.table != nil
        table = isTable ? TableChange(old: old?.table, new: new?.table) : nil
        self.runs = isTable ? [] : runs
    }
}

extension Block {
    /// What a redline compares: what stands before the words, and the words.
    var words: String { prefix + text }

    /// The id written in a term's block; nil for any other block.
    var termID: String? {
        guard kind == .term else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("id:") }
        return line.map { oneSpaced(String($0.dropFirst(3))) }
    }
}
