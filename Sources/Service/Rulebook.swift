import Law
import Packs
import Store
import Synchronization
public import Table

/// The procedures that open negotiations are held to: each pinned to the very texts that it was opened under.
final class Rulebook: Sendable {
    private struct Pinned: Hashable {
        let pack: String
        let texts: [PinnedText]?
        let calendar: String
        let readings: [String: String]
    }

    private let library: Library
    private let known = Mutex<[Pinned: Proceeding]>([:])

    init(library: Library) {
        self.library = library
    }

    /// The procedure of a negotiation, from the texts as the record keeps them, read through the given store.
    ///
    /// - Throws: `StoreError.damaged` where the record lacks a text or has another in its place.
    func proceeding(for opened: NegotiationOpened, through store: Store) async throws -> Proceeding {
        let pinned = Pinned(
            pack: opened.packSHA256,
            texts: opened.pinned,
            calendar: opened.calendar,
            readings: opened.readings
        )
        if let proceeding = known.withLock({ $0[pinned] }) { return proceeding }
        let pack = try await pack(of: opened, through: store)
        let library = try await counting(of: opened, under: pack, through: store)
        let proceeding = try library.proceeding(
            pack: pack,
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

    /// The calendars and counting rules: the program's own where they are still the same, else those of the record.
    private func counting(
        of opened: NegotiationOpened,
        under pack: RulePack,
        through store: Store
    ) async throws -> Library {
        guard let pinned = opened.pinned else { return library }
        if let own = try? library.texts(countingFor: pack, by: opened.calendar),
            own.map({ PinnedText($0) }) == pinned
        {
            return library
        }
        let kept = try await store.pinnedTexts(of: opened.negotiation)
        var texts: [String: String] = [:]
        for text in pinned {
            guard let bytes = kept[text.sha256] else {
                throw StoreError(
                    .damaged,
                    "The text \(text.path) (\(text.sha256)), by which the dates of \(opened.negotiation) are counted, "
                        + "is not in the record."
                )
            }
            texts[text.path] = String(decoding: bytes, as: UTF8.self)
        }
        return try Library(texts: texts)
    }
}

extension Clerk {
    /// What the library holds now in place of what a negotiation is pinned to, as a sentence; nil where it is the same.
    public func folderNote(on opened: NegotiationOpened) -> String? {
        guard let pack = try? library.pack(opened.pack) else {
            return
                "Pinned \(opened.packSHA256.prefix(12)); no rule pack '\(opened.pack)' is at hand any more."
        }
        if pack.digest != opened.packSHA256 {
            let place = library.isOfSite(pack) ? "the folder" : "this version of the program"
            return
                "Pinned \(opened.packSHA256.prefix(12)), \(place) now holds \(pack.digest.prefix(12)); this negotiation "
                + "goes by what is pinned."
        }
        guard let pinned = opened.pinned else { return nil }
        let now = (try? library.texts(countingFor: pack, by: opened.calendar).map { PinnedText($0) }) ?? []
        guard now != pinned else { return nil }
        let changed = pinned.filter { !now.contains($0) }.map(\.path).joined(separator: ", ")
        return
            "The calendars or counting rules at hand are others now (\(changed)); this negotiation goes by what is pinned."
    }
}

extension PinnedText {
    init(_ text: Library.Text) {
        self.init(path: text.path, sha256: text.digest)
    }
}
