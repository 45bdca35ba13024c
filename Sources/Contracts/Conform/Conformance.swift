/// Whether a final text is the contract in force with what was agreed, and nothing else.
public struct Conformance: Hashable, Sendable {
    /// One thing that the final text says otherwise than it was agreed.
    public struct Finding: Hashable, Sendable {
        /// What it is.
        public enum Kind: String, Sendable, Codable {
            /// An amount of a salary schedule.
            case cell
            /// A figure or word of a term.
            case term
            /// Words of a clause, table or heading.
            case words
            /// A whole section.
            case section
            /// A section's place among the others.
            case place
        }

        /// What it is.
        public let kind: Kind
        /// The section, `8.2 Salary schedule`.
        public let section: String
        /// The id of the term, for a cell or a term's field.
        public let term: String?
        /// The step, for a cell.
        public let step: String?
        /// The lane, for a cell.
        public let lane: String?
        /// The name of the term's field.
        public let field: String?
        /// What was agreed; nil where nothing was.
        public let expected: String?
        /// What the final text says; nil where it says nothing.
        public let found: String?
        /// The line of the final text, where there is one.
        public let line: Int?
    }

    /// What one agreement, or the log, changes in the contract.
    public struct Source: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// SHA-256 of its bytes in hexadecimal, if known.
        public let sha256: String?
        /// The sections that it changes.
        public let sections: [String]
    }

    /// The contract in force.
    public let base: ContractVersion
    /// The final text.
    public let final: ContractVersion
    /// The agreements in their order, and the log behind them.
    public let sources: [Source]
    /// Sections that more than one agreement changes; the last holds.
    public let overlaps: [String]
    /// What does not trace to an agreement or to the log.
    public let findings: [Finding]

    /// Whether every difference from the contract in force was agreed or logged, and all that was agreed is there.
    public var conforms: Bool { findings.isEmpty }

    /// Compares a final text with what was agreed.
    ///
    /// - Parameters:
    ///   - final: the text to be signed.
    ///   - base: the contract in force.
    ///   - agreements: what was agreed, in order; each a document that holds the sections it changes.
    ///   - amendments: what was agreed as instructions, in order behind the agreements; each carried out in the contract
    ///     as those before it made it.
    ///   - housekeeping: edits that both sides logged.
    ///   - log: SHA-256 of the log's bytes, if known.
    /// - Throws: `unplaced` for an agreement or edit that does not fit; `malformed` where the result is no document.
    public init(
        final: ContractVersion,
        base: ContractVersion,
        agreements: [ContractVersion],
        amendments: [Amendment] = [],
        housekeeping: Housekeeping? = nil,
        log: String? = nil
    ) throws(ContractError) {
        var expected = base.document
        var sources: [Source] = []
        var seen: [String: String] = [:]
        var overlaps: [String] = []
        func add(_ next: ContractDocument, _ name: String, _ sha256: String?) {
            let changed = Self.changed(expected, next)
            for section in changed {
                if let other = seen[section] { overlaps.append("\(section): \(other), then \(name)") }
                seen[section] = name
            }
            sources.append(Source(name: name, sha256: sha256, sections: changed))
            expected = next
        }
        for agreement in agreements {
            let next = try expected.applying(agreement.document, name: base.document.name)
            add(next, agreement.name, agreement.sha256)
        }
        for amendment in amendments {
            guard amendment.isComplete, amendment.base.document.markdown == expected.markdown else {
                throw ContractError(
                    .unplaced,
                    in: amendment.name,
                    line: 1,
                    "The amendment is not complete, or was made for another text than what was agreed before it."
                )
            }
            add(amendment.document, amendment.name, amendment.sha256)
        }
        if let housekeeping {
            let next = try expected.edited(by: housekeeping)
            sources.append(
                Source(name: housekeeping.name, sha256: log, sections: Self.changed(expected, next))
            )
            expected = next
        }
        self.base = base
        self.final = final
        self.sources = sources
        self.overlaps = overlaps
        findings = try ConformanceFindings(expected, final).list
    }

    /// The sections that differ between two texts, by their titles.
    private static func changed(_ old: ContractDocument, _ new: ContractDocument) -> [String] {
        func versions(_ document: ContractDocument) -> ContractVersion {
            ContractVersion(document, name: document.name, date: nil, sha256: nil)
        }
        let diff = ContractDiff(old: versions(old), new: versions(new))
        return diff.sections.filter { !$0.isEqual }.map { ($0.new ?? $0.old)?.title ?? "" }
    }
}
