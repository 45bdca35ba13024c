import Client
import Foundation

extension DaemonPlace {
    /// The daemon to ask: what an option names, then what the environment names, then the usual sockets.
    ///
    /// - Throws: `Failure` for what no daemon can have as its place.
    static func chosen(_ options: DaemonOptions) throws -> DaemonPlace {
        guard options.server == nil || options.socket == nil else {
            throw Failure(.usage, "--server and --socket name two daemons; one is asked.")
        }
        let named = options.socket == nil ? options.server ?? environment("BARGAIN_SERVER") : nil
        guard let named else { return .socket(try SocketPath.chosen(options.socket)) }
        guard let place = server(named, authority: options.authority ?? environment("BARGAIN_CA")) else {
            throw Failure(
                .usage,
                "--server (BARGAIN_SERVER) must be https://host:port; without TLS only this machine is asked. "
                    + "It is '\(named.prefix(100))'."
            )
        }
        return place
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
