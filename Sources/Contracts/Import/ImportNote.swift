/// One kind of thing that an import left out or mended, so that nothing is lost silently.
public struct ImportNote: Hashable, Sendable, Codable {
    /// What was done.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// Lines that recur at the edges of pages, and page numbers.
        case pageFurniture = "page-furniture"
        /// Lines of a table of contents.
        case contents
        /// Rows of dots between words, as before an amount; a space stands for them.
        case dottedLeader = "dotted-leader"
        /// A word that was parted at the end of a line, joined again.
        case hyphen
        /// A word that the setting of its letters had parted, joined again.
        case kerning
        /// A character that shows nothing, or in a form of its own, made a plain one.
        case character
        /// A picture, which a contract cannot hold.
        case picture
        /// A foot- or endnote, set behind the words in brackets.
        case note
        /// A remark of a reviewer.
        case comment
        /// A heading deeper than a contract's, made a paragraph.
        case heading
        /// A form that a contract does not have, such as a table inside a cell; its words are kept.
        case form
        /// A line of a spreadsheet that holds no step, such as a title.
        case row
        /// Lines of figures in columns, made a table.
        case table
        /// Lines of figures whose columns are not sure, left as paragraphs.
        case columns
    }

    /// What was done.
    public let kind: Kind
    /// How many times.
    public var count: Int
    /// Some of the places, with what stood there.
    public var examples: [String]

    /// What is left for a person to do is listed, the rest only shown.
    private var mostExamples: Int { kind == .columns ? 50 : 5 }

    init(_ kind: Kind) {
        self.kind = kind
        count = 0
        examples = []
    }

    /// The note as a sentence: what was done, how often, and where for example.
    public var description: String {
        let words =
            switch kind {
            case .pageFurniture: "left out, being furniture of pages"
            case .contents: "left out, being lines of a table of contents"
            case .dottedLeader: "rows of dots, made a space"
            case .hyphen: "words parted at a line's end, joined"
            case .kerning: "words parted by their setting, joined"
            case .character: "hidden or special characters, left out or made plain"
            case .picture: "pictures, left out"
            case .note: "notes, set behind their words"
            case .comment: "comments, left out"
            case .heading: "headings deeper than a contract's, made paragraphs"
            case .form: "pieces whose form was left out and whose words were kept"
            case .row: "rows that hold no step, left out"
            case .table: "tables, made of lines of figures in columns"
            case .columns:
                "stretches of figures whose columns are not sure, left as lines; make tables of them by hand"
            }
        return "\(count) \(words)"
    }

    mutating func add(_ example: String) {
        count += 1
        if examples.count < mostExamples, !examples.contains(example) { examples.append(example) }
    }
}

/// What an import left out or mended, by kind.
public struct ImportReport: Hashable, Sendable, Codable {
    /// One note for each kind that occurred, in the order of `ImportNote.Kind`.
    public private(set) var notes: [ImportNote] = []

    /// Nothing left out, nothing mended.
    public init() {}

    /// Notes one more case.
    public mutating func note(_ kind: ImportNote.Kind, _ example: String) {
        if let index = notes.firstIndex(where: { $0.kind == kind }) {
            notes[index].add(shortened(example))
        } else {
            var note = ImportNote(kind)
            note.add(shortened(example))
            notes.append(note)
            let order = ImportNote.Kind.allCases
            notes.sort { (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0) }
        }
    }
}
