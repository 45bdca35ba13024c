/// A contract version, a proposal or an amendment: articles and sections with their words, tables and typed terms.
///
/// Whatever its text says is in it, or it was refused as a whole; `docs/contract-format.md` describes the format.
public struct ContractDocument: Hashable, Sendable {
    /// The largest text that is read, in bytes: 3 MiB, some 450,000 words.
    public static let largestText = 3 << 20
    /// How many articles and sections a document may have, since each is looked for among all others.
    public static let mostSections = 5000

    /// The name by which errors and redlines cite it, usually that of the file.
    public let name: String
    /// The heading of the whole.
    public let title: String
    /// What stands before the first article; in a proposal, its covering letter.
    public let preface: [Block]
    /// The articles, with their sections inside.
    public let articles: [Section]
    /// The typed values, in the order of the text.
    public let terms: [Term]
    /// The text from which it was read, with line feeds as line ends.
    public let markdown: String

    /// Reads a document from the bytes of a file.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, CommonMark with tables; a byte order mark at the start is allowed.
    ///   - name: how errors and redlines cite it.
    /// - Throws: every fault found, up to `ContractError.mostProblems`, each with its line.
    public init(bytes: [UInt8], name: String) throws(ContractError) {
        self = try DocumentReader(text: try TextScreen.text(of: bytes, name: name), name: name).document()
    }

    /// Reads a document from a text.
    ///
    /// - Parameters:
    ///   - markdown: CommonMark with tables.
    ///   - name: how errors and redlines cite it.
    /// - Throws: every fault found, up to `ContractError.mostProblems`, each with its line.
    public init(markdown: String, name: String) throws(ContractError) {
        try self.init(bytes: Array(markdown.utf8), name: name)
    }

    init(
        name: String,
        title: String,
        preface: [Block],
        articles: [Section],
        terms: [Term],
        markdown: String
    ) {
        self.name = name
        self.title = title
        self.preface = preface
        self.articles = articles
        self.terms = terms
        self.markdown = markdown
    }

    /// All articles and sections in the order of the text.
    public var sections: [Section] {
        articles.flatMap { article in [article] + article.sections.flatMap { [$0] + $0.sections } }
    }

    /// Whether any article or section says something beyond its heading: a list of topics does not.
    public var hasWords: Bool {
        sections.contains { !$0.blocks.isEmpty }
    }

    /// The typed value with an id, if the document has it.
    public func term(_ id: String) -> Term? {
        terms.first { $0.id == id }
    }

    /// The article or section with a label, if the document has it.
    public func section(_ label: String) -> Section? {
        sections.first { $0.label == label }
    }
}
