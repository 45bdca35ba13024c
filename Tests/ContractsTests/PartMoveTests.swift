import CivilTime
import Foundation
import Testing

@testable import Contracts

@Suite struct PartMoveTests {
    /// Sentences of 22 words and marks, each with words of its own.
    private static let sentences = (0..<12).map { sentence($0, count: 21) }

    private static func sentence(_ number: Int, count: Int) -> String {
        (0..<count).map { "w\(number)x\($0)" }.joined(separator: " ") + "."
    }

    private static func paragraph(_ numbers: Int...) -> String {
        numbers.map { sentences[$0] }.joined(separator: " ")
    }

    private static func contract(_ articles: [[String]]) -> String {
        "# T\n"
            + articles.enumerated().map { index, paragraphs in
                "\n## Article \(index + 1) — A\(index + 1)\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
            }
            .joined()
    }

    private static func diff(_ old: [[String]], _ new: [[String]]) throws -> ContractDiff {
        let diff = compare(
            try ContractDocument(markdown: contract(old), name: "old.md"),
            try ContractDocument(markdown: contract(new), name: "new.md")
        )
        try diff.verify()
        return diff
    }

    /// One sentence of a paragraph in the first article went into the midst of one in the second.
    private static func cut() throws -> ContractDiff {
        try diff(
            [[paragraph(0, 1, 2), paragraph(3)], [paragraph(4, 5)]],
            [[paragraph(0, 2), paragraph(3)], [paragraph(4, 1, 5)]]
        )
    }

    // MARK: What moved

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let old: [[String]]
        let new: [[String]]
        /// The sentences that are told as moved parts, in the order of the new text.
        let parts: [Int]

