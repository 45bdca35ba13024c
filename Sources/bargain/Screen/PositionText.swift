import Table
import Wire

extension PositionsView.Row {
    /// What has become of it, with what both sides signed last.
    var standing: String {
        guard status != .agreed, let agreed else { return status.rawValue }
        return "\(status.rawValue), agreed before in \(agreed.proposal)"
    }
}

extension PositionsView.Stand? {
    var words: String { map(\.words) ?? "contract in force" }
}

extension PositionsView.Stand {
    /// `U3`, `B2 (signed)`.
    var words: String {
        basis == .proposed ? proposal.description : "\(proposal) (\(basis.rawValue))"
    }
}
