@testable import Contracts

/// A contract with one salary schedule, written from its rows, and further terms.
func payContract(
    _ rows: String,
    effective: String = "2026-07-01",
    basis: String = "{days: 183, minutes: 390}",
    terms: [String] = [],
    name: String = "contract.md"
) throws(ContractError) -> ContractDocument {
    let grid = term("id: pay\nkind: salary.grid\neffective: \(effective)\nbasis: \(basis)\ntable: below")
    let others = terms.enumerated().map { "### 8.\($0 + 3) Other \($0 + 3)\n\nAs follows.\n\n\(term($1))\n" }
    return try ContractDocument(
        markdown: "# T\n\n## Article 8 — Pay\n\n### 8.2 Schedule\n\nAs follows.\n\n\(grid)\n\(rows)\n\n"
            + others.joined(separator: "\n"),
        name: name
    )
}

/// A price without digests.
func price(
    _ contract: ContractDocument,
    _ proposal: ContractDocument,
    _ posts: String,
    _ assumptions: String = "years: 3"
) throws(ContractError) -> CostEstimate {
    func version(_ document: ContractDocument, _ digit: String) -> ContractVersion {
        ContractVersion(
            document,
            name: document.name,
            date: nil,
            sha256: String(repeating: digit, count: 64)
        )
    }
    return try CostEstimate(
        contract: version(contract, "a"),
        proposal: version(proposal, "b"),
        scattergram: try Scattergram(csv: Array(posts.utf8), name: "fte.csv"),
        snapshot: .init(name: "fte.csv", sha256: String(repeating: "c", count: 64)),
        assumptions: try CostAssumptions(yaml: Array(assumptions.utf8), name: "cost.yaml"),
        file: .init(name: "cost.yaml", sha256: String(repeating: "d", count: 64))
    )
}

extension CostEstimate.Year {
    /// The line of a kind.
    func line(_ kind: CostLine.Kind, _ term: String? = nil) -> CostLine? {
        lines.first { $0.kind == kind && (term == nil || $0.term == term) }
    }
}
