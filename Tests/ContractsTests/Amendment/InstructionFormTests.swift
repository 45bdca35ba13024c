import Contracts
import Foundation
import Testing

@Suite struct InstructionFormTests {
    /// Instructions, and words of the contract with those that come in their place; nothing else changes.
    struct Form: CustomTestStringConvertible {
        let instruction: String
        let changes: [(old: String, new: String)]

        init(_ instruction: String, _ changes: (String, String)...) {
            self.instruction = instruction
            self.changes = changes.map { (old: $0.0, new: $0.1) }
        }

        var testDescription: String { instruction }
    }

    private static let first = "First words. Second words here. Third words end."
    private static let place = first + "\n\nAnother paragraph about pay."

    static let reading: [Form] = [
        .init(
            "Article 8, Section 8.1 shall be amended to read: \"All new words.\"",
            (place, "All new words.")
        ),
        .init(
            "Section 8.1 of Article 8 is hereby amended to read as follows:\n\n“All new words.”",
            (place, "All new words.")
        ),
        .init("Amend Section 8.1 to read: \"All new words.\"", (place, "All new words.")),
        .init("Section 8.1 shall read as follows: \"All new words.\"", (place, "All new words.")),
        .init("Replace Section 8.1 with the following: \"All new words.\"", (place, "All new words.")),
        .init(
            "Section 8.1 is deleted in its entirety and replaced with the following: \"All new words.\"",
            (place, "All new words.")
        ),
        .init("Section 8.1 is replaced in its entirety by \"All new words.\"", (place, "All new words.")),
        .init("Delete Section 8.1 and replace it with \"All new words.\"", (place, "All new words.")),
        .init("Section 8.1 Amend to read: \"All new words.\"", (place, "All new words.")),
        .init(
            "In Section 8.1, amend the second paragraph to read: \"Pay.\"",
            ("Another paragraph about pay.", "Pay.")
        ),
        .init(
            "Section 8.1, Placement, shall be amended to read: \"All new words.\"",
            (place, "All new words.")
        ),
        .init("Section 8.1 (Placement) is amended to read: \"All new words.\"", (place, "All new words.")),
        .init(
            "ARTICLE 8 – COMPENSATION\nSection 8.1 is amended to read: \"All new words.\"",
            (place, "All new words.")
        ),
        .init("### Section 8.1\n\nAmend to read:\n\n> All new words.", (place, "All new words.")),
        .init(
            "Section 8.1 shall be amended to read: \"8.1 Lanes\n\nAll “new” words.\n\nIn two.\"",
            ("8.1 Placement\n\n" + place, "8.1 Lanes\n\nAll “new” words.\n\nIn two.")
        ),
        .init(
            "Section 8.1 shall be amended to read:\n\n“First one.\n\n“Second one.”",
            (place, "First one.\n\nSecond one.")
        ),
        .init(
            "Section 8.1 shall be amended to read:\n\n> ### 8.1 Lanes\n>\n> All **new** words.\n>\n> - one\n> - two",
            ("8.1 Placement\n\n" + place, "8.1 Lanes\n\nAll new words.\n\n- one\n- two")
        ),
        .init("The first paragraph of Section 8.1 shall be amended to read: \"One.\"", (first, "One.")),
        .init(
            "The second sentence of the first paragraph of Section 8.1 shall be amended to read: \"Two.\"",
            ("Second words here.", "Two.")
        ),
        .init(
            "Section 5.1, last sentence, shall read: \"It is not final.\"",
            ("The Superintendent's answer is final.", "It is not final.")
        ),
        .init(
            "Section 9.1(b)(ii) shall be amended to read: \"a wedding;\"",
            ("(ii) a birthday;", "(ii) a wedding;")
        ),
        .init(
            "Article 9, Section 9.1, paragraph (a) is amended to read: \"(a) of which four are personal;\"",
            ("(a) of which three are personal;", "(a) of which four are personal;")
        ),
        .init(
            "The Preamble shall be amended to read: 'The parties agree.'",
            ("The parties make this agreement for the schools.", "The parties agree.")
        ),
        .init("Appendix A is amended to read: \"In August.\"", ("School begins in September.", "In August.")),
        .init(
            "The heading of Section 9.2 is amended to read \"Bereavement\".",
            ("9.2 Deaths", "9.2 Bereavement")
        ),
        .init(
            "Article 9 is retitled \"Leaves of Absence\".",
            ("Article 9 — Leave\n", "Article 9 — Leaves of Absence\n")
        ),
    ]

