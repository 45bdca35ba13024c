public import CivilTime

/// A section's value in a form that can be compared, costed and counted.
public struct Term: Hashable, Sendable {
    /// How much the contract says of the matter: silence is a value too.
    public enum State: String, CaseIterable, Sendable {
        /// It does not speak of it.
        case silent
        /// It speaks of it and names no figure.
        case unspecified
        /// It names the value.
        case specified
    }

    /// For whom a value holds.
    public struct Scope: Hashable, Sendable {
        /// The schools it is limited to; empty for the whole zone.
        public internal(set) var schools: [String] = []
        /// The grade level it is limited to.
        public internal(set) var level: String?
        /// The teachers it is limited to, by their service or tenure.
        public internal(set) var tenure: String?
        /// The school year it is limited to.
        public internal(set) var year: String?
    }

    /// What a value is reckoned on; another basis makes another value of the same figure.
    public struct Basis: Hashable, Sendable {
        /// Days in the contract year.
        public internal(set) var days: Int?
        /// Minutes in the day.
        public internal(set) var minutes: Int?
        /// What a day of work is paid, for reckoning what days come to.
        public internal(set) var dailyRate: Money?
    }

    /// Its name for ever; section numbers may change.
    public let id: String
    /// The label of the section in which it stands.
    public let section: String
    /// The line of its block, counted from 1.
    public let line: Int
    /// The first day on which it holds, if stated.
    public let effective: CivilDate?
    /// The last day on which it holds, if stated.
    public let until: CivilDate?
    /// For whom it holds.
    public let scope: Scope
    /// What it is reckoned on, if stated.
    public let basis: Basis?
    /// A caveat that changes what the figure means, if stated.
    public let note: String?
    /// The contract's own words for the value, if given.
    public let stated: String?
    /// The label of the section whose words support the value: the one named, or that in which it stands.
    public let clause: String
    /// What it is about.
    public let kind: Kind
    /// How much the contract says of it.
    public let state: State
    /// The value; nil where the contract is silent or names none.
    public let value: Value?
}

extension ContractDocument {
    /// The words that support a term's value: the prose of the section that it names, or of its own.
    ///
    /// Empty where the document does not have the section, as a proposal has only those that it changes.
    public func evidence(for term: Term) -> [String] {
        section(term.clause)?.blocks.filter { $0.kind == .text && !$0.isDeletionMark }.map {
            $0.prefix + $0.text
        } ?? []
    }
}
