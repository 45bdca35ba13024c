import Testing

@testable import Contracts

@Suite struct EditScriptTests {
    @Test(arguments: 0..<300)
    func `The script leads from one to the other and is as short as can be`(seed: Int) {
        var random = Seeded(seed)
        let letters = Int32.random(in: 2...6, using: &random)
        let old = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            Int32.random(in: 0..<letters, using: &random)
        }
        let new = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            Int32.random(in: 0..<letters, using: &random)
        }
        let script = EditScript(old: old, new: new)
        let kept = old.indices.filter { !script.isDeleted[$0] }.map { old[$0] }
        #expect(kept == new.indices.filter { !script.isInserted[$0] }.map { new[$0] })
        #expect(kept.count == longestCommon(old, new))
    }

    @Test func `Two long texts without a common item are told apart at once`() {
        let old = (0..<20_000).map { Int32($0) }
        let script = EditScript(old: old, new: old.map { $0 + 20_000 })
        #expect(script.isDeleted.allSatisfy { $0 })
        #expect(script.isInserted.allSatisfy { $0 })
    }

    @Test(arguments: 0..<3)
    func `A long text in which everything repeats still gives a right script`(seed: Int) {
        var random = Seeded(seed)
        let old = (0..<4000).map { _ in Int32.random(in: 0..<20, using: &random) }
        let new = (0..<4000).map { _ in Int32.random(in: 0..<20, using: &random) }
        let script = EditScript(old: old, new: new)
        let kept = old.indices.filter { !script.isDeleted[$0] }.map { old[$0] }
        #expect(kept == new.indices.filter { !script.isInserted[$0] }.map { new[$0] })
        #expect(kept.count > 1300)
    }

    private func longestCommon(_ old: [Int32], _ new: [Int32]) -> Int {
        var lengths = [Int](repeating: 0, count: new.count + 1)
        for item in old {
            var diagonal = 0
            for (index, other) in new.enumerated() {
                let above = lengths[index + 1]
                lengths[index + 1] = item == other ? diagonal + 1 : max(above, lengths[index])
                diagonal = above
            }
        }
        return lengths[new.count]
    }
}
