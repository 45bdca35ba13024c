import CivilTime

/// A milestone or a step with a date, as a simulation takes it.
struct DatedName {
    let name: String
    let date: CivilDate

    /// The dates by name.
    ///
    /// - Throws: `Failure` where a name stands twice.
    static func dates(_ list: [DatedName]) throws -> [String: CivilDate] {
        var dates: [String: CivilDate] = [:]
        for item in list {
            guard dates.updateValue(item.date, forKey: item.name) == nil else {
                throw Failure(
                    .usage,
                    "'\(item.name)' is given two dates; leave one out.",
                    mend: "bargain procedure simulate --help"
                )
            }
        }
        return dates
    }
}
