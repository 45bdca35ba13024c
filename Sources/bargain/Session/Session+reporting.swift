import CivilTime
import Client
import Foundation
import Packs
import Wire

extension Session {
    /// Shows an answer: as it came for programs, in words for people.
    func show<Content>(_ answer: Answer<Content>, inWords words: (Content) async throws -> Void) async throws
    {
        guard isJSON else { return try await words(answer.content) }
        pass(answer.bytes)
    }

    /// Writes a value of this program's own in the envelope that the daemon's answers have.
    func showJSON(_ content: some Codable & Sendable, isDrill: Bool) throws {
        pass(try JSONText.of(Envelope(drill: isDrill, data: content)))
    }

    private func pass(_ bytes: [UInt8]) {
        screen.pour(bytes)
        if bytes.last != UInt8(ascii: "\n") { screen.pour([UInt8(ascii: "\n")]) }
    }

    /// Says what was recorded, with what it can be proved by, and what is due next.
    func report(_ answer: Answer<ActReply>, in negotiation: String? = nil) async throws {
        try await show(answer) { reply in
            for sentence in reply.recorded { screen.say("Recorded: \(sentence)", hanging: 10) }
            if reply.recorded.isEmpty { screen.say("Nothing new was recorded; the record says so already.") }
            let place = negotiation ?? reply.name
            let docket = place == nil ? nil : try? await self.docket(of: place ?? "").content
            let zone = docket.flatMap { try? CivilZone.named($0.timeZone) }
            for receipt in reply.receipts {
                let time = zone.map { ", \($0.spelled(receipt.recordedAt))" } ?? ", \(receipt.recordedAt)"
                screen.say("Receipt:  \(receipt.room) #\(receipt.seq)\(time)", hanging: 10)
                screen.say("          digest \(receipt.digest)", .faint)
            }
            if let sha256 = reply.sha256 { screen.say("Text:     SHA-256 \(sha256)") }
            guard let docket, let zone else { return }
            sayNext(docket, in: zone)
            if let last = reply.receipts.last {
                screen.say("Proof:    bargain record receipt \(docket.negotiation) \(last.seq) --output FILE")
            }
        }
    }

    private func sayNext(_ docket: DocketView, in zone: CivilZone) {
        let next = docket.items.filter(\.isWaiting).compactMap { item in item.due.map { (item, $0) } }
            .min { $0.1 < $1.1 }
        if let (item, due) = next {
            let left = DaysLeft(until: due, asOf: zone.date(at: docket.asOf))
            screen.say("Next due: \(due.spelled) — \(item.title) (\(left.text))", hanging: 10, left.style)
        }
        screen.say("See:      bargain docket \(docket.negotiation)")
    }
}
