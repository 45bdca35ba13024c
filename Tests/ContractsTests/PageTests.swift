import CivilTime
import Foundation
import Testing

@testable import Contracts

@Suite struct PageTests {
    private static let proposals = ["u1-compensation", "b1-compensation", "b2-school-day", "u2-school-day"]

    private func diff(_ proposal: String) throws -> ContractDiff {
        let contract = try example("springfield-zone-contract.md")
        let under = try contract.applying(try example(proposal + ".md"))
        return ContractDiff(
            old: ContractVersion(
                contract,
                name: "contract in force",
                date: CivilDate("2021-09-01"),
                sha256: "0a"
            ),
            new: ContractVersion(
                under,
                name: "B1",
                party: "Board & Co",
                date: CivilDate("2026-03-02"),
                sha256: "1b"
            )
        )
    }

    private func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    // MARK: Accept and refuse

    @Test(arguments: 0..<150)
    func `In every form, refusing all gives the old words and accepting all the new ones`(seed: Int) throws {
        var random = Seeded(seed)
        let old = Draft(&random)
        var new = old
        for _ in 0..<Int.random(in: 0...6, using: &random) { new.edit(&random) }
        let diff = compare(
            try ContractDocument(markdown: old.markdown, name: "old.md"),
            try ContractDocument(markdown: new.markdown, name: "new.md")
        )
        for layout in [RedlineLayout.inline, .sideBySide] {
            let page = MarkedReader(try diff.html(layout), isWord: false)
            #expect(page.fault == nil)
            #expect(page.refusedWords == old.words)
            #expect(page.acceptedWords == new.words)
        }
        let body = MarkedReader(try body(diff), isWord: true)
        #expect(body.fault == nil)
        #expect(body.refusedWords == old.words)
        #expect(body.acceptedWords == new.words)
        let text = try diff.text()
        #expect(side(text, without: /\{\+.*?\+\}/) == old.words.map(String.init))
        #expect(side(text, without: /\[-.*?-\]/) == new.words.map(String.init))
        let markdown = try diff.markdown()
        #expect(plain(markdown, without: /<ins>.*?<\/ins>/) == old.words.map(String.init))
        #expect(plain(markdown, without: /<del>.*?<\/del>/) == new.words.map(String.init))
    }

    private func body(_ diff: ContractDiff) throws -> String {
        let part = try diff.word().first { $0.name == "word/document.xml" }
        return try #require(part).text
    }

    private func side(_ text: String, without marks: Regex<Substring>) -> [String] {
        let start = text.firstRange(of: "TEXT, WITH EVERY CHANGE MARKED\n")?.upperBound ?? text.endIndex
        return text[start...].split(separator: "\n").filter { !$0.hasPrefix("»") }
            .flatMap { line in
                words(
                    String(line.drop { $0 == "#" }).replacing(marks, with: "")
                        .replacing("[-", with: "").replacing("-]", with: "")
                        .replacing("{+", with: "").replacing("+}", with: "")
                )
            }
    }

    private func plain(_ markdown: String, without marks: Regex<Substring>) -> [String] {
        let heading = "## The text, with every change marked\n"
        let start = markdown.firstRange(of: heading)?.upperBound ?? markdown.endIndex
        return markdown[start...].split(separator: "\n").flatMap { line in
            words(
                String(line.drop { $0 == "#" }).replacing(/<sub>.*?<\/sub>/, with: "").replacing(
                    marks,
                    with: ""
                )
                .replacing(/<\/?(ins|del)>/, with: "").replacing("\\", with: "")
            )
        }
    }

