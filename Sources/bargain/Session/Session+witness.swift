import Client
import Foundation
import Record
import Wire

extension Session {
    /// Holds the record of a negotiation's zone to the last checkpoint that this person saw, and keeps the new one.
    ///
    /// - Throws: `Failure` when the record does not extend what was seen: then it was rewritten, cut, or is another.
    func witness(_ negotiation: String) async throws {
        guard let zone = Self.zone(of: negotiation) else { return }
        guard let latest = try await checkpoint(of: negotiation, from: nil) else {
            let book = CheckpointBook(zone: zone, server: address, drill: nil)
            guard try book.page() == nil else { throw rewritten(book, "it shows no checkpoint any more") }
            return
        }
        var (key, seen) = try Self.read(latest.content)
        let book = CheckpointBook(zone: zone, server: address, drill: latest.isDrill ? key : nil)
        guard key.name == "bargain/\(zone)" else { throw rewritten(book, "it is the log of '\(key.name)'") }
        guard let page = try book.page() else { return remember(key, latest.content.note, in: book) }
        guard page.key == key else {
            throw rewritten(book, "it is signed by \(key), and what you saw was signed by \(page.key)")
        }
        if seen.size < page.checkpoint.size, let newer = try await checkpoint(of: negotiation, from: nil) {
            // Another command of this person may have kept a later one in between.
            (key, seen) = try Self.read(newer.content)
        }
        if page.checkpoint == seen { return }
        guard seen.size > page.checkpoint.size else {
            throw rewritten(
                book,
                "it has \(seen.size) entries at its last checkpoint, and you saw \(page.checkpoint.size)"
            )
        }
        let answer = try await checkpoint(of: negotiation, from: page.checkpoint.size)
        guard let extended = answer?.content else { throw rewritten(book, "it proves nothing") }
        let now: Checkpoint
        do throws(RecordError) {
            now = try page.key.checkpoint(Array(extended.note.utf8))
        } catch {
            throw rewritten(book, error.message)
        }
        let proof = extended.proof.compactMap { Hash256(hexadecimal: $0) }
        guard proof.count == extended.proof.count,
            MerkleTree.proves(
                proof,
                size: page.checkpoint.size,
                root: page.checkpoint.root,
                extendsTo: now.size,
                root: now.root
            )
        else { throw rewritten(book, "its checkpoint over \(now.size) entries does not contain yours") }
        remember(key, extended.note, in: book)
    }

    /// The key that signs the record of a negotiation's zone, as this person saw it first; nil where nothing is sealed yet.
    func logKey(of negotiation: String) async throws -> LogVerifier? {
        try await witness(negotiation)
        guard let zone = Self.zone(of: negotiation),
            let latest = try await checkpoint(of: negotiation, from: nil)
        else { return nil }
        let key = try Self.read(latest.content).0
        return try CheckpointBook(zone: zone, server: address, drill: latest.isDrill ? key : nil).page()?.key
    }

    /// The zone that a negotiation's name begins with, `springfield` of `springfield-2026-1`: from what the person typed, not
    /// from what the daemon says.
    private static func zone(of negotiation: String) -> String? {
        let words = negotiation.split(separator: "-")
        guard words.count > 2 else { return nil }
        return words.dropLast(2).joined(separator: "-")
    }

    private func checkpoint(of negotiation: String, from size: Int?) async throws -> Answer<CheckpointView>? {
        do throws(ClientError) {
            return try await client.get(
                ["negotiations", negotiation, "checkpoint"],
                size.map { [("from", String($0))] } ?? []
            )
        } catch {
            // A new zone's first checkpoint takes a moment; an older daemon has none.
            if error.problem?.status == 404 { return nil }
            throw Failure(error, isAct: false)
        }
    }

    private static func read(_ view: CheckpointView) throws -> (LogVerifier, Checkpoint) {
        do throws(RecordError) {
            let key = try LogVerifier(view.key)
            return (key, try key.checkpoint(Array(view.note.utf8)))
        } catch {
            throw Failure(.failed, "The daemon's checkpoint is not good: \(error.message)")
        }
    }

    private func remember(_ key: LogVerifier, _ note: String, in book: CheckpointBook) {
        do {
            try book.keep(key: key, note: Array(note.utf8))
        } catch {
            Screen.tell(
                "The record's checkpoint could not be kept in \(book.path): \(error.localizedDescription)"
            )
        }
    }

    private func rewritten(_ book: CheckpointBook, _ why: String) -> Failure {
        Failure(
            .failed,
            "The record that this daemon shows does not extend the one you saw before: \(why). What you saw is kept in "
                + "\(book.path): show it to the other side and the neutral.",
            mend:
                "bargain record export NEGOTIATION --output FILE, and bargain verify FILE --checkpoint CHECKPOINT"
        )
    }
}
