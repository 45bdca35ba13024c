import Record

extension SampleHistory {
    /// The history as it was after so many facts, when nothing later had been purged or sealed.
    public func prefix(_ count: Int) -> SampleHistory {
        var past = self
        past.facts = Array(facts.prefix(count))
        past.seals = seals.filter { $0 <= count }
        let ends = rooms.indices.map { past.facts(of: $0).count }
        for index in past.facts.indices {
            if let order = past.facts[index].purgeOrder, order > ends[past.facts[index].room] {
                past.facts[index].purgeOrder = nil
            }
        }
        past.purgedDocuments = purgedDocuments.filter { $0.value.order <= ends[$0.value.room] }
        let shown = past.facts.filter { $0.purgeOrder == nil }.map {
            String(decoding: $0.body, as: UTF8.self)
        }
        past.documents = documents.filter { document in
            let hash = Hash256(hashing: document)
            return past.purgedDocuments[hash] != nil || shown.contains { $0.contains(hash.description) }
        }
        return past
    }

    /// The history in which one fact was another: a branch of the same zone's past.
    public func forked(at index: Int) -> SampleHistory {
        var other = self
        other.facts[index].salt[0] ^= 1
        return other
    }
}
