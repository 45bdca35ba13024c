public import CivilTime

/// One section of a contract that a proposal would change, with the terms that stand in it.
///
/// It is what a side has a position on, and what both sides can agree to by itself.
public struct ProposedItem: Hashable, Sendable, Codable {
    /// The section's label, `8.2` or `Article 8`.
    public let section: String
    /// The ids of the terms that stand in it, in its order.
    public let terms: [String]

    /// A section with its terms.
    public init(section: String, terms: [String]) {
        self.section = section
        self.terms = terms
    }

    /// Whether a section's label or a term's id means it.
    public func isMeant(by name: String) -> Bool {
        section == name || terms.contains(name)
    }
}

/// What makes a proposal a package: all of it is agreed or none, and until then its items are conditional.
///
/// While it is not agreed, each item stands where its side's last stand-alone proposal put it; a package that is
/// rejected, withdrawn or has expired leaves no trace in anybody's position.
public struct PackageOffer: Hashable, Sendable, Codable {
    /// The last day on which it can be agreed; nil where it stands until it is withdrawn or rejected.
    public let expires: CivilDate?

    /// A package.
    public init(expires: CivilDate?) {
        self.expires = expires
    }
}
