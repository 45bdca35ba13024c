import Dispatch
import Synchronization

/// Makes and checks hashes of passwords, few at a time and away from the threads that serve requests.
///
/// One hash takes 128 MB and some tenths of a second, so many at once would take the machine away from everybody.
public final class Passwords: Sendable {
    private struct State {
        var underWay = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let cost: PasswordHash.Cost
    private let atOnce: Int
    private let mostWaiting: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "passwords", attributes: .concurrent)
    /// Of no password, at the same cost, so that an unknown person takes as long as a known one.
    private let nobody: PasswordHash

    /// A workshop for passwords.
    ///
    /// - Parameters:
    ///   - cost: the cost of new hashes.
    ///   - atOnce: how many are worked at side by side.
    ///   - mostWaiting: how many may wait; more are turned away.
    public init(cost: PasswordHash.Cost = .standard, atOnce: Int = 2, mostWaiting: Int = 32) {
        self.cost = cost
        self.atOnce = atOnce
        self.mostWaiting = mostWaiting
        nobody = PasswordHash(ofNobodyAt: cost)
    }

    /// Another place of the same kind, whose queue does not stand in the way of this one's.
    public func another() -> Passwords { Passwords(cost: cost) }

    /// The hash of a password, to be kept.
    ///
    /// - Throws: `IdentityError.crowded` where too many wait already.
    public func hash(_ password: String) async throws -> PasswordHash {
        let cost = cost
        return try await work { try PasswordHash(of: password, cost: cost) }
    }

    /// Whether a password is a person's; for a person who has none it takes as long, and is not.
    ///
    /// - Throws: `IdentityError.crowded` where too many wait already.
    public func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        let compared = hash ?? nobody
        let matches = try await work { try compared.matches(password) }
        return matches && hash != nil
    }

    private func work<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }

    private func enter() async throws {
        guard state.withLock({ $0.waiting.count < mostWaiting }) else {
            throw IdentityError(
                .crowded,
                "Too many people are signing in at this moment; try again in a few seconds."
            )
        }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.underWay == atOnce else {
                    state.underWay += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.underWay -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
