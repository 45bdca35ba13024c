/// A value that will be delivered once, from any thread, to whoever waits for it.
///
/// The waiter reads the value under the lock rather than from the continuation, so that the hand-over
/// between the threads is one that ThreadSanitizer can follow.
final class Reply<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var first: UnsafeContinuation<Void, Never>?
        var others: [UnsafeContinuation<Void, Never>] = []
    }

    private let state = Lock(State())

    /// Delivers `value`, unless one was delivered before; says whether it was taken.
    @discardableResult
    func deliver(_ value: Value) -> Bool {
        let (taken, first, others) = state.withLock { state in
            guard state.value == nil else {
                return (false, UnsafeContinuation<Void, Never>?.none, [UnsafeContinuation<Void, Never>]())
            }
            state.value = value
            let waiting = (true, state.first, state.others)
            state.first = nil
            state.others = []
            return waiting
        }
        first?.resume()
        for other in others { other.resume() }
        return taken
    }

    /// The value, as soon as it is there.
    ///
    /// Never ends early: whoever cancels must deliver.
    func value() async -> Value {
        while true {
            if let value = state.withLock({ $0.value }) { return value }
            // Resumed exactly once: here when the value came meanwhile, else by `deliver`.
            await withUnsafeContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.value != nil { return true }
                    if state.first == nil {
                        state.first = continuation
                    } else {
                        state.others.append(continuation)
                    }
                    return false
                }
                if isThere { continuation.resume() }
            }
        }
    }
}
