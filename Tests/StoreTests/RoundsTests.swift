import Synchronization
import Testing

@testable import Store

@Suite struct RoundsTests {
    @Test func `What comes while a round is under way shares the next, and each gets its own answer`() async {
        let rounds = Rounds<Int, String>()
        let asked = Mutex<[[Int]]>([])
        let (came, comes) = AsyncStream.makeStream(of: Int.self)
        let (gate, opens) = AsyncStream.makeStream(of: Void.self)
        let run: @Sendable ([Int]) async -> [String] = { items in
            asked.withLock { $0.append(items) }
            if items == [0] {
                comes.yield(0)
                for await _ in gate { break }
            }
            return items.map { "answer to \($0)" }
        }
        let answers = await withTaskGroup(of: (Int, String).self) { group in
            group.addTask { (0, await rounds.answer(0, by: run)) }
            for await _ in came { break }
            for item in 1...70 { group.addTask { (item, await rounds.answer(item, by: run)) } }
            while rounds.waiting < 70 { await Task.yield() }
            opens.yield()
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0...70).map { ($0, "answer to \($0)") }))
        let sizes = asked.withLock { $0.map(\.count) }
        #expect(sizes == [1, 64, 6])
        #expect(rounds.waiting == 0)
    }

    @Test func `Whoever gives up while running the round of others does not end it for them`() async {
        let rounds = Rounds<Int, Bool>()
        let (came, comes) = AsyncStream.makeStream(of: Void.self)
        let (gate, opens) = AsyncStream.makeStream(of: Void.self)
        // Each answer says whether the task that ran its round had been cancelled by then.
        let run: @Sendable ([Int]) async -> [Bool] = { items in
            if items == [0] {
                comes.yield()
                for await _ in gate { break }
            }
            return items.map { _ in Task.isCancelled }
        }
        let first = Task { await rounds.answer(0, by: run) }
        for await _ in came { break }
        let leader = Task { await rounds.answer(1, by: run) }
        while rounds.waiting < 1 { await Task.yield() }
        let other = Task { await rounds.answer(2, by: run) }
        while rounds.waiting < 2 { await Task.yield() }
        leader.cancel()
        opens.yield()
        #expect(await first.value == false)
        #expect(await leader.value == false)
        #expect(await other.value == false)
    }
}
