import Foundation
import HTTPTypes

@testable import Web

/// What is expected of one route: a body that it takes, and the status that each caller gets in the own zone.
struct Row: Sendable {
    enum Body: Sendable {
        case none
        /// JSON in which `{who}` is the caller.
        case json(String)
        case text(String)
    }

    let body: Body
    /// In the order of `Who.known`.
    let statuses: [Int]
    /// What somebody without a token gets; 401 everywhere but where whoever passes by may ask.
    let nobody: Int
    let query: String

    init(_ body: Body, _ statuses: [Int], nobody: Int = 401, query: String = "") {
        self.body = body
        self.statuses = statuses
        self.nobody = nobody
        self.query = query
    }

    func expected(of who: Who) -> Int {
        if who == .nobody { return nobody }
        return Who.known.firstIndex(of: who).map { statuses[$0] } ?? 401
    }

    /// Which zone and negotiation a path leads to.
    enum Place: String, CaseIterable, Sendable {
        case own, other
    }

    /// A request by the route.
    func letter(for route: Route, at place: Place, token: String?, key: String, who: Who) -> Letter {
        let own = place == .own
        let parameters = [
            "zone": own ? "springfield" : "lowell",
            "negotiation": own ? House.first : House.lowells,
            "step": "bargaining",
            "sha256": String(repeating: "ab", count: 32),
            "seq": "1", "seat": "nobody-invited", "draft": "D1", "id": "none",
        ]
        let path = route.path.split(separator: "/").map { part in
            part.hasPrefix(":") ? parameters[String(part.dropFirst()), default: "?"] : String(part)
        }
        var letter = Letter(
            method: route.method.rawValue,
            path: "/" + path.joined(separator: "/") + query.replacing("{who}", with: who.rawValue),
            token: token
        )
        if route.needsKey { letter.headers = [("Idempotency-Key", key)] }
        switch body {
        case .none: letter.body = route.method == .get ? nil : []
        case .json(let text), .text(let text):
            letter.body = Array(
                text.replacing("{who}", with: who.rawValue)
                    .replacing("{zone}", with: own ? "springfield" : "lowell").utf8
            )
        }
        return letter
    }
}
