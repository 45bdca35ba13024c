import Foundation
import Mail
import Testing

/// A real server receives, and a strict reader reads.
@Suite struct SMTPRelayTests {
    private static let peer = Task { try await Peer() }

    private static let nasty: [(name: String, subject: String, body: String)] = [
        ("plain", "Your proposal U7", "Received.\n"),
        ("empty", "", ""),
        ("spanish", "Íñigo Peña Núñez: ¿cuándo? ¡Mañana!", "Señora, el artículo 5 vence el miércoles.\n"),
        ("emoji", "🏫📝👩‍👩‍👧‍👦 🇺🇸", "👩🏽‍🏫 " + String(repeating: "🎓", count: 300) + "\n"),
        ("chinese", String(repeating: "談判桌上的每一天", count: 12), "提案\n"),
        ("right-to-left", "הצעה מספר שלוש", "مقترح جديد\n"),
        ("long subject", String(repeating: "a subject that goes on ", count: 60) + "end", "x\n"),
        ("one word", String(repeating: "x", count: 3_000), "x\n"),
        ("spaces", "  two  spaces and a\ttab  ", "  \n\t\n line \n\n\nend  \n"),
        ("looks encoded", "=?utf-8?q?not_really?= a=?b", "=?utf-8?q?x?= =3D =\n=\n"),
        ("separators", "a\u{85}b\u{2028}c\u{2029}d\u{a0}e", "a\u{85}b\u{2028}c\u{0b}d\u{0c}e\u{1f}\n"),
        ("dots", ".", ".\n..\n.x\n...\nx.\n"),
        ("from lines", "From me", "From me to you\n>From here\nfrom\nFrom \n"),
        ("equals", "a=b", String(repeating: "=", count: 200) + "\n"),
        ("17 kB line", "long", String(repeating: "a proposal . From ", count: 1_000) + "\n"),
        ("17 kB word", "long", String(repeating: "ñ.F", count: 6_000) + "\n"),
        ("boundary", "edge", (70...80).map { String(repeating: "x", count: $0) + ".\n" }.joined()),
        ("white edge", "edge", (70...80).map { String(repeating: "x", count: $0) + " \n" }.joined()),
        ("dotted edge", "edge", (70...80).map { String(repeating: ".", count: $0) + "\n" }.joined()),
        ("combining", "e\u{301}\u{301}\u{301} n\u{303}", "n\u{303}\n"),
        ("quotes", "\"quoted\" \\ (comment) <angle> ; , : @", "\"\\\n"),
    ]

    @Test(arguments: nasty.indices)
    func `What was written is what is read, without a defect`(index: Int) async throws {
        let (name, subject, body) = Self.nasty[index]
        let peer = try await Self.peer.value
        let message = MailMessage(
            from: MailAddress(
                "clerk@bargain.example",
                name: subject.isEmpty ? nil : String(subject.prefix(90))
            ),
            to: MailAddress("nasty\(index)@local.example", name: "Rep"),
            subject: subject,
            sentAtMicroseconds: 1_784_300_400_000_000,
            messageID: "nasty-\(index)@bargain.example",
            inReplyTo: "root@bargain.example",
            references: (0..<12).map { "earlier-message-\($0)@bargain.example" },
            listID: "negotiation-4.bargain.example",
            body: body
        )
        try await SMTPRelay(host: "127.0.0.1", port: peer.port, security: .none).send(message)

        let reading = try await peer.reading("nasty\(index)")
        #expect(reading.defects == [], "\(name)")
        #expect(reading.isASCII)
        #expect(reading.strayLineEnds == 0)
        #expect(reading.longestLine <= 78)
        #expect(reading.header("Subject").map { Data($0.utf8) } == Data(subject.utf8))
        #expect(Data(reading.body.utf8) == Data(body.utf8))
        #expect(reading.fromName == (subject.isEmpty ? "" : String(subject.prefix(90))))
        #expect(reading.fromAddress == "clerk@bargain.example")
        #expect(reading.header("Date") == "Fri, 17 Jul 2026 15:00:00 +0000")
        #expect(reading.header("Message-ID") == "<nasty-\(index)@bargain.example>")
        #expect(reading.header("In-Reply-To") == "<root@bargain.example>")
        #expect(reading.header("References")?.split(separator: " ").count == 12)
        #expect(reading.header("List-Id") == "<negotiation-4.bargain.example>")
        #expect(reading.header("Auto-Submitted") == "auto-generated")
        let envelope = try peer.envelope("nasty\(index)")
        #expect(envelope.from == "clerk@bargain.example")
        #expect(envelope.to == ["nasty\(index)@local.example"])
    }

