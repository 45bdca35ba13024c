import Table
import Testing

@Suite struct PlainTextTests {
    @Test(arguments: [
        "a\u{0}b", "a\u{7}b", "a\u{1B}[2J", "a\r\nb", "a\u{7F}", "a\u{85}b", "a\u{9B}b", "a\u{202E}b",
        "a\u{2066}b", "a\u{200E}b", "a\u{61C}b", "a\u{200B}b", "a\u{2060}b", "\u{FEFF}a", "a\u{2028}b",
        "a\u{2029}b", "a \u{200D}b", "\u{200C}", "a\u{200D}",
    ])
    func `What a text does not show is refused with its place`(text: String) throws {
        var bench = try Bench()
        let refusal = try bench.refusal(of: .close(reason: text), by: "ann-clerk")
        #expect(refusal.code == .invalid)
        #expect(refusal.message.contains("U+"), "\(refusal.message)")
        let zone = ZoneEstablished(
            zone: try handle("springfield"),
            name: text,
            district: "Springfield",
            state: "MA",
            calendar: "us-ma"
        )
        #expect(flaw(of: zone)?.message.contains("U+") == true)
    }

    @Test(arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32])
    func `A code point that is no character is refused`(value: UInt32) throws {
        var bench = try Bench()
        let text = "a" + String(try #require(Unicode.Scalar(value)))
        #expect(
            try bench.refusal(of: .close(reason: text), by: "ann-clerk").message.contains("is no character")
        )
    }

    @Test func `The place is said by line and character`() throws {
        var bench = try Bench()
        let refusal = try bench.refusal(of: .close(reason: "one\ntwo\u{202E}"), by: "ann-clerk")
        #expect(
            refusal.message
                == "The reason holds a character that changes the direction of the text (U+202E) at line 2, "
                + "character 4; take it out."
        )
    }

    @Test(arguments: ["Zoë’s — naïve", "a\nb\tc", "می\u{200C}خواهم", "क्\u{200D}ष", "日本語", "😀"])
    func `What people write is taken`(text: String) throws {
        var bench = try Bench()
        try bench.act(.close(reason: text), by: "ann-clerk")
        #expect(bench.negotiation.closed == text)
    }

    @Test func `A name is one line`() throws {
        let zone = ZoneEstablished(
            zone: try handle("springfield"),
            name: "Spring\tfield",
            district: "Springfield",
            state: "MA",
            calendar: "us-ma"
        )
        #expect(flaw(of: zone)?.message.contains("U+0009") == true)
    }

    private func flaw(of zone: ZoneEstablished) -> Refusal? {
        guard case .refused(let refusal) = Zone().decide(.state(.established(zone)), by: nil) else {
            return nil
        }
        return refusal
    }
}
