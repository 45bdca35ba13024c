import CivilTime
public import Logging
public import Record
public import Store
public import Table

/// Seals the record: signs a checkpoint over each zone's entries, and proves with it what was recorded.
public struct Notary: Sendable {
    /// A zone's last checkpoint, with the proof that it extends one that the asker holds.
    public struct Sealed: Hashable, Sendable {
        /// The signed note.
        public let note: String
        /// The log's public key.
        public let key: LogVerifier
        /// What proves that it extends the checkpoint asked from (RFC 9162 §2.1.4).
        public let proof: [Hash256]
    }

    private let store: Store
    private let clock: ProgramClock
    private let seed: [UInt8]
    private let isDrill: Bool
    private let logger: Logger

    /// A notary for a database.
    ///
    /// - Parameters:
    ///   - store: the record.
    ///   - clock: the program's clock.
    ///   - seed: the 32 bytes of the deployment's Ed25519 key.
    ///   - isDrill: whether the record is a rehearsal.
    ///   - logger: where trouble is told.
    public init(store: Store, clock: ProgramClock, seed: [UInt8], isDrill: Bool, logger: Logger) {
        self.store = store
        self.clock = clock
        self.seed = seed
        self.isDrill = isDrill
        self.logger = logger
    }

    /// Holds the key to the one that the deployment's checkpoints are signed by, which the first daemon names.
    ///
    /// - Throws: `StoreError.unfit` when the deployment has another key.
    public func settle() async throws {
        let own = try LogKey(name: "bargain", seed: seed).verifier.description
        let named = try await store.settleLogKey(own)
        guard named == own else {
            throw StoreError(
                .unfit,
                "This daemon's log.key is not the one that the record's checkpoints are signed by (\(named)). Copy the "
                    + "file log.key from the state folder of the daemon that first served this database."
            )
        }
    }

    /// Seals until cancelled: soon after something was recorded, and on a steady beat besides.
    public func run(on wakeup: Wakeup) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await wakeup.beat(every: .seconds(60)) }
            for await _ in wakeup.rings {
                if Task.isCancelled { break }
                do {
                    try await seal()
                    // What comes meanwhile shares the next checkpoint.
                    try await Task.sleep(for: .milliseconds(100))
                } catch is CancellationError {
                    break
                } catch {
                    // Whoever stops the daemon in the middle of it is told of no trouble: the next one seals it.
                    if Task.isCancelled { break }
                    logger.error("the record could not be sealed", metadata: ["error": "\(error)"])
                }
            }
            group.cancelAll()
        }
    }

    /// Seals what is not sealed yet, in every zone.
    public func seal() async throws {
        for zone in try await store.sealableZones() {
            // What is recorded meanwhile rings again and shares the next checkpoint.
            let most = 5_000
            while try await store.seal(zone: zone, at: clock.now(), limit: most, sign: sign) == most {}
        }
    }

    private func sign(zone: String, size: Int, root: Hash256) throws -> String {
        String(decoding: try key(ofZone: zone).checkpoint(size: size, root: root).bytes, as: UTF8.self)
    }

    private func key(ofZone zone: String) throws(RecordError) -> LogKey {
        try LogKey(name: "bargain/\(zone)", seed: seed)
    }

    /// The last checkpoint of a zone.
    ///
    /// - Parameters:
    ///   - zone: the zone.
    ///   - size: the size of a checkpoint that the asker holds; nil for no proof.
    /// - Returns: the checkpoint; nil while the zone has none, or where the asker's is larger than any there is.
    /// - Throws: `StoreError`.
    public func checkpoint(ofZone zone: Handle, from size: Int?) async throws -> Sealed? {
        guard let room = try await store.room(.hallway(zone.text)),
            let latest = try await store.latestCheckpoint(ofZone: room.id), size ?? 0 <= latest.size
        else { return nil }
        let key = try key(ofZone: zone.text).verifier
        guard let size else { return Sealed(note: latest.note, key: key, proof: []) }
        let leaves = try await store.leaves(ofZone: room.id, below: latest.size)
        return Sealed(
            note: latest.note,
            key: key,
            proof: MerkleTree.consistencyProof(from: size, in: leaves)
        )
    }

    /// The receipt of an entry at a table; nil while no checkpoint covers it.
    ///
    /// - Throws: `StoreError`; `ClerkError.refused` where there is no such entry.
    public func receipt(of seq: Int, in standing: Standing) async throws -> SealedReceipt? {
        guard let entry = try await store.entry(seq, of: standing.room) else {
            throw ClerkError.refused(
                Refusal(
                    .unknown,
                    "\(standing.room.name) has no entry \(seq); its last is \(standing.room.seq)."
                )
            )
        }
        let zone = try standing.opened().zone
        guard let hallway = try await store.room(.hallway(zone.text)),
            let latest = try await store.latestCheckpoint(ofZone: hallway.id),
            let place = try await store.places(of: [standing.room.id], below: latest.size)
                .first(where: { $0.seq == seq })
        else { return nil }
        let leaves = try await store.leaves(ofZone: hallway.id, below: latest.size)
        return SealedReceipt(
            of: RecordEntry(entry, leaf: place.index),
            room: standing.room.name.description,
            leaf: place.index,
            proof: MerkleTree.inclusionProof(of: place.index, in: leaves),
            checkpoint: try SignedNote(Array(latest.note.utf8)),
            key: try key(ofZone: zone.text).verifier
        )
    }

    /// The record of a negotiation as a file that anybody can check: its table, the zone's hallway, the documents that
    /// both name, the leaves of the zone's tree and the checkpoints.
    public func export(_ standing: Standing) async throws -> RecordExport {
        let zone = try standing.opened().zone
        guard let hallway = try await store.room(.hallway(zone.text)) else {
            throw StoreError(.damaged, "The zone '\(zone)' of \(standing.room.name) has no hallway.")
        }
        let checkpoints = try await store.checkpoints(ofZone: hallway.id)
        let size = checkpoints.last?.size ?? 0
        let key = try key(ofZone: zone.text)
        var writer = RecordWriter(
            RecordHeader(
                zone: zone.text,
                negotiation: standing.room.name.handle,
                isDrill: isDrill,
                key: key.verifier,
                exportedAt: clock.now(),
                size: size
            )
        )
        for checkpoint in checkpoints { writer.add(checkpoint: try SignedNote(Array(checkpoint.note.utf8))) }
        writer.add(leaves: try await store.leaves(ofZone: hallway.id, below: size))
        let rooms = [hallway, standing.room]
        let places = Dictionary(
            grouping: try await store.places(of: rooms.map(\.id), below: size),
            by: \.room
        ).mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.seq, $0.index) }) }
        return RecordExport(
            store: store,
            key: key,
            writer: writer,
            places: places,
            rooms: rooms,
            documents: standing.negotiation.named.sorted(),
            purged: standing.negotiation.named.filter { standing.negotiation.isPurged(.document($0)) }
        )
    }
}

extension RecordEntry {
    init(_ entry: Entry, leaf: Int?) {
        let content: Content =
            if let salt = entry.salt {
                .body(salt: salt, bytes: entry.fields.body)
            } else {
                .purged(digest: entry.bodyDigest, order: entry.purgedBy ?? 0)
            }
        self.init(
            seq: entry.fields.seq,
            recordedAt: entry.fields.recordedAt,
            seat: entry.fields.seat,
            kind: entry.fields.kind,
            content: content,
            previous: entry.previous,
            digest: entry.digest,
            leaf: leaf
        )
    }
}
