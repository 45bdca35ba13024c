import ArgumentParser
import Cluster
import Glibc
import Store

/// Why the daemon cannot go on, with the exit code that says so to other programs.
struct Fault: Error {
    enum Kind: Int32 {
        case failed = 1
        case unavailable = 69
        case inUse = 75
        case settings = 78
    }

    let kind: Kind
    let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

/// Runs a subcommand and turns what goes wrong into one clear line and an exit code.
func reporting(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error {
        guard let fault = Fault(error) else { throw error }
        let line = Array("bargaind: \(fault.message)\n".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
        throw ExitCode(fault.kind.rawValue)
    }
}

extension Fault {
    /// What an error means for the program; nil for those that ArgumentParser explains itself.
    init?(_ error: any Error) {
        switch error {
        case let fault as Fault: self = fault
        case let error as ClusterError:
            self.init(error.code == .inUse ? .inUse : .failed, error.message)
        case let error as StoreError:
            switch error.code {
            case .unavailable, .outcomeUnknown: self.init(.unavailable, error.description)
            case .unfit: self.init(.settings, error.description)
            default: self.init(.failed, error.description)
            }
        case is ExitCode, is ValidationError, is CleanExit: return nil
        default: self.init(.failed, "\(error)")
        }
    }
}
