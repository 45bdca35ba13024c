import CivilTime
import Law
import Store
import Table

/// What is said of a package's last day: who may still sign it and what follows if nobody does, never what is in it.
struct PackageText {
    private let number: ProposalNumber
    private let negotiation: Handle
    private let standing: Standing
    private let package: StandingPackage?

    init(_ number: ProposalNumber, _ occurrence: Int, _ standing: Standing, in negotiation: Handle) {
        self.number = number
        self.negotiation = negotiation
        self.standing = standing
        package = standing.negotiation.standingPackage(number).flatMap {
            $0.occurrence == occurrence ? $0 : nil
        }
    }

    /// Subject and lines; nil where the package came to another end, or a reminder comes too late to be one.
    func words(of kind: Alert.Kind, on today: CivilDate) -> (subject: String, lines: [String])? {
        guard let package, (kind == .lapsed) == (today > package.lastDay) else { return nil }
        return kind == .lapsed ? passed(package.lastDay) : coming(package.lastDay)
    }

    private func coming(_ day: CivilDate) -> (String, [String]) {
        let signed = standing.negotiation.proposals[number]?.signedBy.first.map { side in
            " The \(side) has signed it, the \(side.other) has not."
        }
        return (
            "Until \(end(of: day)): the package \(number)",
            [
                "The \(number.side)'s package \(number) can be agreed until \(end(of: day)), all of it or none."
                    + (signed ?? ""),
                "If it passes: its sections stand where they stood without it.",
                "Read it: bargain proposal show \(negotiation) \(number)",
            ]
        )
    }

    private func passed(_ day: CivilDate) -> (String, [String]) {
        (
            "Passed \(day.spelled): the package \(number) was not agreed",
            [
                "The last day of the \(number.side)'s package \(number), \(day.spelled), passed before both sides had "
                    + "signed it; it can no longer be agreed.",
                "Its sections stand where they stood without it: bargain position \(negotiation)",
                "Its side can serve it anew; the other can still counter it.",
            ]
        )
    }

    /// The last minute of a day, `Fri Mar 20, 2026, 11:59 pm EDT`.
    private func end(of day: CivilDate) -> String {
        let zone = standing.rules.zone
        return zone.spelled(zone.startOfDay(day.adding(days: 1)).adding(microseconds: -1))
    }
}