    static let words: [Form] = [
        .init(
            "Section 5.1 is amended by striking \"thirty (30) days\" and inserting \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Section 5.1 is amended by deleting the phrase “thirty (30) days” and replacing it with “twenty (20) days”.",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Section 5.1 is amended by deleting \"thirty (30) days\" and inserting in lieu thereof \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Section 5.1 is amended by replacing \"thirty (30) days\" with \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Section 5.1 is amended by substituting \"twenty (20)\" for \"thirty (30)\".",
            ("thirty (30)", "twenty (20)")
        ),
        .init(
            "Amend Section 5.1 by changing \"thirty (30) days\" to \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "In Section 5.1, strike \"thirty (30) days\" and insert \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Delete \"thirty (30) days\" in Section 5.1 and replace with \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Replace \"thirty (30) days\" with \"twenty (20) days\" in Section 5.1.",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "The words \"thirty (30) days\" in Section 5.1 are replaced by \"twenty (20) days\".",
            ("thirty (30) days", "twenty (20) days")
        ),
        .init(
            "Section 5.1 is amended by striking \"ten\" and inserting \"nine\".",
            ("of ten (10)", "of nine (10)")
        ),
        .init(
            "Section 5.1 is amended by striking \"gives notice\" and inserting \"writes\", and by striking \"is final\" and inserting \"ends it\".",
            ("gives notice", "writes"),
            ("is final", "ends it")
        ),
        .init(
            "Section 5.1 is amended as follows:\n(a) by striking \"gives notice\" and inserting \"writes\"; and\n(b) by striking \"is final\" and inserting \"ends it\".",
            ("gives notice", "writes"),
            ("is final", "ends it")
        ),
        .init(
            "Section 5.2 is amended by striking \", as Section 5.1 and Section 8.3 say\".",
            (", as Section 5.1 and Section 8.3 say", "")
        ),
        .init(
            "Section 5.1 is amended by striking \"within thirty (30) days\".",
            (" within thirty (30) days", "")
        ),
        .init(
            "Section 8.2 is amended by striking \"$45,000\" and inserting \"$46,000\".",
            ("$45,000", "$46,000")
        ),
        .init(
            "The first sentence of Section 5.1 is amended by striking \"The Superintendent\" and inserting \"The Board\".",
            ("The Superintendent gives", "The Board gives")
        ),
        .init(
            "Section 5.1 is amended by striking \"Superintendent\" and inserting \"Receiver\" wherever it appears.",
            ("The Superintendent gives", "The Receiver gives"),
            ("The Superintendent's", "The Receiver's")
        ),
        .init(
            "Change all references to \"the Superintendent\" to \"the Receiver\" throughout the Agreement.",
            ("The Superintendent gives", "The Receiver gives"),
            ("The Superintendent's", "The Receiver's"),
            ("to the Superintendent,", "to the Receiver,")
        ),
        .init(
            "All references to \"the Superintendent\" shall be changed to \"the Receiver\".",
            ("The Superintendent gives", "The Receiver gives"),
            ("The Superintendent's", "The Receiver's"),
            ("to the Superintendent,", "to the Receiver,")
        ),
        .init(
            "Delete the second sentence of the first paragraph of Section 8.1.",
            ("Second words here. ", "")
        ),
        .init(
            "Section 8.1 is amended by striking the second paragraph.",
            ("Third words end.\n\nAnother paragraph about pay.", "Third words end.")
        ),
        .init("Section 9.1(c) is deleted.", ("\n\n(c) of which none lapse.", "")),
    ]

    static let additions: [Form] = [
        .init(
            "Section 9.2 is amended by adding at the end the following sentence: \"Four in July.\"",
            ("in June.", "in June. Four in July.")
        ),
        .init(
            "Add the following sentence to the end of Section 9.2: \"Four in July.\"",
            ("in June.", "in June. Four in July.")
        ),
        .init(
            "Section 9.2 is amended by adding a new paragraph at the end to read: \"Four in July.\"",
            ("in June.", "in June.\n\nFour in July.")
        ),
        .init(
            "Section 5.1 is amended by inserting \"(or by mail)\" after \"gives notice\".",
            ("gives notice", "gives notice (or by mail)")
        ),
        .init(
            "Section 5.1 is amended by inserting after the word \"notice\" the following: \", by mail,\"",
            ("gives notice", "gives notice, by mail,")
        ),
        .init("Insert \"full\" before \"days\" in Section 9.2.", ("Three days", "Three full days")),
        .init(
            "Section 8.1 is amended by inserting after the second sentence of the first paragraph the following: \"And more.\"",
            ("here. Third", "here. And more. Third")
        ),
        .init(
            "In Section 8.1, add the following paragraph after the first paragraph: \"And more.\"",
            ("Third words end.", "Third words end.\n\nAnd more.")
        ),
        .init(
            "Section 9.1 is amended by adding a new paragraph (d) to read: \"of which one is short.\"",
            ("(c) of which none lapse.", "(c) of which none lapse.\n\n(d) of which one is short.")
        ),
        .init(
            "Section 9.2 is amended by inserting \"At most\" at the beginning.",
            ("Three days in", "At most Three days in")
        ),
    ]

