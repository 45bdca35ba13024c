/// One piece of a section as it stands on the page: a paragraph, a list item, a table or a term.
public struct Block: Hashable, Sendable {
    /// What form the piece has.
    public enum Kind: Hashable, Sendable {
        /// Words: a paragraph, a list item, a quotation or preformatted text.
        case text
        /// A table; its words stand in the cells.
        case table(Table)
        /// A typed value; the text is its YAML as written.
        case term
    }

    /// What form the piece has.
    public let kind: Kind
    /// What stands before the words and sets them apart: `- `, `3. `, `> `; empty for a paragraph.
    public let prefix: String
    /// The words, without the marks of emphasis, each run of white space one space; empty for a table.
    public let text: String
    /// The first line in the document, counted from 1.
    public let line: Int
    /// Whether it is the mark `*Deleted.*` by which a proposal strikes a section.
    public let isDeletionMark: Bool

    init(_ kind: Kind, prefix: String = "", text: String = "", line: Int, isDeletionMark: Bool = false) {
        self.kind = kind
        self.prefix = prefix
        self.text = text
        self.line = line
        self.isDeletionMark = isDeletionMark
    }

    /// The table, where the piece is one.
    public var table: Table? {
        guard case .table(let table) = kind else { return nil }
        return table
    }
}

/// A table as it stands on the page: a header and rows of equal width.
public struct Table: Hashable, Sendable {
    /// One line of cells.
    public struct Row: Hashable, Sendable {
        /// The words of each cell.
        public let cells: [String]
        /// The line in the document, counted from 1.
        public let line: Int
    }

    /// The names of the columns.
    public let header: Row
    /// The rows, each as wide as the header.
    public let rows: [Row]
}
