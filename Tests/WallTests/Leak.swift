import HTTPTypes
import Hummingbird
import NIOCore
import Postgres

@testable import Web

/// A mistake put into the program for a test to find.
protocol Leak: Sendable {
    /// Answers in place of the program, or spoils its answer.
    func answer(
        _ request: Request,
        body: [UInt8],
        from pool: PostgresPool,
        _ next: (Request) async throws -> Response
    ) async throws -> Response
}

/// The program's router, or the router behind a mistake.
struct LeakyResponder: HTTPResponder {
    let base: RouterResponder<CallContext>
    let leak: (any Leak)?
    let pool: PostgresPool

    @concurrent
    func respond(to request: Request, context: CallContext) async throws -> Response {
        guard let leak else { return try await base.respond(to: request, context: context) }
        var request = request
        let body = Array(try await request.collectBody(upTo: 1 << 22).readableBytesView)
        return try await leak.answer(request, body: body, from: pool) {
            try await base.respond(to: $0, context: context)
        }
    }
}
