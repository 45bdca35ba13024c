import Testing

@testable import Web

@Suite struct CursorTests {
    private let cursors = Cursor(secret: [UInt8](repeating: 3, count: 32))

    @Test(arguments: [
        "springfield", "a", String(repeating: "x", count: 127), String(repeating: "é", count: 64),
    ])
    func `A cursor gives back the place that it was made of`(place: String) throws {
        #expect(try cursors.open(cursors.seal(place, of: "zones ann"), of: "zones ann") == place)
    }

    @Test func `Cursors of short places have one length and do not show them`() throws {
        let sealed = try ["a", "springfield", String(repeating: "x", count: 64)].map {
            try cursors.seal($0, of: "zones ann")
        }
        #expect(Set(sealed.map(\.count)).count == 1)
        #expect(!sealed[1].contains("springfield"))
    }

    @Test func `A cursor of another list, caller or deployment is refused, and so is a changed one`() throws {
        let sealed = try cursors.seal("springfield", of: "zones ann")
        #expect(throws: RequestFault.self) { try cursors.open(sealed, of: "zones bob") }
        #expect(throws: RequestFault.self) { try cursors.open(sealed, of: "negotiations ann") }
        let other = Cursor(secret: [UInt8](repeating: 4, count: 32))
        #expect(throws: RequestFault.self) { try other.open(sealed, of: "zones ann") }
        for place in sealed.indices {
            var changed = sealed
            changed.replaceSubrange(place...place, with: sealed[place] == "A" ? "B" : "A")
            // The last digit's spare bits mean nothing.
            guard place != sealed.index(before: sealed.endIndex) else { continue }
            #expect(throws: RequestFault.self) { try cursors.open(changed, of: "zones ann") }
        }
        for text in ["", "=", "%", String(repeating: "A", count: 5_000)] {
            #expect(throws: RequestFault.self) { try cursors.open(text, of: "zones ann") }
        }
    }
}
