/// A school's team of teachers, and what it decides.
public struct LeadershipTeam: Hashable, Sendable, TermValue {
    /// How much the team has to say.
    public enum Authority: String, CaseIterable, Sendable {
        /// Nothing.
        case none
        /// It is heard.
        case advise
        /// Nothing is done without it.
        case consent
        /// It decides.
        case decide
    }

    /// One subject.
    public struct Domain: Hashable, Sendable {
        /// The subject: scheduling, site budget, hiring.
        public internal(set) var name = ""
        /// How much the team has to say on it.
        public internal(set) var authority = Authority.none
    }

    /// How many members.
    public internal(set) var size = 1
    /// How they are chosen.
    public internal(set) var selection = Selection.elected
    /// How long one serves, in months, if stated.
    public internal(set) var months: Int?
    /// What the team has to say on which subjects.
    public internal(set) var domains: [Domain] = []

    static var form: [Slot<Self>] {
        [
            .required("size", \.size, .whole(1...100, like: "6")),
            .required("selection", \.selection, .level, .value, .gain),
            .optional("months", \.months, .whole(1...120, .months, like: "12")),
            .rows("domains", \.domains),
        ]
    }
}

extension LeadershipTeam.Domain: TermRow {
    static var noun: String { "a domain" }
    static var example: String { "{domain: scheduling, authority: decide}" }
    static var form: [Slot<Self>] {
        [
            .key("domain", \.name, .text(like: "scheduling")),
            .required("authority", \.authority, .level, .value, .gain),
        ]
    }

    var title: String { name }
}

extension LeadershipTeam {
    /// A domain that is gone is one on which the team has nothing to say.
    static func refined(
        _ changes: [TermChange.Field],
        old: Self,
        new: Self,
        bases: Bases
    ) -> [TermChange.Field] {
        changes.map { change in
            guard change.name.hasSuffix(" authority"), change.old == nil || change.new == nil,
                (change.old ?? change.new) != Authority.none.rawValue
            else { return change }
            return change.bearing(change.old == nil ? .towardUnion : .towardBoard)
        }
    }
}
