import Foundation
import Identity
import Testing
import Wire

@Suite struct LoginTests {
    private static let password = "four words of no kin"

    private static func newToken(_ token: OpaqueToken) -> CannedServer.Answer {
        .envelope(
            "{\"person\":\"maria-soto\",\"token\":\"\(token.secret)\",\"id\":\"4kT9xQ2bLmZ\",\"scopes\":[\"read\"],"
                + "\"expires_at\":\"2026-12-01T00:00:00Z\"}"
        )
    }

    private func signedIn(_ place: Place, as token: OpaqueToken) throws {
        let server = try CannedServer(at: place.socket, Self.newToken(token))
        defer { server.stop() }
        let run = try Run(["login", "maria-soto"], in: place, input: Array("\(Self.password)\n".utf8))
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.text.contains(token.secret) && !run.errors.contains(token.secret))
        let request = try #require(server.requests.first)
        #expect(request.head.hasPrefix("POST /v1/login ") && request.header("Authorization") == nil)
        let body = try JSONDecoder().decode([String: String].self, from: Data(request.body))
        #expect(body == ["person": "maria-soto", "password": Self.password, "kind": "token"])
        unlink(place.socket)
    }

    private func tokenFile(_ place: Place) -> String {
        place.folder.appending(path: ".config/bargain/token").path
    }

    @Test func `Signing in keeps a token for one's own eyes, and every request then shows it`() throws {
        let place = try Place()
        let token = OpaqueToken(.personal)
        try signedIn(place, as: token)
        let attributes = try FileManager.default.attributesOfItem(atPath: tokenFile(place))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let server = try CannedServer(
            at: place.socket,
            .envelope("[]"),
            .envelope("{\"done\":\"Signed out.\"}")
        )
        defer { server.stop() }
        let list = try Run(["zone", "list"], in: place)
        #expect(list.status == 0, "\(list.errors)")
        #expect(server.requests.first?.header("Authorization") == "Bearer \(token.secret)")
        #expect(server.requests.first?.header("Bargain-Seat") == nil)
        let logout = try Run(["logout"], in: place)
        #expect(logout.status == 0 && logout.text.contains("Signed out."), "\(logout.errors)")
        #expect(server.requests.last?.head.hasPrefix("POST /v1/logout ") == true)
        #expect(
            !String(decoding: try Data(contentsOf: URL(filePath: tokenFile(place))), as: UTF8.self).contains(
                "bgt_"
            )
        )
    }

    @Test func `A token is for the daemon that gave it, and not for acting as somebody else`() throws {
        let place = try Place()
        try signedIn(place, as: OpaqueToken(.personal))
        let other = place.folder.appending(path: "e.sock").path
        let elsewhere = try CannedServer(at: other, .envelope("[]"))
        defer { elsewhere.stop() }
        _ = try Run(["zone", "list", "--socket", other], in: place)
        #expect(elsewhere.requests.first?.header("Authorization") == nil)
        let server = try CannedServer(at: place.socket, .envelope("[]"))
        defer { server.stop() }
        _ = try Run(["zone", "list", "--as", "john-lee"], in: place)
        #expect(server.requests.first?.header("Authorization") == nil)
        #expect(server.requests.first?.header("Bargain-Seat") == "john-lee")
    }

    @Test func `Whoever is signed in and asks as another is told so, and whoever is not is told that`() throws
    {
        let place = try Place()
        let refusal = CannedServer.Answer.problem(
            404,
            "There is no negotiation 'spring-1', or you have no seat there."
        )
        let stranger = try CannedServer(at: place.socket, refusal)
        let unsigned = try Run(
            ["counter", "spring-1", "U1", "-"],
            in: place,
            input: Array("# Pay\n\nWords.\n".utf8)
        )
        stranger.stop()
        unlink(place.socket)
        #expect(unsigned.status == 1)
        #expect(unsigned.errors.contains("You are not signed in here"), "\(unsigned.errors)")
        #expect(unsigned.errors.contains("Try:\n  bargain login\n  bargain counter spring-1 U1 --recover"))
        try signedIn(place, as: OpaqueToken(.personal))
        let server = try CannedServer(
            at: place.socket,
            .problem(403, "Only in a drill does the operator act as a seat; sign in with 'bargain login'.")
        )
        defer { server.stop() }
        let other = try Run(["proposal", "list", "spring-1", "--as", "john-lee"], in: place)
        #expect(other.status == 77)
        #expect(other.errors.contains("You are signed in as maria-soto, and --as"), "\(other.errors)")
        #expect(other.errors.contains("Try: bargain login john-lee"))
        let own = try Run(["proposal", "list", "spring-1"], in: place)
        #expect(!own.errors.contains("signed in as"), "\(own.errors)")
    }

    @Test func `A file that others can read is not used`() throws {
        let place = try Place()
        try signedIn(place, as: OpaqueToken(.personal))
        chmod(tokenFile(place), 0o640)
        let server = try CannedServer(at: place.socket, .envelope("[]"))
        defer { server.stop() }
        let run = try Run(["zone", "list"], in: place)
        #expect(run.status == 77 && run.errors.contains("chmod 600"), "\(run.errors)")
        #expect(server.requests.isEmpty)
    }

    @Test func `A mistyped token is told at once, without asking the daemon`() throws {
        let place = try Place()
        let server = try CannedServer(at: place.socket, .envelope("{}"))
        defer { server.stop() }
        var text = Array(OpaqueToken(.personal).secret.utf8)
        text[20] = text[20] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
        let run = try Run(["login"], in: place, input: text)
        #expect(run.status == 64 && run.errors.contains("mistyped"), "\(run.errors)")
        #expect(!run.errors.contains(String(decoding: text, as: UTF8.self)))
        #expect(server.requests.isEmpty)
    }

    @Test func `A token from elsewhere is kept once the daemon knows whose it is`() throws {
        let place = try Place()
        let token = OpaqueToken(.personal)
        let server = try CannedServer(
            at: place.socket,
            .envelope("{\"person\":\"maria-soto\",\"operator\":false,\"seats\":[]}")
        )
        defer { server.stop() }
        let run = try Run(["login"], in: place, input: Array(token.secret.utf8))
        #expect(run.status == 0 && run.text.contains("Signed in as maria-soto"), "\(run.errors)")
        #expect(server.requests.first?.header("Authorization") == "Bearer \(token.secret)")
        _ = try Run(["zone", "list"], in: place)
        #expect(server.requests.last?.header("Authorization") == "Bearer \(token.secret)")
    }

    @Test func `An invitation is accepted with a password of one's own`() throws {
        let place = try Place()
        let (invitation, token) = (OpaqueToken(.invitation), OpaqueToken(.personal))
        guard case .reply(_, let envelope) = Self.newToken(token) else { return }
        let data = try #require(
            try JSONSerialization.jsonObject(with: Data(envelope.utf8)) as? [String: Any]
        )["data"]
        let made = String(
            decoding: try JSONSerialization.data(withJSONObject: try #require(data)),
            as: UTF8.self
        )
        let server = try CannedServer(
            at: place.socket,
            .envelope(
                "{\"zone\":\"springfield\",\"person\":\"maria-soto\",\"act\":{\"recorded\":[\"Accepted.\"],"
                    + "\"receipts\":[]},\"awaiting\":[\"union\"],\"token\":\(made)}"
            )
        )
        defer { server.stop() }
        let run = try Run(["login"], in: place, input: Array("\(invitation.secret)\n\(Self.password)\n".utf8))
        #expect(run.status == 0 && run.text.contains("You sit once the union has approved."), "\(run.errors)")
        let request = try #require(server.requests.first)
        #expect(request.head.hasPrefix("POST /v1/invitations/accept "))
        let body = try JSONDecoder().decode([String: String].self, from: Data(request.body))
        #expect(body == ["invitation": invitation.secret, "password": Self.password])
    }

    private static let invitations = CannedServer.Answer.envelope(
        """
        [{"seat":{"handle":"rosa-diaz","person":"Rosa Díaz","role":"union","email":"rosa@example.org"},\
        "invited_by":"maria-soto","accepted":true,"sha256":"c0ffee","seq":9,"approved":[],"awaiting":["union"]}]
        """
    )

    @Test func `An act that binds asks for the password and is then the same act`() throws {
        let place = try Place()
        try signedIn(place, as: OpaqueToken(.personal))
        let secret = try place.file("password", Self.password + "\n")
        chmod(secret, 0o600)
        let server = try CannedServer(
            at: place.socket,
            Self.invitations,
            .problem(403, "It binds.", type: "confirmation-needed"),
            .envelope("{\"until\":\"2026-11-22T02:00:00Z\"}"),
            .recorded
        )
        defer { server.stop() }
        let run = try Run(
            ["seat", "approve", "rosa-diaz", "--zone", "springfield", "--yes"],
            in: place,
            environment: ["BARGAIN_PASSWORD_FILE": secret]
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.errors.contains("Rosa Díaz <rosa@example.org> as rosa-diaz, union, invited by maria-soto")
        )
        let requests = Array(server.requests.dropFirst())
        try #require(requests.count >= 3)
        let path = "POST /v1/zones/springfield/invitations/rosa-diaz/approve "
        let approval = try JSONDecoder().decode(ApprovalRequest.self, from: Data(requests[0].body))
        #expect(approval.sha256 == "c0ffee" && approval.expectedSeq == 9)
        #expect(requests[0].head.hasPrefix(path) && requests[2].head.hasPrefix(path))
        #expect(requests[0].header("Idempotency-Key") == requests[2].header("Idempotency-Key"))
        #expect(requests[1].head.hasPrefix("POST /v1/confirmation "))
        let body = try JSONDecoder().decode([String: String].self, from: Data(requests[1].body))
        #expect(body == ["password": Self.password])
    }

    @Test func `Without a terminal and without a file there is no password`() throws {
        let place = try Place()
        try signedIn(place, as: OpaqueToken(.personal))
        let server = try CannedServer(
            at: place.socket,
            Self.invitations,
            .problem(403, "It binds.", type: "confirmation-needed")
        )
        defer { server.stop() }
        let open = try place.file("password", Self.password)
        chmod(open, 0o644)
        let run = try Run(
            ["seat", "approve", "rosa-diaz", "--zone", "springfield", "--yes"],
            in: place,
            environment: ["BARGAIN_PASSWORD_FILE": open]
        )
        #expect(run.status == 77 && run.errors.contains("others than you can read it"), "\(run.errors)")
        #expect(server.requests.count == 2)
    }

    @Test func `Who is not signed in is told how to sign in`() throws {
        let place = try Place()
        let server = try CannedServer(
            at: place.socket,
            .problem(401, "Sign in first.", type: "not-signed-in")
        )
        defer { server.stop() }
        let run = try Run(["zone", "list"], in: place)
        #expect(run.status == 4 && run.errors.contains("Try: bargain login"), "\(run.errors)")
    }
}