    static let sections: [Form] = [
        .init(
            "Insert a new Section 9.4 after Section 9.3 to read as follows: \"9.4 Planning\n\nTime to plan.\"",
            ("Nothing more.", "Nothing more.\n\n### 9.4 Planning\n\nTime to plan.")
        ),
        .init(
            "Add a new Section 9.4, Planning, to read: \"Time to plan.\"",
            ("Nothing more.", "Nothing more.\n\n### 9.4 Planning\n\nTime to plan.")
        ),
        .init(
            "Article 9 is amended by adding a new Section 9.4 at the end to read as follows: \"Time to plan.\"",
            ("Nothing more.", "Nothing more.\n\n### 9.4\n\nTime to plan.")
        ),
        .init(
            "Insert a new Section 9.2 after Section 9.1 to read:\n\n> ### 9.2 Planning\n>\n> Time.\n\nand renumber the remaining sections accordingly.",
            ("### 9.2 Deaths", "### 9.2 Planning\n\nTime.\n\n### 9.3 Deaths"),
            ("### 9.3 Old", "### 9.4 Old")
        ),
        .init(
            "A new Article 9 of the Contract shall be inserted immediately following Article 8, and subsequent Articles shall be renumbered accordingly. The new Article 9 shall read as follows: \"ARTICLE 9 PLANNING\n\nTime.\"",
            ("## Article 9 — Leave", "## ARTICLE 9 PLANNING\n\nTime.\n\n## Article 10 — Leave"),
            ("### 9.1", "### 10.1"),
            ("### 9.2", "### 10.2"),
            ("### 9.3", "### 10.3"),
            ("## Article 10 — Duration", "## Article 11 — Duration")
        ),
        .init(
            "Add a new Article 11 to read: \"Article 11 — Zone\n\nWords.\"",
            ("## Appendix A", "## Article 11 — Zone\n\nWords.\n\n## Appendix A")
        ),
        .init(
            "Add a new Appendix B, Forms, to read: \"A form.\"",
            ("in September.", "in September.\n\n## Appendix B — Forms\n\nA form.")
        ),
        .init("Delete Section 9.3.", ("\n\n### 9.3 Old rule\n\nNothing more.", "")),
        .init("Section 9.3 shall be deleted in its entirety.", ("\n\n### 9.3 Old rule\n\nNothing more.", "")),
        .init("Strike Section 9.3", ("\n\n### 9.3 Old rule\n\nNothing more.", "")),
        .init(
            "Delete Sections 9.2 and 9.3.",
            ("\n\n### 9.2 Deaths\n\nThree days in June.\n\n### 9.3 Old rule\n\nNothing more.", "")
        ),
        .init(
            "Delete Section 9.2 and renumber the remaining sections accordingly.",
            ("### 9.2 Deaths\n\nThree days in June.\n\n### 9.3", "### 9.2")
        ),
        .init("Renumber Section 9.3 as Section 9.5.", ("### 9.3", "### 9.5")),
        .init(
            "Renumber Sections 9.2 through 9.3 as 9.3 through 9.4.",
            ("### 9.2", "### X"),
            ("### 9.3", "### 9.4"),
            ("### X", "### 9.3")
        ),
        .init("Section 9.3 shall be redesignated as Section 9.5.", ("### 9.3", "### 9.5")),
        .init("Article 10 is retained as written."), .init("Article 10: No change"),
        .init("Article 10 - Current contract language"),
        .init("Article 10 shall remain unchanged."),
        .init("Article 10 currently states: \"One year, as Section 9.3 says.\""),
    ]

    @Test(arguments: reading + words + additions + sections)
    func `Each form of instruction changes what it names, and nothing else`(form: Form) throws {
        let amendment = try AmendmentSamples.amendment(form.instruction)
        try #require(amendment.isComplete && amendment.hasInstructions, "\(amendment.text)")
        var expected = AmendmentSamples.contract
        for (old, new) in form.changes {
            try #require(expected.ranges(of: old).count == 1, "\(old)")
            expected = expected.replacing(old, with: new)
        }
        let document = try ContractDocument(markdown: expected, name: "expected.md")
        let diff = compare(document, amendment.document)
        let shown = try diff.plain()
        #expect(diff.isEmpty, "\(amendment.text)\n\(shown)")
        #expect(amendment.document.sections.map(\.label) == document.sections.map(\.label))
        let again = try ContractDocument(markdown: amendment.document.markdown, name: amendment.document.name)
        #expect(again == amendment.document)
    }

