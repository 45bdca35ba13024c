public import CivilTime

/// A step as it would go under some assumptions.
public struct SimulatedStep: Hashable, Sendable, Codable {
    /// The step.
    public let step: String
    /// The day it opens.
    public let opened: CivilDate
    /// Its last day; nil, and `null` in JSON, for an open step.
    public let due: CivilDate?
    /// Its outcome; `lapsed` where its time passes, `closed` where the procedure ends before it.
    public let ended: String
    /// The day it ends.
    public let on: CivilDate

    /// Writes every field, `due` as null where there is none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(step, forKey: .step)
        try container.encode(opened, forKey: .opened)
        try container.encode(due, forKey: .due)
        try container.encode(ended, forKey: .ended)
        try container.encode(on, forKey: .on)
    }

    private enum CodingKeys: String, CodingKey {
        case step, opened, due, ended, on
    }
}
