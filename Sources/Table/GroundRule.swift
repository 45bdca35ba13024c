/// A rule for the bargaining itself that both sides agreed on.
public struct GroundRule: Hashable, Sendable, Codable {
    /// What the rule is about.
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// After a session no proposal comes that answers none.
        case noNewIssuesAfter = "no-new-issues-after"
        /// A proposal sets out in full what is to be agreed; a list of headings does not.
        case proposalsInWriting = "proposals-in-writing"
        /// Sessions are not public.
        case sessionsClosed = "sessions-closed"
        /// Anything else, in its own words.
        case other
    }

    /// What happens to an act against the rule.
    public enum Breach: String, CaseIterable, Sendable, Codable {
        /// It is refused.
        case enforce
        /// It is recorded with a note.
        case flag
    }

    /// What it is about.
    public let kind: Kind
    /// The session after which no new issue comes; for that kind only.
    public let session: Int?
    /// What happens to an act against it; nil where the record cannot tell.
    public let breach: Breach?
    /// The rule in the sides' own words.
    public let text: String

    /// A rule in the sides' own words.
    public init(kind: Kind, session: Int?, breach: Breach?, text: String) {
        self.kind = kind
        self.session = session
        self.breach = breach
        self.text = text
    }

    /// The rule as the end of a sentence.
    public var words: String {
        let effect =
            switch breach {
            case .enforce: " (what goes against it is refused)"
            case .flag: " (what goes against it is noted)"
            case nil: ""
            }
        return switch kind {
        case .noNewIssuesAfter: "no new issue comes after session \(session ?? 0): “\(text)”\(effect)"
        case .proposalsInWriting: "proposals are set out in writing: “\(text)”\(effect)"
        case .sessionsClosed: "sessions are closed to the public: “\(text)”"
        case .other: "“\(text)”"
        }
    }

    /// Why it cannot be offered; nil where it can.
    var objection: Refusal? {
        if let objection = PlainText.objection(to: text, called: "rule", atMost: 2000) { return objection }
        switch kind {
        case .noNewIssuesAfter:
            guard let session, (1...1000).contains(session), breach != nil else {
                return Refusal(
                    .invalid,
                    "'no-new-issues-after' needs the session's number, from 1, and what happens to a proposal against "
                        + "it: enforce or flag."
                )
            }
        case .proposalsInWriting:
            guard session == nil, breach == .flag else {
                return Refusal(
                    .invalid,
                    "'proposals-in-writing' has no session, and a proposal against it is noted: say flag."
                )
            }
        case .sessionsClosed, .other:
            guard session == nil, breach == nil else {
                return Refusal(
                    .invalid,
                    "The record cannot tell when '\(kind.rawValue)' is broken; give its text alone."
                )
            }
        }
        return nil
    }
}

/// A ground rule that stands.
public struct AdoptedRule: Hashable, Sendable {
    /// The number by which it is called, in the order of adoption: `R1`.
    public let number: String
    /// The stipulation by which both sides adopted it.
    public let stipulation: String
    /// The sequence number of the entry that adopted it.
    public let seq: Int
    /// The rule.
    public internal(set) var rule: GroundRule
}
