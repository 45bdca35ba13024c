import CivilTime
import Contracts
import Foundation
import Testing

@testable import Conversion

@Suite struct WordTests {
    private static let moved = (
        old:
            "# Zone agreement\n\n## Article 1 — Leaves\n\nA teacher has ten (10) days of sick leave in each school year.\n"
            + "\n## Article 2 — School day\n\nThe day of a teacher is seven hours, of which one half hour is lunch.\n"
            + "\n## Article 3 — Duration\n\nThis agreement ends on August 31, 2026.\n",
        new:
            "# Zone agreement\n\n## Article 2 — School day\n\nThe day of a teacher is eight hours, of which one half hour is "
            + "lunch.\n\n## Article 1 — Leaves\n\nA teacher has ten (10) days of sick leave in each school year.\n"
            + "\n## Article 3 — Duration\n\nThis agreement ends on June 30, 2029.\n"
    )

    private func pairs() throws -> [(old: ContractDocument, new: ContractDocument)] {
        let contract = try example("springfield-zone-contract.md")
        let proposals = ["u1-compensation.md", "b1-compensation.md", "b2-school-day.md", "u2-school-day.md"]
        var pairs = [
            (
                old: try ContractDocument(markdown: Self.moved.old, name: "old.md"),
                new: try ContractDocument(markdown: Self.moved.new, name: "new.md")
            )
        ]
        for name in proposals { pairs.append((contract, try contract.applying(try example(name)))) }
        return pairs
    }

    private func word(_ old: ContractDocument, _ new: ContractDocument) throws -> [UInt8] {
        let diff = ContractDiff(
            old: ContractVersion(old, name: "contract in force", date: nil, sha256: nil),
            new: ContractVersion(new, name: "U1", party: "Union", date: CivilDate("2026-03-02"), sha256: nil)
        )
        return try WordFile.bytes(of: try diff.word())
    }

