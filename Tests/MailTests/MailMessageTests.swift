import Mail
import Testing

@Suite struct MailMessageTests {
    @Test func `A message is these bytes`() throws {
        let message = MailMessage(
            from: MailAddress("clerk@bargain.example", name: "Zone Clerk"),
            to: MailAddress("rep@local.example", name: "Íñigo Peña"),
            subject: "Due Fri 17 Jul 2026, 5:00 pm EDT - counter-proposal on Art. 5 (zone North)",
            sentAtMicroseconds: 1_784_300_400_123_456,
            messageID: "deadline-17.2@bargain.example",
            inReplyTo: "deadline-17@bargain.example",
            references: ["deadline-17@bargain.example", "deadline-17.1@bargain.example"],
            listID: "negotiation-4.bargain.example",
            body: "Dear Íñigo,\n.\nFrom now on: 1 = 1 \n",
            extraHeaders: [.init("X-Bargain-Key", "a b")]
        )
        let expected = """
            Date: Fri, 17 Jul 2026 15:00:00 +0000
            From: Zone Clerk <clerk@bargain.example>
            To: =?utf-8?q?=C3=8D=C3=B1igo_Pe=C3=B1a?= <rep@local.example>
            Subject: Due Fri 17 Jul 2026, 5:00 pm EDT - counter-proposal on Art. 5 (zone
             North)
            Message-ID: <deadline-17.2@bargain.example>
            In-Reply-To: <deadline-17@bargain.example>
            References: <deadline-17@bargain.example> <deadline-17.1@bargain.example>
            List-Id: <negotiation-4.bargain.example>
            Auto-Submitted: auto-generated
            X-Bargain-Key: a b
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Dear =C3=8D=C3=B1igo,
            =2E
            =46rom now on: 1 =3D 1=20

            """
        let text = String(decoding: try message.rendered(), as: UTF8.self)
        #expect(
            text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
                == expected
        )
        #expect(try message.rendered() == message.rendered())
    }

    @Test(arguments: [
        (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        (951_782_400_000_000, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (4_107_542_399_999_999, "Sun, 28 Feb 2100 23:59:59 +0000"),
        (4_107_542_400_000_000, "Mon, 1 Mar 2100 00:00:00 +0000"),
        (-2_208_988_800_000_000, "Mon, 1 Jan 1900 00:00:00 +0000"),
    ])
    func `The date is in UTC, on the right day of the week`(instant: Int64, expected: String) throws {
        let text = String(decoding: try plain(sentAt: instant).rendered(), as: UTF8.self)
        #expect(text.hasPrefix("Date: \(expected)\r\n"))
    }

    @Test(
        arguments: ["\r\nBcc: x@evil.example", "\n", "\r", "\0", "\u{7f}", "\u{1b}[31m"],
        [
            "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "List-Id", "X-Note",
        ]
    )
    func `A control character in a header is refused, and the header named`(poison: String, header: String)
        throws
    {
        let text = "a" + poison
        let message = MailMessage(
            from: MailAddress("clerk@bargain.example", name: header == "From" ? text : nil),
            to: MailAddress(header == "To" ? "rep@local.example\(poison)" : "rep@local.example"),
            subject: header == "Subject" ? text : "s",
            sentAtMicroseconds: 0,
            messageID: header == "Message-ID" ? "\(text)@b.example" : "a@b.example",
            inReplyTo: header == "In-Reply-To" ? "\(text)@b.example" : nil,
            references: header == "References" ? ["\(text)@b.example"] : [],
            listID: header == "List-Id" ? text : nil,
            body: "b",
            extraHeaders: [.init("X-Note", header == "X-Note" ? text : "n")]
        )
        let error = #expect(throws: MailError.self) { try message.rendered() }
        #expect(error?.code == .invalidMessage)
        #expect(error?.isTemporary == false)
        #expect(error?.message.contains("header \(header) holds the control character") == true)
    }

    @Test(arguments: [
        "", "rep", "@local.example", "rep@", "a@b@c.example", "a b@c.example", "a..b@c.example",
        "rep@-c.example",
        "rep@c..example", "<rep@c.example>", "peña@c.example", "rep@peña.example",
        "rep@c.example,x@d.example",
        String(repeating: "a", count: 65) + "@c.example", "\"rep\"@c.example", "rep@[127.0.0.1]",
    ])
    func `What is no address is refused`(address: String) {
        let error = #expect(throws: MailError.self) { try plain(to: MailAddress(address)).rendered() }
        #expect(error?.code == .invalidMessage)
        #expect(error?.message.contains("address in To") == true)
    }

    @Test(arguments: [
        MailMessage.Header("Bcc", "x@evil.example"), .init("subject", "another"), .init("X Note", "n"),
        .init("", "n"),
        .init("X:", "n"), .init("X-Note", ""), .init("X-Note", "ñ"),
        .init("X-Note", String(repeating: "x", count: 998)),
    ])
    func `A header that is set otherwise, or none, is refused`(header: MailMessage.Header) {
        let error = #expect(throws: MailError.self) { try plain(extraHeaders: [header]).rendered() }
        #expect(error?.code == .invalidMessage)
    }

    @Test(arguments: [
        "a", "a@", "<a@b.example>", "a@b@c", "a b@c", String(repeating: "a", count: 250) + "@b",
    ])
    func `What is no identifier is refused`(identifier: String) {
        let error = #expect(throws: MailError.self) { try plain(messageID: identifier).rendered() }
        #expect(error?.message.contains("Message-ID") == true)
    }

    private func plain(
        to: MailAddress = MailAddress("rep@local.example"),
        sentAt: Int64 = 0,
        messageID: String = "a@b.example",
        extraHeaders: [MailMessage.Header] = []
    ) -> MailMessage {
        MailMessage(
            from: MailAddress("clerk@bargain.example"),
            to: to,
            subject: "s",
            sentAtMicroseconds: sentAt,
            messageID: messageID,
            body: "b",
            extraHeaders: extraHeaders
        )
    }
}
