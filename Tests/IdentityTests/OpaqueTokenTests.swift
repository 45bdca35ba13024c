import Foundation
import Testing

@testable import Identity

@Suite struct OpaqueTokenTests {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// The number that digits stand for, by Horner's rule on a list of bytes: another way than the one under test.
    private func bytes(of digits: some Collection<Character>, count: Int) throws -> [UInt8] {
        var number = [UInt8](repeating: 0, count: count)
        for digit in digits {
            var carry = try #require(Self.alphabet.firstIndex(of: digit))
            for place in number.indices.reversed() {
                carry += Int(number[place]) * 62
                number[place] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            #expect(carry == 0, "the number has more than \(count) bytes")
        }
        return number
    }

    /// CRC-32 by a table, as zlib computes it.
    private func tableCRC(_ text: some StringProtocol) -> UInt32 {
        var table: [UInt32] = []
        for index in UInt32(0)..<256 {
            var sum = index
            for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
            table.append(sum)
        }
        var sum = UInt32.max
        for byte in text.utf8 {
            let place = Int((sum ^ UInt32(byte)) & 0xFF)
            sum = table[place] ^ (sum >> 8)
        }
        return ~sum
    }

    @Test(arguments: OpaqueToken.Kind.allCases)
    func `A token has its kind, 256 bits and the checksum of both`(kind: OpaqueToken.Kind) throws {
        for _ in 0..<50 {
            let token = OpaqueToken(kind)
            let text = token.secret
            #expect(text.count == 53 && text.hasPrefix(kind.rawValue))
            #expect(text.dropFirst(4).allSatisfy(Self.alphabet.contains))
            _ = try bytes(of: text.dropFirst(4).prefix(43), count: 32)
            let sum = try bytes(of: text.suffix(6), count: 4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            #expect(sum == tableCRC(text.dropLast(6)))
            #expect(try OpaqueToken(" \(text)\n") == token)
        }
    }

    @Test(arguments: [
        ([UInt8](repeating: 0, count: 32), "0000000000000000000000000000000000000000000"),
        ([UInt8](repeating: 0, count: 31) + [61], "000000000000000000000000000000000000000000z"),
        ([UInt8](repeating: 0, count: 31) + [62], "0000000000000000000000000000000000000000010"),
        ([UInt8](repeating: 255, count: 32), nil),
    ])
    func `The digits are the number of the bits`(bits: [UInt8], digits: String?) throws {
        let text = OpaqueToken(.personal, bits: bits).secret
        if let digits { #expect(text.dropFirst(4).prefix(43) == digits) }
        #expect(try bytes(of: text.dropFirst(4).prefix(43), count: 32) == bits)
    }

    @Test func `The checksum is the one of zip and Ethernet`() {
        #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test func `Any one wrong character, and any two exchanged, are told without asking anybody`() throws {
        let text = Array(OpaqueToken(.personal).secret)
        for place in 4..<text.count {
            for other in Self.alphabet where other != text[place] {
                var wrong = text
                wrong[place] = other
                #expect(code { try OpaqueToken(String(wrong)) } == .mistyped)
            }
            guard place + 1 < text.count, text[place] != text[place + 1] else { continue }
            var swapped = text
            swapped.swapAt(place, place + 1)
            #expect(code { try OpaqueToken(String(swapped)) } == .mistyped)
        }
    }

    @Test(arguments: [
        ("", IdentityError.Code.notAToken), ("maria-soto", .notAToken), ("bgx_0", .notAToken),
        ("bgt_", .mistyped), ("bgt_short", .mistyped),
        ("BGT_" + String(repeating: "0", count: 49), .notAToken),
        ("bgt_" + String(repeating: "é", count: 49), .mistyped),
    ])
    func `What is no token is refused`(text: String, expected: IdentityError.Code) {
        #expect(code { try OpaqueToken(text) } == expected)
    }

    @Test func `A token shows itself nowhere but where it is asked for`() throws {
        let token = OpaqueToken(.personal)
        var dumped = ""
        dump(token, to: &dumped)
        dump(["of": token], to: &dumped)
        let shown = [
            "\(token)", String(reflecting: token), "\([token])", "\(Optional(token) as Any)", dumped,
        ]
        for text in shown { #expect(!text.contains(token.secret.dropFirst(4).prefix(8))) }
        do {
            _ = try OpaqueToken(String(token.secret.dropLast()) + "!")
            Issue.record("a mistyped token was taken")
        } catch {
            #expect(!"\(error)".contains(token.secret.dropFirst(4).prefix(8)))
        }
    }

    @Test func `No two tokens are the same, nor are their digests`() {
        let tokens = (0..<500).map { _ in OpaqueToken(.session) }
        #expect(Set(tokens.map(\.secret)).count == 500)
        #expect(Set(tokens.map(\.digest)).count == 500)
        #expect(tokens.allSatisfy { $0.digest.count == 32 })
        #expect(Set((0..<500).map { _ in PublicID.new() }).count == 500)
    }

    private func code(_ body: () throws -> OpaqueToken) -> IdentityError.Code? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? IdentityError)?.code
        }
    }
}
