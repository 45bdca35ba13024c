import Law
import Packs
import Store
import Synchronization
import Table

/// The procedures that open negotiations are held to: each pinned to the very text that it was opened under.
final class Rulebook: Sendable {
    private struct Pinned: Hashable {
        let pack: String
        let calendar: String
        let readings: [String: String]
    }

    private let library: Library
    private let known = Mutex<[Pinned: Proceeding]>([:])

    init(library: Library) {
        self.library = library
    }

    /// The procedure of a negotiation, from the pack's text as the record keeps it, read through the given store.
    func proceeding(for opened: NegotiationOpened, through store: Store) async throws -> Proceeding {
        let pinned = Pinned(pack: opened.packSHA256, calendar: opened.calendar, readings: opened.readings)
        if let proceeding = known.withLock({ $0[pinned] }) { return proceeding }
        let proceeding = try library.proceeding(
            pack: try await pack(of: opened, through: store),
            calendar: opened.calendar,
            readings: opened.readings
        )
        known.withLock { $0[pinned] = proceeding }
        return proceeding
    }

    private func pack(of opened: NegotiationOpened, through store: Store) async throws -> RulePack {
        if let pack = try? library.pack(opened.pack), pack.digest == opened.packSHA256 { return pack }
        guard let digest = bytes(hexadecimal: opened.packSHA256),
            let text = try await store.packText(of: opened.negotiation, sha256: digest)
        else {
            throw StoreError(
                .damaged,
                "The rule pack '\(opened.pack)' (\(opened.packSHA256)), under which \(opened.negotiation) was "
                    + "opened, is not in the record."
            )
        }
        return try library.read(packText: String(decoding: text, as: UTF8.self), name: "\(opened.pack).yaml")
    }
}
