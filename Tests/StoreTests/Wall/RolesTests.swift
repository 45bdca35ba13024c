import Postgres
import Testing

@testable import Store

@Suite struct RolesTests {
    @Test(arguments: [
        "host=db.example.org port=5433 user=postgres dbname=bargain password='it''s'",
        "postgresql://postgres:secret@db.example.org:5433/bargain?sslmode=require",
    ])
    func `A login's connection string is the given one with another user`(given: String) throws {
        let text = given.replacing("it''s", with: #"it\'s"#)
        let plain = try ConnectionString(Roles().connectionString(of: .union, from: text))
        #expect(plain["user"] == "bargain_union")
        #expect(plain["password"] == nil)
        #expect(plain["host"] == "db.example.org")
        #expect(plain["port"] == "5433")
        #expect(plain["dbname"] == "bargain")
        #expect(plain["options"]?.contains("-csearch_path=caucus_union") == true)
        let secret = [UInt8](repeating: 1, count: 32)
        let passwords = try Login.allCases.map { login in
            try ConnectionString(Roles(secret: secret).connectionString(of: login, from: text))["password"]
        }
        #expect(Set(passwords).count == Login.allCases.count)
        #expect(!passwords.contains(nil))
    }

    @Test func `A value with quotes and backslashes comes through`() throws {
        let value = #"a 'b' \c"#
        let text = try ConnectionString("host=x").with("password", value).text
        let read = try ConnectionString(text)
        #expect(read["password"] == value)
        #expect(throws: PostgresError.self) { _ = try ConnectionString("host='unfinished") }
    }

    /// The example of RFC 7677, whose client's nonce and proof are left out: what a server keeps of `pencil`.
    @Test func `A password's verifier is the one of RFC 7677`() {
        let salt: [UInt8] = [
            0x5b, 0x6d, 0x99, 0x68, 0x9d, 0x12, 0x35, 0x8e, 0xec, 0xa0, 0x4b, 0x14, 0x12, 0x36, 0xfa, 0x81,
        ]
        #expect(
            Roles.verifier("pencil", salt: salt)
                == "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
                + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
        )
    }
}
