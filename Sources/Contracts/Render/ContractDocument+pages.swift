extension ContractDocument {
    /// The contract as one HTML page, clean: nothing is marked, nothing outside is needed.
    ///
    /// - Parameter identity: a line that says which text it is, such as its hash.
    /// - Returns: the page.
    /// - Throws: `incomplete` instead of a page that, read back, does not say what the document says.
    public func html(identity: String) throws(ContractError) -> String {
        let diff = selfComparison
        let page = RedlineHTML(try diff.report(), .inline).cleanPage(title: title, identity: identity)
        try diff.check(ReadBack(page: page, inside: RedlineHTML.textID), "page")
        return page
    }

    /// The contract as a Word document, clean, in parts that are still to be packed.
    ///
    /// - Parameter identity: a line at the head of each page that says which text it is.
    /// - Returns: the parts.
    /// - Throws: `incomplete` instead of a document that, read back, does not say what the document says.
    public func word(identity: String) throws(ContractError) -> [WordPart] {
        let diff = selfComparison
        let parts = RedlineWord(try diff.report()).cleanParts(identity: identity)
        let body = parts.first { $0.name == "word/document.xml" }?.text ?? ""
        try diff.check(ReadBack(wordBody: body), "Word document")
        return parts
    }

    private var selfComparison: ContractDiff {
        let version = ContractVersion(self, name: name, date: nil, sha256: nil)
        return ContractDiff(old: version, new: version)
    }
}
