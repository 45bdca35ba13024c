import Contracts
import Testing

@Suite struct DocumentTests {
    @Test func `Headings make a tree of articles, sections and subsections with their labels`() throws {
        let text = """
            # Agreement

            A letter.

            ## Article 8 — Compensation

            Words of the article.

            ### 8.2 Salary schedule

            #### 8.2.1: Placement

            Words.

            ### Longevity

            ## ARTICLE IV. Leave

            ## Appendix A — Calendar
            """
        let document = try ContractDocument(markdown: text, name: "a.md")
        #expect(document.title == "Agreement")
        #expect(document.preface.map(\.text) == ["A letter."])
        #expect(document.sections.map(\.label) == ["8", "8.2", "8.2.1", "8/Longevity", "IV", "Appendix A"])
        #expect(
            document.sections.map(\.heading)
                == ["Compensation", "Salary schedule", "Placement", "Longevity", "Leave", "Calendar"]
        )
        #expect(document.articles.map(\.sections.count) == [2, 0, 0])
        #expect(document.section("8.2.1")?.blocks.map(\.text) == ["Words."])
        #expect(document.section("8.2.1")?.line == 11)
        #expect(document.section("8")?.title == "Article 8 — Compensation")
    }

    @Test func `Lists and quotations become lines with what stands before them`() throws {
        let section = try #require(
            try document(
                "- one\n- *two* words\n  - deep\n\n3. three\n4. four\n\n> quoted\n> words\n\n    kept\n    lines"
            )
            .section("8.2")
        )
        #expect(
            section.blocks.map { $0.prefix + $0.text }
                == [
                    "- one", "- two words", "  - deep", "3. three", "4. four", "> quoted words", "kept",
                    "lines",
                ]
        )
        #expect(section.blocks.map(\.line) == [7, 8, 9, 11, 12, 14, 17, 18])
    }

    @Test
    func `Line ends of other systems and a byte order mark are taken, and the text is kept with line feeds`()
        throws
    {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("# T\r\n\r\n## Article 1\rWords\r\n".utf8)
        let document = try ContractDocument(bytes: bytes, name: "a.md")
        #expect(document.markdown == "# T\n\n## Article 1\nWords\n")
        #expect(document.section("1")?.blocks.map(\.text) == ["Words"])
    }

    @Test func `Links keep their words and address`() throws {
        let section = try #require(
            try document("See [the law](https://example.org/law \"G.L. c.150E\") and <https://example.org>.")
                .section("8.2")
        )
        #expect(
            section.blocks.map(\.text)
                == ["See the law <https://example.org/law> (G.L. c.150E) and https://example.org."]
        )
    }

    @Test(arguments: [
        ("| a | b |\n|---|---|\n| 1 | 2 |", [["a", "b"], ["1", "2"]]),
        ("a|b\n-|-\n1|2\n3|4", [["a", "b"], ["1", "2"], ["3", "4"]]),
        ("| a \\| b | **c** |\n|:--|--:|\n| 1 \\| 2 | `x` |", [["a | b", "c"], ["1 | 2", "x"]]),
        ("|a|b|c|\n|-|-|-|\n|| |3|", [["a", "b", "c"], ["", "", "3"]]),
    ])
    func `A table has the cells that its lines show`(markdown: String, cells: [[String]]) throws {
        let table = try #require(try document(markdown).section("8.2")?.blocks.first?.table)
        #expect([table.header.cells] + table.rows.map(\.cells) == cells)
    }

    @Test func `Every example is read`() throws {
        #expect(try example("springfield-zone-contract.md").terms.count == 13)
        for name in ["u1-compensation", "b1-compensation", "b2-school-day", "u2-school-day"] {
            #expect(try example(name + ".md").terms.isEmpty == false)
        }
    }
}
