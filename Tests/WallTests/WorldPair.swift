import CivilTime
import Foundation
import Service
import Store
import Synchronization
import Table
import TestSupport
import Testing

/// Two worlds of one seed that differ in the secret acts of one party only.
struct WorldPair: Sendable {
    /// A database in which everything is as it stood before the worlds parted.
    struct Ground: Sendable {
        let start: Instant
        let tokens: [String: String]

        /// Lays the ground in the running test's database.
        static func laid() async throws -> Ground {
            // A whole second, since the database keeps microseconds and people read seconds.
            let start = Instant(microseconds: ProgramClock.real.now().microseconds / 1_000_000 * 1_000_000)
            let clock = DrivenClock(start)
            let tokens = Mutex<[String: String]>([:])
            try await House.open(.init(clock: clock.program)) { house in
                try await house.office.establishZone(
                    seats: World.people.map { ($0.handle, $0.handle, $0.role) }
                )
                for _ in 0..<2 { try await house.office.openAnother() }
                for (person, _) in World.people {
                    try await house.admit(person)
                    let token = try await house.token(of: person)
                    tokens.withLock { $0[person] = token }
                }
                let held = tokens.withLock { $0 }
                try await adoptRule(in: house, tokens: held)
            }
            return Ground(start: start, tokens: tokens.withLock { $0 })
        }

        /// Both sides agree that proposals are set out in writing, so that a listing is noted.
        private static func adoptRule(in house: House, tokens: [String: String]) async throws {
            let acts = [
                (
                    "john-lee",
                    #"{"act":"propose","rule":{"kind":"proposals-in-writing","breach":"flag","text":"In words"},"reason":"order"}"#
                ),
                ("maria-soto", #"{"act":"join","number":"S1","expected_seq":2}"#),
            ]
            for (person, act) in acts {
                let answer = try await house.ask(
                    Letter(
                        method: "POST",
                        path: "/v1/negotiations/\(House.first)/acts",
                        token: tokens[person],
                        headers: [("Idempotency-Key", "rule")],
                        body: Array(act.utf8)
                    )
                )
                #expect(answer.status == 201, "\(answer)")
            }
        }
    }

    let seed: UInt64
    let secret: CaucusParty
    var leak: (@Sendable () -> any Leak)?
    /// How many questions somebody else asks by the real program at the end, of all that there are.
    var questions = 6
    /// Whether what the program says is all that is compared.
    var isByProgramAlone = false

    /// The first difference that anybody else sees between the worlds; nil where there is none.
    ///
    /// - Parameters:
    ///   - ground: where both begin.
    ///   - check: is handed what everybody else saw in the world with secrets.
    /// - Returns: the difference in words.
    /// - Throws: what keeps a world from being lived.
    func difference(
        on ground: Ground,
        check: @escaping @Sendable (World, [String: [String]]) async throws -> Void = { _, _ in }
    ) async throws -> String? {
        async let plain = lived(on: ground, hasSecrets: false, check: check)
        async let secretive = lived(on: ground, hasSecrets: true, check: check)
        let (one, other) = (try await plain, try await secretive)
        for person in Set(one.keys).union(other.keys).sorted() {
            func compared(_ seen: [String]) -> [String] {
                isByProgramAlone ? seen.filter { $0.hasPrefix(Desk.prompt) } : seen
            }
            let (left, right) = (compared(one[person] ?? []), compared(other[person] ?? []))
            if left == right { continue }
            let place = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            let index = place ?? min(left.count, right.count)
            func shown(_ seen: [String]) -> String {
                seen.indices.contains(index) ? String(seen[index].prefix(3_000)) : "nothing"
            }
            return """
                seed \(seed), secrets of \(secret.rawValue): '\(person)' sees, as number \(index),
                \(shown(left))
                ──── and in the other world
                \(shown(right))
                """
        }
        return nil
    }

    private func lived(
        on ground: Ground,
        hasSecrets: Bool,
        check: @escaping @Sendable (World, [String: [String]]) async throws -> Void
    ) async throws -> [String: [String]] {
        var seen: [String: [String]] = [:]
        try await TestDatabase.current.copied {
            let clock = DrivenClock(ground.start)
            let seed = seed
            var plan = House.Plan(clock: clock.program, isReady: true)
            plan.randomness = { party in
                let streams: [CaucusParty: UInt64] = [.board: 1, .union: 2, .neutral: 3]
                return SplitMix.bytes(seed: seed &* 31 &+ (party.flatMap { streams[$0] } ?? 0))
            }
            let streams: [CaucusParty?: Randomness] = Dictionary(
                uniqueKeysWithValues: ([nil] + CaucusParty.allCases).map { ($0, plan.randomness($0)) }
            )
            plan.randomness = { streams[$0] ?? .system }
            plan.leak = leak?()
            let secret = secret
            seen = try await House.open(plan) { house in
                let world = World(
                    house: house,
                    clock: clock,
                    start: ground.start,
                    tokens: ground.tokens,
                    secret: secret,
                    seed: seed,
                    hasSecrets: hasSecrets,
                    questions: questions
                )
                let seen = try await world.lived()
                if hasSecrets { try await check(world, seen) }
                return seen
            }
        }
        return seen
    }
}
