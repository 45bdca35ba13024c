import ArgumentParser
import Glibc

/// Puts work on a daemon or on its parts, and prints how fast it went as one line of JSON.
@main
struct BargainBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bargain-bench",
        abstract: "Load for scripts/bench: measures, prints JSON, judges nothing.",
        subcommands: [Load.self, Open.self, Fire.self]
    )
}

/// Seconds of processor time that this process has used.
func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Nanoseconds of a clock that nobody sets.
func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// What cannot be measured, in words.
struct BenchFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
