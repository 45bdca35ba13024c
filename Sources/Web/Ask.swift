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

    /// The seat that acts; nil for the operator.
    var seat: Handle? { caller.handle }

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
