import HTTPTypes
import Hummingbird
import Service
import Table

/// Who may ask at an address at all; what one sees or may do there depends on the seat besides.
enum Audience: String, CaseIterable, Sendable {
    /// Whoever reaches the daemon: signing in, and whether it is well.
    case anyone
    /// A signed-in person or the operator, about themselves or with an answer cut to what they may see.
    case person
    /// Those with a seat in the zone that the path names, and the operator.
    case hallway
    /// Those with a seat at the negotiation that the path names.
    case table
    /// Those with a seat of a side, or a neutral's, at the negotiation that the path names; each in the own room.
    case caucus
}

/// One address of the API with the method, its audience and what answers there.
///
/// There is no other way to put an address into the router, so none is without an audience.
struct Route: Sendable {
    typealias Answer = @Sendable (API, Ask) async throws -> Response

    let method: HTTPRequest.Method
    /// The path with its parameters, `/v1/zones/:zone`.
    let path: String
    /// What the API's description calls it.
    let name: String
    let audience: Audience
    /// What a token must allow.
    let scope: Scope
    /// Whether the answer to a repeated request must be the first one, so that a key is needed.
    let needsKey: Bool
    /// How many bytes a body may have.
    let largestBody: Int
    let answer: Answer

    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ name: String,
        for audience: Audience,
        needs scope: Scope = .read,
        key needsKey: Bool = false,
        atMost largestBody: Int = largestJSON,
        answer: @escaping Answer
    ) {
        self.method = method
        self.path = path
        self.name = name
        self.audience = audience
        self.scope = scope
        self.needsKey = needsKey
        self.largestBody = largestBody
        self.answer = answer
    }
}
