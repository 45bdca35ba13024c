extension Markup {
    /// What a redline opens with: its title, the texts with their hashes, how changes are marked, and what was checked.
    mutating func addIdentity(
        _ title: String,
        _ caption: String,
        _ versions: [(name: String, version: DiffReport.Version)],
        legend: String,
        proof: String
    ) {
        element("h1", words: title)
        element("table", [("class", "identity")]) { page in
            page.element("caption", words: caption)
            for (name, version) in versions {
                page.element("tr") { page in
                    page.element("th", [("scope", "row")], words: name)
                    page.element("td") { page in
                        page.words(version.identity)
                        page.empty("br")
                        page.element("span", [("class", "hash")], words: version.hash)
                    }
                }
            }
        }
        element("p", [("class", "legend")]) { page in
            page.element("strong", words: "Legend: ")
            page.element("del", words: "deleted")
            page.words(", ")
            page.element("ins", words: "inserted")
            page.words(", ")
            page.element("del", [("class", "moved")], words: "moved away")
            page.words(", ")
            page.element("ins", [("class", "moved")], words: "moved here")
            page.words(". \(legend)")
        }
        element("p", words: "Checked: this page was read back. \(proof)")
    }
}
