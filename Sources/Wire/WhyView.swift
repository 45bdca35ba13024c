public import CivilTime
public import Law
public import Table

/// How a deadline was counted.
public struct WhyView: Codable, Sendable {
    /// One sentence of the explanation.
    public struct Point: Codable, Sendable {
        /// What the sentence is about.
        public let topic: String
        /// The sentence.
        public let sentence: String
    }

    /// A day that was passed over, with the reason.
    public struct DayOff: Codable, Sendable {
        /// The day.
        public let date: CivilDate
        /// Why it does not count, or cannot be a last day.
        public let reason: String
    }

    /// The days as they were counted.
    public struct Days: Codable, Sendable {
        /// The day that set the count going.
        public let from: CivilDate
        /// The first day that counts.
        public let first: CivilDate
        /// The last day as counted, before it moved.
        public let last: CivilDate
        /// The days that were not counted.
        public let skipped: [DayOff]
        /// The days past which the last day moved.
        public let rolled: [DayOff]
        /// The counting rule.
        public let rule: String
        /// The law that the counting rule is from.
        public let citation: String
    }

    /// The last day under another reading of the law.
    public struct Alternative: Codable, Sendable {
        /// The doubtful question.
        public let option: String
        /// How it is read.
        public let choice: String
        /// The last day; absent where the step is not open under it.
        public let due: CivilDate?
    }

    /// The record that an answer rests on.
    public struct Record: Codable, Hashable, Sendable {
        /// The instant that was asked about; absent for now.
        public let asOf: Instant?
        /// The number of the last entry then.
        public let seq: Int
        /// That entry's digest, in hexadecimal.
        public let digest: String

        private enum CodingKeys: String, CodingKey {
            case seq, digest
            case asOf = "as_of"
        }

        /// A place in the record.
        public init(asOf: Instant?, seq: Int, digest: String) {
            self.asOf = asOf
            self.seq = seq
            self.digest = digest
        }
    }

    /// The rule pack and the texts that dates are counted by.
    public struct Source: Codable, Sendable {
        /// The rule pack's id.
        public let pack: String
        /// SHA-256 of its text, in hexadecimal.
        public let packSHA256: String
        /// Whether it is law, a bill or a policy.
        public let status: String
        /// How far it was verified: read, secondary or memory.
        public let verified: String
        /// The calendar.
        public let calendar: String
        /// The texts of calendar and counting rules as the record keeps them; absent where it keeps none.
        public let texts: [PinnedText]?

        private enum CodingKeys: String, CodingKey {
            case pack, status, verified, calendar, texts
            case packSHA256 = "pack_sha256"
        }
    }

    /// The step's name.
    public let step: String
    /// What people call the step.
    public let title: String
    /// The last day; absent for an open step.
    public let due: CivilDate?
    /// The sentences, in order.
    public let points: [Point]
    /// The same as text of at most 100 columns.
    public let text: String
    /// How the days were counted; absent where none were, and in a bundle.
    public let days: Days?
    /// The last day under other readings; absent where no reading is open, and in a bundle.
    public let alternatives: [Alternative]?
    /// The step by each contested date of the trigger; absent where none is contested, and in a bundle.
    public let contested: [DocketView.Contested]?
    /// What follows when the last day passes; absent where nothing is stated, and in a bundle.
    public let ifItPasses: String?
    /// The texts that it rests on; absent in a bundle, which has them itself.
    public let source: Source?
    /// The record that it rests on; absent in a bundle.
    public let record: Record?
    /// The explanation as the text of a letter; absent in a bundle.
    public let letter: String?

    private enum CodingKeys: String, CodingKey {
        case step, title, due, points, text, days, alternatives, contested, source, record, letter
        case ifItPasses = "if_it_passes"
    }

    /// An explanation alone, as a bundle has it.
    public init(_ explanation: Explanation) {
        step = explanation.item.step
        title = explanation.item.title
        due = explanation.item.due
        points = explanation.points.map { Point(topic: $0.topic.rawValue, sentence: $0.sentence) }
        text = explanation.text
        days = nil
        alternatives = nil
        contested = nil
        ifItPasses = nil
        source = nil
        record = nil
        letter = nil
    }

    /// An explanation with all that it rests on.
    ///
    /// - Parameters:
    ///   - explanation: the explanation.
    ///   - chains: the dockets by the contested dates of the trigger.
    ///   - opened: how the negotiation was opened.
    ///   - parties: who negotiates.
    ///   - record: the record that was asked.
    public init(
        _ explanation: Explanation,
        contested chains: [Negotiation.Chain],
        opened: NegotiationOpened,
        parties: Parties,
        record: Record
    ) {
        var explanation = explanation
        let step = explanation.item.step
        explanation.remarks += chains.compactMap { $0.remark(on: step) }
        explanation.remarks.append(opened.remark)
        self.step = step
        title = explanation.item.title
        due = explanation.item.due
        let points = explanation.points
        self.points = points.map { Point(topic: $0.topic.rawValue, sentence: $0.sentence) }
        text = explanation.text
        days = explanation.counted.map { Days($0) }
        let alternatives = explanation.alternatives.map {
            Alternative(option: $0.reading.option, choice: $0.reading.choice, due: $0.due)
        }
        self.alternatives = alternatives.isEmpty ? nil : alternatives
        let contested = chains.compactMap { DocketView.Contested($0, step: step) }
        self.contested = contested.isEmpty ? nil : contested
        ifItPasses = explanation.rule.lapse?.text
        let pack = explanation.pack
        source = Source(
            pack: pack.id,
            packSHA256: opened.packSHA256,
            status: pack.status.rawValue,
            verified: pack.evidence.rawValue,
            calendar: opened.calendar,
            texts: opened.pinned
        )
        self.record = record
        letter =
            WhyLetter(
                parties: parties,
                opened: opened,
                why: explanation,
                points: points,
                record: record
            ).text
    }
}

extension WhyView.Days {
    init(_ counted: Counted) {
        self.init(
            from: counted.start,
            first: counted.firstDay,
            last: counted.lastDay,
            skipped: counted.skipped.map { .init(date: $0.date, reason: $0.words) },
            rolled: counted.rolled.map { .init(date: $0.date, reason: $0.words) },
            rule: counted.rule.id,
            citation: counted.rule.citation
        )
    }
}

extension Negotiation.Chain {
    fileprivate func remark(on step: String) -> Explanation.Point? {
        guard let item = docket.item(step) else { return nil }
        let contested = contest.contested
        let due = item.due.map { "the last day would then be \($0.spelled)" } ?? "no last day would then run"
        return Explanation.Point(
            .contested,
            "The \(contested.side.rawValue) contests the trigger (\(contested.number)): by its account it was on "
                + "\(contested.on.spelled); \(due). Reason given: \(contested.reason). Until the neutral rules or both "
                + "sides stipulate, nothing lapses before the later day, and only the earlier one is safe."
        )
    }
}

extension NegotiationOpened {
    /// By which texts its dates are counted.
    fileprivate var remark: Explanation.Point {
        let sentence =
            if let pinned {
                "Counted by the texts that the record keeps since the opening: "
                    + pinned.map { "\($0.path) (SHA-256 \($0.sha256.prefix(12)))" }.joined(separator: ", ")
                    + "."
            } else {
                "The record was opened before the texts of calendars and counting rules were kept: counted by this "
                    + "program's own calendar '\(calendar)' and counting rules of the same names."
            }
        return Explanation.Point(.texts, sentence)
    }
}
