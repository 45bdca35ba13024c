import Synchronization

/// Whether the clocks agree well enough that lapses may be recorded, known to all who record them.
public final class ClockSoundness: Sendable {
    private let gate = Mutex(ClockGate())

    /// Sound until a reading says otherwise.
    public init() {}

    /// Whether lapses may be recorded now.
    public var isSound: Bool { doubt == nil }

    /// What is in doubt, in words; nil while the clocks agree.
    public var doubt: String? { gate.withLock { $0.doubt } }

    /// Takes a reading into account.
    ///
    /// - Returns: whether soundness changed by it.
    func take(_ reading: ClockGate.Reading) -> Bool {
        gate.withLock { gate in
            let before = gate.doubt
            gate.take(reading)
            return (before == nil) != (gate.doubt == nil)
        }
    }
}