    @Test(arguments: proposals)
    func `Tables, terms and lists come back from every form`(proposal: String) throws {
        let diff = try diff(proposal)
        let plain = { (document: ContractDocument) -> [String] in
            let lines = document.markdown.split(separator: "\n").filter {
                !$0.hasPrefix("```") && !$0.hasPrefix("|--")
            }
            return lines.flatMap { line in
                line.drop { $0 == "#" }.split { $0.isWhitespace || (line.hasPrefix("|") && $0 == "|") }.map(
                    String.init
                )
            }
        }
        let page = MarkedReader(try diff.html(), isWord: false)
        #expect(page.refusedWords.map(String.init) == plain(diff.old.document))
        #expect(page.acceptedWords.map(String.init) == plain(diff.new.document))
        let body = MarkedReader(try body(diff), isWord: true)
        #expect(body.refusedWords.map(String.init) == plain(diff.old.document))
        #expect(body.acceptedWords.map(String.init) == plain(diff.new.document))
        #expect(throws: Never.self) { try diff.markdown() }
        #expect(throws: Never.self) { try diff.text() }
    }

    @Test func `A form that lost a word or marks a word wrongly is not given`() throws {
        let diff = try diff("b1-compensation")
        let page = try diff.html()
        for (was, becomes) in [
            ("<del>183</del>", "183"), ("<ins>185</ins>", "<ins>186</ins>"), (" elected by their peers", ""),
            ("<ins>185</ins>", "<del>185</del>"),
        ] {
            let tampered = page.replacing(was, with: becomes)
            #expect(tampered != page)
            let read = ReadBack(page: tampered, inside: "redline")
            #expect(throws: ContractError.self) { try diff.check(read, "page") }
        }
        let body = try body(diff)
        for (was, becomes) in [("w:delText", "w:text"), ("<w:ins ", "<w:x "), ("</w:t>", " x</w:t>")] {
            let read = ReadBack(wordBody: body.replacing(was, with: becomes))
            #expect(throws: ContractError.self) { try diff.check(read, "Word document") }
        }
    }

    // MARK: What is marked

    @Test(arguments: 0..<150)
    func `The same words are never both struck and inserted side by side`(seed: Int) throws {
        var random = Seeded(seed)
        let old = Draft(&random)
        var new = old
        for _ in 0..<4 { new.edit(&random) }
        let diff = compare(
            try ContractDocument(markdown: old.markdown, name: "old.md"),
            try ContractDocument(markdown: new.markdown, name: "new.md")
        )
        for match in try diff.html().matches(of: /<del[^>]*>([^<]*)<\/del> *<ins[^>]*>([^<]*)<\/ins>/) {
            #expect(match.1 != match.2)
        }
    }

    private static let moved = (
        old:
            "# T\n\n## Article 1 — A\n\nOne alpha beta gamma.\n\n## Article 2 — B\n\nTwo delta epsilon zeta eta theta iota kappa.\n"
            + "\n## Article 3 — C\n\nThree lambda mu nu.\n",
        new:
            "# T\n\n## Article 2 — B\n\nTwo delta epsilon zeta eta THETA iota kappa.\n\n## Article 1 — A\n\nOne alpha beta gamma.\n"
            + "\n## Article 3 — C\n\nThree lambda mu nu.\n"
    )

    @Test func `What moved is marked as moved at both places, with its edits`() throws {
        let diff = compare(
            try ContractDocument(markdown: Self.moved.old, name: "old.md"),
            try ContractDocument(markdown: Self.moved.new, name: "new.md")
        )
        let body = MarkedReader(try body(diff), isWord: true)
        func names(of element: String) -> [String] {
            zip(body.names, body.attributes).compactMap { $0 == element ? $1["w:name"] : nil }
        }
        let away = names(of: "w:moveFromRangeStart")
        #expect(away.count == 1 && away == names(of: "w:moveToRangeStart"))
        for name in ["w:moveFromRangeEnd", "w:moveToRangeEnd"] {
            #expect(body.names.count { $0 == name } == 1)
        }
        #expect(body.names.contains("w:moveFrom") && body.names.contains("w:moveTo"))
        let page = try diff.html()
        #expect(page.contains("<del class=\"moved\">") && page.contains("Moved from here"))
        let isEdited = page.contains("<ins>THETA</ins>") || page.contains("<ins class=\"moved\">One alpha")
        #expect(isEdited)
    }

