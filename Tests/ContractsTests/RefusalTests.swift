import Contracts
import Testing

@Suite struct RefusalTests {
    @Test(arguments: [
        ("words", "a.md:1: The document has no title; begin it with a line '# …'."),
        ("# T\n# U", "a.md:2: A second title; one '# …' begins a document, articles have '## …'."),
        ("# T\n\n### 8.2 Pay", "a.md:3: '8.2 Pay' needs an article ('## …') above it."),
        ("# T\n\n##### 8 Pay", "a.md:3: A heading of level 5 ('#####'); use ## to ####."),
        ("# T\n\n## 8 Pay\n\n## 8 Leave", "a.md:5: Section '8' stands already at line 3; number it anew."),
        ("# T\n\n##", "a.md:3: A heading without words; write its number and name."),
        (
            "# T\n\n```term\nid: x\n```",
            "a.md:3: A term stands before the first article; put it in a section."
        ),
    ])
    func `A text that is no document is refused`(markdown: String, message: String) {
        #expect(refusals(markdown) == [message])
    }

    @Test(arguments: [
        ("a <b> c", "a.md:7: '<b>' is HTML, which is not read; write plain text, or '\\<' for a '<'."),
        ("<div>\nx\n</div>", "a.md:7: HTML is not read; write plain text, or '\\<' for a '<'."),
        (
            "![x](y.png)",
            "a.md:7: A picture cannot stand in a contract; write what it says, or remove '![…](…)'."
        ),
        (
            "~~old~~ new",
            "a.md:7: '~~' marks struck words; a document holds only the words that are to stand."
        ),
        (
            "a [-b-] c",
            "a.md:7: '[-' is a mark of redlines and cannot stand in a text; put a space inside it."
        ),
        (
            "a &#8238; b",
            "a.md:7: The character U+202E changes the direction of the text, so that it shows other than it reads; delete it."
        ),
        ("> # Heading", "a.md:7: A heading stands inside a list or quotation; move it to the margin."),
        ("- a | b\n  -|-", "a.md:7: A table stands inside a list or quotation; move it to the margin."),
        (
            "```terms\nid: x\n```",
            "a.md:7: A term's block begins with '```term' at the margin, in these letters alone."
        ),
        ("```term\nid: x", "a.md:7: The block opened here is never closed; add a line '```'."),
        (
            "[law]: https://example.org",
            "a.md:7: Link definitions (']:') are not read; write the address in its place, [words](https://…), or put a space before the ':'."
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
            "a.md:9: This row has 3 cells, the table's header 2; give it 2."
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\nwords",
            "a.md:10: This row has 1 cell, the table's header 2; leave an empty line between a table and the text under it."
        ),
        (
            "| a | b | c |\n|---|---|\n| 1 | 2 |",
            "a.md:8: The ruling under a table's header has 2 columns and the header above has 3; give both the same number of cells between '|'."
        ),
        (
            String(repeating: "> ", count: 9) + "x",
            "a.md:7: Quotations nest more than 8 deep; flatten them."
        ),
    ])
    func `What a section cannot hold is refused with its line and the way to mend it`(
        body: String,
        message: String
    ) {
        #expect(refusals(inSection: body) == [message])
    }

    @Test(arguments: [
        (UInt32(0), "is a control character"),
        (0x1B, "is a control character"),
        (0x7F, "is a control character"),
        (0x9B, "is a control character"),
        (0xAD, "is invisible"),
        (0x200B, "is invisible"),
        (0xFEFF, "is invisible"),
        (0x202E, "changes the direction of the text, so that it shows other than it reads"),
        (0x2066, "changes the direction of the text, so that it shows other than it reads"),
        (0x2028, "breaks the line without being a line end"),
    ])
    func `A character that hides something is refused with line and column`(value: UInt32, reason: String)
        throws
    {
        let character = String(Character(try #require(Unicode.Scalar(value))))
        let hex = String(value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: 4 - hex.count) + hex
        #expect(
            refusals("# T\n\nab\(character)c") == [
                "a.md:3:3: The character U+\(padded) \(reason); delete it."
            ]
        )
    }

    @Test func `Bytes that are not UTF-8 are refused where they stand`() {
        #expect(throws: ContractError.self) {
            try ContractDocument(bytes: Array("# T\nab".utf8) + [0xFF], name: "a.md")
        }
        do {
            _ = try ContractDocument(bytes: Array("# T\nab".utf8) + [0xFF], name: "a.md")
        } catch {
            #expect(error.code == .unreadable)
            #expect(error.message == "a.md:2:3: Byte 255 is not UTF-8; save the file as UTF-8 text.")
        }
    }

    @Test func `A text over the limit is refused with its size and the limit`() {
        let large = [UInt8](repeating: 0x61, count: ContractDocument.largestText + 1)
        do {
            _ = try ContractDocument(bytes: large, name: "a.md")
            Issue.record("read")
        } catch {
            #expect(
                error.message
                    == "a.md:1: The text has 3145729 bytes; at most 3145728 are read. "
                    + "Split it, or leave out what is no text."
            )
        }
    }

    @Test func `All faults of a document come at once, in the order of the text, and at most fifty`() {
        let body =
            "a <b>\n\n" + term("id: x\nkind: stipend\namount: $1O\nper: week\nfor: duty\nfoo: bar")
            + "\n![x](y)"
        #expect(
            refusals(inSection: body) == [
                "a.md:7: '<b>' is HTML, which is not read; write plain text, or '\\<' for a '<'.",
                "a.md:12: amount: '$1O' is not an amount: 'O' (a letter) stands where a digit belongs; "
                    + "write $52,340 or 52340.50.",
                "a.md:13: per: 'week' is none of: year, season, month, day, hour, half hour, event.",
                "a.md:15: 'foo' is not known here; known are id, kind, state, effective, until, scope, basis, "
                    + "note, stated, clause, for, amount, per, count, after_years.",
                "a.md:18: A picture cannot stand in a contract; write what it says, or remove '![…](…)'.",
            ]
        )
        #expect(refusals(inSection: String(repeating: "a <b> c\n\n", count: 80)).count == 50)
    }
}
