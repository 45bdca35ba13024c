import Foundation
import Logging
import Postgres

extension TestDatabase {
    /// What stands in the database, outside the private compartment that it belongs to: each row that has some of it.
    ///
    /// - Parameter log: where the server's log ended when the test began; nil where it is not looked at.
    /// - Returns: what was found, in words.
    /// - Throws: what the database says where it cannot be searched.
    public func crossings(since log: TestServer.LogPlace? = nil) async throws -> [String] {
        let pool = PostgresPool(
            .init(connectionString: connectionString, size: 1, applicationName: "tests"),
            logger: Logger(label: "tests")
        )
        let found: Result<[String], any Error>
        do {
            found = .success(try await Crossings.found(on: pool, since: log))
        } catch {
            found = .failure(error)
        }
        await pool.close()
        return try found.get()
    }
}

/// What must never happen: that something of a private compartment stands anywhere else.
///
/// At the end of every test that has a database, each party's notes, limits, reasons and drafts, as far as they were not
/// served, are looked for in all other tables, as text and as bytes, and in what the server logged meanwhile.
private enum Crossings {
    private static let compartments = ["caucus_board", "caucus_union", "chamber"]

    fileprivate static func found(on pool: PostgresPool, since log: TestServer.LogPlace?) async throws
        -> [String]
    {
        func texts(_ name: String, _ sql: String, _ words: [String]? = nil) async throws -> [String] {
            let statement = Statement("crossings: \(name)", sql)
            let rows = try await pool.query(words.map { Query(statement, $0) } ?? Query(statement))
            return try rows.map { try $0.decode("text") }
        }
        let walls = "select relname::text as text from pg_class where oid = to_regclass('chamber.entry')"
        guard try await !texts("walls", walls).isEmpty else { return [] }
        var found: [String] = []
        for compartment in compartments {
            let said = try await texts("said in \(compartment)", bodies(of: compartment)).flatMap(words)
            let drafted = try await texts("drafted in \(compartment)", unserved(by: compartment))
            // What is shorter may well be said by others too.
            let secrets = Set(said + drafted).filter { $0.utf8.count >= 12 }.sorted()
            if secrets.isEmpty { continue }
            for table in try await texts("outside \(compartment)", tables(outside: compartment)) {
                let rows = try await texts(table, rows(of: table), secrets)
                found += rows.map { "\(table) has something of \(compartment): \($0.prefix(300))" }
            }
            let logged = log?.text() ?? ""
            found += secrets.filter(logged.contains).map { "the server's log has of \(compartment): \($0)" }
        }
        return found
    }

    private static func bodies(of compartment: String) -> String {
        "select convert_from(body, 'UTF8') as text from \(compartment).entry"
    }

    /// The notes, limits and reasons in an entry's body; all of a body that is no JSON.
    private static func words(of body: String) -> [String] {
        guard let fact = try? JSONSerialization.jsonObject(with: Data(body.utf8)) else { return [body] }
        return words(in: fact)
    }

    private static func words(in value: Any, under name: String = "") -> [String] {
        switch value {
        case let members as [String: Any]: members.flatMap { words(in: $0.value, under: $0.key) }
        case let elements as [Any]: elements.flatMap { words(in: $0, under: name) }
        case let text as String: ["text", "limit", "reason"].contains(name) ? [text] : []
        default: []
        }
    }

    /// The lines of drafts that were not served, and the drafts' digests.
    private static func unserved(by compartment: String) -> String {
        """
        with unserved as (
            select digest, bytes from \(compartment).content as own
             where not exists (select from public.content where content.digest = own.digest))
        select encode(digest, 'hex') as text from unserved
         union select regexp_split_to_table(convert_from(bytes, 'UTF8'), E'\\n') from unserved
        """
    }

    private static func tables(outside compartment: String) -> String {
        """
        select format('%I.%I', schemaname, tablename) as text from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema', '\(compartment)')
        """
    }

    /// The rows that say one of some words, or have its bytes.
    private static func rows(of table: String) -> String {
        """
        select found::text as text from \(table) as found
         where exists (select from unnest($1::text[]) as word
                        where position(word in found::text) > 0
                           or position(encode(convert_to(word, 'UTF8'), 'hex') in found::text) > 0)
        """
    }
}
