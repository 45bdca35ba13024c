public import CivilTime

/// A side's request for information.
public struct InformationRequested: Hashable, Sendable, Codable {
    /// Its number, counted per asking side.
    public let number: RequestNumber
    /// What is asked for.
    public let text: String
    /// The day by which the answer is wanted; nil where none was named.
    public let wantedBy: CivilDate?

    private enum CodingKeys: String, CodingKey {
        case number, text
        case wantedBy = "wanted_by"
    }
}

/// Word of the side asked that the request arrived.
public struct InformationAcknowledged: Hashable, Sendable, Codable {
    /// Which request.
    public let number: RequestNumber
    /// The day by which the side expects to answer; nil where it named none.
    public let expected: CivilDate?
}

/// An answer of the side asked.
public struct InformationAnswered: Hashable, Sendable, Codable {
    /// Which request.
    public let number: RequestNumber
    /// The answer.
    public let answer: Wording
    /// Whether it is all that was asked for.
    public let isFull: Bool

    private enum CodingKeys: String, CodingKey {
        case number, answer
        case isFull = "full"
    }
}

/// A refusal of the side asked.
public struct InformationDeclined: Hashable, Sendable, Codable {
    /// Which request.
    public let number: RequestNumber
    /// Why.
    public let reason: String
}

/// A request that the asking side took back.
public struct InformationWithdrawn: Hashable, Sendable, Codable {
    /// Which request.
    public let number: RequestNumber
    /// Why.
    public let reason: String
}
