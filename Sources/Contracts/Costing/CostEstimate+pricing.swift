internal import CivilTime

extension CostEstimate {
    /// Prices a proposal.
    ///
    /// - Parameters:
    ///   - contract: the contract in force.
    ///   - proposal: the sections that it would change, or a whole contract.
    ///   - scattergram: the posts, by the steps and lanes of the contract's schedule.
    ///   - snapshot: the scattergram's file.
    ///   - assumptions: what else the price rests on.
    ///   - file: the assumptions' file, where there is one.
    ///   - others: texts that are priced with the same assumptions, which may count what only they have.
    /// - Throws: `unplaced` for a proposal that does not fit the contract; `malformed` for posts, lanes, ids and schedules
    ///   that do not fit each other, each with its line and how to mend it.
    public init(
        contract: ContractVersion,
        proposal: ContractVersion,
        scattergram: Scattergram,
        snapshot: Source,
        assumptions: CostAssumptions = CostAssumptions(),
        file: Source? = nil,
        besides others: [ContractDocument] = []
    ) throws(ContractError) {
        let under = try contract.document.applying(proposal.document)
        let pricing = try Pricing(contract.document, under, scattergram, assumptions, besides: others)
        self.contract = Source(name: contract.name, sha256: contract.sha256)
        self.proposal = Source(name: proposal.name, sha256: proposal.sha256)
        self.snapshot = snapshot
        self.assumptions = file
        posts = scattergram.posts
        products = pricing.products
        var years: [Year] = []
        for index in pricing.years.indices { years.append(try pricing.year(index)) }
        self.years = years
        (compoundedInForce, compoundedProposed) = pricing.compounded
        hourly = pricing.hourly
        hourlyRates = pricing.hourlyRates
        floor = assumptions.funding.map(FundingFloor.init)
        unpriced = pricing.unpriced
        notes = pricing.notes
    }
}
