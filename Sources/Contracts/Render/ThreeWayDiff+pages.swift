extension ThreeWayDiff {
    /// The comparison as one HTML page, whole: identities, legend, who changes what, figures, then every section.
    ///
    /// - Returns: the page.
    /// - Throws: `incomplete` instead of a page that, read back, does not lead to every text.
    public func html() throws(ContractError) -> String {
        let report = try report()
        let page = ThreeWayHTML(report).page
        try check(ThreeWayReading(page: page, behind: ThreeWayHTML.textStart), of: report, "page")
        return page
    }

    /// The comparison in Markdown, whole, with `<del>` and `<ins>`.
    ///
    /// - Returns: the text.
    /// - Throws: `incomplete` instead of a text that, read back, does not lead to every text.
    public func markdown() throws(ContractError) -> String {
        let report = try report()
        let written = ThreeWayMarkdown(report)
        let page = ThreeWayHTML.textStart + Markdown.html(of: written.text)
        try check(ThreeWayReading(page: page, behind: ThreeWayHTML.textStart), of: report, "Markdown")
        return written.page
    }

    /// The comparison as plain text, whole, with `[-deleted-]` and `{+inserted+}`.
    ///
    /// - Returns: the text, each line ended by a line feed.
    /// - Throws: `incomplete` instead of a text that, read back, does not lead to every text.
    public func text() throws(ContractError) -> String {
        let report = try report()
        let text = ThreeWayFullText(report).page
        try check(ThreeWayReading(text: text), of: report, "text")
        return text
    }

    /// The comparison as a Word document, in parts that are still to be packed: each party's changes tracked in its name.
    ///
    /// - Returns: the parts.
    /// - Throws: `incomplete` instead of a document that, read back, does not lead to every text.
    public func word() throws(ContractError) -> [WordPart] {
        let report = try report()
        let parts = ThreeWayWord(report).parts
        let body = parts.first { $0.name == "word/document.xml" }?.text ?? ""
        try check(ThreeWayReading(wordBody: body), of: report, "Word document")
        return parts
    }

    /// Proves that a PDF of the page leads back to every text, character by character; where lines end is the PDF's own.
    ///
    /// - Parameter xml: the PDF's text with its colours, as `pdftohtml -xml` gives it.
    /// - Throws: `incomplete`, with the first character that differs.
    public func verify(markedText xml: String) throws(ContractError) {
        try check(ThreeWayReading(pdf: xml), of: try report(), "PDF", byWord: false)
    }

    /// What changes, as text for a pipe: markers, no wrapping, no terminal codes.
    ///
    /// - Parameter isBrief: whether a schedule whose raise is told above is left out.
    /// - Returns: the text, each line ended by a line feed.
    /// - Throws: `incomplete` instead of a comparison that does not lead back to every text.
    public func plain(isBrief: Bool = false) throws(ContractError) -> String {
        try RedlinePaint(width: nil, color: false).text(
            of: ThreeWayText(try report(), isBrief: isBrief).lines
        )
    }

    /// What changes, for a terminal.
    ///
    /// - Parameters:
    ///   - width: the columns of the terminal; no line is wider. Below 20 it counts as 20.
    ///   - color: whether to use terminal attributes; without them `[-deleted-]{+inserted+}` markers.
    ///   - isBrief: whether a schedule whose raise is told above is left out.
    /// - Returns: the text, each line ended by a line feed.
    /// - Throws: `incomplete` instead of a comparison that does not lead back to every text.
    public func terminal(width: Int, color: Bool, isBrief: Bool = false) throws(ContractError) -> String {
        try RedlinePaint(width: max(20, width), color: color).text(
            of: ThreeWayText(try report(), isBrief: isBrief).lines
        )
    }
}
