/// Lets writings that come while others are being committed share the next commit.
///
/// When a shared commit fails because of one of its writings, each commits by itself and learns of its own fault only.
struct CommitQueue: Sendable {
    private enum Outcome {
        case committed
        case commitAlone
        case failed(any Error)
    }

    private let rounds = Rounds<Writing, Outcome>()

    /// Commits a writing, perhaps together with others.
    ///
    /// - Parameters:
    ///   - writing: what is to be written.
    ///   - run: commits what it is given, all or nothing.
    /// - Throws: what `run` throws for this writing.
    func commit(_ writing: Writing, by run: @Sendable @escaping (Writing) async throws -> Void) async throws {
        let outcome = await rounds.answer(writing) { writings in
            let all = writings.dropFirst().reduce(into: writings[0]) { $0.add($1) }
            let outcome: Outcome
            do {
                try await run(all)
                outcome = .committed
            } catch {
                outcome = writings.count == 1 || Self.isHopeless(error) ? .failed(error) : .commitAlone
            }
            return writings.map { _ in outcome }
        }
        switch outcome {
        case .committed: break
        case .commitAlone: try await run(writing)
        case .failed(let error): throw error
        }
    }

    /// Whether it is not known if anything was written, or no writing would fare better alone.
    private static func isHopeless(_ error: any Error) -> Bool {
        let hopeless: [StoreError.Code] = [.outcomeUnknown, .unavailable, .diskFull]
        return (error as? StoreError).map { hopeless.contains($0.code) } ?? false
    }
}
