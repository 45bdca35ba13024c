import Glibc
import HTTPTypes
import Hummingbird
import Service
import Table
import Wire

/// Who asks.
enum Caller: Sendable {
    /// Somebody who showed nothing.
    case nobody
    /// A person, by a token; the token itself opens the caucus in the database.
    case person(Principal, token: String)
    /// In a drill, the operator in the part of a seat.
    case rehearsing(Handle)
    /// The account that runs the daemon, over the Unix socket.
    case theOperator

    /// The handle of the person; nil for the operator and for nobody.
    var handle: Handle? {
        switch self {
        case .person(let principal, _): principal.person
        case .rehearsing(let seat): seat
        case .nobody, .theOperator: nil
        }
    }
}

extension API {
    /// Who asks, from the token that is shown or the account at the other end of the socket.
    func caller(of request: Request, _ context: CallContext) async throws -> Caller {
        let named = try request.seat()
        if let field = request.headers[.authorization] {
            guard let token = Self.bearer(field) else { throw Denial.notSignedIn }
            if !registrar.wasGood(token) { try strangers?.look(context.origin) }
            guard let principal = try await registrar.principal(of: token) else {
                strangers?.count(context.origin)
                throw Denial.notSignedIn
            }
            guard named == nil || named == principal.person else {
                throw RequestFault(
                    "The token is \(principal.person)'s, and the request is made as \(named?.text ?? "").",
                    status: 403
                )
            }
            return .person(principal, token: token)
        }
        guard context.isOperator else { return .nobody }
        guard let named else { return .theOperator }
        guard isDrill else {
            throw RequestFault(
                "Only in a drill does the operator act as a seat; sign in with 'bargain login'.",
                status: 403
            )
        }
        return .rehearsing(named)
    }

    private static func bearer(_ field: String) -> String? {
        let words = field.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }
}

/// Why somebody is not let in.
enum Denial: Error {
    /// No token, or one that is not good any more.
    case notSignedIn
    /// What does not exist and what may not be seen are answered alike.
    case nothingThere(String)
    /// The token does not allow it.
    case outOfScope(Scope)
    /// The token is limited to some negotiations.
    case limited
}

extension Principal {
    /// Refuses a token that is limited to some negotiations.
    func requireUnlimited() throws {
        if negotiations != nil { throw Denial.limited }
    }
}

extension Ask {
    /// Whether the caller's token is good for a negotiation.
    func covers(_ negotiation: String) -> Bool {
        guard case .person(let principal, _) = caller else { return true }
        return Handle(negotiation).map(principal.covers) ?? false
    }
}

extension CallContext {
    /// Whether the request comes from the account that runs the daemon, or from root, on this machine.
    var isOperator: Bool {
        guard let peer else { return false }
        return peer.uid == geteuid() || peer.uid == 0
    }
}
