/// What each party makes of one base, and what both agreed: every change of each against the base, and what lies between
/// the parties.
public struct ThreeWayDiff: Hashable, Sendable {
    /// From the base to the union's text.
    public let union: ContractDiff
    /// From the base to the board's text.
    public let board: ContractDiff
    /// From the base to the text with what both agreed; nil where nothing was.
    public let agreed: ContractDiff?
    /// From the union's text to the board's.
    public let between: ContractDiff

    /// Compares three texts, or four.
    ///
    /// - Parameters:
    ///   - base: the text from which both set out, such as the contract in force.
    ///   - union: the union's whole text.
    ///   - board: the board's whole text.
    ///   - agreed: the base with what both parties agreed; nil where nothing was.
    public init(
        base: ContractVersion,
        union: ContractVersion,
        board: ContractVersion,
        agreed: ContractVersion? = nil
    ) {
        self.union = ContractDiff(old: base, new: union)
        self.board = ContractDiff(old: base, new: board)
        self.agreed = agreed.map { ContractDiff(old: base, new: $0) }
        between = ContractDiff(old: union, new: board)
    }

    /// The text from which both set out.
    public var base: ContractVersion { union.old }

    /// Whether all texts say the same in the same order.
    public var isEmpty: Bool { union.isEmpty && board.isEmpty && agreed?.isEmpty != false }

    /// Whose text it is that a comparison leads to.
    enum Voice: String, Hashable, Codable, CaseIterable {
        case union
        case board
        case agreed
    }

    /// From the base to a voice's text.
    subscript(voice: Voice) -> ContractDiff? {
        switch voice {
        case .union: union
        case .board: board
        case .agreed: agreed
        }
    }
}
