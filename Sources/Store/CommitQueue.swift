import Synchronization

/// Lets writings that come while others are being committed share the next commit.
///
/// A commit costs the database little more for many writings than for one. Whoever has waited longest commits for all
/// who wait; when that fails because of one of them, each commits by itself and learns of its own fault only.
final class CommitQueue: Sendable {
    private enum Turn {
        case commit(with: [Waiting])
        case commitAlone
        case committed
        case failed(any Error)
    }

    private struct Waiting: Sendable {
        let writing: Writing
        let reply: CheckedContinuation<Turn, Never>
    }

    private struct State {
        var underWay = 0
        var waiting: [Waiting] = []
    }

    /// Commits at a time: one writes while the other waits for the disk.
    private static let mostAtOnce = 2
    /// Writings to a commit.
    private static let mostTogether = 64

    private let state = Mutex(State())

    /// Commits a writing, perhaps together with others.
    ///
    /// - Parameters:
    ///   - writing: what is to be written.
    ///   - run: commits what it is given, all or nothing.
    /// - Throws: what `run` throws for this writing.
    func commit(_ writing: Writing, by run: @Sendable @escaping (Writing) async throws -> Void) async throws {
        switch await turn(of: writing) {
        case .committed: break
        case .failed(let error): throw error
        case .commitAlone: try await run(writing)
        case .commit(let others):
            defer { pass() }
            if others.isEmpty { return try await run(writing) }
            let all = others.reduce(into: writing) { $0.add($1.writing) }
            // Not cancelled with the task that happens to commit for the others.
            let outcome = await Task { try await run(all) }.result
            for other in others { other.reply.resume(returning: Self.turn(after: outcome)) }
            switch Self.turn(after: outcome) {
            case .failed(let error): throw error
            case .commitAlone: try await run(writing)
            case .committed, .commit: break
            }
        }
    }

    private func turn(of writing: Writing) async -> Turn {
        await withCheckedContinuation { reply in
            let isFree = state.withLock { state in
                guard state.underWay == Self.mostAtOnce else {
                    state.underWay += 1
                    return true
                }
                state.waiting.append(Waiting(writing: writing, reply: reply))
                return false
            }
            if isFree { reply.resume(returning: .commit(with: [])) }
        }
    }

    /// Hands on the right to commit.
    private func pass() {
        let next = state.withLock { state in
            let next = Array(state.waiting.prefix(Self.mostTogether))
            state.waiting.removeFirst(next.count)
            if next.isEmpty { state.underWay -= 1 }
            return next
        }
        next.first?.reply.resume(returning: .commit(with: Array(next.dropFirst())))
    }

    private static let hopeless: [StoreError.Code] = [.outcomeUnknown, .unavailable, .diskFull]

    private static func turn(after outcome: Result<Void, any Error>) -> Turn {
        switch outcome {
        case .success: .committed
        // Whether anything was written is not known, or no writing would fare better alone.
        case .failure(let error as StoreError) where hopeless.contains(error.code): .failed(error)
        case .failure: .commitAlone
        }
    }
}
