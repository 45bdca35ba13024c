import CivilTime
import HTTPTypes
import Hummingbird
import Service
import Store
import Table

/// A request on its way to the answer of its route: who asks is known, and that they may.
struct Ask: Sendable {
    let request: Request
    let context: CallContext
    let caller: Caller
    let route: Route
    /// The body, where it is read while it is found out who asks.
    let early: Task<[UInt8], any Error>?

    /// The seat that acts; nil for the operator.
    var seat: Handle? { caller.handle }

    /// The whole body, or a fault when it is too large, too slow or breaks off.
    func bytes() async throws -> [UInt8] {
        if let early { return try await early.value }
        return try await request.bytes(atMost: route.largestBody)
    }

    /// The body as JSON of a type, with the bytes that it was read from.
    func json<Value: Decodable & Sendable>(_ type: Value.Type) async throws -> (value: Value, bytes: [UInt8])
    {
        let bytes = try await bytes()
        do {
            return (try StrictJSON.decode(type, from: bytes), bytes)
        } catch let error as DecodingError {
            throw RequestFault(error.sentence, status: 422)
        }
    }

    /// A handle in the path.
    func handle(_ name: String) throws -> Handle {
        try context.handle(name)
    }

    /// A text of the path, as it was typed.
    func text(_ name: String) -> String {
        context.parameters.get(name) ?? ""
    }

    /// Who asks, when the request arrived, and under what key.
    func asking(arrival: Instant, body: [UInt8]) throws -> Clerk.Asking {
        let key = try request.requestKey(of: seat, body: body)
        if route.needsKey, key == nil {
            throw RequestFault(
                "An act needs the header Idempotency-Key, so that a repeated request is one act."
            )
        }
        return Clerk.Asking(
            seat: seat,
            arrival: arrival,
            request: key,
            expectedSeq: try request.expectedSeq()
        )
    }

    /// Holds a binding act to a password given within the last minutes.
    func requireConfirmation(by registrar: Registrar) throws {
        guard case .person(let principal, _) = caller else { return }
        guard principal.scopes.contains(.accept) else { throw Denial.outOfScope(.accept) }
        try registrar.requireConfirmation(of: principal)
    }

    /// Holds what is recorded of a zone as a whole to a token that is not limited to some of its negotiations.
    func requireUnlimited() throws {
        if case .person(let principal, _) = caller { try principal.requireUnlimited() }
    }
}
