import CivilTime
public import Record
import Store
public import Table

extension Clerk {
    /// The evidence bundle of a negotiation as it stands now, with the digest of the record's last entry.
    ///
    /// - Throws: `ClerkError.refused` where there is no such negotiation; `StoreError.damaged` where its record does not
    ///   open one.
    public func bundle(of negotiation: Handle) async throws -> (bundle: EvidenceBundle, digest: Hash256) {
        let now = clock.now()
        let standing = try await standing(of: negotiation)
        var receipts: [EvidenceBundle.Receipt] = []
        let page = 1_000
        while receipts.count < standing.room.seq {
            let entries = try await entries(of: negotiation, after: receipts.last?.seq ?? 0, limit: page)
            receipts += entries.map(EvidenceBundle.Receipt.init)
            if entries.count < page { break }
        }
        // What was added while the entries were read is not part of what stands.
        receipts.removeAll { $0.seq > standing.room.seq }
        guard let bundle = try EvidenceBundle(of: standing.state, receipts: receipts, asOf: now) else {
            throw StoreError(
                .damaged,
                "The first entry of \(standing.room.name) does not open a negotiation."
            )
        }
        return (bundle, standing.room.digest)
    }

    /// A command with what the record alone knows: what the entry says whose content is to be purged.
    func completed(_ command: Negotiation.Command, on standing: Standing) async throws -> Negotiation.Command
    {
        let target: PurgeTarget? =
            switch command {
            case .purge(let target, _, _): target
            case .confirmPurge(let number, _): standing.negotiation.purgeOrder(number)?.ordered.target
            default: nil
            }
        guard case .entry(let seq)? = target, (1...max(1, standing.room.seq)).contains(seq),
            let entry = try await store.entry(seq, of: standing.room)
        else { return command }
        let fact = try JSONText.value(NegotiationFact.self, from: entry.fields.body)
        return switch command {
        case .confirmPurge(let number, _): .confirmPurge(number, saying: fact)
        case .purge(let target, _, let paper): .purge(target, saying: fact, paper)
        default: command
        }
    }
}

extension EvidenceBundle.Receipt {
    init(_ entry: Entry) {
        self.init(
            seq: entry.fields.seq,
            recordedAt: entry.fields.recordedAt,
            seat: entry.fields.seat.flatMap { Handle($0) },
            digest: entry.digest.description
        )
    }
}
