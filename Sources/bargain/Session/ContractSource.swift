import CivilTime
import Client
import Contracts
import Foundation
import Packs
import Table
import Wire

/// Contract texts from files and from the record, each with the digest by which it is cited.
enum ContractSource {
    /// A file as a contract document.
    ///
    /// - Throws: `Failure` with every fault and its line.
    static func version(at path: String) throws -> ContractVersion {
        try version(try InputFile.bytes(at: path), name: path)
    }

    /// A file with the day on which it was last changed and whose text it is, for a comparison.
    ///
    /// - Throws: `Failure` with every fault and its line.
    static func version(at path: String, party: String?) throws -> ContractVersion {
        let bytes = try InputFile.bytes(at: path)
        return ContractVersion(
            try document(bytes, name: path),
            name: path,
            party: party,
            date: try day(of: path),
            sha256: SHA256Text.of(bytes)
        )
    }

    /// The day on which a file was last changed, where this machine is.
    private static func day(of path: String) throws -> CivilDate? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let instant = Instant(microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000)
        return try CivilZone.named(TimeZone.current.identifier).date(at: instant)
    }

    /// A text that is to be compared.
    static func document(_ bytes: [UInt8], name: String) throws -> ContractDocument {
        do {
            return try ContractDocument(bytes: bytes, name: name)
        } catch {
            throw Failure(error, "The text cannot be compared as it is.").mended(by: mend(of: name))
        }
    }

    /// The contract in force of a negotiation and the texts of some of its proposals.
    ///
    /// - Parameters:
    ///   - name: the negotiation.
    ///   - numbers: the proposals.
    ///   - session: the talk with the daemon.
    /// - Returns: the contract, the proposals in the order of the numbers, and whether it is a drill.
    /// - Throws: `Failure` where there is no contract or no such proposal, or a text has faults.
    static func served(
        in name: String,
        _ numbers: [ProposalNumber],
        _ session: Session
    ) async throws -> (contract: ContractVersion, proposals: [ContractVersion], isDrill: Bool) {
        let answer = try await session.view(of: name)
        guard let reference = answer.content.opened.contract else {
            throw Failure(
                .failed,
                "\(name) was opened without the contract in force.",
                mend: "name the contract and the proposal as two files"
            )
        }
        let zone = try CivilZone.named(answer.content.timeZone)
        let contract = try version(
            try await session.document(reference.sha256, of: name),
            name: reference.name,
            called: "contract in force"
        )
        var proposals: [ContractVersion] = []
        for number in numbers {
            let proposal = try answer.content.proposal(number)
            let bytes = try await session.document(proposal.document.sha256, of: name)
            proposals.append(
                try version(
                    bytes,
                    name: proposal.document.name,
                    called: number.description,
                    on: zone.date(at: proposal.servedAt)
                )
            )
        }
        return (contract, proposals, answer.isDrill)
    }

    private static func version(
        _ bytes: [UInt8],
        name: String,
        called: String? = nil,
        on date: CivilDate? = nil
    ) throws -> ContractVersion {
        do {
            let document = try ContractDocument(bytes: bytes, name: name)
            return ContractVersion(document, name: called ?? name, date: date, sha256: SHA256Text.of(bytes))
        } catch {
            throw Failure(error, "The text cannot be read as a contract.")
                .mended(by: called == nil ? mend(of: name) : nil)
        }
    }

    /// How a file that is not written in the contract format becomes one that is.
    static func mend(of path: String) -> String? {
        let parts = path.split(separator: "/").last?.split(separator: ".") ?? []
        guard parts.count > 1, let form = parts.last?.lowercased(), form != "md" else { return nil }
        let contract = parts.dropLast().joined(separator: ".") + ".md"
        return "bargain import \(path) --output \(contract)   (then name that file)"
    }
}

extension Failure {
    /// What is wrong with a contract's text or figures, fault by fault.
    init(_ error: ContractError, _ message: String) {
        // A text of another form is wrong in every line; ten say it as well.
        let shown = error.problems.prefix(10).map(\.description)
        let rest = error.problems.count - shown.count
        self.init(.failed, message, details: shown + (rest > 0 ? ["… and \(rest) more."] : []))
    }
}
