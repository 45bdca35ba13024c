import Client
import CivilTime
import Wire

extension Session {
    /// By what a session is signed in.
    enum Credential {
        /// The token that is kept for the daemon, if there is one.
        case kept
        /// A token just given.
        case given(String)
        /// Nothing.
        case none
    }

    /// Gives the password for an act that binds.
    func confirm() async throws {
        let whose = seat.map { " of \($0)" } ?? ""
        let body = try Body.json(
            ConfirmationRequest(password: try Secret.password("This act binds. Password\(whose)"))
        )
        do throws(ClientError) {
            let _: Answer<ConfirmationView> = try await client.post(
                ["confirmation"],
                body: body,
                key: RequestKey.new(),
                patience: .password
            )
        } catch {
            throw Failure(error, isAct: false).mended(by: Invocation.repeated(key: key))
        }
    }

    /// Has something done that nobody needs a receipt of.
    func remove<Content: Codable & Sendable>(_ path: String...) async throws -> Answer<Content> {
        do throws(ClientError) {
            let answer: Answer<Content> = try await client.delete(path, key: key, patience: .question)
            screen.drill(answer.isDrill)
            return answer
        } catch {
            throw Failure(error, isAct: false)
        }
    }
}
