/// The parts of a Word document around its body.
enum WordPackage {
    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let names = "xmlns:w=\"\(main)\" xmlns:r=\"\(relations)\""

    /// With what the paragraph begins that begins a row of a three-way comparison, and a part of one.
    static let rowStart = paragraphStart("Row")
    static let partStart = paragraphStart("Part")

    private static func paragraphStart(_ style: String) -> String {
        "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>"
    }

    /// All parts: paragraphs and tables as the body, paragraphs at the heads of pages, and `w:comment` elements.
    static func parts(body: String, firstHeader: String?, header: String, comments: String = "") -> [WordPart]
    {
        let first = firstHeader.map { text in
            WordPart(name: "word/header2.xml", text: root("w:hdr", text))
        }
        return [
            WordPart(name: "[Content_Types].xml", text: declaration + types(hasFirst: first != nil)),
            WordPart(name: "_rels/.rels", text: declaration + outer),
            WordPart(name: "word/document.xml", text: document(body, hasFirst: first != nil)),
            WordPart(name: "word/_rels/document.xml.rels", text: declaration + inner(hasFirst: first != nil)),
            WordPart(name: "word/styles.xml", text: root("w:styles", WordStyles.text)),
            WordPart(name: "word/settings.xml", text: root("w:settings", "<w:trackRevisions/>")),
            WordPart(name: "word/comments.xml", text: root("w:comments", comments)),
            WordPart(name: "word/header1.xml", text: root("w:hdr", header)),
            WordPart(name: "word/footer1.xml", text: root("w:ftr", footer)),
        ] + (first.map { [$0] } ?? [])
    }

    private static func root(_ name: String, _ inside: String) -> String {
        "\(declaration)<\(name) \(names)>\(inside)</\(name)>"
    }

    private static func document(_ body: String, hasFirst: Bool) -> String {
        let first =
            hasFirst
            ? "<w:headerReference w:type=\"first\" r:id=\"r5\"/><w:footerReference w:type=\"first\" r:id=\"r6\"/>"
            : ""
        let section =
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"r4\"/>"
            + "<w:footerReference w:type=\"default\" r:id=\"r6\"/>\(first)<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"
            + "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"600\" "
            + "w:footer=\"600\" w:gutter=\"0\"/>\(hasFirst ? "<w:titlePg/>" : "")</w:sectPr>"
        return root("w:document", "<w:body>\n\(body)\(section)</w:body>")
    }

    private static let footer =
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>"
        + "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        + "<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>"
        + "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>"

    private static func types(hasFirst: Bool) -> String {
        let kinds = [
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"),
            ("comments", "comments"),
            ("header1", "header"), ("footer1", "footer"),
        ]
        let overrides = (kinds + (hasFirst ? [("header2", "header")] : [])).map { name, type in
            "<Override PartName=\"/word/\(name).xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                + "wordprocessingml.\(type)+xml\"/>"
        }
        return
            "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" ContentType=\"application/"
            + "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
            + "ContentType=\"application/xml\"/>\(overrides.joined())</Types>"
    }

    private static let outer =
        "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" Type=\"\(relations)/officeDocument\" "
        + "Target=\"word/document.xml\"/></Relationships>"

    private static func inner(hasFirst: Bool) -> String {
        let kinds = [
            ("r1", "styles", "styles"), ("r2", "settings", "settings"), ("r3", "comments", "comments"),
            ("r4", "header", "header1"), ("r6", "footer", "footer1"),
        ]
        let list = (kinds + (hasFirst ? [("r5", "header", "header2")] : [])).map { id, type, name in
            "<Relationship Id=\"\(id)\" Type=\"\(relations)/\(type)\" Target=\"\(name).xml\"/>"
        }
        return "<Relationships xmlns=\"\(package)/relationships\">\(list.joined())</Relationships>"
    }
}

/// How the paragraphs of a Word document look.
private enum WordStyles {
    static let text: String = {
        let serif = fonts("Times New Roman")
        let sans = fonts("Arial")
        let mono = fonts("Courier New")
        return [
            "<w:docDefaults><w:rPrDefault><w:rPr>\(serif)<w:sz w:val=\"22\"/><w:lang w:val=\"en-US\"/></w:rPr>"
                + "</w:rPrDefault></w:docDefaults>",
            style("Normal", "Normal", isDefault: true),
            style("BodyText", "Body Text", "<w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/>"),
            heading(1, size: 34), heading(2, size: 28), heading(3, size: 24), heading(4, size: 22),
            style(
                "Term",
                "Term",
                "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/><w:spacing w:after=\"140\"/>",
                "\(mono)<w:sz w:val=\"18\"/>"
            ),
            style(
                "Row",
                "Row",
                "<w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"1B1B1B\"/></w:pBdr>"
                    + "<w:spacing w:before=\"360\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>",
                "\(sans)<w:b/><w:sz w:val=\"24\"/>"
            ),
            style(
                "Part",
                "Part",
                "<w:keepNext/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E6E6E6\"/>"
                    + "<w:spacing w:before=\"160\" w:after=\"80\"/><w:outlineLvl w:val=\"3\"/>",
                "\(sans)<w:b/><w:sz w:val=\"20\"/>"
            ),
            style(
                "Clause",
                "Clause",
                "<w:keepNext/><w:spacing w:before=\"80\" w:after=\"80\"/>",
                "\(sans)<w:b/><w:sz w:val=\"21\"/>"
            ),
            style("Cell", "Cell", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"15\"/>"),
            style("AfterTable", "After Table", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"12\"/>"),
            style("Header", "header", "<w:spacing w:after=\"40\"/>", "\(sans)<w:sz w:val=\"16\"/>"),
            style("Footer", "footer", "<w:jc w:val=\"right\"/>", "\(sans)<w:sz w:val=\"16\"/>"),
            style("CommentText", "annotation text", "", "\(sans)<w:sz w:val=\"18\"/>"),
            "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>"
                + ["top", "left", "bottom", "right", "insideH", "insideV"].map {
                    "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>"
                }.joined()
                + "</w:tblBorders><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/>"
                + "</w:tblCellMar></w:tblPr></w:style>",
        ].joined()
    }()

    private static func fonts(_ name: String) -> String {
        "<w:rFonts w:ascii=\"\(name)\" w:hAnsi=\"\(name)\" w:cs=\"\(name)\"/>"
    }

    private static func heading(_ level: Int, size: Int) -> String {
        style(
            "Heading\(level)",
            "heading \(level)",
            "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"100\"/><w:outlineLvl w:val=\"\(level - 1)\"/>",
            "\(fonts("Arial"))<w:b/><w:sz w:val=\"\(size)\"/>"
        )
    }

    private static func style(
        _ id: String,
        _ name: String,
        _ paragraph: String = "",
        _ run: String = "",
        isDefault: Bool = false
    ) -> String {
        "<w:style w:type=\"paragraph\"\(isDefault ? " w:default=\"1\"" : "") w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>"
            + (isDefault ? "" : "<w:basedOn w:val=\"Normal\"/>")
            + (paragraph.isEmpty ? "" : "<w:pPr>\(paragraph)</w:pPr>")
            + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>")
            + "</w:style>"
    }
}
