import CivilTime
import Service
import Table
import TestSupport
import Testing

@Suite(.database) struct QuotaTests {
    private let noon = Instant(microseconds: 1_776_000_000_000_000)

    private func sent(_ hours: [Int64], bytes: Int = 10) -> [(at: Instant, bytes: Int)] {
        hours.map { (at: noon.adding(seconds: -$0 * 3_600), bytes: bytes) }
    }

    @Test func `What fits is taken, and what was sent before a day does not count`() throws {
        let quota = Quota(documents: 3, bytes: 40)
        try quota.check(sent([]), adding: 40, at: noon, for: "X")
        try quota.check(sent([1, 2]), adding: 20, at: noon, for: "X")
        try quota.check(sent([24, 25, 26, 27, 2]), adding: 10, at: noon, for: "X")
    }

    @Test(
        arguments: [
            // Which hours ago what was sent, how much is to be added, and after how many hours there is room.
            ([1, 2, 3], 1, 21), ([3, 1, 2], 20, 21), ([1, 2], 30, 22), ([23, 22], 21, 1),
        ] as [([Int64], Int, Int)]
    ) func `A refusal says how much there is, and when there is room again`(
        hours: [Int64],
        bytes: Int,
        after: Int
    ) throws {
        let quota = Quota(documents: 3, bytes: 40)
        let error = #expect(throws: QuotaExceeded.self) {
            try quota.check(sent(hours), adding: bytes, at: noon, for: "You")
        }
        let excess = try #require(error)
        #expect(excess.retryAfter == after * 3_600 + 1)
        #expect(excess.detail.contains("You sent \(hours.count) documents of \(hours.count * 10) bytes"))
    }

    @Test func `What is larger than a day's quota never fits`() throws {
        let error = #expect(throws: QuotaExceeded.self) {
            try Quota(documents: 3, bytes: 40).check(sent([1]), adding: 41, at: noon, for: "You")
        }
        #expect(error?.retryAfter == nil)
    }

    @Test func `One side's quota is no matter of the other's, and a repeated request is answered`()
        async throws
    {
        try await TestOffice.open { office in
            let negotiation = try await office.openNegotiation()
            let most = Quota.usual.documents
            for number in 1..<most {
                try await office.serve("# P\(number)\n", in: negotiation, by: "maria-soto")
            }
            let last = try await office.serve("# P\n", in: negotiation, by: "maria-soto", key: "last")
            await #expect(throws: QuotaExceeded.self) {
                try await office.serve("# Q\n", in: negotiation, by: "maria-soto")
            }
            #expect(
                try await office.serve("# P\n", in: negotiation, by: "maria-soto", key: "last") == last
            )
            try await office.serve("# B\n", in: negotiation, by: "john-lee")
        }
    }
}
