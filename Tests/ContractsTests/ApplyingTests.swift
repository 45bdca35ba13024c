import Contracts
import Testing

@Suite struct ApplyingTests {
    private let contract = """
        # Contract

        ## Preamble

        First words.

        ## Article 2 — Day

        ### 2.1 Length

        Seven hours.

        #### 2.1.1 Lunch

        Thirty minutes.

        ### 2.3 Arrival

        Ten minutes.

        ## Article 10 — Duration

        One year.
        """

    private func applied(_ proposal: String) throws(ContractError) -> ContractDocument {
        let base = try ContractDocument(markdown: contract, name: "c.md")
        return try base.applying(
            try ContractDocument(markdown: "# P\n\nLetter.\n\n" + proposal, name: "p.md")
        )
    }

    @Test func `A section takes the place of the one with its label, and what is inside stays`() throws {
        let result = try applied("## Article 2 — Day\n\n### 2.1 Length of the day\n\nEight hours.")
        #expect(result.section("2.1")?.heading == "Length of the day")
        #expect(result.section("2.1")?.blocks.map(\.text) == ["Eight hours."])
        #expect(result.section("2.1.1")?.blocks.map(\.text) == ["Thirty minutes."])
        #expect(result.section("Preamble")?.blocks.map(\.text) == ["First words."])
        #expect(result.title == "Contract")
        #expect(result.preface.isEmpty)
        #expect(result.name == "c.md with p.md")
    }

    @Test func `New sections and articles stand in the order of their numbers`() throws {
        let result = try applied(
            "## Article 2 — Day\n\n### 2.10 Ten\n\nx\n\n### 2.2 Two\n\nx\n\n## Article 3 — Year\n\n### 3.1 Days\n\nx\n\n## Article 1 — Names"
        )
        #expect(
            result.sections.map(\.label)
                == ["Preamble", "1", "2", "2.1", "2.1.1", "2.2", "2.3", "2.10", "3", "3.1", "10"]
        )
    }

    @Test func `A heading alone keeps the contract's text under it`() throws {
        let result = try applied("## Article 10 — Term of the agreement")
        #expect(result.section("10")?.heading == "Term of the agreement")
        #expect(result.section("10")?.blocks.map(\.text) == ["One year."])
    }

    @Test func `A struck section goes with all inside it`() throws {
        let result = try applied("## Article 2 — Day\n\n### 2.1 Length\n\n*Deleted.*")
        #expect(result.sections.map(\.label) == ["Preamble", "2", "2.3", "10"])
    }

    @Test(arguments: [
        (
            "## Article 2 — Day\n\n### 2.9 Nothing\n\n*Deleted.*",
            "p.md:7: '2.9' cannot be struck: the contract has no such section; there are 2.1, 2.3."
        ),
        (
            "## Article 10 — Duration\n\n### 2.1 Length\n\nx",
            "p.md:7: '2.1' cannot be placed: in the contract it stands under '2'; put it there with '###'."
        ),
        (
            "## 2.1 Length\n\nx",
            "p.md:5: '2.1' cannot be placed: in the contract it stands under '2'; put it there with '###'."
        ),
    ])
    func `A section without a place is refused`(proposal: String, message: String) {
        do {
            _ = try applied(proposal)
            Issue.record("applied")
        } catch {
            #expect(error.code == .unplaced)
            #expect(error.message == message)
        }
    }

    @Test func `The result is a document whose text reads as itself`() throws {
        let contract = try example("springfield-zone-contract.md")
        for name in ["u1-compensation.md", "b1-compensation.md", "b2-school-day.md", "u2-school-day.md"] {
            let result = try contract.applying(try example(name))
            let again = try ContractDocument(markdown: result.markdown, name: result.name)
            #expect(again == result)
        }
    }

    @Test func `A term's id that would stand twice is refused`() throws {
        let base = try document(term("id: x\nkind: text.clause"), name: "c.md")
        let proposal = try ContractDocument(
            markdown: "# P\n\n## Article 8 — Pay\n\n### 8.3 Other\n\n" + term("id: x\nkind: text.clause"),
            name: "p.md"
        )
        #expect(throws: ContractError.self) { try base.applying(proposal) }
    }
}
