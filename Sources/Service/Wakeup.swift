import Synchronization

/// A bell that any number of others ring and one loop listens to; rings that come while it works are one.
public final class Wakeup: Sendable {
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// A bell that nobody has rung.
    public init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the listener.
    public func ring() {
        continuation.yield()
    }

    /// Rings again and again until cancelled, so that the loop also sees what no bell announced.
    func beat(every interval: Duration) async {
        while !Task.isCancelled {
            ring()
            try? await Task.sleep(for: interval)
        }
    }
}
