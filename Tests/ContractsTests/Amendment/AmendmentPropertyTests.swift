import Contracts
import Testing

@Suite struct AmendmentPropertyTests {
    private func memorandum(_ groups: [[String]]) -> String {
        "MEMORANDUM OF AGREEMENT\n\nThe Board and the Union agree:\n\n"
            + groups.joined().joined(separator: "\n\n")
            + "\n\nFor the Union: __________\n"
    }

    private func check(_ amendment: Amendment, gives model: AmendmentModel) throws {
        let expected = try ContractDocument(markdown: model.markdown, name: "expected.md")
        let found = amendment.document
        #expect(found.sections.map(\.label) == expected.sections.map(\.label), "\(amendment.text)")
        #expect(found.sections.map(\.title) == expected.sections.map(\.title))
        #expect(
            found.sections.map { $0.blocks.map(\.text) } == expected.sections.map { $0.blocks.map(\.text) },
            "\(amendment.text)"
        )
        let again = try ContractDocument(markdown: found.markdown, name: found.name)
        #expect(again == found)
    }

    private func lines(of text: String) -> Set<Int> {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return Set(lines.indices.filter { !lines[$0].allSatisfy(\.isWhitespace) }.map { $0 + 1 })
    }

    private func accounted(_ amendment: Amendment) -> Set<Int> {
        amendment.entries.reduce(into: []) { $0.formUnion($1.lines) }
    }

    @Test(arguments: 0..<300)
    func `Edits said as instructions give exactly the edited contract`(seed: Int) throws {
        var random = Seeded(seed)
        var model = AmendmentModel(&random)
        let base = model.markdown
        model.edit(&random)
        let text = memorandum(model.groups)
        let amendment = try AmendmentSamples.amendment(text, of: base)
        #expect(amendment.isComplete, "\(amendment.text)")
        try check(amendment, gives: model)
        #expect(lines(of: text).isSubset(of: accounted(amendment)))
    }

    private static let planted = [
        "Section 77.1 shall be amended to read: \"x\"",
        "Section 1.1 is amended by striking \"no such words\" and inserting \"x\".",
        "Delete Section 88.3.", "Renumber Section 99.1 as Section 99.2.",
        "Insert a new Section 66.2 after Section 66.1 to read: \"x\"",
        "The salary schedule shall be increased by 3%.", "Section 1.1 shall be discussed.",
        "Add \"x\" to Section 1.1.",
        "Section 1.1 shall be amended to read: “open",
    ]

    @Test(arguments: 0..<150)
    func `Instructions that cannot be resolved are all told, and the others applied`(seed: Int) throws {
        var random = Seeded(seed)
        var model = AmendmentModel(&random)
        let base = model.markdown
        model.edit(&random)
        var groups = model.groups
        var count = 0
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            groups.insert(
                [Self.planted[Int.random(in: 0..<Self.planted.count, using: &random)]],
                at: Int.random(in: 0...groups.count, using: &random)
            )
            count += 1
        }
        let text = memorandum(groups)
        let amendment = try AmendmentSamples.amendment(text, of: base)
        let unresolved = amendment.entries.filter { $0.outcome == .unresolved }
        #expect(unresolved.count == count, "\(amendment.text)")
        #expect(unresolved.allSatisfy { $0.reason?.isEmpty == false && $0.mend?.isEmpty == false })
        try check(amendment, gives: model)
        #expect(lines(of: text).isSubset(of: accounted(amendment)))
    }

    @Test(arguments: 0..<600)
    func `Mutated instructions are applied or told, never a fault, and every line is in the report`(seed: Int)
        throws
    {
        var random = Seeded(seed)
        var model = AmendmentModel(&random)
        let base = model.markdown
        model.edit(&random)
        let all =
            (InstructionFormTests.reading + InstructionFormTests.words + InstructionFormTests.additions
            + InstructionFormTests.sections)
            .map(\.instruction)
        let isOwn = Bool.random(using: &random)
        var text = Array(
            isOwn
                ? memorandum(model.groups)
                : (0..<6).map { _ in all[Int.random(in: 0..<all.count, using: &random)] }.joined(
                    separator: "\n\n"
                )
        )
        let pieces: [Character] = [
            "\"", "“", "”", "'", ">", "#", "\n", " ", ".", ":", "(", ")", "|", "8", "I", "a", ",", "-", "`",
            "\\",
        ]
        for _ in 0..<Int.random(in: 1...8, using: &random) where !text.isEmpty {
            let place = Int.random(in: 0..<text.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: text.remove(at: place)
            case 1: text.insert(pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
            case 2: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
            default:
                let end = min(text.count, place + Int.random(in: 1...40, using: &random))
                text.insert(contentsOf: text[place..<end], at: Int.random(in: 0...text.count, using: &random))
            }
        }
        let mutated = String(text)
        do {
            let amendment = try AmendmentSamples.amendment(
                mutated,
                of: isOwn ? base : AmendmentSamples.contract
            )
            let again = try ContractDocument(
                markdown: amendment.document.markdown,
                name: amendment.document.name
            )
            #expect(again == amendment.document)
            #expect(lines(of: mutated).isSubset(of: accounted(amendment)), "\(mutated)\n\(amendment.text)")
            if !amendment.entries.contains(where: { $0.outcome == .applied }) {
                #expect(compare(amendment.base.document, amendment.document).isEmpty)
            }
        } catch let error as ContractError {
            #expect(!error.problems.isEmpty)
        }
    }

    @Test(arguments: [
        "“", "\"", "'", "> ", "Section 1.1 ", "Delete ",
        "Section 1.1 is amended by striking \"a\" and inserting \"b\". ", "(a) ", "“ ”\n\n“", "Article I, ",
    ])
    func `An eighth of a megabyte of one piece is answered`(piece: String) throws {
        let count = ContractDocument.largestText / 8 / piece.utf8.count
        do {
            let amendment = try AmendmentSamples.amendment(String(repeating: piece, count: count))
            #expect(!amendment.entries.isEmpty)
        } catch let error as ContractError {
            #expect(!error.problems.isEmpty)
        }
    }

    @Test
    func `A thousand instructions are carried out in a contract of a megabyte, and one more is refused`()
        throws
    {
        let sections = (1...2000).map {
            "\n### 1.\($0) Name\n\nThe word\($0) " + String(repeating: "and so on ", count: 45) + "here.\n"
        }
        let base = "# Contract\n\n## Article 1 — All\n" + sections.joined()
        let text = (1...1000).map {
            "Section 1.\($0) is amended by striking \"word\($0)\" and inserting \"w\($0)\".\n\n"
        }.joined()
        let amendment = try AmendmentSamples.amendment(text, of: base)
        #expect(amendment.isComplete && amendment.entries.count == 1000)
        let error = #expect(throws: ContractError.self) {
            try AmendmentSamples.amendment(text + "Delete Section 1.1001.", of: base)
        }
        #expect(error?.message.contains("More than 1000 instructions") == true)
    }
}