    @Test func `Pandoc, accepting all, reads the new text, and refusing all, the old one`() throws {
        let scratch = try Scratch()
        for (old, new) in try pairs() {
            let file = try scratch.file("redline.docx", try word(old, new))
            for (track, document) in [("accept", new), ("reject", old)] {
                let clean = try scratch.file(
                    "clean.docx",
                    try WordFile.bytes(of: try document.word(identity: "x"))
                )
                let read = try output(
                    of: "pandoc",
                    ["--track-changes=\(track)", "-t", "plain", "--wrap=none", file]
                )
                let expected = try output(of: "pandoc", ["-t", "plain", "--wrap=none", clean])
                #expect(
                    !letters(expected).isEmpty && letters(read) == letters(expected),
                    "\(track) \(new.name)"
                )
            }
        }
    }

    @Test func `Pandoc sees every change in the name of the party`() throws {
        let scratch = try Scratch()
        for (old, new) in try pairs() {
            let file = try scratch.file("redline.docx", try word(old, new))
            let all = try output(of: "pandoc", ["--track-changes=all", "-t", "html", file])
            let marks = all.matches(
                of: /class="(insertion|deletion)"\s+data-author="([^"]*)"\s+data-date="([^"]*)"/
            )
            #expect(!marks.isEmpty)
            #expect(marks.allSatisfy { $0.2 == "Union" && $0.3 == "2026-03-02T00:00:00Z" })
        }
    }

    // MARK: Three texts

    private func threeWay() throws -> ThreeWayDiff {
        let contract = try example("springfield-zone-contract.md")
        func version(_ names: [String], _ name: String, _ party: String?) throws -> ContractVersion {
            var document = contract
            for name in names { document = try document.applying(try example(name)) }
            return ContractVersion(
                document,
                name: name,
                party: party,
                date: CivilDate("2026-03-02"),
                sha256: nil
            )
        }
        return ThreeWayDiff(
            base: try version([], "contract in force", nil),
            union: try version(["u1-compensation.md", "b2-school-day.md"], "union’s position", "Union"),
            board: try version(["b1-compensation.md", "b2-school-day.md"], "board’s position", "Board"),
            agreed: try version(["b2-school-day.md"], "agreed", nil)
        )
    }

    /// The words of each part of each row, as pandoc reads them by the styles of their headings.
    private func parts(_ file: String, accepting: Bool) throws -> [[(title: String, letters: String)]] {
        let html = try output(
            of: "pandoc",
            [
                "--track-changes=\(accepting ? "accept" : "reject")", "-f", "docx+styles", "-t", "html",
                "--wrap=none", file,
            ]
        )
        var rows: [[(title: String, letters: String)]] = []
        for row in html.split(separator: "<div data-custom-style=\"Row\">").dropFirst() {
            let pieces = row.split(separator: "<div data-custom-style=\"Part\">")
            var parts: [(title: String, letters: String)] = []
            for (index, piece) in pieces.enumerated() {
                let end = piece.firstRange(of: "</div>")?.upperBound ?? piece.endIndex
                let title = index == 0 ? "Base" : String(piece[..<end]).replacing(/<[^>]*>/, with: "")
                let rest = String(piece[end...]).replacing(/<[^>]*>/, with: "")
                    .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
                    .replacing("&quot;", with: "\"")
                parts.append((title.trimmingCharacters(in: .whitespacesAndNewlines), letters(rest)))
            }
            rows.append(parts)
        }
        return rows
    }

    @Test func `Pandoc, accepting a party's changes, reads its text, and refusing them, the base`() throws {
        let diff = try threeWay()
        let scratch = try Scratch()
        let file = try scratch.file("three.docx", try WordFile.bytes(of: try diff.word()))
        func text(_ document: ContractDocument) throws -> String {
            let clean = try scratch.file(
                "clean.docx",
                try WordFile.bytes(of: try document.word(identity: "x"))
            )
            return letters(try output(of: "pandoc", ["-t", "plain", "--wrap=none", clean]))
        }
        for (party, document) in [("Union", diff.union.new.document), ("Board", diff.board.new.document)] {
            for accepting in [true, false] {
                let rows = try parts(file, accepting: accepting)
                let read = rows.map { row in
                    let own = row.filter { $0.title == party || $0.title == "Tentatively agreed" }
                    return (own.isEmpty ? row.filter { $0.title == "Base" } : own).map(\.letters).joined()
                }
                let expected = try text(accepting ? document : diff.base.document)
                #expect(!expected.isEmpty && read.joined() == expected, "\(party) \(accepting)")
            }
        }
    }

    @Test func `Pandoc sees the changes of both parties, each in its own name`() throws {
        let scratch = try Scratch()
        let file = try scratch.file("three.docx", try WordFile.bytes(of: try threeWay().word()))
        let all = try output(of: "pandoc", ["--track-changes=all", "-t", "html", file])
        let marks = all.matches(of: /class="(insertion|deletion)"\s+data-author="([^"]*)"/)
        #expect(marks.count > 100)
        #expect(Set(marks.map { String($0.2) }) == ["Union", "Board", "Union and Board"])
    }

    @Test
    func `A Word document is an archive that unzip finds sound, and the same parts make the same bytes`()
        throws
    {
        let scratch = try Scratch()
        let pair = try pairs()[0]
        let bytes = try word(pair.old, pair.new)
        #expect(bytes == (try word(pair.old, pair.new)))
        let script =
            "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))"
        let said = try output(of: "python3", ["-c", script, try scratch.file("redline.docx", bytes)])
        #expect(said == "None 10\n")
    }

    @Test func `A clean contract given as Word comes back as it was`() throws {
        let contract = try example("springfield-zone-contract.md")
        let bytes = try WordFile.bytes(of: try contract.word(identity: "x"))
        let back = try ImportedContract(bytes, called: "contract.docx")
        let document = try ContractDocument(markdown: back.markdown, name: "back.md")
        let version = { ContractVersion($0, name: $1, date: nil, sha256: nil) }
        #expect(ContractDiff(old: version(contract, "contract"), new: version(document, "back")).isEmpty)
    }

    @Test func `A document with tracked changes is refused, naming who made them`() throws {
        let pair = try pairs()[0]
        let bytes = try word(pair.old, pair.new)
        do {
            _ = try ImportedContract(bytes, called: "redline.docx")
            Issue.record("It was imported.")
        } catch {
            #expect(
                error.code == .refused && error.message.contains("tracked changes")
                    && error.message.contains("Union")
            )
        }
    }

    @Test func `What says that it unpacks to more than a contract can need is not unpacked`() throws {
        // Whoever makes such an archive by repeating one letter needs 300 KiB; here only the list says 300 MiB.
        var bomb = try ZipWriter.bytes(of: [("word/document.xml", [0x20])])
        let list = try #require(bomb.indices.last { bomb[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) })
        bomb.replaceSubrange((list + 24)..<(list + 28), with: [0x00, 0x00, 0xC0, 0x12])
        #expect(throws: ConversionError.self) { try ZipDirectory(bomb, called: "bomb.docx") }
        do {
            _ = try ImportedContract(bomb, called: "bomb.docx")
            Issue.record("It was unpacked.")
        } catch {
            #expect(error.code == .tooLarge && error.message.contains("not unpacked"))
        }
    }

    @Test func `A list of parts that lies about their size ends at the bound of memory or time`() throws {
        // 200 MiB of one element deeply repeated: what the list admits, and pandoc cannot hold in its bound.
        let body = Array("<w:p><w:r><w:t>x</w:t></w:r></w:p>".utf8)
        var xml = Array(
            ("<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + "<w:body>").utf8
        )
        for _ in 0..<30_000 { xml += body }
        xml += Array("</w:body></w:document>".utf8)
        let parts: [(name: String, bytes: [UInt8])] = [
            (
                "[Content_Types].xml",
                Array("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".utf8)
            ),
            ("word/document.xml", xml),
        ]
        let bytes = try ZipWriter.bytes(of: parts)
        do {
            _ = try Tool.pandoc.run(
                on: bytes,
                called: "contract.docx",
                limits: .init(seconds: 2, memory: 256 << 20, file: 1 << 20),
                ["--sandbox", "--from=docx", "--to=json", "{in}"]
            )
            Issue.record("It was read within a quarter of a gibibyte.")
        } catch {
            #expect([.tooLarge, .toolFailed].contains(error.code))
        }
    }

    @Test(arguments: [
        ("a.docx", "no zip", ConversionError.Code.unreadable), ("a.doc", "x", .refused),
        ("a.pdf", "no PDF", .refused),
        ("a.xyz", "x", .refused), ("a.txt", "PK\u{3}\u{4}", .refused), ("a.docx", "", .unreadable),
        ("a.pdf", "%PDF-1.4 broken", .toolFailed),
    ])
    func `What is not what its name says is refused with what to do`(
        name: String,
        text: String,
        code: ConversionError.Code
    ) {
        do {
            _ = try ImportedContract(Array(text.utf8), called: name)
            Issue.record("\(name) was imported.")
        } catch {
            #expect(error.code == code && !error.message.isEmpty, "\(error)")
        }
    }
}
