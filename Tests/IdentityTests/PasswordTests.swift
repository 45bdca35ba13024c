import Foundation
import Synchronization
import Testing

@testable import Identity

@Suite struct PasswordTests {
    @Test func `The hash is scrypt's, by the vector of RFC 7914`() throws {
        // The third of section 12 at N = 1024, r = 8, p = 16 has 64 bytes; the first 32 are the same derivation's first block.
        let hash = try PasswordHash(
            of: "password",
            salt: Array("NaCl".utf8),
            cost: .init(logN: 10, blockSize: 8, parallelism: 16)
        )
        let parts = hash.text.split(separator: "$")
        #expect(parts.prefix(4) == ["scrypt", "10", "8", "16"])
        let bytes = try #require(Data(base64Encoded: String(parts[5])))
        #expect(
            bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
                == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        )
    }

    @Test func `At the cost that is used, the password fits and a near miss does not`() throws {
        let hash = try PasswordHash(of: "four words of no kin")
        #expect(hash.text.hasPrefix("scrypt$17$8$1$"))
        let read = try PasswordHash(text: hash.text)
        #expect(try read.matches("four words of no kin"))
        #expect(try !read.matches("four words of no kim"))
    }

    @Test func `The same password has another hash each time, and a letter may be composed or not`() throws {
        let hash = try PasswordHash(of: "se\u{00F1}ora con paraguas", cost: .trifling)
        #expect(try hash.text != PasswordHash(of: "se\u{00F1}ora con paraguas", cost: .trifling).text)
        #expect(try hash.matches("sen\u{0303}ora con paraguas"))
        #expect(!"\(hash) \(String(reflecting: hash))".contains(hash.text.suffix(20)))
    }

    @Test(arguments: [
        "", "scrypt$17$8$1$", "bcrypt$17$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA", "scrypt$40$8$1$%$%",
        "scrypt$17$8$1$AAAA$AAAA",
    ])
    func `What is kept and is no hash is refused, before any work is done on it`(text: String) {
        #expect(throws: IdentityError.self) { try PasswordHash(text: text) }
        let costly =
            "scrypt$31$8$1$" + Data(count: 16).base64EncodedString() + "$"
            + Data(count: 32).base64EncodedString()
        #expect(throws: IdentityError.self) { try PasswordHash(text: costly) }
    }

    @Test func `Nobody has a password, whatever is tried`() async throws {
        let passwords = Passwords(cost: .trifling)
        #expect(try await !passwords.verify("four words of no kin", against: nil))
        let hash = try await passwords.hash("four words of no kin")
        #expect(try await passwords.verify("four words of no kin", against: hash))
        #expect(try await !passwords.verify("four words of no ki", against: hash))
    }

    @Test func `More than may wait are turned away, the others are all served`() async throws {
        let passwords = Passwords(
            cost: .init(logN: 12, blockSize: 8, parallelism: 1),
            atOnce: 2,
            mostWaiting: 3
        )
        let outcomes = await withTaskGroup(of: IdentityError.Code?.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do {
                        _ = try await passwords.hash("four words of no kin")
                        return nil
                    } catch {
                        return (error as? IdentityError)?.code ?? .damaged
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.contains(nil))
        #expect(outcomes.allSatisfy { $0 == nil || $0 == .crowded })
        // Whoever comes afterwards is served.
        #expect(try await passwords.verify("x", against: nil) == false)
    }

    @Test(arguments: [
        ("four words of no kin", true), ("fourteen chars", false),
        (String(repeating: "abcdefgh", count: 16), false),
        ("passwordpassword", false), ("Password Password", false), ("Correct Horse Battery Staple", false),
        ("1234567890123456", false), ("abc123abc123abc123", false), ("aaaaaaaaaaaaaaaaaaaa", false),
        ("maria-soto-2026!", false), ("Maria Soto 12345", false), ("maria-soto walks to the old mill", true),
        ("ñandú ñandú ¿qué?", true), ("tab\tbetween words", false), ("пять слов без родства", true),
    ])
    func `A password is long and not among the first that are tried`(password: String, isGood: Bool) {
        let objection = PasswordRules.objection(
            to: password,
            of: ["maria-soto", "Maria Soto", "maria@example.org"]
        )
        #expect((objection == nil) == isGood, "\(objection ?? "taken")")
        #expect(objection?.contains(password) != true)
    }

    @Test(arguments: [(14, false), (15, true), (128, true), (129, false)])
    func `The length counts characters of Unicode`(count: Int, isGood: Bool) {
        let letters = (0..<count).map { _ in "äöüßéñçøåabcdefgh".randomElement() ?? "x" }
        let password = String(letters)
        #expect((PasswordRules.objection(to: password, of: []) == nil) == isGood)
    }

    @Test func `The list holds what folding leaves, so each is found`() {
        for password in PasswordRules.common where password.unicodeScalars.count >= 15 {
            #expect(PasswordRules.objection(to: password.uppercased(), of: []) != nil, "\(password)")
        }
    }
}
