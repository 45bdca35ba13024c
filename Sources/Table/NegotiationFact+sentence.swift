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
                + (fields.answers.map { ", a counter to \($0)" } ?? "")
                + (fields.package.map { ", a package" + ($0.expires.map { " until \($0.spelled)" } ?? "") }
                    ?? "")
                + ": \(fields.title)"
                + (fields.note.map { " (\($0))" } ?? "") + "."
        case .withdrawn(let fields):
            "The \(fields.number.side.rawValue) withdrew \(Self.part(fields.items))\(fields.number)"
                + "\(Self.rest(fields.items)): \(fields.reason)."
        case .rejected(let fields):
            "The \(fields.number.side.other.rawValue) rejected \(Self.part(fields.items))\(fields.number)"
                + "\(Self.rest(fields.items)): \(fields.reason)."
        case .signed(let fields):
            "The \(fields.side.rawValue) signed \(Self.part(fields.items))\(fields.number) as a tentative agreement."
        case .triggered(let fields): "The procedure's clock started on \(fields.on.spelled)."
        case .stepEnded(let fields):
            "'\(fields.step)' ended on \(fields.on.spelled): \(fields.outcome)"
                + (fields.note.map { " (\($0))" } ?? "") + "."
        case .voteHeld(let fields):
            "The vote of \(fields.on.spelled) for '\(fields.step)'\(fields.school.map { " at \($0)" } ?? ""): \(fields.yes) yes and \(fields.no) no of "
                + "\(fields.cast) cast by \(fields.electorate) members: \(fields.outcome)."
        case .lapsed(let fields):
            "The last day of '\(fields.step)', \(fields.due.spelled), passed. \(fields.consequence)"
        case .stipulationOffered(let fields):
            "The \(fields.side.rawValue) offers to stipulate (\(fields.number)): \(fields.content.words). "
                + "Reason: \(fields.reason)."
        case .stipulationJoined(let fields):
            "The \(fields.side.rawValue) joined \(fields.number); the stipulation stands."
        case .stipulationWithdrawn(let fields):
            "The \(fields.side.rawValue) took back its offer \(fields.number): \(fields.reason)."
        case .dateCorrected(let fields):
            "The date of \(fields.step.map { "'\($0)'" } ?? "the trigger") was corrected from "
                + "\(fields.from.spelled) to \(fields.to.spelled): \(fields.reason)."
        case .milestoneRecorded(let fields):
            "'\(fields.milestone)' is on \(fields.on.spelled)"
                + (fields.from.map { ", not on \($0.spelled)" } ?? "") + ": \(fields.reason)."
        case .triggerContested(let fields):
            "The \(fields.side.rawValue) contests the date of the trigger (\(fields.number)): by its account it was "
                + "\(fields.on.spelled). Reason: \(fields.reason)."
        case .contestWithdrawn(let fields):
            "The \(fields.side.rawValue) no longer contests the date of the trigger (\(fields.number)): \(fields.reason)."
        case .triggerRuled(let fields):
            "The neutral ruled that the trigger was on \(fields.to.spelled)"
                + (fields.to == fields.from ? ", as recorded" : ", not on \(fields.from.spelled)")
                + " (\(fields.contests.joined(separator: ", "))): \(fields.reason)."
        case .matterSettled(let fields):
            "What the correction of dates had overtaken was settled: '\(fields.step)' of \(fields.recorded.spelled) "
                + "\(fields.settlement.words): \(fields.reason)."
        case .calendarAdopted(let fields): fields.sentence
        case .schoolClosed(let fields): fields.sentence
        case .informationRequested, .informationAcknowledged, .informationAnswered, .informationDeclined,
            .informationWithdrawn:
            informationSentence
        case .sessionHeld(let fields): fields.sentence
        case .sessionCorrected(let fields):
            "The minutes of session \(fields.session) were put right: \(fields.reason)."
        case .recordHeld, .recordReleased, .recordRetained, .purgeOrdered,
            .purgeConfirmed, .recordPurged:
            recordSentence
        case .closed(let fields): "The negotiation was closed: \(fields.reason)."
        }
    }

    private var informationSentence: String {
        switch self {
        case .informationRequested(let fields):
            "The \(fields.number.side.rawValue) asks the \(fields.number.side.other.rawValue) for information "
                + "(\(fields.number)"
                + (fields.wantedBy.map { ", wanted by \($0.spelled)" } ?? "") + "): \(fields.text)"
        case .informationAcknowledged(let fields):
            "The \(fields.number.side.other.rawValue) acknowledged \(fields.number)"
                + (fields.expected.map { " and expects to answer by \($0.spelled)" } ?? "") + "."
        case .informationAnswered(let fields):
            "The \(fields.number.side.other.rawValue) answered \(fields.number) "
                + (fields.isFull ? "in full" : "in part")
                + (fields.answer.document.map { ", with \($0.name)" } ?? "") + "."
        case .informationDeclined(let fields):
            "The \(fields.number.side.other.rawValue) declined \(fields.number): \(fields.reason)."
        case .informationWithdrawn(let fields):
            "The \(fields.number.side.rawValue) withdrew \(fields.number): \(fields.reason)."
        default: ""
        }
    }

    private var recordSentence: String {
        switch self {
        case .recordHeld(let fields):
            "The record is under a legal hold (\(fields.number)): \(fields.reason)."
        case .recordReleased(let fields): "The legal hold \(fields.number) was lifted: \(fields.reason)."
        case .recordRetained(let fields):
            "The record is to be kept until \(fields.until.spelled): \(fields.basis)."
        case .purgeOrdered(let fields):
            "The \(fields.role.rawValue) entered \(fields.number): the content of \(fields.target.words) is to be purged "
                + "by order of \(fields.order) (SHA-256 \(fields.orderSHA256)): \(fields.reason). Others have to confirm it."
        case .purgeConfirmed(let fields):
            "The \(fields.role.rawValue) confirmed the order to purge \(fields.number)."
        case .recordPurged(let fields):
            "The content of \(fields.target.words) is purged by order of \(fields.order): \(fields.reason)."
        default: ""
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
        case .rule(let rule): "the ground rule that \(rule.words)"
        case .settle(let matter):
            "'\(matter.step)' of \(matter.recorded.spelled) \(matter.settlement.words)"
        }
    }
}

extension Settlement {
    /// What becomes of a step's act or lapse, as the end of a sentence.
    public var words: String {
        switch self {
        case .stands: "stands as recorded"
        case .reopened: "no longer counts, and the step is open again"
        }
    }
}

extension SchoolCalendarAdopted {
    var sentence: String {
        "School days are counted by '\(name)' (\(calendar)\(school.map { ", of \($0)" } ?? "")), \(from.spelled) to "
            + "\(to.spelled), from the file \(file.name), SHA-256 \(file.sha256)."
    }
}

extension SchoolClosed {
    var sentence: String { "School was called off on \(days): \(reason)." }
}

extension NegotiationFact {
    /// `item 2 of `, `items 1 and 3 of `; nothing for the whole text.
    private static func part(_ items: [Int]?) -> String {
        guard let names = items?.map(String.init), let last = names.last else { return "" }
        guard names.count > 1 else { return "item \(last) of " }
        return "items \(names.dropLast().joined(separator: ", ")) and \(last) of "
    }

    /// What is said of the others where only some items are withdrawn or rejected.
    private static func rest(_ items: [Int]?) -> String {
        items == nil ? "" : " (the rest of it is agreed)"
    }
}
