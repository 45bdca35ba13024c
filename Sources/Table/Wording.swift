/// Words that go on the record: a text of their own, a document by its hash, or both.
public struct Wording: Hashable, Sendable, Codable {
    /// The words.
    public let text: String?
    /// The document.
    public let document: DocumentReference?

    /// A text, a document, or both.
    public init(text: String?, document: DocumentReference?) {
        self.text = text
        self.document = document
    }

    /// Why the words cannot be taken in; nil where they can.
    func objection(called what: String, atMost limit: Int) -> Refusal? {
        if let document {
            if let objection = PlainText.objection(to: document.name, called: "document's name", atMost: 200)
            {
                return objection
            }
            guard DocumentReference.isHash(document.sha256), document.bytes >= 0 else {
                return Refusal(.invalid, "The document's SHA-256 must be 64 hexadecimal digits.")
            }
        }
        guard let text else {
            return document == nil
                ? Refusal(.invalid, "The \(what) says nothing; give its text or a document.") : nil
        }
        return PlainText.objection(to: text, called: what, atMost: limit)
    }
}

extension DocumentReference {
    static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
