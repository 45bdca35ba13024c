import Foundation
import Testing

@Suite struct AmendTests {
    private static let contract = """
        # Contract

        ## Article 7 — School day

        ### 7.1 Length

        The school day has seven hours.

        ### 7.2 Breaks

        Breaks take ten minutes.

        """
    private static let memorandum = """
        MEMORANDUM OF AGREEMENT

        Section 7.1 is amended by striking "seven hours" and inserting "eight hours".

        Section 7.2 is deleted in its entirety.

        """

    private func place(_ memorandum: String = memorandum) throws -> Place {
        let place = try Place()
        try place.file("contract.md", Self.contract)
        try place.file("moa.txt", memorandum)
        return place
    }

    @Test func `Instructions are carried out, reported and written as a contract`() throws {
        let place = try place()
        let run = try Run(["amend", "contract.md", "moa.txt", "--output", "new.md"], in: place)
        #expect(run.status == 0 && !run.hasEscapes, "\(run.errors)")
        #expect(run.text.contains("line 3: 'eight hours' for 'seven hours' in Section 7.1"))
        #expect(run.text.contains("APPLIED: 2 instructions, every one."))
        let written = String(decoding: try place.bytes("new.md"), as: UTF8.self)
        #expect(
            written
                == "# Contract\n\n## Article 7 — School day\n\n### 7.1 Length\n\nThe school day has eight hours.\n"
        )
        #expect(try Run(["amend", "contract.md", "moa.txt", "--output", "new.md"], in: place).status == 2)
    }

    @Test func `A proposal holds what changes, and under it the contract reads as amended`() throws {
        let place = try place()
        let options = ["--output", "p.md", "--proposal", "--title", "Memorandum of May 4"]
        let run = try Run(["amend", "contract.md", "moa.txt"] + options, in: place)
        #expect(run.status == 0, "\(run.errors)")
        let written = String(decoding: try place.bytes("p.md"), as: UTF8.self)
        #expect(written.hasPrefix("# Memorandum of May 4\n\n## Article 7 — School day\n"))
        #expect(written.contains("### 7.2 Breaks\n\n*Deleted.*"))
    }

    @Test func `What is unresolved is told with status 1, and nothing is written without --partial`() throws {
        let place = try place(Self.memorandum + "\nDelete Section 9.9.\n")
        let run = try Run(["amend", "contract.md", "moa.txt", "--output", "new.md"], in: place)
        #expect(run.status == 1 && run.text.contains("line 7: Delete Section 9.9."))
        #expect(run.errors.contains("'new.md' was not written"))
        #expect(throws: (any Error).self) { try place.bytes("new.md") }
        let partial = try Run(
            ["amend", "contract.md", "moa.txt", "--output", "new.md", "--partial"],
            in: place
        )
        #expect(partial.status == 1 && partial.errors.contains("WITHOUT what is unresolved"))
        #expect(try String(decoding: place.bytes("new.md"), as: UTF8.self).contains("eight hours"))
    }

    @Test func `The report is JSON for programs`() throws {
        let run = try Run(["amend", "contract.md", "moa.txt", "--json"], in: place())
        let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
        #expect(
            run.status == 0 && object["complete"] as? Bool == true && object["schema_version"] as? Int == 1
        )
        let entries = try #require(object["entries"] as? [[String: Any]])
        #expect(entries.map { $0["outcome"] as? String } == ["not-an-instruction", "applied", "applied"])
        #expect(entries.map { $0["line"] as? Int } == [1, 3, 5])
    }

    @Test(arguments: [
        (["amend", "contract.md", "absent.txt"], "cannot be read"),
        (["amend", "contract.md", "contract.md"], "holds no instruction"),
        (["amend", "contract.md", "moa.txt", "--partial"], "about the file that --output names"),
    ])
    func `Trouble is status 2, with what to do`(arguments: [String], message: String) throws {
        let run = try Run(arguments, in: place())
        #expect(
            run.status == 2 && run.errors.contains(message) && run.errors.contains("Try: "),
            "\(run.errors)"
        )
    }

    @Test func `A final text is proven against instructions as against agreements`() throws {
        let place = try place()
        try place.file(
            "final.md",
            Self.contract.replacing("seven hours", with: "eight hours").replacing(
                "\n### 7.2 Breaks\n\nBreaks take ten minutes.\n",
                with: ""
            )
        )
        let options = ["--base", "contract.md", "--amendments", "moa.txt"]
        let run = try Run(["conform", "final.md"] + options, in: place)
        #expect(run.status == 0 && run.text.contains("CONFORMS"), "\(run.text)\(run.errors)")
        let other = try Run(["conform", "contract.md"] + options, in: place)
        #expect(other.status == 1 && other.text.contains("7.2 Breaks"), "\(other.text)\(other.errors)")
        try place.file("open.txt", "Delete Section 9.9.\n")
        let open = try Run(
            ["conform", "final.md", "--base", "contract.md", "--amendments", "open.txt"],
            in: place
        )
        #expect(
            open.status == 2 && open.errors.contains("open.txt:1: The contract has no Section 9.9"),
            "\(open.errors)"
        )
    }
}