    @Test(
        arguments: [
            ("rcpt451", .deferred, true, "451 4.2.1 mailbox busy, come back later"),
            ("rcpt550", .refused, false, "550 5.1.1 nobody of that name"),
            ("data451", .deferred, true, "451 4.3.0 try again"),
            ("data550", .refused, false, "550 5.7.1 not wanted here"),
            ("drop", .interrupted, true, nil),
        ] as [(String, MailError.Code, Bool, String?)]
    )
    func `A refusal says whether it is for good, and what the server said`(
        recipient: String,
        code: MailError.Code,
        isTemporary: Bool,
        reply: String?
    ) async throws {
        let peer = try await Self.peer.value
        let relay = SMTPRelay(host: "127.0.0.1", port: peer.port, security: .none)
        let error = await failure(relay, to: recipient)
        #expect(error?.code == code)
        #expect(error?.isTemporary == isTemporary)
        #expect(error?.reply == reply)
    }

    @Test func `A server that falls silent is given up in time`() async throws {
        let peer = try await Self.peer.value
        let relay = SMTPRelay(
            host: "127.0.0.1",
            port: peer.port,
            security: .none,
            timeout: .milliseconds(300)
        )
        let error = await failure(relay, to: "hang")
        #expect(error?.code == .unreachable)
        #expect(error?.isTemporary == true)
        #expect(error?.message.contains("within 0.3 seconds") == true)
    }

    @Test func `A task that is cancelled does not wait for a silent server`() async throws {
        let peer = try await Self.peer.value
        let relay = SMTPRelay(host: "127.0.0.1", port: peer.port, security: .none, timeout: .seconds(600))
        let sending = Task { await failure(relay, to: "hang") }
        sending.cancel()
        #expect(await sending.value?.code == .cancelled)
    }

    @Test func `A server that is not there is told apart from one that refuses`() async throws {
        // Port 1 (tcpmux) has no listener on a machine of our day.
        let error = await failure(SMTPRelay(host: "127.0.0.1", port: 1, security: .none))
        #expect(error?.code == .unreachable)
        #expect(error?.isTemporary == true)
        #expect(error?.message.contains("127.0.0.1:1") == true)
    }

    @Test(arguments: [SMTPRelay.Security.startTLS, .tls])
    func `A login goes over TLS with a server whose certificate holds`(security: SMTPRelay.Security)
        async throws
    {
        let peer = try await Peer(security == .tls ? .tls : .starttls)
        let relay = SMTPRelay(
            host: "localhost",
            port: peer.port,
            security: security,
            user: "rep",
            password: "opensesame",
            certificateAuthorities: peer.certificate,
            clientName: "daemon.bargain.example"
        )
        #expect(await failure(relay) == nil)
        let envelope = try peer.envelope("rep")
        #expect(envelope.tls)
        #expect(envelope.login)
        #expect(envelope.client == "daemon.bargain.example")

        let stranger = SMTPRelay(host: "localhost", port: peer.port, security: security)
        let error = await failure(stranger)
        #expect(error?.code == .insecure)
        #expect(error?.isTemporary == true)
    }

    @Test func `Without TLS on the other side nothing is sent`() async throws {
        let peer = try await Self.peer.value
        let error = await failure(
            SMTPRelay(host: "127.0.0.1", port: peer.port, security: .startTLS),
            to: "careful"
        )
        #expect(error?.code == .insecure)
        #expect(!FileManager.default.fileExists(atPath: "\(peer.folder)/careful.eml"))
    }

    @Test func `A login that is refused is for good, and shows no secret`() async throws {
        let peer = try await Self.peer.value
        let relay = SMTPRelay(
            host: "127.0.0.1",
            port: peer.port,
            security: .none,
            user: "rep",
            password: "hunter2"
        )
        let error = await failure(relay)
        #expect(error?.code == .login)
        #expect(error?.isTemporary == false)
        #expect(error?.reply?.hasPrefix("535 ") == true)
        #expect(error.map { String(reflecting: $0).contains("hunter2") } == false)
        #expect(!"\(relay)".contains("hunter2"))
    }

    @Test(arguments: [
        SMTPRelay(host: "", port: 25), SMTPRelay(host: "relay.example/x", port: 25),
        SMTPRelay(host: "r.example", port: 0),
        SMTPRelay(host: "r.example", port: 25, user: "rep"),
        SMTPRelay(host: "r.example", port: 25, security: .none, user: "rep", password: "opensesame"),
        SMTPRelay(host: "r.example", port: 25, clientName: "a\r\nb"),
        SMTPRelay(host: "r.example", port: 25, timeout: .zero),
    ])
    func `Settings that cannot work are refused before anything is sent`(relay: SMTPRelay) async throws {
        let error = await failure(relay)
        #expect(error?.code == .settings)
        #expect(error?.isTemporary == false)
    }

    private func failure(_ relay: SMTPRelay, to recipient: String = "rep") async -> MailError? {
        let message = MailMessage(
            from: MailAddress("clerk@bargain.example"),
            to: MailAddress("\(recipient)@local.example"),
            subject: "s",
            sentAtMicroseconds: 0,
            messageID: "a@bargain.example",
            body: "b\n"
        )
        do {
            try await relay.send(message)
            return nil
        } catch {
            return error
        }
    }
}
