import Identity
import TestSupport
import Testing

/// What strangers do at the door is held against the place that they come from, and against nobody else.
@Suite(.database) struct StrangerTests {
    private static let table = "/v1/negotiations/\(House.first)"

    private static func signIn(_ person: String, _ password: String) -> Letter {
        let body = #"{"person":"\#(person)","password":"\#(password)"}"#
        return Letter(method: "POST", path: "/v1/login", body: Array(body.utf8))
    }

    /// Asks from an address of this machine.
    private static func ask(_ house: House, _ letter: Letter, from last: UInt32) async throws -> Answer {
        try await letter.sent { try house.connect(overTCP: true, from: last) }
    }

    /// Sends until it is refused for its number.
    private static func exhaust(_ house: House, from last: UInt32, _ letter: (Int) -> Letter) async throws
        -> Int
    {
        for count in 0..<400 {
            let answer = try await ask(house, letter(count), from: last)
            if answer.status == 429 {
                #expect(answer.header("retry-after") != "")
                return count
            }
            #expect(answer.status == 401, "\(answer)")
        }
        return 400
    }

    @Test func `Tokens that are none are few from one origin, and those that are good go on`() async throws {
        try await House.open { house in
            try await house.establishSpringfield()
            let good = try await house.token(of: "john-lee")
            let look = Letter(path: Self.table, token: good)
            #expect(try await Self.ask(house, look, from: 3).status == 200)
            let count = try await Self.exhaust(house, from: 3) { _ in
                Letter(path: Self.table, token: OpaqueToken(.personal).secret)
            }
            #expect((60..<400).contains(count))
            #expect(try await Self.ask(house, look, from: 3).status == 200)
            let new = try await house.token(of: "maria-soto")
            #expect(try await Self.ask(house, Letter(path: Self.table, token: new), from: 4).status == 200)
        }
    }

    @Test func `Wrong passwords shut the door on strangers of that origin, not on who is known there`()
        async throws
    {
        try await House.open { house in
            try await house.establishSpringfield()
            let john = Self.signIn("john-lee", House.password)
            let maria = Self.signIn("maria-soto", House.password)
            #expect(try await Self.ask(house, john, from: 5).status == 201)
            let count = try await Self.exhaust(house, from: 5) { number in
                Self.signIn("nobody-\(number)", "not the right words")
            }
            #expect((60..<400).contains(count))
            #expect(try await Self.ask(house, maria, from: 5).status == 429)
            #expect(try await Self.ask(house, john, from: 5).status == 201)
            #expect(try await Self.ask(house, maria, from: 6).status == 201)
        }
    }
}
