import CivilTime
import Service
import Synchronization

/// A clock that stands still until it is told to go on.
final class DrivenClock: Sendable {
    private let time: Mutex<Instant>

    init(_ start: Instant) { time = Mutex(start) }

    var program: ProgramClock { ProgramClock { self.now } }

    var now: Instant {
        get { time.withLock { $0 } }
        set { time.withLock { $0 = newValue } }
    }
}

/// Random numbers that a seed makes the same again (Steele, Lea & Flood 2014).
struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Random bytes for the program, drawn from a stream of their own.
    static func bytes(seed: UInt64) -> Randomness {
        let stream = Stream(seed: seed)
        return Randomness { stream.bytes($0) }
    }

    private final class Stream: Sendable {
        private let generator: Mutex<SplitMix>

        init(seed: UInt64) { generator = Mutex(SplitMix(seed: seed)) }

        func bytes(_ count: Int) -> [UInt8] {
            generator.withLock { generator in
                (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }
        }
    }
}
