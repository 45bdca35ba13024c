import Foundation
import Postgres
import Store
import Table
import TestSupport
import Testing

/// Looks for the marks of one party's secrets where they must not be, as they are or in another spelling.
enum Canary {
    /// Whether a mark of a party comes to light in a text.
    static func isFound(of party: CaucusParty, in text: String) -> Bool {
        let mark = "cnry-\(party.rawValue)-"
        return spellings(of: text).contains { $0.contains(mark) }
    }

    /// A text, and what its runs of hexadecimal, base64 and quoted-printable say.
    private static func spellings(of text: String) -> [String] {
        var spellings = [text, text.replacing("=\r\n", with: "").replacing("=2D", with: "-")]
        for run in text.split(whereSeparator: { !$0.isHexDigit }) where run.count >= 16 {
            let digits = Array(run.utf8)
            for skipped in 0...1 {
                let bytes = stride(from: skipped, to: digits.count - 1, by: 2).map {
                    UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16) ?? 0
                }
                spellings.append(String(decoding: bytes, as: UTF8.self))
            }
        }
        let letters = Set("+/-_")
        for run in text.split(whereSeparator: {
            !($0.isASCII && ($0.isLetter || $0.isNumber)) && !letters.contains($0)
        })
        where run.count >= 16 {
            for skipped in 0..<4 {
                var part = String(run.dropFirst(skipped).replacing("-", with: "+").replacing("_", with: "/"))
                part = String(part.prefix(part.count / 4 * 4))
                if let data = Data(base64Encoded: String(part)) {
                    spellings.append(String(decoding: data, as: UTF8.self))
                }
            }
        }
        return spellings
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
