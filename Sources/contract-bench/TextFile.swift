import ArgumentParser
import Contracts
import Foundation

/// A plain text on disk.
struct TextFile: ExpressibleByArgument {
    let path: String

    init?(argument: String) { path = argument }
    init(path: String) { self.path = path }

    var name: String { URL(filePath: path).lastPathComponent }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    func version(_ bytes: [UInt8]) throws -> ContractVersion {
        ContractVersion(
            try ContractDocument(plainText: bytes, name: name),
            name: name,
            date: nil,
            sha256: nil
        )
    }
}

/// Seconds of processor time that this process has used.
func processorSeconds() -> Double {
    var usage = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &usage)
    return Double(usage.tv_sec) + Double(usage.tv_nsec) / 1e9
}

/// The most memory that this process has held, in bytes.
func peakMemory() -> Int {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return usage.ru_maxrss * 1024
}
