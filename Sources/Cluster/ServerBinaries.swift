import Glibc

/// Where PostgreSQL's programs are, and of which major version.
struct ServerBinaries: Sendable, Equatable {
    static let oldestVersion = 15

    let folder: String
    let version: Int

    func path(_ program: String) -> String { "\(folder)/\(program)" }

    /// The newest installation that serves, or the one that made the data that is there.
    static func find(given: String?, dataVersion: Int?) throws(ClusterError) -> ServerBinaries {
        let candidates = given.map { [$0] } ?? debianFolders() + searchPath()
        let installed = candidates.compactMap(inspect).filter { $0.version >= oldestVersion }
        if let dataVersion {
            if let match = installed.first(where: { $0.version == dataVersion }) { return match }
            throw ClusterError(
                .notInstalled,
                "The data was made by PostgreSQL \(dataVersion), whose server is not in \(places(candidates)). "
                    + "Install it with `apt install postgresql-\(dataVersion)`."
            )
        }
        if let newest = installed.max(by: { $0.version < $1.version }) { return newest }
        throw ClusterError(
            .notInstalled,
            "PostgreSQL's server, version \(oldestVersion) or newer, is not in \(places(candidates)). "
                + "Install it with `apt install postgresql`, or give a connection string to a server elsewhere."
        )
    }

    /// The version that wrote a data folder.
    static func version(ofData folder: String) -> Int? {
        Int(File.contents(of: "\(folder)/PG_VERSION", limit: 32).trimmed)
    }

    private static func places(_ folders: [String]) -> String {
        folders.isEmpty ? "/usr/lib/postgresql or PATH" : folders.joined(separator: ", ")
    }

    private static func debianFolders() -> [String] {
        let root = "/usr/lib/postgresql"
        return File.names(in: root).filter { Int($0) != nil }.sorted().map { "\(root)/\($0)/bin" }
    }

    private static func searchPath() -> [String] {
        guard let path = getenv("PATH") else { return [] }
        return String(cString: path).split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// A folder that holds the server and the programs beside it.
    private static func inspect(_ folder: String) -> ServerBinaries? {
        for program in ["postgres", "initdb", "pg_isready"] {
            guard access("\(folder)/\(program)", X_OK) == 0 else { return nil }
        }
        // The shell that popen starts would take a quote in the name as its own.
        guard !folder.contains("'"), let output = popen("'\(folder)/postgres' --version", "re") else {
            return nil
        }
        defer { pclose(output) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), output) != nil else { return nil }
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        let words = line.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            .split(separator: " ")
        guard words.count >= 3, let version = Int(words[2].prefix { $0.isNumber }) else { return nil }
        return ServerBinaries(folder: folder, version: version)
    }
}