        init(_ name: String, _ old: [[String]], _ new: [[String]], _ parts: [Int]) {
            (testDescription, self.old, self.new, self.parts) = (name, old, new, parts)
        }
    }

    private static let cases = [
        Case(
            "a sentence into another paragraph",
            [[paragraph(0, 1, 2)], [paragraph(4, 5)]],
            [[paragraph(0, 2)], [paragraph(4, 1, 5)]],
            [1]
        ),
        Case(
            "a sentence that becomes a paragraph",
            [[paragraph(0, 1, 2)], [paragraph(4, 5)]],
            [[paragraph(0, 2)], [paragraph(4, 5), paragraph(1)]],
            [1]
        ),
        Case(
            "a paragraph that becomes a sentence",
            [[paragraph(0, 2), paragraph(1)], [paragraph(4, 5)]],
            [[paragraph(0, 2)], [paragraph(4, 1, 5)]],
            [1]
        ),
        Case(
            "two sentences that part ways",
            [[paragraph(0, 1, 2, 3)], [paragraph(4, 5)], [paragraph(6, 7)]],
            [[paragraph(0, 3)], [paragraph(4, 2, 5)], [paragraph(6, 1, 7)]],
            [2, 1]
        ),
        Case(
            "the first and the last sentence of a paragraph",
            [[paragraph(1, 0, 8, 9, 2)], [paragraph(4, 5)], [paragraph(6, 7)]],
            [[paragraph(0, 8, 9)], [paragraph(2, 4, 5)], [paragraph(6, 7, 1)]],
            [2, 1]
        ),
        Case(
            "a sentence within its paragraph",
            [[paragraph(0, 1, 2, 3)]],
            [[paragraph(1, 2, 0, 3)]],
            [0]
        ),
        Case(
            "a sentence into an article that is new",
            [[paragraph(0, 1, 2)]],
            [[paragraph(0, 2)], [sentence(90, count: 30) + " " + paragraph(1)]],
            [1]
        ),
        Case(
            "a sentence that stays in another place too",
            [[paragraph(0, 1, 2), paragraph(3, 1)], [paragraph(4, 5)]],
            [[paragraph(0, 2), paragraph(3, 1)], [paragraph(4, 1, 5)]],
            []
        ),
        Case(
            "a long one that stays in another place too",
            [[paragraph(0, 1, 6, 2), paragraph(3, 1, 6)], [paragraph(4, 5)]],
            [[paragraph(0, 2), paragraph(3, 1, 6)], [paragraph(4, 1, 6, 5)]],
            [1, 6]
        ),
        Case(
            "a sentence that comes to two places",
            [[paragraph(0, 1, 2)], [paragraph(4, 5)], [paragraph(6, 7)]],
            [[paragraph(0, 2)], [paragraph(4, 1, 5)], [paragraph(6, 1, 7)]],
            []
        ),
        Case(
            "a sentence that leaves two places",
            [[paragraph(0, 1, 2)], [paragraph(3, 1, 8)], [paragraph(4, 5)]],
            [[paragraph(0, 2)], [paragraph(3, 8)], [paragraph(4, 1, 5)]],
            []
        ),
        Case(
            "twenty words and marks",
            [
                [sentence(0, count: 30) + " " + sentence(99, count: 19) + " " + sentence(2, count: 30)],
                ["b b"],
            ],
            [[sentence(0, count: 30) + " " + sentence(2, count: 30)], ["b b " + sentence(99, count: 19)]],
            [99]
        ),
        Case(
            "nineteen words and marks",
            [
                [sentence(0, count: 30) + " " + sentence(99, count: 18) + " " + sentence(2, count: 30)],
                ["b b"],
            ],
            [[sentence(0, count: 30) + " " + sentence(2, count: 30)], ["b b " + sentence(99, count: 18)]],
            []
        ),
    ]

    @Test(arguments: cases)
    func `A long part that stands once in each text and changed its place is a move`(_ example: Case) throws {
        let diff = try Self.diff(example.old, example.new)
        let moved = diff.moves.flatMap { $0.runs.map(\.text).joined().split(separator: ".") }
            .map { oneSpaced(String($0)) + "." }
        #expect(moved == example.parts.map { $0 == 99 ? Self.sentence(99, count: 19) : Self.sentences[$0] })
        #expect(diff.moves.allSatisfy { $0.isPart && !$0.isEdited })
        #expect(diff.moves.map(\.id) == Array(1..<(1 + diff.moves.count)))
        for move in diff.moves {
            let runs = diff.sections.flatMap(\.blocks).flatMap(\.runs).filter { $0.move == move.id }
            #expect(runs.map(\.fate.rawValue).sorted() == ["deleted", "inserted"])
        }
    }

    @Test func `A part bears the sections between which it moved, and nothing else of its paragraphs moved`()
        throws
    {
        let diff = try Self.cut()
        let move = try #require(diff.moves.first)
        #expect((move.from.label, move.to.label) == ("1", "2"))
        #expect(move.old.text == Self.paragraph(0, 1, 2) && move.new.text == Self.paragraph(4, 1, 5))
        let changed = diff.sections.flatMap(\.blocks).flatMap(\.runs).filter { $0.fate != .equal }
        #expect(changed.map(\.text) == [" " + Self.sentences[1], " " + Self.sentences[1]])
        #expect(diff.sections.flatMap(\.blocks).allSatisfy { $0.move == nil })
    }

    @Test func `A part ends where the words of both places part, and never within a word`() throws {
        let part = (0..<25).map { "p\($0)" }.joined(separator: " ")
        let diff = try Self.diff(
            [[Self.sentences[0] + " Old (\(part) left), so." + Self.sentences[2]], [Self.paragraph(4, 5)]],
            [
                [Self.sentences[0] + Self.sentences[2]],
                [Self.paragraph(4) + " (\(part) right) " + Self.paragraph(5)],
            ]
        )
        #expect(diff.moves.map { $0.runs.map(\.text) } == [["(" + part]])
        let glued = try Self.diff(
            [[Self.sentences[0] + " \(part)—left " + Self.sentences[2]], [Self.paragraph(4, 5)]],
            [
                [Self.sentences[0] + " " + Self.sentences[2]],
                [Self.paragraph(4) + " \(part)—right " + Self.paragraph(5)],
            ]
        )
        let short = part.replacing(" p24", with: "")
        #expect(glued.moves.map { $0.runs.map(\.text) } == [[short]])
    }

    @Test func `A part that came into a paragraph that moved is a move of its own`() throws {
        let diff = try Self.diff(
            [[Self.paragraph(0), Self.paragraph(1), Self.paragraph(2, 3)], [Self.paragraph(4, 5)]],
            [[Self.paragraph(0)], [Self.paragraph(4, 5), Self.paragraph(1, 2, 3)]]
        )
        #expect(diff.moves.map(\.isPart) == [false, true])
        #expect(diff.moves.last?.runs.map(\.text) == [Self.sentences[1]])
        let page = MarkedReader(try diff.html(), isWord: false)
        let text = zip(page.names, page.attributes).dropFirst(4).filter { $0.0 == "ins" || $0.0 == "del" }
        #expect(text.filter { $0.1["class"] != "moved" }.count == 2)
        #expect(try diff.text().contains("Moved to here from 1. Moved to here from 1: “w1x0 "))
        let body = try #require(try diff.word().first { $0.name == "word/document.xml" }).text
        for name in ["paragraph1", "part2"] {
            #expect(body.components(separatedBy: "w:name=\"\(name)\"").count == 3)
        }
        #expect(!body.contains("<w:ins ") && !body.contains("w:delText"))
        #expect(try diff.plain().contains("Moved: 1 paragraph, 1 part of a paragraph"))
    }

    // MARK: What is shown

    @Test func `Each form marks a part as moved at both its places and says where its other end is`() throws {
        let diff = try Self.cut()
        let sentence = Self.sentences[1]
        let (away, here) = ("Moved from here to 2: “w1x0 ", "Moved to here from 1: “w1x0 ")
        for layout in [RedlineLayout.inline, .sideBySide] {
            let page = try diff.html(layout)
            #expect(page.contains("<del class=\"moved\">\(sentence)</del>"))
            #expect(page.contains("<ins class=\"moved\">\(sentence)</ins>"))
            #expect(page.contains(away) && page.contains(here))
        }
        let text = try diff.text()
        #expect(text.contains("» \(away)") && text.contains("» \(here)") && text.contains("[-\(sentence)-]"))
        let markdown = try diff.markdown()
        #expect(markdown.contains("<sub>\(away)") && markdown.contains("<sub>\(here)"))
        let plain = try diff.plain()
        #expect(plain.contains("Moved: 1 part of a paragraph\n"))
        #expect(
            plain.contains("  … moved from here to 2: “w1x0 ")
                && plain.contains("  … moved to here from 1: “")
        )
        let entry = try #require(try diff.report().moves.first)
        #expect(entry.isPart && entry.from == "1" && entry.to == "2" && entry.runs.map(\.text) == [sentence])
    }

    @Test func `Word tracks a part as moved from one paragraph into the other, under one name`() throws {
        let part = try Self.cut().word().first { $0.name == "word/document.xml" }
        let body = MarkedReader(try #require(part).text, isWord: true)
        #expect(body.fault == nil)
        func marks(_ element: String, _ key: String) -> [String] {
            zip(body.names, body.attributes).compactMap { $0 == element ? $1[key] : nil }
        }
        #expect(marks("w:moveFromRangeStart", "w:name") == ["part1"])
        #expect(marks("w:moveToRangeStart", "w:name") == ["part1"])
        #expect(marks("w:moveFromRangeStart", "w:id") == marks("w:moveFromRangeEnd", "w:id"))
        #expect(marks("w:moveToRangeStart", "w:id") == marks("w:moveToRangeEnd", "w:id"))
        #expect(body.names.count { $0 == "w:moveFrom" } == 1 && body.names.count { $0 == "w:moveTo" } == 1)
        #expect(!body.names.contains("w:del") && !body.names.contains("w:ins"))
    }

    @Test func `A three-way comparison marks what one party moved, in that party's name`() throws {
        let base = Self.contract([[Self.paragraph(0, 1, 2)], [Self.paragraph(4, 5)]])
        let union = Self.contract([[Self.paragraph(0, 2)], [Self.paragraph(4, 1, 5)]])
        func version(_ text: String, _ name: String) throws -> ContractVersion {
            ContractVersion(
                try ContractDocument(markdown: text, name: name),
                name: name,
                date: nil,
                sha256: nil
            )
        }
        let diff = ThreeWayDiff(
            base: try version(base, "base"),
            union: try version(union, "union"),
            board: try version(base, "board")
        )
        let page = try diff.html()
        #expect(page.contains("<del class=\"moved\">\(Self.sentences[1])</del>"))
        #expect(page.contains("<ins class=\"moved\">\(Self.sentences[1])</ins>"))
        #expect(try diff.plain().contains("Moved from here to 2: “w1x0 "))
        let body = try #require(try diff.word().first { $0.name == "word/document.xml" }).text
        #expect(body.contains("w:name=\"union-part1\""))
    }

    @Test func `A citation that moved with its sentence is followed like one that stayed`() throws {
        let citing = (0..<22).map { "c\($0)" }.joined(separator: " ") + " as Article 3 has it."
        let diff = try Self.diff(
            [
                [Self.paragraph(0, 1) + " " + citing + " " + Self.paragraph(2)], [Self.paragraph(4)],
                [Self.paragraph(5, 6)],
            ],
            [
                [Self.paragraph(0, 1, 2)], [Self.paragraph(8, 9)],
                [Self.paragraph(4) + " " + citing], [Self.paragraph(5, 6)],
            ]
        )
        #expect(diff.moves.count == 1)
        let reference = try #require(diff.references.first)
        #expect(diff.references.count == 1 && reference.fate == .stale && reference.expected == "Article 4")
    }

    // MARK: Proof

    @Test func `A part without its other end, or with another word at it, is refused`() throws {
        let diff = try Self.cut()
        func tampered(_ change: (WordRun) -> WordRun) -> ContractDiff {
            ContractDiff(
                old: diff.old,
                new: diff.new,
                terms: diff.terms,
                sections: diff.sections.map { section in
                    SectionChange(
                        old: section.old,
                        new: section.new,
                        heading: section.heading,
                        blocks: section.blocks.map {
                            BlockChange(old: $0.old, new: $0.new, runs: $0.runs.map(change))
                        },
                        isMoved: section.isMoved
                    )
                },
                moves: diff.moves
            )
        }
        #expect(throws: Never.self) { try tampered { $0 }.verify() }
        for fate in [WordRun.Fate.deleted, .inserted] {
            let without = tampered {
                WordRun(fate: $0.fate, text: $0.text, move: $0.fate == fate ? nil : $0.move)
            }
            #expect(throws: ContractError.self) { try without.verify() }
        }
        let other = tampered { WordRun(fate: $0.fate, text: $0.text, move: $0.fate == .equal ? $0.move : 2) }
        #expect(throws: ContractError.self) { try other.verify() }
        let more = tampered { WordRun(fate: $0.fate, text: $0.text, move: $0.fate == .equal ? 1 : $0.move) }
        #expect(throws: ContractError.self) { try more.verify() }
    }

    // MARK: At random

    /// A contract in sentences, of which some are cut out and put elsewhere.
    private struct Parts {
        var old: [[[Int]]] = []
        var new: [[[Int]]] = []
        var moved: Set<Int> = []
        private var lengths: [Int] = []

        init(_ random: inout Seeded) {
            for _ in 0..<Int.random(in: 2...5, using: &random) {
                old.append(
                    (0..<Int.random(in: 1...3, using: &random)).map { _ in
                        (0..<Int.random(in: 4...7, using: &random)).map { _ in
                            lengths.append(Int.random(in: 20...50, using: &random))
                            return lengths.count - 1
                        }
                    }
                )
            }
            new = old
            // At most one sentence leaves a paragraph, and none that has one left as its neighbour comes there.
            var isTouched: Set<[Int]> = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let from = place(&random)
                let to = place(&random)
                // Between neighbours the shorter of two sentences that changed places is the one that moved.
                guard abs(position(from) - position(to)) > 1, isTouched.isDisjoint(with: [from, to]) else {
                    continue
                }
                isTouched.formUnion([from, to])
                let count = new[from[0]][from[1]].count
                let sentence = new[from[0]][from[1]].remove(at: Int.random(in: 0..<count, using: &random))
                let target = new[to[0]][to[1]].count
                new[to[0]][to[1]].insert(sentence, at: Int.random(in: 0...target, using: &random))
                moved.insert(sentence)
            }
        }

        private func place(_ random: inout Seeded) -> [Int] {
            let article = Int.random(in: 0..<new.count, using: &random)
            return [article, Int.random(in: 0..<new[article].count, using: &random)]
        }

        private func position(_ place: [Int]) -> Int {
            old.prefix(place[0]).reduce(place[1]) { $0 + $1.count }
        }

        func text(_ sentence: Int) -> String { PartMoveTests.sentence(sentence, count: lengths[sentence]) }

        func texts(_ articles: [[[Int]]]) -> [[String]] {
            articles.map { $0.map { $0.map(text).joined(separator: " ") } }
        }
    }

    @Test(arguments: 0..<150)
    func `Parts moved at random are told as moves, and every form leads back to both texts`(seed: Int) throws
    {
        var random = Seeded(seed)
        let parts = Parts(&random)
        let (old, new) = (parts.texts(parts.old), parts.texts(parts.new))
        let diff = try Self.diff(old, new)
        let told = diff.moves.map { $0.runs.map(\.text).joined() }
        #expect(Set(told) == Set(parts.moved.map(parts.text)))
        #expect(told.count == parts.moved.count && diff.moves.allSatisfy(\.isPart))
        let struck = diff.sections.flatMap(\.blocks).flatMap(\.runs).filter { $0.fate != .equal }
        #expect(struck.allSatisfy { $0.move != nil })
        let page = MarkedReader(try diff.html(), isWord: false)
        let body = MarkedReader(
            try #require(try diff.word().first { $0.name == "word/document.xml" }).text,
            isWord: true
        )
        func words(_ articles: [[String]]) -> [String] {
            Self.contract(articles).split(whereSeparator: \.isWhitespace).filter { $0.contains { $0 != "#" } }
                .map(String.init)
        }
        for reader in [page, body] {
            #expect(reader.refusedWords.map(String.init) == words(old))
            #expect(reader.acceptedWords.map(String.init) == words(new))
        }
        #expect(throws: Never.self) { try diff.text() }
        #expect(throws: Never.self) { try diff.markdown() }
        #expect(throws: Never.self) { try diff.plain() }
    }

    // MARK: Hostile texts

    @Test(arguments: [
        (String(repeating: "a ", count: 20_000), String(repeating: "b ", count: 20_000)),
        (String(repeating: "—", count: 20_000), String(repeating: "–", count: 20_000)),
        (
            (0..<20_000).map { "w\($0 % 25)" }.joined(separator: " "),
            (0..<20_000).map { "w\($0 % 29)" }.joined(separator: " ")
        ),
    ])
    func `What repeats itself without end did not move`(one: String, other: String) throws {
        let diff = try Self.diff(
            [["x " + one, Self.paragraph(0)], ["y " + other]],
            [["x " + other, Self.paragraph(0)], ["y " + one]]
        )
        #expect(diff.moves.allSatisfy { !$0.isPart })
    }
}
