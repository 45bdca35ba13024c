/// An article or section against its former self.
public struct SectionChange: Hashable, Sendable {
    /// Where a section stands and what it is called.
    public struct Place: Hashable, Sendable {
        /// Its label, `8.2`; empty for the title and what stands before the first article.
        public let label: String
        /// `8.2 Salary schedule`.
        public let title: String
        /// 1 for the title, 2 for an article, 3 for a section, 4 for a subsection.
        public let level: Int
        /// Its position among all sections of its document.
        public let position: Int
    }

    /// Where it stood; nil for an added section.
    public let old: Place?
    /// Where it stands; nil for a removed one.
    public let new: Place?
    /// The words of the heading, number included.
    public let heading: [WordRun]
    /// What stands under it.
    public let blocks: [BlockChange]
    /// Whether it changed places with other sections.
    public let isMoved: Bool
    /// Whether `old` is a section that began in an earlier change: here a heading was put in its midst.
    public let continuesOld: Bool
    /// Whether `new` is a section that began in an earlier change: here a heading was taken out.
    public let continuesNew: Bool

    init(
        old: Place?,
        new: Place?,
        heading: [WordRun],
        blocks: [BlockChange],
        isMoved: Bool,
        continuesOld: Bool = false,
        continuesNew: Bool = false
    ) {
        self.old = old
        self.new = new
        self.heading = heading
        self.blocks = blocks
        self.isMoved = isMoved
        self.continuesOld = continuesOld
        self.continuesNew = continuesNew
    }

    /// Whether its number is another one.
    public var isRenumbered: Bool {
        guard let old, let new else { return false }
        return old.label != new.label
    }

    /// Whether the words are the same, whatever its place and number.
    public var hasSameContent: Bool {
        old != nil && new != nil && blocks.allSatisfy(\.isEqual)
    }

    /// Whether nothing at all changed.
    public var isEqual: Bool {
        hasSameContent && !isMoved && heading.allSatisfy { $0.fate == .equal }
    }
}
