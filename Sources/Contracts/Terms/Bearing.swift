/// Which side a change of a term favours, as its kind declares it: arithmetic, not a judgement.
///
/// What the union gains, the board gives: of a change and its reverse one favours the union, the other the board.
public enum Bearing: String, CaseIterable, Sendable, Codable {
    /// The union's members gain, and the board's cost or constraint grows.
    case towardUnion = "toward-union"
    /// The board gains, and the union's members give.
    case towardBoard = "toward-board"
    /// Parts of the change go one way, parts the other.
    case mixed
    /// It favours nobody.
    case neutral
    /// The kind does not say whom such a change favours, or the figures cannot be compared.
    case unknown

    /// That of the change back.
    public var reversed: Bearing {
        switch self {
        case .towardUnion: .towardBoard
        case .towardBoard: .towardUnion
        case .mixed, .neutral, .unknown: self
        }
    }

    /// That of several changes together: one unknown part makes the whole unknown, unless both ways are there.
    static func combined(_ parts: some Sequence<Bearing>) -> Bearing {
        let found = Set(parts)
        if found.contains(.mixed) || found.isSuperset(of: [.towardUnion, .towardBoard]) { return .mixed }
        if found.contains(.unknown) { return .unknown }
        return found.first { $0 != .neutral } ?? .neutral
    }

    /// For both sides in words, the union first; nil where nothing can be said.
    ///
    /// Money is a cost to the board.
    func words(isMoney: Bool) -> String? {
        switch self {
        case .towardUnion: isMoney ? "union gain, board cost up" : "union gain, board loss"
        case .towardBoard: isMoney ? "union loss, board cost down" : "union loss, board gain"
        case .mixed, .neutral, .unknown: nil
        }
    }
}

/// What more of a field means for the two sides; each kind declares it for each of its fields.
enum Favour: Hashable {
    /// More is better for the union's members, and nothing is least: pay, leave.
    case gain
    /// More is worse for them, and nothing is least: hours, duties.
    case burden
    /// A limit on a burden: a higher one is worse for them, one at all better: class size.
    case shield
    /// A limit on a gain: a higher one is better for them, one at all worse: days that may be carried over.
    case ceiling
    /// It favours nobody.
    case neutral
    /// Nobody can say in advance.
    case unknown

    /// Whether a field that is not there counts as one of nothing.
    var countsFromNothing: Bool { self == .gain || self == .burden }

    /// Whom a figure's change favours; nil stands for a side that states none.
    func bearing(from old: Quantity?, to new: Quantity?) -> Bearing {
        switch self {
        case .neutral: return .neutral
        case .unknown: return .unknown
        case .gain, .burden, .shield, .ceiling: break
        }
        if let old, let new {
            guard let change = new.above(old) else { return .unknown }
            return Self.bearing(sign: change.sign, isGain: self == .gain || self == .ceiling)
        }
        guard let stated = new ?? old, stated.unit != .level, stated.unit != .rank else { return .unknown }
        let grown = new == nil ? -1 : 1
        return switch self {
        case .gain, .burden: Self.bearing(sign: stated.sign * grown, isGain: self == .gain)
        default: Self.bearing(sign: grown, isGain: self == .shield)
        }
    }

    /// Whom members that come and go favour.
    func bearing(added: Bool, dropped: Bool) -> Bearing {
        switch self {
        case .gain, .burden:
            guard added != dropped else { return added ? .mixed : .neutral }
            return Self.bearing(sign: added ? 1 : -1, isGain: self == .gain)
        case .neutral: return .neutral
        case .shield, .ceiling, .unknown: return .unknown
        }
    }

    private static func bearing(sign: Int, isGain: Bool) -> Bearing {
        if sign == 0 { return .neutral }
        return (sign > 0) == isGain ? .towardUnion : .towardBoard
    }
}
