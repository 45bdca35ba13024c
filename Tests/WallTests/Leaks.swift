import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Synchronization

@testable import Web

/// A header that counts the entries of every caucus.
struct CountingHeader: Leak {
    func answer(
        _ request: Request,
        body: [UInt8],
        from pool: PostgresPool,
        _ next: (Request) async throws -> Response
    )
        async throws -> Response
    {
        var response = try await next(request)
        if let name = HTTPField.Name("X-Entries") {
            response.headers[name] = String(try await pool.caucusEntries())
        }
        return response
    }
}

/// A list in the order of the latest activity, the caucus counted in.
struct ActivityOrder: Leak {
    func answer(
        _ request: Request,
        body: [UInt8],
        from pool: PostgresPool,
        _ next: (Request) async throws -> Response
    )
        async throws -> Response
    {
        let response = try await next(request)
        guard request.uri.path == "/v1/negotiations", request.method == .get else { return response }
        let latest = try await pool.query(
            Query(
                Statement(
                    "latest",
                    """
                    select coalesce(max(r.handle), '') as handle from (
                        select c.negotiation as handle from caucus_board.entry c union all
                        select c.negotiation from caucus_union.entry c union all
                        select c.negotiation from chamber.entry c) r
                    """
                )
            )
        )[0].decode("handle", as: String.self)
        guard latest.hasSuffix("-2") else { return response }
        let kept = Collector.Kept()
        try await response.body.write(Collector(kept: kept))
        let bytes = kept.bytes.withLock { $0 }
        guard var view = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
            let items = view["data"] as? [Any]
        else { return response }
        view["data"] = Array(items.reversed())
        return Response(
            json: Array(try JSONSerialization.data(withJSONObject: view)),
            status: response.status
        )
    }
}

/// An error that tells another party's draft from one that is not there.
struct NamedDraft: Leak {
    func answer(
        _ request: Request,
        body: [UInt8],
        from pool: PostgresPool,
        _ next: (Request) async throws -> Response
    )
        async throws -> Response
    {
        let response = try await next(request)
        guard response.status == .notFound, request.uri.path.contains("/caucus/drafts/"),
            try await pool.caucusEntries() > 0
        else { return response }
        return Response(json: Array("There is such a draft, and it is not yours.".utf8), status: .notFound)
    }
}

/// Keys of requests that both sides share.
final class SharedKeys: Leak {
    private let seen = Mutex<[String: String]>([:])

    func answer(
        _ request: Request,
        body: [UInt8],
        from pool: PostgresPool,
        _ next: (Request) async throws -> Response
    )
        async throws -> Response
    {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = request.headers[name],
            let token = request.headers[.authorization]
        else { return try await next(request) }
        let first = seen.withLock { seen in
            let first = seen[key] ?? token
            seen[key] = first
            return first
        }
        guard first == token else {
            return Response(json: Array("The key is taken.".utf8), status: .unprocessableContent)
        }
        return try await next(request)
    }
}

/// A limit that the sides use up together.
final class SharedBucket: Leak {
    private let count = Mutex(0)

    func answer(
        _ request: Request,
        body: [UInt8],
        from pool: PostgresPool,
        _ next: (Request) async throws -> Response
    )
        async throws -> Response
    {
        guard request.uri.path.contains("/caucus") else { return try await next(request) }
        let used = count.withLock { count in
            count += 1
            return count
        }
        return used > 12 ? Response(status: .tooManyRequests) : try await next(request)
    }
}

extension PostgresPool {
    /// How many entries all private rooms have together.
    fileprivate func caucusEntries() async throws -> Int {
        try await query(
            Query(
                Statement(
                    "caucuses",
                    """
                    select (select count(*) from caucus_board.entry) + (select count(*) from caucus_union.entry)
                         + (select count(*) from chamber.entry) as n
                    """
                )
            )
        )[0].decode("n", as: Int.self)
    }
}

/// Takes an answer's body together.
private struct Collector: ResponseBodyWriter {
    final class Kept: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    let kept: Kept

    mutating func write(_ buffer: ByteBuffer) async throws {
        kept.bytes.withLock { $0 += buffer.readableBytesView }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
