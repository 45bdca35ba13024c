import HTTPTypes
import Table
import TestSupport
import Testing

@testable import Web

/// Every route, taken from the API itself, by every caller, to the own zone, to another's and to what is not there.
@Suite(.database) struct MatrixTests {
    @Test func `No route is without a row that says what to expect of it`() {
        #expect(Set(API.routes.map(\.name)) == Set(Row.all.keys))
        #expect(Set(API.routes.map(\.name)).count == API.routes.count)
    }

    @Test func `In the own zone everybody gets what the matrix says`() async throws {
        try await prepared { house in
            try await house.establishLowell()
            try await house.settle()
            for route in API.routes {
                let row = try #require(Row.all[route.name])
                var refused: Set<Answer> = []
                for who in Who.allCases {
                    let answer = try await ask(house, route, row, .own, who)
                    let wanted = row.expected(of: who)
                    #expect(answer.status == wanted, "\(route.name) by \(who): \(answer)")
                    if Who.unknown.contains(who), route.audience != .anyone || who != .nobody {
                        refused.insert(answer)
                    }
                }
                #expect(
                    refused.count <= 1,
                    "\(route.name) tells those apart whom no token vouches for: \(refused)"
                )
            }
        }
    }

    @Test func `Another zone is answered byte for byte as if there were none`() async throws {
        try await prepared { house in
            let routes = API.routes.filter { $0.audience != .anyone }
            // The operator enters every hallway, and nobody else comes from outside.
            let callers = Who.allCases.filter { $0 != .stranger }
            var before: [String: Answer] = [:]
            for isThere in [false, true] {
                if isThere {
                    try await house.establishLowell()
                    try await house.settle()
                }
                for route in routes where Self.leadsToPlace(route) {
                    let row = try #require(Row.all[route.name])
                    for who in callers where who != .operator || route.path.contains(":negotiation") {
                        let answer = try await ask(house, route, row, .other, who)
                        let name = "\(route.name) by \(who)"
                        if isThere { #expect(answer == before[name], "\(name)") }
                        before[name] = answer
                        let isCaucus = route.audience == .caucus
                        let wanted: [Int] =
                            switch who {
                            case .nobody, .forged, .revoked, .expired: [401]
                            case .reader, .limited: [403, 404]
                            case .operator: isCaucus ? [401] : [404]
                            default: [404]
                            }
                        #expect(wanted.contains(answer.status), "\(name): \(answer)")
                    }
                }
            }
        }
    }

    @Test func `An act without a key is refused, and a field too many as well`() async throws {
        try await prepared { house in
            try await house.settle()
            for route in API.routes {
                let row = try #require(Row.all[route.name])
                // Somebody who gets as far as having the request read.
                guard
                    let who = Who.known.first(where: { [200, 201].contains(row.expected(of: $0)) })
                        ?? Who.known.first(where: { row.expected(of: $0) == 404 })
                        ?? Who.known.first
                else { continue }
                var letter = row.letter(
                    for: route,
                    at: .own,
                    token: try await who.token(in: house),
                    key: "fresh",
                    who: who
                )
                if route.needsKey {
                    let headers = letter.headers
                    letter.headers = []
                    let answer = try await house.ask(letter)
                    #expect(answer.status == 400, "\(route.name) without a key: \(answer)")
                    #expect(answer.text.contains("Idempotency-Key"), "\(answer)")
                    letter.headers = headers
                }
                guard case .json = row.body, let body = letter.body else { continue }
                for field in [#""role":"union""#, #""seat":"maria-soto""#, #""recorded_at":"x""#] {
                    letter.body = Array("{\(field),".utf8) + body.dropFirst()
                    if body.count == 2 { letter.body = Array("{\(field)}".utf8) }
                    letter.token = try await who.token(in: house)
                    let answer = try await house.ask(letter, overTCP: who == .nobody)
                    #expect(answer.status == 422, "\(route.name) with \(field): \(answer)")
                }
            }
        }
    }

    private static func leadsToPlace(_ route: Route) -> Bool {
        route.path.contains(":zone") || route.path.contains(":negotiation") || route.name == "openNegotiation"
    }

    private func prepared(_ body: @escaping @Sendable (House) async throws -> Void) async throws {
        try await House.open(.init(rate: nil)) { house in
            try await house.establishSpringfield()
            try await house.admit("luis-board")
            try await body(house)
        }
    }

    private func ask(_ house: House, _ route: Route, _ row: Row, _ place: Row.Place, _ who: Who) async throws
        -> Answer
    {
        let letter = row.letter(
            for: route,
            at: place,
            token: try await who.token(in: house),
            key: "\(route.name).\(who).\(place)",
            who: who
        )
        return try await house.ask(letter, overTCP: who == .nobody)
    }
}
