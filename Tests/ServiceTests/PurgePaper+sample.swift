import Table

extension PurgePaper {
    /// An order that a court might give.
    static let sample = PurgePaper(
        order: "Superior Court 26-1",
        sha256: String(repeating: "cd", count: 32),
        reason: "privacy"
    )
}
