import Foundation
import Table
import TestSupport
import Testing

/// What one party keeps to itself makes no difference to anybody else, in a single byte.
@Suite(.database, .serialized) struct TwoWorldsTests {
    /// `BARGAIN_WORLD_PAIRS` pairs, 18 where nothing is said; `BARGAIN_WORLD_SEED` begins elsewhere.
    private static let pairs = number("BARGAIN_WORLD_PAIRS") ?? 18
    private static let firstSeed = UInt64(number("BARGAIN_WORLD_SEED") ?? 1)

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test func `Two worlds that differ in one party's secrets are one world to everybody else`() async throws
    {
        let ground = try await WorldPair.Ground.laid()
        let began = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for count in 0..<Self.pairs {
                // One pair waits for its database and its programs while the other is at work.
                if count >= 2 { try await group.next() }
                if count > 0, count.isMultiple(of: 25) {
                    let seconds = (ContinuousClock.now - began).components.seconds
                    FileHandle.standardError.write(Data("\(count) pairs in \(seconds) s\n".utf8))
                }
                group.addTask { try await Self.compare(count, on: ground) }
            }
            try await group.waitForAll()
        }
    }

    private static func compare(_ count: Int, on ground: WorldPair.Ground) async throws {
        let secret = CaucusParty.allCases[count % CaucusParty.allCases.count]
        let pair = WorldPair(seed: firstSeed + UInt64(count), secret: secret)
        let difference = try await pair.difference(on: ground) { world, seen in
            try await Canary.check(world, seen)
        }
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test(arguments: CaucusParty.allCases)
    func `The command tells nobody else of a party's secrets, whatever it is asked`(secret: CaucusParty)
        async throws
    {
        let ground = try await WorldPair.Ground.laid()
        let pair = WorldPair(seed: 2_001, secret: secret, questions: Desk.questions.count)
        let difference = try await pair.difference(on: ground) { world, seen in
            let told = seen.values.joined().filter { $0.contains("\nstatus 0\n") }
            #expect(told.count > Desk.questions.count / 2, "\(told.count) questions were answered")
            try await Canary.check(world, seen)
        }
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test func `A mark is found in every spelling, and one that is not there is not`() {
        let mark = "cnry-board-0123456789abcdef0123456789abcdef"
        for before in ["", "x", "xy"] {
            let text = before + mark + "."
            let hex = text.utf8.map { String($0, radix: 16) }.joined()
            let base64 = Data(text.utf8).base64EncodedString(options: [.lineLength64Characters])
            for spelling in [text, hex, hex.uppercased(), base64, text.replacing("-", with: "=2D")] {
                #expect(Canary.isFound(of: .board, in: "{\(spelling)}"))
                #expect(!Canary.isFound(of: .union, in: "{\(spelling)}"))
            }
        }
        #expect(!Canary.isFound(of: .board, in: "cnry and board"))
    }

    private static let leaks: [@Sendable () -> any Leak] = [
        { CountingHeader() }, { ActivityOrder() }, { NamedDraft() }, { SharedKeys() }, { SharedBucket() },
    ]

    /// Those that show in a list and in an error.
    private static let plainLeaks: [@Sendable () -> any Leak] = [{ ActivityOrder() }, { NamedDraft() }]

    @Test(arguments: plainLeaks.indices) func `A leak shows in what the command says`(leak: Int) async throws
    {
        let ground = try await WorldPair.Ground.laid()
        var found = false
        for seed in 1...6 where !found {
            let secret = CaucusParty.allCases[seed % 2]
            let pair = WorldPair(
                seed: UInt64(seed) + 1_000,
                secret: secret,
                leak: Self.plainLeaks[leak],
                questions: Desk.questions.count,
                isByProgramAlone: true
            )
            found = try await pair.difference(on: ground) != nil
        }
        #expect(found, "nobody noticed \(Self.plainLeaks[leak]())")
    }

    @Test(arguments: leaks.indices) func `A leak that is put in is found`(leak: Int) async throws {
        let ground = try await WorldPair.Ground.laid()
        var found = false
        for seed in 1...6 where !found {
            let secret = CaucusParty.allCases[seed % 2]
            let pair = WorldPair(seed: UInt64(seed) + 1_000, secret: secret, leak: Self.leaks[leak])
            found = try await pair.difference(on: ground) != nil
        }
        #expect(found, "nobody noticed \(Self.leaks[leak]())")
    }
}
