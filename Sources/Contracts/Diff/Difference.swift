/// The change in hundredths of a percent, half rounded away from zero; nil from nothing.
func percentChange(from old: Int64, to new: Int64) -> Percent? {
    guard old > 0 else { return nil }
    let (scaled, overflow) = (new - old).multipliedReportingOverflow(by: 20_000)
    guard !overflow else { return nil }
    let half = scaled < 0 ? -old : old
    return Percent(basisPoints: (scaled + half) / (2 * old))
}

/// An amount with its sign always written.
func signed(_ money: Money) -> String { (money.cents < 0 ? "" : "+") + money.description }

/// A rate with its sign always written.
func signed(_ percent: Percent) -> String { (percent.basisPoints < 0 ? "" : "+") + percent.description }
