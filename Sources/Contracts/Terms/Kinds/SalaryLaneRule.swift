public import CivilTime

/// What brings a teacher into a lane of the schedule.
public struct SalaryLaneRule: Hashable, Sendable, TermValue {
    /// What one lane asks for.
    public struct Lane: Hashable, Sendable {
        /// The lane's name, as in the schedule.
        public internal(set) var lane = ""
        /// The degree, if it asks for one.
        public internal(set) var degree: String?
        /// Credits beyond the degree, if it asks for any.
        public internal(set) var credits: Int?
        /// The lanes of the former schedule that became this one, where lanes were merged or split.
        public internal(set) var formerLanes: [String] = []
    }

    /// The lanes.
    public internal(set) var lanes: [Lane] = []
    /// The days by which a change of lane is claimed, if stated.
    public internal(set) var claimDates: [CivilDate] = []
    /// Who approves the credits, if stated.
    public internal(set) var approval: String?
    /// How many credits count in a year at most, if stated.
    public internal(set) var mostCreditsPerYear: Int?

    static var form: [Slot<Self>] {
        [
            .rows("lanes", \.lanes),
            .list("claim_by", \.claimDates, .dates),
            .optional("approval", \.approval, .text(like: "superintendent")),
            .optional(
                "most_credits",
                \.mostCreditsPerYear,
                .whole(1...100, .credits, like: "12"),
                .value,
                .ceiling
            ),
        ]
    }
}

extension SalaryLaneRule.Lane: TermRow {
    static var noun: String { "a lane" }
    static var example: String { "{lane: M+15, degree: master, credits: 15}" }
    static var form: [Slot<Self>] {
        [
            .key("lane", \.lane, .text(like: "M+15")),
            .optional("degree", \.degree, .text(like: "master")),
            .optional("credits", \.credits, .whole(0...200, .credits, like: "15"), .value, .burden),
            .list("was", \.formerLanes, .names(like: "[M+15, M+30]"), .basis),
        ]
    }

    var title: String { "lane \(lane)" }
    var complaints: [Complaint] {
        degree == nil && credits == nil ? [.missing("credits", like: "15")] : []
    }
}
