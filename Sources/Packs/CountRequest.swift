public import CivilTime

/// A count of days that somebody wants answered: one line of a batch.
public struct CountRequest: Hashable, Sendable, Codable {
    /// The day that sets the clock going, or from which is counted back.
    public let from: CivilDate
    /// How many days.
    public let days: Int
    /// Which days count.
    public let kind: DayKind
    /// The counting rule's name.
    public let rule: String
    /// The calendar's name; the asker's standard where there is none.
    public let calendar: String?
    /// Whether days are counted back; they are not where nothing is said.
    public let back: Bool?
    /// Whether mail days are added; they are not where nothing is said.
    public let mail: Bool?
    /// Where the first day is asked for on which an act may be done, instead of the last.
    public let earliest: Waiting?
    /// The answer; nil in the question.
    public let date: CivilDate?

    /// A question, or with a date its answer.
    public init(
        from start: CivilDate,
        days: Int,
        kind: DayKind,
        rule: String,
        calendar: String? = nil,
        back: Bool? = nil,
        mail: Bool? = nil,
        earliest: Waiting? = nil,
        date: CivilDate? = nil
    ) {
        from = start
        self.days = days
        self.kind = kind
        self.rule = rule
        self.calendar = calendar
        self.back = back
        self.mail = mail
        self.earliest = earliest
        self.date = date
    }

    /// What is to be counted.
    public var period: Period {
        Period(days, kind, back == true ? .backward : .forward, isServedByMail: mail == true)
    }

    /// The same question with its answer.
    public func answered(_ date: CivilDate) -> CountRequest {
        CountRequest(
            from: from,
            days: days,
            kind: kind,
            rule: rule,
            calendar: calendar,
            back: back,
            mail: mail,
            earliest: earliest,
            date: date
        )
    }
}

extension CountRequest {
    /// A question in one line of words: `2026-03-18 30 calendar ma-statute us-ma`, and after them any of `back`,
    /// `mail`, `at-least` and `more-than`.
    ///
    /// - Throws: `PackError.malformed`, saying which word is wrong.
    public init(words line: some StringProtocol) throws(PackError) {
        let words = line.split(separator: " ")
        guard words.count >= 5, let from = CivilDate(String(words[0])), let days = Int(words[1]),
            let kind = DayKind(rawValue: String(words[2]))
        else {
            throw PackError(
                .malformed,
                "Expected DATE DAYS calendar|business|school RULE CALENDAR, such as "
                    + "'2026-03-18 30 calendar ma-statute us-ma'."
            )
        }
        var (isBack, isMail) = (false, false)
        var waiting: Waiting?
        for word in words.dropFirst(5) {
            switch word {
            case "back" where !isBack: isBack = true
            case "mail" where !isMail: isMail = true
            case _ where waiting == nil && Waiting(rawValue: String(word)) != nil:
                waiting = Waiting(rawValue: String(word))
            default:
                throw PackError(
                    .malformed,
                    "After the calendar may follow back, mail, at-least or more-than, each once; found "
                        + "'\(word.prefix(20))'."
                )
            }
        }
        self.init(
            from: from,
            days: days,
            kind: kind,
            rule: String(words[3]),
            calendar: String(words[4]),
            back: isBack ? true : nil,
            mail: isMail ? true : nil,
            earliest: waiting
        )
    }
}

extension Library {
    /// The same line with its day filled in.
    ///
    /// - Parameters:
    ///   - request: the question.
    ///   - calendar: the calendar where the question names none.
    ///   - school: when school is in session, for questions about school days.
    /// - Returns: the question with its answer.
    /// - Throws: `PackError.unknownName`, or `.unusable` for a day that cannot be counted.
    public func answer(
        _ request: CountRequest,
        calendar: String = "us-ma",
        school: SchoolCalendar? = nil
    ) throws(PackError) -> CountRequest {
        request.answered(
            try day(
                of: request,
                calendar: try self.calendar(request.calendar ?? calendar, with: school),
                rule: try countingRule(request.rule)
            )
        )
    }

    /// A calendar that also knows when school is in session.
    ///
    /// - Throws: `PackError.unknownName`, or `.unusable` where the school year leaves the verified years.
    public func calendar(_ id: String, with school: SchoolCalendar?) throws(PackError) -> HolidayCalendar {
        let holidays = try calendar(id)
        guard let school else { return holidays }
        do {
            return try holidays.keeping(school)
        } catch {
            throw PackError(.unusable, error.message)
        }
    }

    func day(of request: CountRequest, calendar: HolidayCalendar, rule: CountingRule) throws(PackError)
        -> CivilDate
    {
        do {
            if let waiting = request.earliest {
                return try calendar.earliest(request.period, waiting, from: request.from, rule: rule)
            }
            return try calendar.date(request.period, from: request.from, rule: rule)
        } catch {
            throw PackError(.unusable, error.message)
        }
    }
}
