import Contracts
import Testing

/// A block with a schedule below it.
private func body(_ block: String) -> String {
    term(block) + "\n| Step | B | M |\n|---|---|---|\n| 1 | $50,000 | $55,000 |\n| 2 | $51,000 | — |"
}

private func read(_ block: String) throws -> Term {
    try #require(try document(body(block)).terms.first)
}

@Suite struct KindTests {
    @Test func `Every kind has its sample`() {
        #expect(KindSample.all.map(\.kind.rawValue).sorted() == Term.Kind.allCases.map(\.rawValue).sorted())
        #expect(Term.Kind.allCases.count == 32)
        for sample in KindSample.all {
            #expect(sample.changes.count >= 2 && !sample.refusals.isEmpty, "\(sample.kind)")
        }
    }

    @Test(arguments: KindSample.all)
    func `However a term is written, it is printed in one form, and reads back as itself`(sample: KindSample)
        throws
    {
        let block = sample.block(sample.lines)
        let term = try read(block)
        #expect(term.kind == sample.kind)
        #expect(term.block == block)
        #expect(try read(term.block) == term)
        #expect(try read(sample.block(sample.loose)).block == block)
    }

    @Test(arguments: KindSample.all)
    func `A change is classed, measured, and said to favour a side; back it favours the other`(
        sample: KindSample
    ) throws {
        let old = try read(sample.block(sample.lines))
        for change in sample.changes {
            let new = try read(
                sample.block(sample.lines.replacing(change.old, with: change.new, maxReplacements: 1))
            )
            let movement = try #require(Movement(from: old, to: new))
            #expect(movement.classes == change.classes, "\(change.old) to \(change.new)")
            #expect(movement.bearing == change.bearing, "\(change.old) to \(change.new): \(movement.parts)")
            let texts = movement.parts.map { "\($0.name): \($0.text)" }
            #expect(
                change.text.isEmpty || texts.contains { $0.contains(change.text) },
                "\(change.text) is not in \(texts)"
            )
            let back = try #require(Movement(from: new, to: old))
            #expect(back.bearing == change.bearing.reversed, "back from \(change.new)")
            let amounts = movement.parts.compactMap { $0.amount.map { "\(-$0.numerator)/\($0.denominator)" } }
            let others = back.parts.compactMap { $0.amount.map { "\($0.numerator)/\($0.denominator)" } }
            #expect(amounts.sorted() == others.sorted(), "back from \(change.new)")
        }
    }

    @Test(arguments: KindSample.all)
    func `What a kind cannot hold is refused with its line and the way to mend it`(sample: KindSample) {
        for refusal in sample.refusals {
            let lines = sample.lines.replacing(refusal.old, with: refusal.new, maxReplacements: 1)
            #expect(
                refusals(inSection: body(sample.block(lines))).contains("a.md:" + refusal.message),
                "\(refusals(inSection: body(sample.block(lines))))"
            )
        }
    }

    @Test(arguments: KindSample.all)
    func `A required line that is missing is named, and all that are missing at once`(sample: KindSample) {
        let lines = sample.lines.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        let messages = refusals(inSection: body("id: x\nkind: \(sample.kind.rawValue)"))
        #expect(messages.isEmpty == (sample.kind == .clause))
        #expect(messages.allSatisfy { $0.contains("is missing; add ") }, "\(messages)")
        #expect(messages.count <= lines.count + 1)
    }

    @Test(arguments: KindSample.all)
    func `Added or deleted, a term favours opposite sides`(sample: KindSample) throws {
        let term = try read(sample.block(sample.lines))
        let added = try #require(Movement(from: nil, to: term))
        let deleted = try #require(Movement(from: term, to: nil))
        #expect(added.classes == [.added])
        #expect(deleted.classes == [.deleted])
        #expect(deleted.bearing == added.bearing.reversed)
    }

    @Test(arguments: KindSample.all)
    func `Silence, an unnamed figure and a figure are three values`(sample: KindSample) throws {
        let named = try read(sample.block(sample.lines))
        let silent = try read(sample.block("state: silent"))
        let unnamed = try read(sample.block("state: unspecified\nnote: see the policy"))
        #expect(silent.value == nil && silent.state == .silent)
        #expect(unnamed.value == nil && unnamed.state == .unspecified)
        #expect(named.value != nil && named.state == .specified)
        #expect(try read(unnamed.block) == unnamed)
        let spoken = try #require(Movement(from: silent, to: named))
        #expect(spoken.classes.contains(.specified) && !spoken.classes.contains(.value))
        #expect(spoken.parts.contains { $0.name == "state" && $0.text == "silent to specified" })
        let silenced = try #require(Movement(from: named, to: unnamed))
        #expect(silenced.classes.contains(.silenced) && !silenced.classes.contains(.value))
        #expect(Movement(from: silent, to: unnamed)?.classes.contains(.specified) == true)
        #expect(refusals(inSection: body(sample.block("state: silent\nfoo: 1"))).count == 1)
    }
}
