import Contracts
import Testing

@Suite struct UnresolvedTests {
    @Test(arguments: [
        ("Section 7.7 shall be amended to read: \"x\"", "The contract has no Section 7.7"),
        (
            "Section 5.1 is amended by striking \"forty days\" and inserting \"x\".",
            "5.1 Notice does not say 'forty days'."
        ),
        (
            "Section 9.2 is amended by striking \"A copy\" and inserting \"x\".",
            "does not say 'A copy'; it stands in '5.2'."
        ),
        (
            "Section 5.1 is amended by striking \"Superintendent\" and inserting \"x\".",
            "says 'Superintendent' 2 times"
        ),
        (
            "Section 5.1 is amended by striking \"thirty (30) days,\" and inserting \"x\".",
            "only 'thirty (30) days' without the mark"
        ),
        (
            "Section 8.1 shall be amended to read: All new words.",
            "or not between marks that show where it ends"
        ),
        ("Section 8.1 shall be amended to read: \"All new words.", "does not close where one can tell"),
        (
            "Section 8.1 shall be amended to read: “One.\n\nTwo.\n\n“Three.”",
            "does not close where one can tell"
        ),
        ("Article 8 shall be amended to read: \"x\"", "has sections inside it"),
        ("Section 8.2 shall be amended to read: \"x\"", "holds a table, which the new text does not give"),
        ("Section 8.4 shall be amended to read: \"x\"", "holds the term 'longevity'"),
        ("Section 8.2 - Longevity shall be amended to read: \"x\"", "It calls Section 8.2 'Longevity'"),
        ("Section 8.1 shall be amended to read: \"8.3 Raises\n\nx\"", "begins with '8.3 Raises'"),
        ("The fifth paragraph of Section 8.1 is deleted.", "has 2 paragraphs"),
        ("The second sentence of Section 8.1 is deleted.", "it does not say in which the sentence stands"),
        ("The second paragraph of Section 9.1 is deleted.", "whether the items of a list in '9.1' count"),
        ("The last two lines of Section 8.1 shall be amended to read: \"x\"", "this text has no pages"),
        ("Section 9.1(d) is deleted.", "has no paragraph marked (d)"),
        ("Section 9.1(b) shall be amended to read: \"x\"", "3 paragraphs under that mark"),
        ("Insert a new Section 8.3 after Section 8.2 to read: \"x\"", "'8.3' would stand twice"),
        ("Renumber Section 8.3 as Section 8.4.", "'8.4' would stand twice"),
        ("Renumber Section 8.3 as Section 9.4.", "sections are not moved by another number"),
        ("Renumber the remaining sections accordingly.", "Nothing before it inserts or deletes a section"),
        ("Add a new Section 12.1 to read: \"x\"", "The contract has no Article 12"),
        ("Add a new Section 9.4 to read as agreed.", "It does not say how Section 9.4 reads"),
        ("The new Article 11 shall read as follows: \"x\"", "No instruction before it inserts Article 11"),
        ("Section 9.2 is amended by adding the following: \"x\"", "does not say where in Section 9.2"),
        ("Section 9.2 is amended by adding at the end the following: \"x\"", "is not said"),
        ("Section 9.2 is amended by adding \"or July\" at the end.", "before or behind the point"),
        ("Strike \"thirty (30) days\" and insert \"twenty (20) days\".", "It does not say in which section"),
        ("The salary schedule shall be increased by 3% on July 1, 2026.", "are not reckoned"),
        ("Section 8.2 shall be increased by 3%.", "are not reckoned"),
        ("Section 8.1 shall be handled as agreed.", "what is to be done is not understood"),
        ("Delete Section 8.1 except for the last sentence.", "It is not understood from 'except for"),
        ("Move Section 8.1 behind Section 9.2.", "is not understood"),
        ("Amend Section 8.1 to reflect the new law.", "is not understood"),
        (
            "Change all references to \"the Chancellor\" to \"the Receiver\" throughout the Agreement.",
            "does not say 'the Chancellor'"
        ),
        ("Article 10 currently states: \"Two years.\"", "does not say what the instructions quote"),
        ("Section 8.1 and Section 8.2 shall be amended to read: \"x\"", "names several places at once"),
        ("Sections 8.1 and 8.3 shall be amended to read: \"x\"", "names several places at once"),
        ("Section 9.3 shall be amended to read:\n\n> ![picture](x.png)", "cannot stand in a contract"),
        (
            "Section 9.3 shall be amended to read:\n\n> #### 9.3 A\n>\n> x\n>\n> #### 9.4 B",
            "more than one section"
        ),
        ("| a | b |\n|---|---|", "A table or term stands outside of a quotation"),
    ])
    func `What is not clear is not applied but told, with the reason and how to mend it`(
        text: String,
        reason: String
    ) throws {
        let amendment = try AmendmentSamples.amendment(text + "\n")
        let found = amendment.entries.filter { $0.outcome == .unresolved }
        #expect(!found.isEmpty && !amendment.isComplete, "\(amendment.text)")
        #expect(
            found.contains { $0.reason?.contains(reason) == true && $0.mend?.isEmpty == false },
            "\(amendment.text)"
        )
        #expect(compare(amendment.base.document, amendment.document).isEmpty, "\(amendment.text)")
    }

    @Test(arguments: [
        "Section 8.1 shall be amended to read: \"x\"\n\nSection 8.1 is amended by striking \"First\" and inserting \"x\".",
        "Section 8.1 is deleted.\n\nSection 8.1 is amended by striking \"First\" and inserting \"x\".",
        "Article 8 is deleted.\n\nSection 8.1 is amended by striking \"First\" and inserting \"x\".",
        "Article 8 is retained as written.\n\nSection 8.1 is deleted.",
        "Section 8.1 is amended by striking \"Second words\" and inserting \"x\".\n\nSection 8.1 is amended by striking \"words here\" and inserting \"y\".",
        "Section 8.1 is amended by inserting \"x\" after \"Second\".\n\nSection 8.1 is amended by inserting \"y\" after \"Second\".",
        "Renumber Section 9.3 as Section 9.5.\n\nRenumber Section 9.3 as Section 9.6.",
        "Add a new Section 9.4 to read: \"x\"\n\nAdd a new Section 9.4 to read: \"y\"",
        "Change all references to \"the Superintendent\" to \"the Receiver\".\n\nChange all references to \"Superintendent\" to \"Chief\".",
    ])
    func `Two instructions that cannot both be carried out are both told, each with the other's line`(
        text: String
    ) throws {
        let amendment = try AmendmentSamples.amendment(text)
        #expect(amendment.entries.map(\.outcome) == [.unresolved, .unresolved], "\(amendment.text)")
        #expect(compare(amendment.base.document, amendment.document).isEmpty)
    }

    @Test func `Two sections of one number are told apart by the article alone`() throws {
        let contract = """
            # Agreement

            ## Article 1 — Pay

            ### Section 1. Rates {#1/1}

            Old words.

            ## Article 2 — Day

            ### Section 1. Length {#2/1}

            Old words.

            """
        let text = "Section 1 is amended by striking \"Old\" and inserting \"New\"."
        let unclear = try AmendmentSamples.amendment(text, of: contract)
        #expect(
            unclear.entries.first?.reason?.contains("2 sections that 'Section 1' may mean: '1/1', '2/1'")
                == true
        )
        for clear in ["Article 2, " + text, "## Article 2\n\n" + text, "ARTICLE 2\n\n" + text] {
            let amendment = try AmendmentSamples.amendment(clear, of: contract)
            #expect(amendment.isComplete, "\(amendment.text)")
            #expect(
                amendment.document.words("2/1") == ["New words."]
                    && amendment.document.words("1/1") == ["Old words."]
            )
        }
        let added = try AmendmentSamples.amendment(
            "Add a new Section 2, Breaks, to Article 2 to read: \"Ten minutes.\"",
            of: contract
        )
        #expect(added.document.section("2/2")?.title == "Section 2 Breaks", "\(added.text)")
    }

    @Test func `An instruction that says what another says already is done once`() throws {
        let text = "Delete Section 9.3."
        let amendment = try AmendmentSamples.amendment(text + "\n\n" + text)
        #expect(amendment.isComplete)
        #expect(amendment.entries[1].notes == ["Line 1 says the same; it is done once."])
    }

    @Test func `What is changed throughout yields to an instruction for the place`() throws {
        let amendment = try AmendmentSamples.amendment(
            "Section 5.2 shall be amended to read: \"None.\"\n\nChange all references to \"the Superintendent\" to \"the Receiver\"."
        )
        #expect(amendment.isComplete, "\(amendment.text)")
        #expect(
            amendment.entries[1].notes == [
                "1 of the places are changed by other instructions, whose words stand."
            ]
        )
        #expect(amendment.document.words("5.2") == ["None."])
    }

    @Test func `What depends on an instruction that is not applied is not applied`() throws {
        let amendment = try AmendmentSamples.amendment(
            "Delete Section 9.9 and renumber the remaining sections accordingly."
        )
        #expect(amendment.entries.map(\.outcome) == [.unresolved, .unresolved], "\(amendment.text)")
    }

    @Test(arguments: [
        ("Memorandum of Agreement", "heading"), ("The Board and the Union agree as follows.", "recital"),
        ("WHEREAS the parties wish to amend Article 8 of the Agreement;", "recital"),
        ("All other provisions of Article 10 remain unchanged and in full force and effect.", "savings"),
        ("For the Board: ____________  Date: ______", "signature"), ("Date: May 4, 2026", "signature"),
        ("This memorandum may be amended by mutual consent.", "recital"),
        ("Disputes go to arbitration pursuant to Article 6.", "recital"),
    ])
    func `Words that ask for nothing are listed as such`(text: String, aside: String) throws {
        let amendment = try AmendmentSamples.amendment(text)
        #expect(amendment.entries.map { $0.aside?.rawValue } == [aside], "\(amendment.text)")
        #expect(!amendment.hasInstructions)
    }
}
