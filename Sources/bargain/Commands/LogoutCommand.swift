import ArgumentParser
import CivilTime
import Client
import Table
import Wire

/// `bargain logout`.
struct LogoutCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "logout",
        "Sign out: end the token and forget it.",
        examples: "bargain logout"
    )

    @OptionGroup var daemon: DaemonOptions

    func run(_ session: Session) async throws {
        var keyring = try Keyring()
        guard keyring[session.address] != nil else {
            return session.screen.say("Nobody is signed in to the daemon at \(session.address).")
        }
        do {
            let answer: Answer<DoneView> = try await session.post(
                ["logout"],
                body: try .json([String: String]()),
                again: Invocation.plain
            )
            try keyring.set(nil, for: session.address)
            try await session.show(answer) { session.screen.say($0.done) }
        } catch let failure as Failure where failure.status == .notSignedIn {
            // The token ended before; there is nothing left to end.
            try keyring.set(nil, for: session.address)
            session.screen.say("The token was no longer good; it is forgotten.")
        }
    }
}

/// `bargain whoami`.
struct WhoamiCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "whoami",
        "Say whom the daemon takes you for.",
        examples: "bargain whoami"
    )

    @OptionGroup var daemon: DaemonOptions

    func run(_ session: Session) async throws {
        let answer: Answer<WhoamiView> = try await session.get("whoami")
        try await session.show(answer) { view in
            let screen = session.screen
            guard let person = view.person else {
                return screen.say(
                    view.isOperator ? "The operator, by the socket." : "Nobody: you are not signed in."
                )
            }
            screen.say("\(person)", .heading)
            for seat in view.seats { screen.say("Seat:    \(seat.role.rawValue) in \(seat.zone)") }
            if let token = view.token { screen.say("Token:   \(token), kept in \(try Keyring().path)") }
            if let scopes = view.scopes {
                screen.say("Allows:  \(scopes.map(\.rawValue).joined(separator: ", "))")
            }
            if let negotiations = view.negotiations {
                screen.say("Only in: \(negotiations.map(\.text).joined(separator: ", "))")
            }
            if let expiresAt = view.expiresAt { screen.say("Until:   \(expiresAt)") }
        }
    }
}

/// `bargain password`.
struct PasswordCommand: DaemonCommand {
    static let configuration = CommandConfiguration.verb(
        "password",
        "Change your password; your other tokens end.",
        "It is asked for twice, unseen. A password has 15 to 128 characters, of whatever kind.",
        examples: "bargain password"
    )

    @OptionGroup var daemon: DaemonOptions

    func run(_ session: Session) async throws {
        let old = try Secret.typed("Your password so far")
        let new = try Secret.typed("The new one, 15 characters or more")
        guard try Secret.typed("The new one once more") == new else {
            throw Failure(.failed, "The two are not the same; nothing was sent.", mend: Invocation.plain)
        }
        let answer: Answer<DoneView> = try await session.post(
            ["password"],
            body: try .json(PasswordRequest(old: old, new: new)),
            again: Invocation.plain
        )
        try await session.show(answer) { session.screen.say($0.done) }
    }
}
