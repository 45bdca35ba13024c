import Record
import RecordSamples
import Testing

@Suite struct TamperingTests {
    @Test(arguments: Tampering.allCases)
    func `Every forgery of a hundred is found, and the truth passes before the same verifier`(way: Tampering)
        throws
    {
        var variants: [String: Set<String>] = [:]
        for seed in UInt64(0)..<100 {
            let forgery = try way.forge(seed: seed)
            #expect(forgery.record != forgery.original, "seed \(seed)")
            switch forgery.held.verify(forgery.record) {
            case .faulty(let fault):
                variants[forgery.variant, default: []].insert(fault.check.rawValue)
                #expect(fault.line > 0 && !fault.message.isEmpty)
            case .intact: Issue.record("\(way.rawValue) (\(forgery.variant)) passed with seed \(seed).")
            }
            if case .faulty(let fault) = forgery.held.verify(forgery.original) {
                Issue.record("\(way.rawValue), seed \(seed): the truth was refused: \(fault)")
            }
        }
        #expect(!variants.isEmpty)
    }

    @Test(arguments: 0..<4)
    func `A file cut off anywhere is found`(first: Int) throws {
        let key = try LogKey(name: "bargain/springfield", seed: Array(1...32))
        let file = try SampleRecord(SampleHistory(seed: 7, facts: 7), key: key).file()
        for count in stride(from: first, to: file.count, by: 4) {
            guard case .faulty(let fault) = RecordVerifier().verify(Array(file[..<count])) else {
                Issue.record("\(count) bytes of \(file.count) passed.")
                continue
            }
            #expect(fault.byte <= count)
        }
        guard case .faulty(let fault) = RecordVerifier().verify(file + [0x0A]) else {
            Issue.record("A file with something behind its end passed.")
            return
        }
        #expect(fault.check == .form && fault.byte == file.count)
    }

    @Test(arguments: 0..<4)
    func `No byte of a file can be changed`(first: Int) throws {
        let key = try LogKey(name: "bargain/springfield", seed: Array(1...32))
        let file = try SampleRecord(SampleHistory(seed: 7, facts: 7), key: key).file()
        var changed = file
        for place in stride(from: first, to: file.count, by: 4) {
            changed[place] ^= 1 << UInt8((place / 4) % 8)
            if case .intact = RecordVerifier().verify(changed) {
                Issue.record("Byte \(place) can be changed.")
            }
            changed[place] = file[place]
        }
    }
}
