import Foundation
import Testing

@Suite struct DraftTests {
    private static let text = Array(
        "# P\r\n\r\n## Article 7 — Day\r\n\r\n### 7.1 Length\r\n\r\nSeven hours. Ünïcode.\r\n".utf8
    )
    private let log = ["proposal", "log", "spring-1", "-", "--title", "Longer day", "--as", "maria-soto"]

    private func kept(_ draft: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: draft))).map { Array($0) }
    }

    @Test func `A text that no daemon takes is kept byte for byte, for its owner alone`() throws {
        let place = try Place()
        let run = try Run(log, in: place, input: Self.text)
        let draft = try #require(place.drafts.first)
        #expect(run.status == 69 && run.output.isEmpty && run.errors.contains("Nothing was recorded"))
        #expect(
            run.errors.contains("The text is kept in \(draft).") && run.errors.contains("--recover \(draft)")
        )
        #expect(kept(draft) == Self.text)
        let attributes = try FileManager.default.attributesOfItem(atPath: draft)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `A recovered draft is the same bytes under the same key, and is gone when recorded`() throws {
        let place = try Place()
        let refusing = try CannedServer(at: place.socket, .hangUp)
        let lost = try Run(log, in: place, input: Self.text)
        refusing.stop()
        let draft = try #require(place.drafts.first)
        #expect(lost.status == 69 && lost.errors.contains("not known"))
        try FileManager.default.removeItem(atPath: place.socket)
        let server = try CannedServer(at: place.socket, .recorded, .problem(404, "no docket"))
        let run = try Run(
            [
                "proposal", "log", "spring-1", "--title", "Longer day", "--as", "maria-soto", "--recover",
                draft,
            ],
            in: place
        )
        server.stop()
        #expect(run.status == 0 && run.text.contains("Recorded: The union served U1."))
        let first = try #require(refusing.requests.first)
        let last = try #require(server.requests.first)
        #expect(last.body == Self.text && first.body == Self.text)
        #expect(
            first.header("Idempotency-Key") == last.header("Idempotency-Key")
                && first.head.prefix(40) == last.head.prefix(40)
        )
        #expect(
            Set(refusing.requests.map { $0.header("Idempotency-Key") }).count == 1
                && refusing.requests.count > 1
        )
        #expect(place.drafts.isEmpty)
    }

    @Test(
        arguments: [(403, 77), (404, 1), (409, 5), (413, 1), (422, 1), (500, 70), (507, 69)] as [(Int, Int32)]
    )
    func `A refusal keeps the text and ends with the status that says why`(answer: Int, status: Int32) throws
    {
        let place = try Place()
        let server = try CannedServer(
            at: place.socket,
            .problem(answer, "It is so.", errors: ["a.md:1: x", "a.md:2: y"])
        )
        let run = try Run(log, in: place, input: Self.text)
        server.stop()
        let draft = try #require(place.drafts.first)
        #expect(run.status == status && server.requests.count == 1)
        #expect(
            run.errors.contains("It is so.") && run.errors.contains("a.md:1: x")
                && run.errors.contains("a.md:2: y")
        )
        #expect(run.errors.contains(draft) && kept(draft) == Self.text)
    }

    @Test func `An unavailable database is asked again with the same key`() throws {
        let place = try Place()
        let server = try CannedServer(
            at: place.socket,
            .problem(503, "Busy."),
            .problem(503, "Busy."),
            .recorded,
            .problem(404, "no docket")
        )
        let run = try Run(log, in: place, input: Self.text)
        server.stop()
        #expect(run.status == 0 && place.drafts.isEmpty)
        let posts = server.requests.filter { $0.head.hasPrefix("POST") }
        #expect(posts.count == 3 && Set(posts.map { $0.header("Idempotency-Key") }).count == 1)
        #expect(posts.allSatisfy { $0.header("Bargain-Seat") == "maria-soto" && $0.body == Self.text })
    }

    @Test func `Ctrl-C while the daemon is silent keeps the text and says where`() throws {
        let place = try Place()
        let server = try CannedServer(at: place.socket, .silence)
        let running = try Running(log, in: place, input: Self.text)
        while server.requests.isEmpty { usleep(10_000) }
        running.interrupt()
        let run = try running.end()
        server.stop()
        let draft = try #require(place.drafts.first)
        #expect(run.status == 2)
        #expect(run.errors.contains("Cancelled") && run.errors.contains(draft))
        #expect(kept(draft) == Self.text)
    }

    @Test func `A text from a file is named and not copied`() throws {
        let place = try Place()
        try place.file("day.md", Self.text)
        let run = try Run(["counter", "spring-1", "U1", "day.md"], in: place)
        #expect(
            run.status == 69 && run.errors.contains("The text is in day.md, unchanged.")
                && place.drafts.isEmpty
        )
    }

    @Test(arguments: [
        (Array("# P\n\nnul \u{0}\n".utf8), ":3:5: The character U+0000"),
        (Array("# P\n\n".utf8) + [0xFF], ":3:1: Byte 255 is not UTF-8"),
        ([UInt8](repeating: 0x61, count: 3_145_729), "3145729 bytes; at most 3145728"),
    ])
    func `A text that cannot be served is refused before anything is sent`(text: [UInt8], fault: String)
        throws
    {
        let place = try Place()
        let server = try CannedServer(at: place.socket, .recorded)
        try place.file("bad.md", text)
        let run = try Run(["proposal", "log", "spring-1", "bad.md"], in: place)
        server.stop()
        #expect(run.status == 1 && server.requests.isEmpty && run.errors.contains("bad.md:"))
        #expect(run.errors.contains(fault), "\(run.errors)")
    }

    @Test func `Without a text and without a terminal it says how to give one`() throws {
        let place = try Place()
        let run = try Run(["proposal", "log", "spring-1"], in: place)
        #expect(run.status == 64 && run.errors.contains("FILE") && place.drafts.isEmpty)
    }
}
