import Contracts
import Testing

@Suite struct HostileTextTests {
    @Test(arguments: 0..<200)
    func `Random bytes are read or refused, never more`(seed: Int) {
        var random = Seeded(seed)
        let bytes = (0..<Int.random(in: 0...600, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
        }
        do {
            let document = try ContractDocument(bytes: bytes, name: "a.md")
            #expect(!document.markdown.isEmpty)
        } catch {
            #expect(!error.problems.isEmpty)
        }
    }

    @Test(arguments: 0..<150)
    func `A damaged contract is read or refused, and what is read is compared in full`(seed: Int) throws {
        let whole = try example("springfield-zone-contract.md")
        var random = Seeded(seed)
        var bytes = Array(whole.markdown.utf8)
        let marks = Array("#|`*_[]()<>-\n\n  :{}\"&0123456789$,.".utf8)
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &random)]
            case 1: bytes.remove(at: place)
            default: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &random)], at: place)
            }
        }
        do {
            let damaged = try ContractDocument(bytes: bytes, name: "a.md")
            let diff = compare(whole, damaged)
            #expect(throws: Never.self) { try diff.plain() }
        } catch {
            #expect(error.problems.allSatisfy { $0.line >= 1 && !$0.message.isEmpty })
        }
    }

    @Test(arguments: ["[", ">", "![[]()", "|", "*a_ ", "`", "a\n| "])
    func `As much of one mark as is read is answered`(mark: String) {
        let count = (ContractDocument.largestText - 200) / mark.utf8.count
        let text = "# T\n\n## 1 A\n\n" + String(repeating: mark, count: count)
        do {
            let document = try ContractDocument(markdown: text, name: "a.md")
            #expect(document.title == "T")
        } catch {
            #expect(!error.problems.isEmpty)
        }
    }

    @Test func `As much of one word as is read is compared`() throws {
        let word = String(repeating: "a", count: ContractDocument.largestText - 100)
        let diff = compare(try document(word), try document(word + "b"))
        try diff.verify()
        #expect(diff.sections.last?.blocks.count == 2)
    }

    @Test func `A paragraph of twenty thousand words that all changed is compared`() throws {
        let old = (0..<20_000).map { "w\($0 % 977)" }.joined(separator: " ")
        let new = (0..<20_000).map { "w\(($0 * 31) % 983)" }.joined(separator: " ")
        let diff = compare(try document(old), try document(new))
        #expect(throws: Never.self) { try diff.verify() }
    }

    @Test func `A table of ten thousand cells is read and compared`() throws {
        func table(_ raise: Int) -> String {
            let header =
                "| Step |" + (1...20).map { " L\($0) |" }.joined() + "\n|"
                + String(repeating: "---|", count: 21)
            let rows = (1...500).map { step in
                "\n| \(step) |" + (1...20).map { " \((40_000 + step * 100 + $0) * raise / 100) |" }.joined()
            }
            return term("id: g\nkind: salary.grid\neffective: 2026-09-01\ntable: below") + "\n" + header
                + rows.joined()
        }
        let diff = compare(try document(table(100)), try document(table(103)))
        try diff.verify()
        #expect(diff.terms.first?.grid?.cells.count == 10_000)
        #expect(diff.terms.first?.grid?.raise != nil)
    }

    @Test func `A table that is too wide is refused`() {
        let row = String(repeating: "|a", count: 101) + "|\n"
        let ruling = String(repeating: "|-", count: 101) + "|\n"
        #expect(
            refusals(inSection: row + ruling) == [
                "a.md:8: A table has at most 100 columns; this one has 101."
            ]
        )
    }

    @Test func `A document of too many headings is refused`() {
        let articles = (0...ContractDocument.mostSections).map { "\n## \($0) A\n" }.joined()
        #expect(refusals("# T\n" + articles) == ["a.md:10003: More than 5000 headings; split the document."])
    }

    @Test func `Lists that nest too deep are refused`() {
        let list = (0..<12).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n")
        #expect(refusals(inSection: list).count == 1)
    }
}
