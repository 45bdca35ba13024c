/// One part of a Word document (ECMA-376), before the parts are packed into one file.
public struct WordPart: Hashable, Sendable {
    /// Its name inside the package, `word/document.xml`.
    public let name: String
    /// The XML.
    public let text: String
}
