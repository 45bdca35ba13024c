extension ContractDiff {
    /// The redline as one HTML page, whole: identities, legend, summary, index, then the text with every change marked.
    ///
    /// Nothing outside is needed to read it, and no script; nothing hangs on a colour alone.
    ///
    /// - Parameter layout: one text, or two columns.
    /// - Returns: the page.
    /// - Throws: `incomplete` instead of a page that, read back, does not lead to both texts.
    public func html(_ layout: RedlineLayout = .inline) throws(ContractError) -> String {
        let page = RedlineHTML(try report(), layout).page
        try check(ReadBack(page: page, inside: RedlineHTML.textID), "page")
        return page
    }

    /// The redline in Markdown, whole, with `<del>` and `<ins>`.
    ///
    /// - Returns: the text.
    /// - Throws: `incomplete` instead of a text that, read back, does not lead to both texts.
    public func markdown() throws(ContractError) -> String {
        let written = RedlineMarkdown(try report())
        let page = "<div id=\"text\">" + Markdown.html(of: written.text) + "</div>"
        try check(ReadBack(page: page, inside: "text"), "Markdown")
        return written.page
    }

    /// The redline as plain text, whole: every word of both texts, with `[-deleted-]` and `{+inserted+}`.
    ///
    /// - Returns: the text, each line ended by a line feed.
    /// - Throws: `incomplete` instead of a text that, read back, does not lead to both texts.
    public func text() throws(ContractError) -> String {
        let text = RedlineFullText(try report()).page
        try check(ReadBack(marked: RedlineFullText.words(of: text)[...]), "text")
        return text
    }

    /// The redline as a Word document with tracked changes, in parts that are still to be packed.
    ///
    /// Author of each change is the new text's party, or its name where no party has offered it; the date is the day of
    /// the new text. What moved is marked as moved.
    ///
    /// - Returns: the parts.
    /// - Throws: `incomplete` instead of a document that, read back, does not lead to both texts.
    public func word() throws(ContractError) -> [WordPart] {
        let parts = RedlineWord(try report()).parts
        let body = parts.first { $0.name == "word/document.xml" }?.text ?? ""
        try check(ReadBack(wordBody: body), "Word document")
        return parts
    }
}
