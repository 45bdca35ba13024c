import CivilTime

extension NegotiationFact {
    /// What happened, in one sentence for people.
    public var sentence: String {
        switch self {
        case .opened(let fields):
            "The negotiation \(fields.negotiation) was opened: \(fields.title)."
        case .seatTaken(let seat): "\(seat.person) took a seat (\(seat.role.rawValue))."
        case .seatVacated(let seat): "The seat '\(seat.handle)' was given up: \(seat.reason)."
        case .served(let fields):
            "The \(fields.number.side.rawValue) served \(fields.number)"
                + (fields.answers.map { ", a counter to \($0)" } ?? "") + ": \(fields.title)."
        case .withdrawn(let fields):
            "The \(fields.number.side.rawValue) withdrew \(fields.number): \(fields.reason)."
        case .signed(let fields):
            "The \(fields.side.rawValue) signed \(fields.number) as a tentative agreement."
        case .triggered(let fields): "The procedure's clock started on \(fields.on.spelled)."
        case .stepEnded(let fields):
            "'\(fields.step)' ended on \(fields.on.spelled): \(fields.outcome)"
                + (fields.note.map { " (\($0))" } ?? "") + "."
        case .voteHeld(let fields):
            "The vote of \(fields.on.spelled) for '\(fields.step)': \(fields.yes) yes and \(fields.no) no of "
                + "\(fields.cast) cast by \(fields.electorate) members: \(fields.outcome)."
        case .lapsed(let fields):
            "The last day of '\(fields.step)', \(fields.due.spelled), passed. \(fields.consequence)"
        case .stipulationOffered(let fields):
            "The \(fields.side.rawValue) offers to stipulate (\(fields.number)): \(fields.content.words). "
                + "Reason: \(fields.reason)."
        case .stipulationJoined(let fields):
            "The \(fields.side.rawValue) joined \(fields.number); the stipulation stands."
        case .dateCorrected(let fields):
            "The date of \(fields.step.map { "'\($0)'" } ?? "the trigger") was corrected from "
                + "\(fields.from.spelled) to \(fields.to.spelled): \(fields.reason)."
        case .closed(let fields): "The negotiation was closed: \(fields.reason)."
        }
    }
}

extension Stipulated {
    /// What is stipulated, as the middle of a sentence.
    public var words: String {
        switch self {
        case .extend(let step, let to): "the last day of '\(step)' is \(to.spelled)"
        case .read(let option, let choice): "'\(option)' is read as '\(choice)'"
        case .correct(let step, let to):
            "the date of \(step.map { "'\($0)'" } ?? "the trigger") was \(to.spelled)"
        }
    }
}
