import CivilTime
import Law
public import Table

/// An explanation in the form of a letter's text: plain paragraphs without numbers or marks, each on one line.
struct WhyLetter {
    /// Who the parties are, by their full names.
    let parties: WhyView.Parties
    let opened: NegotiationOpened
    let why: Explanation
    let points: [Explanation.Point]
    let record: WhyView.Record

    var text: String {
        var paragraphs = [
            "\(opened.title) (\(opened.negotiation)): \(parties.board) and \(parties.union).",
            "\(why.item.title): \(answer)",
        ]
        paragraphs += points.map(\.sentence)
        let asOf = record.asOf.map { " as it stood at \(why.spelled($0))" } ?? ""
        paragraphs.append(
            "This was computed from the record of \(opened.negotiation)\(asOf), of which the last entry is number "
                + "\(record.seq), with the digest \(record.digest). The SHA-256 of the rule pack \(opened.pack) is "
                + "\(opened.packSHA256)."
        )
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private var answer: String {
        if let due = why.item.due {
            return "the last day is \(due.spelled). The provision is \(why.rule.citation)."
        }
        if why.rule.length != nil, why.item.missingCalendar != nil {
            return "the last day cannot be named before the school's calendar is recorded. The provision is "
                + "\(why.rule.citation)."
        }
        return why.item.opened == nil
            ? "the step is not reached, so that no day can be named yet. The provision is \(why.rule.citation)."
            : "\(why.rule.citation) names no last day."
    }
}

extension WhyView {
    /// Who negotiates, by full names, for a letter.
    public struct Parties: Hashable, Sendable {
        /// The board's.
        public let board: String
        /// The union's.
        public let union: String

        /// The parties of a zone and a bargaining unit.
        ///
        /// - Parameters:
        ///   - zone: the zone.
        ///   - unit: the unit's handle.
        public init(_ zone: Zone, unit: Handle) {
            let name = zone.established.map { "\($0.name), \($0.district)" } ?? "the zone"
            board = "the board of \(name)"
            let recognised = zone.units[unit]
            union = recognised.map { "\($0.local), for \($0.name)" } ?? "the union of \(unit)"
        }
    }
}
