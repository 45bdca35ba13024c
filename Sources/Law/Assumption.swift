public import CivilTime

/// How a step is taken to end in a simulation.
public struct Assumption: Hashable, Sendable, CustomStringConvertible {
    /// The step.
    public let step: String
    /// Its outcome, or `lapsed`.
    public let outcome: String
    /// The day it ends; nil for its last day, or for an open step the day it opens.
    public let on: CivilDate?

    /// An assumption.
    public init(step: String, outcome: String, on date: CivilDate? = nil) {
        self.step = step
        self.outcome = outcome
        on = date
    }

    /// An assumption as commands and packs write it: `STEP=OUTCOME` or `STEP=OUTCOME@DATE`.
    ///
    /// - Throws: `LawError.malformed`.
    public init(_ text: String) throws(LawError) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let ends = sides.count == 2 ? sides[1].split(separator: "@", omittingEmptySubsequences: false) : []
        guard (1...2).contains(ends.count), !sides[0].isEmpty, !ends[0].isEmpty else {
            throw LawError(
                .malformed,
                "'\(text.prefix(80))' is no assumption: write STEP=OUTCOME or STEP=OUTCOME@DATE."
            )
        }
        var date: CivilDate?
        if ends.count == 2 {
            date = CivilDate(String(ends[1]))
            guard date != nil else {
                throw LawError(
                    .malformed,
                    "'\(ends[1].prefix(40))' in '\(text.prefix(80))' is not a date: write year-month-day, such as 2026-04-17."
                )
            }
        }
        self.init(step: String(sides[0]), outcome: String(ends[0]), on: date)
    }

    /// As commands and packs write it.
    public var description: String { "\(step)=\(outcome)" + (on.map { "@\($0)" } ?? "") }
}
