/// Pieces of WordprocessingML that redlines and clean contracts share.
enum WordXML {
    static func style(_ name: String, _ xml: inout Markup) {
        xml.element("w:pPr") { $0.empty("w:pStyle", [("w:val", name)]) }
    }

    /// Words in one format; line feeds are line breaks.
    static func run(_ text: String, bold: Bool = false, isDeleted: Bool = false, _ xml: inout Markup) {
        xml.element("w:r") { xml in
            if bold { xml.element("w:rPr") { $0.empty("w:b") } }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                if index > 0 { xml.empty("w:br") }
                guard !line.isEmpty else { continue }
                let name = isDeleted ? "w:delText" : "w:t"
                xml.element(name, [("xml:space", "preserve")], words: String(line))
            }
        }
    }

    static func tableProperties(columns: Int) -> String {
        let width = 9360 / max(1, columns)
        let grid = String(repeating: "<w:gridCol w:w=\"\(width)\"/>", count: max(1, columns))
        return "<w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr>"
            + "<w:tblGrid>\(grid)</w:tblGrid>"
    }
}
