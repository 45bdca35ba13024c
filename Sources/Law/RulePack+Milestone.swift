extension RulePack {
    /// A date that the procedure depends on and that nobody can compute: the first day of school, the contract's end.
    public struct Milestone: Hashable, Sendable {
        /// Its name, `school-start`.
        public let id: String
        /// What it is, and which day of it counts.
        public let text: String

        /// A milestone.
        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    /// The closed list of what may be bargained.
    public struct Topics: Hashable, Sendable {
        /// A subject on the list.
        public struct Topic: Hashable, Sendable {
            /// Its name, `length-of-day`.
            public let id: String
            /// What it covers.
            public let text: String

            /// A subject.
            public init(id: String, text: String) {
                self.id = id
                self.text = text
            }
        }

        /// The provision that closes the list.
        public let citation: String
        /// The subjects.
        public let list: [Topic]

        /// A list.
        public init(citation: String, list: [Topic]) {
            self.citation = citation
            self.list = list
        }
    }

    /// Why a proposal on a subject is outside this procedure; nil where it is not, or where no list is closed.
    ///
    /// - Parameter topic: the name of the subject, as the proposal gives it.
    /// - Returns: what stands against it, or nil.
    public func objection(toTopic topic: String) -> Objection? {
        guard let topics, !topics.list.contains(where: { $0.id == topic }) else { return nil }
        return Objection(
            .offList,
            "'\(topic.prefix(60))' is none of the subjects that \(topics.citation) opens to bargaining here."
                + Spelling.hint(for: topic, in: topics.list.map(\.id))
        )
    }
}
