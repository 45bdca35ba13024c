/// What one version of a contract changes in another: typed values by their ids, and every word.
///
/// The old side is the base. A redline is shown only after `verify()`: struck and kept words are the old text, kept
/// and inserted words the new one. White space counts as one space, and emphasis is not compared.
public struct ContractDiff: Hashable, Sendable {
    /// The base.
    public let old: ContractVersion
    /// The text that is compared with it.
    public let new: ContractVersion
    /// All terms of both, in the order of printing: changes of kind and basis first, since they hide.
    public let terms: [TermChange]
    /// All sections of both in the order of the new text, removed ones where they stood; the first is the title.
    public let sections: [SectionChange]
    /// Paragraphs and parts of paragraphs that stand elsewhere than they stood, in the order of the new text.
    public let moves: [BlockMove]
    /// Replacements made in several places, the most frequent first; each of them stands in its section as well.
    public let substitutions: [Substitution]
    /// Citations of sections that were renumbered, and citations that changed, in the order of the new text.
    public let references: [ReferenceChange]

    /// Compares two versions.
    public init(old: ContractVersion, new: ContractVersion) {
        self.old = old
        self.new = new
        terms = TermChange.changes(old: old.document, new: new.document)
        let alignment = SectionAlignment(old: old.document, new: new.document)
        sections = alignment.sections
        moves = alignment.moves
        substitutions = Substitution.repeated(in: alignment.sections)
        references = ReferenceChange.changes(in: alignment.sections, alignment.moves)
    }

    init(
        old: ContractVersion,
        new: ContractVersion,
        terms: [TermChange],
        sections: [SectionChange],
        moves: [BlockMove] = []
    ) {
        self.old = old
        self.new = new
        self.terms = terms
        self.sections = sections
        self.moves = moves
        substitutions = []
        references = []
    }

    /// Whether both say the same in the same order.
    public var isEmpty: Bool {
        sections.allSatisfy(\.isEqual) && terms.allSatisfy { $0.first == .same }
    }
}