    @Test func `Each change in Word bears the party and the day, and a number of its own`() throws {
        let diff = try diff("b1-compensation")
        let body = MarkedReader(try body(diff), isWord: true)
        let marks = zip(body.names, body.attributes).filter { ["w:ins", "w:del"].contains($0.0) }.map(\.1)
        #expect(marks.count > 80)
        #expect(marks.allSatisfy { $0["w:author"] == "Board & Co" && $0["w:date"] == "2026-03-02T00:00:00Z" })
        #expect(Set(marks.compactMap { $0["w:id"] }).count == marks.count)
        let head = try #require(try diff.word().first { $0.name == "word/header2.xml" }).text
        #expect(head.contains("SHA-256 0a") && head.contains("Board &amp; Co") && head.contains("refuse all"))
    }

    // MARK: The page

    @Test(arguments: proposals)
    func `Links lead to ids that stand once, tables have captions and heads, and no script is there`(
        proposal: String
    ) throws {
        for layout in [RedlineLayout.inline, .sideBySide] {
            let page = MarkedReader(try diff(proposal).html(layout), isWord: false)
            let ids = page.attributes.compactMap { $0["id"] }
            let links = page.attributes.compactMap { $0["href"] }
            #expect(ids.count == Set(ids).count)
            #expect(
                !links.isEmpty
                    && links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) }
            )
            #expect(Set(page.names).isDisjoint(with: ["script", "link", "img", "iframe", "font"]))
            let heads = zip(page.names, page.attributes).filter { $0.0 == "th" }
            #expect(heads.allSatisfy { $0.1["scope"] != nil })
            #expect(page.attributes.contains { $0["lang"] == "en" })
        }
    }

    @Test func `Nothing of a text can become a tag or a mark`() throws {
        let nasty = "w <b>&amp; \\*x\\* \\_y\\_ \\`z\\` a | b \\[c\\](d) \"q\" 1. - + # x&y"
        let old = try document(nasty.replacing("<b>", with: "\\<b>"))
        let new = try document(
            "1\\. - " + nasty.replacing("<b>", with: "\\<i>") + " | c\n\n\\- not a list\n\n\\| no \\|"
        )
        let diff = compare(old, new)
        #expect(MarkedReader(try diff.html(), isWord: false).fault == nil)
        #expect(throws: Never.self) { try diff.markdown() }
        #expect(throws: Never.self) { try diff.text() }
        #expect(throws: Never.self) { try diff.word() }
    }

    @Test func `Pages are written from the change list alone`() throws {
        let diff = try diff("b1-compensation")
        let report = try diff.report()
        let copy = try JSONDecoder().decode(DiffReport.self, from: JSONEncoder().encode(report))
        #expect(RedlineHTML(copy, .inline).page == (try diff.html()))
        #expect(RedlineMarkdown(copy).page == (try diff.markdown()))
        #expect(RedlineFullText(copy).page == (try diff.text()))
        #expect(RedlineWord(copy).parts == (try diff.word()))
    }

    @Test func `Basis and dates come before money, and money before the text`() throws {
        for page in [try diff("b1-compensation").html(), try diff("b1-compensation").text()] {
            let places = ["basis days", "longevity-15", "Where the text changes"].map {
                page.firstRange(of: $0)?.lowerBound
            }
            let found = places.compactMap(\.self)
            #expect(found.count == 3 && found == found.sorted())
        }
    }

    @Test func `Two texts that say the same have a page that says so`() throws {
        let same = try example("springfield-zone-contract.md")
        let diff = compare(same, same)
        #expect(try diff.html().contains("Both say the same."))
        #expect(try !diff.text().contains("[-contract"))
    }
}
