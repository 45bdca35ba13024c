public import CivilTime

/// One side of a comparison, with the facts by which a reader knows which text it is.
public struct ContractVersion: Hashable, Sendable {
    /// The text.
    public let document: ContractDocument
    /// What people call it: `contract in force`, `U1`.
    public let name: String
    /// Whose text it is, as a redline attributes its changes: `Union`; nil where no party has offered it.
    public let party: String?
    /// The day on which it was served, signed or executed, if known.
    public let date: CivilDate?
    /// SHA-256 of its bytes in hexadecimal, if known.
    public let sha256: String?
    /// Of which texts it was put together, each with its identity; empty for a text as it was served or signed.
    public let sources: [String]

    /// A text with its identity.
    public init(
        _ document: ContractDocument,
        name: String,
        party: String? = nil,
        date: CivilDate?,
        sha256: String?,
        sources: [String] = []
    ) {
        self.document = document
        self.name = name
        self.party = party
        self.date = date
        self.sha256 = sha256
        self.sources = sources
    }
}
