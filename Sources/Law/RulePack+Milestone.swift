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

        /// What becomes of a proposal on a subject that is not on the list.
        public enum Breach: String, CaseIterable, Sendable {
            /// It is refused.
            case refuse
            /// It is recorded with a note.
            case flag
        }

        /// The provision that closes the list.
        public let citation: String
        /// The subjects.
        public let list: [Topic]
        /// What becomes of a proposal on any other.
        public let breach: Breach

        /// A list.
        public init(citation: String, list: [Topic], breach: Breach = .refuse) {
            self.citation = citation
            self.list = list
            self.breach = breach
        }
    }

    /// Why a proposal on some subjects is outside this procedure; nil where it is not, or where no list is closed.
    ///
    /// - Parameter named: the names of its subjects, as the proposal gives them; on none it is outside as well.
    /// - Returns: what stands against it, or nil.
    public func objection(toTopics named: [String]) -> Objection? {
        guard let topics else { return nil }
        let known = topics.list.map(\.id)
        guard !named.isEmpty else {
            return Objection(
                .offList,
                "\(topics.citation) opens only some subjects to bargaining here; name those of the proposal (--topic): "
                    + known.joined(separator: ", ") + "."
            )
        }
        guard let topic = named.first(where: { !known.contains($0) }) else { return nil }
        return Objection(
            .offList,
            "'\(topic.prefix(60))' is none of the subjects that \(topics.citation) opens to bargaining here."
                + Spelling.hint(for: topic, in: known)
        )
    }
}
