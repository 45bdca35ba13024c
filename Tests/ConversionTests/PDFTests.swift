import CivilTime
import Contracts
import Foundation
import Testing

@testable import Conversion

@Suite struct PDFTests {
    private func diff() throws -> ContractDiff {
        let contract = try example("springfield-zone-contract.md")
        let under = try contract.applying(try example("b1-compensation.md"))
        return ContractDiff(
            old: ContractVersion(contract, name: "contract in force", date: nil, sha256: nil),
            new: ContractVersion(
                under,
                name: "B1",
                party: "Board",
                date: CivilDate("2026-03-02"),
                sha256: nil
            )
        )
    }

    @Test func `A redline as PDF is tagged, counts its pages, and shows both figures of a change`() throws {
        let scratch = try Scratch()
        let file = try scratch.file("redline.pdf", try PDFPage.redline(try diff()))
        let facts = try output(of: "pdfinfo", [file])
        #expect(facts.contains(/Tagged: +yes/) && facts.contains("Redline: B1 against contract in force"))
        let text = try output(of: "pdftotext", ["-layout", file, "-"])
        #expect(text.contains("Page 1 of") && text.contains("183") && text.contains("185"))
        #expect(text.contains("Kind, basis, dates and scope"))
    }

    private func threeWay() throws -> ThreeWayDiff {
        let contract = try example("springfield-zone-contract.md")
        func version(_ file: String, _ name: String) throws -> ContractVersion {
            let under = try contract.applying(try example(file))
            return ContractVersion(under, name: name, party: name, date: nil, sha256: nil)
        }
        return ThreeWayDiff(
            base: ContractVersion(contract, name: "contract in force", date: nil, sha256: nil),
            union: try version("u1-compensation.md", "Union"),
            board: try version("b1-compensation.md", "Board")
        )
    }

    @Test func `Three texts as PDF are tagged, and say who changes what before the text`() throws {
        let scratch = try Scratch()
        let file = try scratch.file("three.pdf", try PDFPage.redline(try threeWay()))
        #expect(try output(of: "pdfinfo", [file]).contains(/Tagged: +yes/))
        let text = try output(of: "pdftotext", ["-layout", file, "-"])
        let places = ["Who changes what", "Money and other figures", "The texts, section by section"].map {
            text.firstRange(of: $0)?.lowerBound
        }
        let found = places.compactMap(\.self)
        #expect(found.count == 3 && found == found.sorted())
    }

    @Test func `A PDF of three texts whose marks, parts or words are others than theirs is not given`() throws
    {
        let diff = try threeWay()
        let page = try diff.html()
        for (was, becomes) in [
            ("<del>183</del>", "<ins>183</ins>"), (" elected by their peers", ""),
            (">Board</h4>", ">Union</h4>"),
        ] {
            let tampered = page.replacing(was, with: becomes)
            #expect(tampered != page)
            let scratch = try Scratch()
            let pdf = try scratch.file("page.pdf", try PDFPage.bytes(of: tampered))
            let xml = try output(of: "pdftohtml", ["-xml", "-stdout", "-i", "-enc", "UTF-8", pdf])
            #expect(throws: ContractError.self) { try diff.verify(markedText: xml) }
        }
    }

    @Test func `A PDF whose marks or words are others than the texts' is not given`() throws {
        let diff = try diff()
        let page = try diff.html()
        for (was, becomes) in [("<del>183</del>", "<ins>183</ins>"), (" elected by their peers", "")] {
            let tampered = page.replacing(was, with: becomes)
            #expect(tampered != page)
            let pdf = try PDFPage.bytes(of: tampered)
            let scratch = try Scratch()
            let xml = try output(
                of: "pdftohtml",
                ["-xml", "-stdout", "-i", "-enc", "UTF-8", try scratch.file("page.pdf", pdf)]
            )
            #expect(throws: ContractError.self) { try diff.verify(markedText: xml) }
        }
    }

    @Test func `A contract printed and read again says the same, without its pages' numbers`() throws {
        let markdown =
            "# Zone agreement\n\n## Article 1 — Leaves\n\n### 1.1 Sick leave\n\nA teacher has ten (10) days.\n\n"
            + "## Article 2 — School day\n\n### 2.1 Length\n\nThe day has seven hours.\n"
        let contract = try ContractDocument(markdown: markdown, name: "contract.md")
        let pdf = try PDFPage.bytes(of: try contract.html(identity: "contract.md"))
        let back = try ImportedContract(pdf, called: "contract.pdf")
        #expect(!back.markdown.contains("Page 1 of"))
        for words in ["A teacher has ten (10) days.", "The day has seven hours.", "Leaves", "School day"] {
            #expect(back.markdown.contains(words), "\(back.markdown)")
        }
    }
}