    @Test(arguments: reading + words + additions + sections)
    func `The sections that change make a proposal which gives the amended contract`(form: Form) throws {
        let amendment = try AmendmentSamples.amendment(form.instruction)
        guard !form.changes.isEmpty else { return }
        // An article without words of its own cannot take away those of another that had its number.
        if form.instruction.contains("subsequent Articles") {
            #expect(throws: ContractError.self) { try amendment.proposal(title: "Memorandum") }
            return
        }
        let proposal = try amendment.proposal(title: "Memorandum")
        let applied = try amendment.base.document.applying(proposal)
        #expect(compare(applied, amendment.document).isEmpty)
        #expect(proposal.title == "Memorandum")
        #expect(proposal.sections.count < amendment.document.sections.count)
    }

    @Test func `Unchanged sections stay as they are written, marks and all`() throws {
        let contract = AmendmentSamples.contract.replacing(
            "Three days in June.",
            with: "Three **days** in\nJune;\n* one\n* two"
        )
        let amendment = try AmendmentSamples.amendment(
            "Section 5.2 is amended by striking \"A copy\" and inserting \"One\".",
            of: contract
        )
        #expect(amendment.document.markdown == contract.replacing("A copy", with: "One") + "\n")
    }

    @Test func `Marks of emphasis stay in a paragraph in which other words change`() throws {
        let contract = AmendmentSamples.contract.replacing(
            "Three days in June.",
            with: "**Three** days,\nin *June* alone."
        )
        let amendment = try AmendmentSamples.amendment(
            "Section 9.2 is amended by striking \"alone\" and inserting \"or July\".",
            of: contract
        )
        #expect(amendment.document.markdown == contract.replacing("alone", with: "or July") + "\n")
        let inside = try AmendmentSamples.amendment(
            "Section 9.2 is amended by striking \"Three days\" and inserting \"Four days\".",
            of: contract
        )
        #expect(inside.document.words("9.2") == ["Four days, in June alone."])
    }

    @Test func `The example is carried out but for the raise, which nobody could reckon`() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(
                path: "docs/examples/memorandum.txt"
            )
        let contract = try example("springfield-zone-contract.md")
        let amendment = try Amendment(
            Array(try Data(contentsOf: url)),
            name: "memorandum.txt",
            base: ContractVersion(contract, name: contract.name, date: nil, sha256: nil)
        )
        let unresolved = amendment.entries.filter { $0.outcome == .unresolved }
        #expect(unresolved.count == 1 && unresolved[0].text.contains("increased by 3%"), "\(amendment.text)")
        #expect(
            amendment.document.section("4.3") == nil
                && amendment.document.section("6.3")?.heading == "Arbitration"
        )
        #expect(
            amendment.document.words("6.2").first?.hasPrefix("Either side may ask for a mediator") == true
        )
    }

    @Test func `The day from which an instruction holds is told, and not written`() throws {
        let amendment = try AmendmentSamples.amendment(
            "Effective June 7, 2025, Section 9.2 shall be amended to read: \"None.\""
        )
        #expect(amendment.entries.map(\.effective) == ["June 7, 2025"])
        #expect(amendment.document.words("9.2") == ["None."])
    }

    @Test func `A term that stands beside words that change is left and named`() throws {
        let amendment = try AmendmentSamples.amendment(
            "Section 8.4 is amended by striking \"$1,000\" and inserting \"$2,000\"."
        )
        #expect(amendment.document.words("8.4").first == "After 15 years a teacher receives $2,000 a year.")
        #expect(amendment.document.term("longevity") == amendment.base.document.term("longevity").map { $0 })
        #expect(amendment.entries[0].notes.first?.contains("'longevity'") == true)
    }

    @Test func `Citations that a renumbering leaves behind are told with what they cite now`() throws {
        let amendment = try AmendmentSamples.amendment(
            "Delete Section 9.3. Delete Section 8.2 and renumber the remaining sections accordingly."
        )
        #expect(amendment.isComplete)
        let told = amendment.staleReferences.map { "\($0.section): \($0.citation): \($0.now ?? "gone")" }
        #expect(
            told == ["5.2 Records: Section 8.3: Section 8.2", "Article 10 — Duration: Section 9.3: gone"]
        )
    }
}
