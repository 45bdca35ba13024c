import CivilTime
import Foundation

/// The tokens by which the person is signed in, one for each daemon, in a file of the person's own.
struct Keyring {
    /// A token for one daemon.
    struct Entry: Codable {
        let person: String
        let token: String
        let expiresAt: Instant?

        private enum CodingKeys: String, CodingKey {
            case person, token
            case expiresAt = "expires_at"
        }
    }

    /// Where it is: BARGAIN_TOKEN_FILE, or `bargain/token` in the folder for settings.
    let path: String
    private var entries: [String: Entry]

    /// - Throws: `Failure` where others can read the file, or it is none of this program's.
    init() throws {
        let environment = ProcessInfo.processInfo.environment
        func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let settings = named("XDG_CONFIG_HOME") ?? "\(named("HOME") ?? NSHomeDirectory())/.config"
        path = named("BARGAIN_TOKEN_FILE") ?? "\(settings)/bargain/token"
        guard let bytes = try PrivateFile.bytes(at: path), !bytes.isEmpty else {
            entries = [:]
            return
        }
        do {
            entries = try JSONDecoder().decode([String: Entry].self, from: Data(bytes))
        } catch {
            throw Failure(
                .noInput,
                "'\(path)' is not a file of tokens that this command wrote.",
                mend:
                    "mv \(Invocation.quoted(path)) \(Invocation.quoted(path + ".old"))   (and sign in again)"
            )
        }
    }

    /// The token for a daemon.
    subscript(socket: String) -> Entry? { entries[Self.address(socket)] }

    /// Keeps a token for a daemon, or forgets it.
    mutating func set(_ entry: Entry?, for socket: String) throws {
        entries[Self.address(socket)] = entry
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        try PrivateFile.write(Array(try encoder.encode(entries)) + [UInt8(ascii: "\n")], to: path)
    }

    private static func address(_ socket: String) -> String {
        if socket.contains("://") { return socket }
        return "unix:" + URL(fileURLWithPath: socket).standardizedFileURL.path
    }
}
