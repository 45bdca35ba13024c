/// What the zone is given, held against the least that it must be given.
public struct FundingFloor: Hashable, Sendable {
    /// What the zone is given and on what the floor rests.
    public let funding: CostAssumptions.Funding

    /// The least that the zone must be given, rounded up to the cent.
    public var floor: Money {
        let exact =
            Int128(funding.districtAverage.cents) * Int128(funding.share.basisPoints)
            * Int128(funding.pupils.count)
        let (cents, rest) = exact.quotientAndRemainder(dividingBy: 10_000 * 1000)
        return Money(cents: Int64(clamping: rest > 0 ? cents + 1 : cents))
    }

    /// What it is given above the floor; negative where it is given less.
    public var room: Money { Money(cents: funding.zoneFunding.cents - floor.cents) }

    /// Whether the floor is kept.
    public var isKept: Bool { room.cents >= 0 }

    /// What the zone is given for a pupil, to the cent.
    public var perPupil: Money? {
        guard funding.pupils.count > 0 else { return nil }
        return Money(
            cents: rounded(Int128(funding.zoneFunding.cents) * 1000, over: Int128(funding.pupils.count))
        )
    }
}
