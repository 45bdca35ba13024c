import Foundation
import Postgres
import Store
import Table
import TestSupport
import Testing

/// Looks for the marks of one party's secrets where they must not be, as they are or in another spelling.
enum Canary {
    /// Whether a mark of a party comes to light in a text, as it is or as hexadecimal, base64 or quoted-printable.
    static func isFound(of party: CaucusParty, in text: String) -> Bool {
        // Long lines are broken by mail's encodings.
        let texts = [text, text.replacing("=\r\n", with: "").replacing("\r\n", with: "")]
        return spellings(of: "cnry-\(party.rawValue)-").contains { spelling in
            texts.contains { $0.contains(spelling) }
        }
    }

    /// A mark as it reads in each encoding, wherever in an encoded text it stands.
    static func spellings(of mark: String) -> [String] {
        let hex = mark.utf8.map { String($0, radix: 16) }.joined()
        let base64 = (0..<3).map { offset in
            let bytes = [UInt8](repeating: 0, count: offset) + mark.utf8
            // The letters that depend on what stands before and behind are left out.
            let letters = Data(bytes).base64EncodedString().prefix(bytes.count * 8 / 6)
            return String(letters.dropFirst((offset * 8 + 5) / 6))
        }
        return [mark, hex, hex.uppercased(), mark.replacing("-", with: "=2D")] + base64
    }

    /// Holds that a world's secrets are nowhere but with their party: in nothing that anybody else saw, in no mail or
    /// alert, and in nothing that another login of the database can read.
    static func check(_ world: World, _ seen: [String: [String]]) async throws {
        let party = world.secret
        for (person, words) in seen {
            #expect(!words.contains { isFound(of: party, in: $0) }, "\(person) sees a secret of \(party)")
        }
        let alerts = (try? String(contentsOfFile: world.house.alertFile, encoding: .utf8)) ?? ""
        for text in world.house.mail.all + [alerts] { #expect(!isFound(of: party, in: text)) }
        for login in Login.allCases where login != Login(party) && login != .identity {
            let pool = try TestOffice.pool(of: login, size: 1)
            let dump = try await readable(by: pool, listed: world.house.office.pool)
            await pool.close()
            // What a party uploads for the table is the table's; no more than that is.
            let texts = dump.filter { login != .table || !["content", "upload"].contains($0.table) }.map(
                \.text
            )
            #expect(!texts.contains { isFound(of: party, in: $0) }, "\(login) reads a secret of \(party)")
        }
    }

    /// Every table that a login can read anything of, as text.
    private static func readable(by pool: PostgresPool, listed: PostgresPool) async throws -> [(
        table: String, text: String
    )] {
        let tables = try await listed.query(
            Query(
                Statement(
                    "tables",
                    """
                    select table_schema || '.' || table_name as name, table_name::text as short
                    from information_schema.tables
                    where table_schema not in ('pg_catalog', 'information_schema')
                    """
                )
            )
        )
        var dump: [(String, String)] = []
        for row in tables {
            let name = try row.decode("name", as: String.self)
            let statement = Statement(
                "dump \(name)",
                "select coalesce(string_agg(t::text, E'\\n'), '')::text as words from \(name) t"
            )
            guard let rows = try? await pool.query(Query(statement)) else { continue }
            dump.append(
                (try row.decode("short", as: String.self), try rows[0].decode("words", as: String.self))
            )
        }
        return dump
    }
}
