import CivilTime
import Record
import Store
import Table

/// What a reading of the whole record came to.
public struct Audit: Hashable, Sendable {
    /// How many rooms were read.
    public internal(set) var rooms = 0
    /// How many entries, each against its digest and the one before it.
    public internal(set) var entries = 0
    /// How many documents, each against its hash.
    public internal(set) var documents = 0
    /// How many checkpoints, each against the leaves under it.
    public internal(set) var checkpoints = 0
}

extension Clerk {
    /// Reads the whole record: every entry, every document that one names, every tree and every checkpoint.
    ///
    /// What somebody rewrote who may write everything, keys included, it does not see: what shows that is a receipt or a
    /// checkpoint in other hands (`bargain verify`).
    ///
    /// - Throws: `StoreError.damaged` naming the first thing that does not fit.
    public func audit() async throws -> Audit {
        var audit = Audit()
        let rooms = try await store.rooms()
        var digests: [Int: [Hash256]] = [:]
        for room in rooms {
            let entries = try await store.entries(of: room)
            audit.rooms += 1
            audit.entries += entries.count
            digests[room.id] = entries.map(\.digest)
            try checkStandIns(in: entries, of: room)
            for document in try documents(named: entries, of: room) {
                try await check(document, namedIn: room, among: rooms)
                audit.documents += 1
            }
        }
        for zone in rooms where zone.name.kind == .hallway {
            audit.checkpoints += try await checkTree(of: zone, digests)
        }
        return audit
    }

    /// A document is there, or an entry purged it that names it in its own field.
    private func check(_ document: [UInt8], namedIn room: Room, among rooms: [Room]) async throws {
        if try await store.content(sha256: document) != nil { return }
        if let order = try await store.purgeOrder(ofDocument: document),
            let ordering = rooms.first(where: { $0.name == order.room }),
            let entry = try await store.entry(order.seq, of: ordering),
            case .recordPurged(let purge) = try JSONText.value(NegotiationFact.self, from: entry.fields.body),
            purge.sha256 == hexadecimal(document)
        {
            return
        }
        throw StoreError(
            .damaged,
            "The document \(hexadecimal(document)), named in \(room.name), is not in the record."
        )
    }

    /// What stands in for a purged fact must be what the order itself says.
    private func checkStandIns(in entries: [Entry], of room: Room) throws {
        for entry in entries {
            guard let order = entry.purgedBy else { continue }
            guard entries.indices.contains(order - 1),
                case .recordPurged(let purge) = try JSONText.value(
                    NegotiationFact.self,
                    from: entries[order - 1].fields.body
                ),
                purge.entry == entry.fields.seq,
                let standIn = purge.standIn,
                try JSONText.bytes(standIn) == entry.fields.body
            else {
                throw StoreError(
                    .damaged,
                    "What stands in for entry \(entry.fields.seq) of \(room.name) is not what its order says."
                )
            }
        }
    }

    private func checkTree(of zone: Room, _ digests: [Int: [Hash256]]) async throws -> Int {
        let leaves = try await store.leaves(ofZone: zone.id, below: .max)
        for place in try await store.places(inZone: zone.id) {
            guard let room = digests[place.room], room.indices.contains(place.seq - 1),
                leaves.indices.contains(place.index),
                leaves[place.index] == MerkleTree.leaf(room[place.seq - 1])
            else {
                throw StoreError(
                    .damaged,
                    "Leaf \(place.index) of the tree of \(zone.name) is not entry \(place.seq) of room \(place.room)."
                )
            }
        }
        let checkpoints = try await store.checkpoints(ofZone: zone.id)
        var frontier = Frontier()
        for checkpoint in checkpoints {
            guard checkpoint.size <= leaves.count, checkpoint.size >= frontier.size else {
                throw StoreError(.damaged, "The tree of \(zone.name) has fewer leaves than it had.")
            }
            for leaf in leaves[frontier.size..<checkpoint.size] { frontier.append(leaf) }
            let signed = try Checkpoint(try SignedNote(Array(checkpoint.note.utf8)).text)
            guard signed.size == checkpoint.size, signed.root == frontier.root else {
                throw StoreError(
                    .damaged,
                    "The checkpoint of \(zone.name) over \(checkpoint.size) entries is not over its leaves."
                )
            }
        }
        return checkpoints.count
    }

    /// The hashes of the documents that entries refer to, once each; also holds purges to the orders that were confirmed.
    private func documents(named entries: [Entry], of room: Room) throws -> [[UInt8]] {
        guard let first = entries.first, first.fields.kind == "negotiation.opened" else { return [] }
        var negotiation = Negotiation()
        for entry in entries {
            let fact = try JSONText.value(NegotiationFact.self, from: entry.fields.body)
            if case .recordPurged(let purge) = fact, !negotiation.isConfirmed(purge) {
                throw StoreError(
                    .damaged,
                    "Entry \(entry.fields.seq) of \(room.name) purges \(purge.target.words), and no confirmed order does."
                )
            }
            negotiation.apply(fact, seq: entry.fields.seq, recordedAt: entry.fields.recordedAt)
        }
        return negotiation.named.sorted().compactMap(bytes(hexadecimal:))
    }
}
