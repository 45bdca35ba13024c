import Contracts
import Foundation
import Testing

@Suite struct TermPrintTests {
    /// The lines of a block, each with those that belong to it.
    private func groups(_ lines: String) -> [String] {
        lines.split(separator: "\n").reduce(into: []) { groups, line in
            if line.hasPrefix(" "), let last = groups.popLast() {
                groups.append(last + "\n" + line)
            } else {
                groups.append(String(line))
            }
        }
    }

    /// A sample with its lines in another order, some left out, and other numbers.
    private func variant(of sample: KindSample, _ numbers: inout Seeded) -> String {
        var lines = groups(sample.lines).shuffled(using: &numbers)
        if Int.random(in: 0..<4, using: &numbers) == 0 { lines.removeLast() }
        let remarks = [
            "a: b # c", "- {x}, [y]", "& * ! ` ' \"q\" \\", "$5, 3% (d);", "é — ñ", "yes", "0x1", "~", "|",
        ]
        if let remark = remarks.randomElement(using: &numbers),
            !lines.contains(where: { $0.hasPrefix("note") })
        {
            let text = remark.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
                .replacing("&", with: "\\x26").replacing("*", with: "\\x2A").replacing("!", with: "\\x21")
            lines.append("note: \"\(text)\"")
        }
        return lines.map { line in
            let characters = line.map { character -> String in
                guard character.isNumber, Int.random(in: 0..<5, using: &numbers) == 0 else {
                    return String(character)
                }
                return "\(Int.random(in: 0...9, using: &numbers))"
            }
            return characters.joined()
        }
        .joined(separator: "\n")
    }

    private func read(_ block: String) -> Term? {
        let table = "\n| Step | B |\n|---|---|\n| 1 | $50,000 |"
        return try? document(term(block) + table).terms.first
    }

    @Test(arguments: 0..<6)
    func `Whatever is read and printed reads as the same term, printed the same`(seed: Int) throws {
        var numbers = Seeded(seed)
        var valid = 0
        for sample in KindSample.all {
            for _ in 0..<12 {
                let block = sample.block(variant(of: sample, &numbers))
                guard let term = read(block) else { continue }
                valid += 1
                let again = try #require(read(term.block), "seed \(seed): \(term.block)")
                #expect(again == term, "seed \(seed): \(block)")
                #expect(again.block == term.block)
            }
        }
        #expect(valid > KindSample.all.count * 2, "seed \(seed): only \(valid) were valid")
    }

    @Test(arguments: 0..<6)
    func `A change and its reverse favour opposite sides`(seed: Int) throws {
        var numbers = Seeded(1000 + seed)
        var moved = 0
        for sample in KindSample.all {
            let terms = (0..<6).compactMap { _ in read(sample.block(variant(of: sample, &numbers))) }
            for (old, new) in zip(terms, terms.dropFirst()) {
                let there = try #require(Movement(from: old, to: new))
                let back = try #require(Movement(from: new, to: old))
                #expect(back.bearing == there.bearing.reversed, "seed \(seed): \(old.block)\n\(new.block)")
                moved += there.isStill ? 0 : 1
            }
        }
        #expect(moved > KindSample.all.count / 2)
    }

    @Test func `Every example in the description of the format is read, and every kind has one`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "docs/contract-format.md"),
            encoding: .utf8
        )
        let blocks = page.split(separator: "\n```term\n").dropFirst().map {
            String($0.prefix(upTo: $0.firstRange(of: "\n```")?.lowerBound ?? $0.endIndex))
        }
        let terms = try blocks.map { block in
            let body = term(block) + "\n| Step | B |\n|---|---|\n| 1 | $50,000 |"
            return try #require(try document(body).terms.first)
        }
        #expect(Set(terms.map(\.kind)) == Set(Term.Kind.allCases))
        #expect(Set(terms.map(\.id)).count == terms.count)
        for term in terms {
            #expect(page.contains("### `\(term.kind.rawValue)`: "))
            #expect(read(term.block)?.value == term.value)
        }
    }
}
