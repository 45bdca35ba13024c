import Synchronization

/// Lets what comes while a round is under way share the next one.
///
/// A round trip costs the database little more for many items than for one. Whoever has waited longest runs the next
/// round for all who wait.
final class Rounds<Item: Sendable, Answer: Sendable>: Sendable {
    private enum Turn {
        case run(with: [Waiting])
        case answered(Answer)
    }

    private struct Waiting: Sendable {
        let item: Item
        let reply: CheckedContinuation<Turn, Never>
    }

    private struct State {
        var isUnderWay = false
        var waiting: [Waiting] = []
    }

    /// Items to a round.
    private static var most: Int { 64 }

    private let state = Mutex(State())

    /// How many wait for the next round.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Has an item dealt with, perhaps together with others.
    ///
    /// - Parameters:
    ///   - item: the item.
    ///   - run: answers all items of a round, one answer an item in their order.
    /// - Returns: the item's own answer.
    func answer(_ item: Item, by run: @Sendable @escaping ([Item]) async -> [Answer]) async -> Answer {
        switch await turn(of: item) {
        case .answered(let answer): return answer
        case .run(let others):
            defer { pass() }
            guard !others.isEmpty else { return await run([item])[0] }
            // Not cancelled with the task that happens to run the round for the others.
            let answers = await Task { await run([item] + others.map(\.item)) }.value
            for (other, answer) in zip(others, answers.dropFirst()) {
                other.reply.resume(returning: .answered(answer))
            }
            return answers[0]
        }
    }

    private func turn(of item: Item) async -> Turn {
        await withCheckedContinuation { reply in
            let isFree = state.withLock { state in
                guard state.isUnderWay else {
                    state.isUnderWay = true
                    return true
                }
                state.waiting.append(Waiting(item: item, reply: reply))
                return false
            }
            if isFree { reply.resume(returning: .run(with: [])) }
        }
    }

    /// Hands on the right to run a round.
    private func pass() {
        let next = state.withLock { state in
            let next = Array(state.waiting.prefix(Self.most))
            state.waiting.removeFirst(next.count)
            state.isUnderWay = !next.isEmpty
            return next
        }
        next.first?.reply.resume(returning: .run(with: Array(next.dropFirst())))
    }
}
