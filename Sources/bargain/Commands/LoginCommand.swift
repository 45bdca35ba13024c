import ArgumentParser
import CivilTime
import Client
import Foundation
import Identity
import Table
import Wire

/// `bargain login`.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.verb(
        "login",
        "Sign in, or accept an invitation.",
        """
        It asks for your password, or, without a name, for a token or an invitation. Where no terminal is there it reads \
        them from standard input: the name, token or invitation on the first line, the password on the second, or in the \
        file that BARGAIN_PASSWORD_FILE names. The token that you get is kept in bargain/token in your folder for \
        settings (BARGAIN_TOKEN_FILE), for your eyes only. Whoever forgot the password is let in again by another seat of \
        the same side ('bargain seat reset'), with an invitation. The key that signs the record, which 'bargain verify \
        --key' takes, is shown by 'bargain record checkpoint NEGOTIATION'.
        """,
        examples: "bargain login maria-soto",
        "bargain login",
        "bargain login < invitation.txt"
    )

    @OptionGroup var daemon: DaemonOptions

    @Argument(help: "Your name, such as maria-soto.", transform: Arguments.handle)
    var person: String?

    mutating func run() async throws {
        let given = try Given(person)
        let session: Session
        switch given {
        case .token(let token): session = try Session(daemon, signedInBy: .given(token.secret))
        case .invitation, .person: session = try Session(daemon, signedInBy: .none)
        }
        // Hashing a password takes its time, and silence looks like a fault.
        if isatty(STDERR_FILENO) == 1 { Screen.tell("Signing in …") }
        try await session.whileConnected {
            switch given {
            case .token(let token): try await keep(token, by: session)
            case .invitation(let token, let password): try await accept(token, password, by: session)
            case .person(let handle, let password): try await signIn(handle, password, by: session)
            }
        }
    }

    /// What the person signs in by.
    private enum Given {
        case token(OpaqueToken)
        case invitation(OpaqueToken, password: String)
        case person(Handle, password: String)

        init(_ person: String?) throws {
            let isTerminal = isatty(STDIN_FILENO) == 1
            var lines = isTerminal ? [] : try Secret.inputLines()
            let first: String
            if let person {
                first = person
            } else if isTerminal {
                first = try Secret.typed("Token or invitation")
            } else {
                guard !lines.isEmpty else {
                    throw Failure(.usage, "Standard input is empty.", mend: "bargain login --help")
                }
                // Whoever was invited may have been sent all that was written, not the token alone.
                lines =
                    lines.firstIndex { (try? OpaqueToken($0)) != nil }.map { Array(lines[$0...]) } ?? lines
                first = lines.removeFirst()
            }
            if let handle = Handle(first) {
                self = .person(handle, password: try lines.first ?? Secret.password("Password of \(handle)"))
                return
            }
            let token: OpaqueToken
            do throws(IdentityError) { token = try OpaqueToken(first) } catch {
                throw Failure(.usage, error.message, mend: "bargain login --help")
            }
            guard token.kind == .invitation else {
                self = .token(token)
                return
            }
            let password =
                try lines.first
                ?? Secret.newPassword(
                    "Your password here; a new one of 15 characters or more, if this is your first seat or you forgot it"
                )
            self = .invitation(token, password: password)
        }
    }

    private func signIn(_ handle: Handle, _ password: String, by session: Session) async throws {
        let answer: Answer<NewTokenView> = try await session.post(
            ["login"],
            body: try .json(LoginRequest(person: handle, password: password, kind: "token")),
            again: Invocation.plain
        )
        try keep(answer.content, by: session)
        try tell(answer, by: session) { $0 }
    }

    private func accept(_ token: OpaqueToken, _ password: String, by session: Session) async throws {
        let answer: Answer<AcceptanceReply> = try await session.post(
            ["invitations", "accept"],
            body: try .json(InvitationAcceptance(invitation: token.secret, password: password)),
            again: Invocation.plain
        )
        let reply = answer.content
        if let token = reply.token { try keep(token, by: session) }
        if !session.isJSON {
            for sentence in reply.act.recorded { session.screen.say("Recorded: \(sentence)", hanging: 10) }
            if !reply.awaiting.isEmpty {
                let sides = reply.awaiting.map(\.rawValue).joined(separator: " and the ")
                session.screen.say("You sit once the \(sides) has approved.")
            }
        }
        try tell(answer, by: session, \.token)
    }

    private func keep(_ token: OpaqueToken, by session: Session) async throws {
        let answer: Answer<WhoamiView> = try await session.get("whoami")
        guard let person = answer.content.person else {
            throw Failure(
                .failed,
                "The daemon does not take this token for anybody's.",
                mend: "bargain login"
            )
        }
        let entry = Keyring.Entry(
            person: person.text,
            token: token.secret,
            expiresAt: answer.content.expiresAt
        )
        var keyring = try Keyring()
        try keyring.set(entry, for: session.address)
        try await session.show(answer) { view in
            session.screen.say("Signed in as \(person). The token is kept in \(keyring.path).")
        }
    }

    private func keep(_ token: NewTokenView, by session: Session) throws {
        var keyring = try Keyring()
        try keyring.set(
            Keyring.Entry(person: token.person.text, token: token.token, expiresAt: token.expiresAt),
            for: session.address
        )
    }

    /// Says who is signed in; the secret itself is shown to nobody.
    private func tell<Content>(
        _ answer: Answer<Content>,
        by session: Session,
        _ token: (Content) -> NewTokenView?
    ) throws {
        guard let token = token(answer.content) else { return }
        if session.isJSON {
            let view = WhoamiView(
                person: token.person,
                isOperator: false,
                token: token.id,
                scopes: token.scopes,
                expiresAt: token.expiresAt
            )
            return try session.showJSON(view, isDrill: answer.isDrill)
        }
        let path = try Keyring().path
        let end = try CivilZone.ofThisMachine.spelled(token.expiresAt)
        session.screen.say("Signed in as \(token.person) until \(end). The token is kept in \(path).")
    }
}
