import Contracts
import Testing

@Suite struct KeptSectionsTests {
    private static let contract = """
        # Contract

        ## Article 8 — Pay

        Pay is as follows.

        ### 8.1 Dates

        Monthly.

        ### 8.2 Salaries

        As in Schedule A.

        ## Article 9 — Time

        ### 9.1 Day

        The day has 400 minutes.

        """

    @Test(arguments: [
        (["8.2"], ["8", "8.2"]), (["9.1", "8.1"], ["8", "8.1", "9", "9.1"]),
        (["8"], ["8"]),
    ])
    func `Kept sections stand under bare headings, and change nothing where they come from`(
        labels: [String],
        found: [String]
    ) throws {
        let document = try ContractDocument(markdown: Self.contract, name: "c.md")
        let part = try document.keeping(sections: labels)
        #expect(part.sections.map(\.label) == found)
        #expect(try document.applying(part).markdown == document.markdown)
        #expect(part.markdown.contains("Pay is as follows") == labels.contains("8"))
    }

    @Test func `What is not kept leaves the contract's text as it is when the rest is applied`() throws {
        let document = try ContractDocument(markdown: Self.contract, name: "c.md")
        let offered = try ContractDocument(
            markdown: Self.contract.replacing("Monthly", with: "Weekly").replacing("400", with: "440"),
            name: "u.md"
        )
        let under = try document.applying(try offered.keeping(sections: ["9.1"]))
        #expect(under.markdown == Self.contract.replacing("400", with: "440"))
    }
}
