import CivilTime
import Law
import Packs
import Testing

/// The Massachusetts proceeding, and the words to tell a case in.
enum Cases {
    static func proceeding(
        _ readings: [String: String] = [:],
        calendar: String? = nil
    ) throws -> Proceeding {
        try Library.standard.proceeding(pack: "ma-69-1j-g", calendar: calendar, readings: readings)
    }

    static func date(_ text: String) throws -> CivilDate {
        try #require(CivilDate(text), "\(text) is a date")
    }

    static func ended(_ step: String, _ outcome: String, _ on: String) throws -> Happening {
        .ended(step: step, outcome: outcome, on: try date(on))
    }

    /// Springfield, 2026: agreed on day 30, voted down on the last day, up to the close of the hearing.
    static func springfield() throws -> [Happening] {
        [
            .trigger(on: try date("2026-03-18")),
            try ended("bargaining", "agreed", "2026-04-17"),
            try ended("ratification", "rejected", "2026-05-04"),
            try ended("submission", "submitted", "2026-05-05"),
            try ended("union-member", "named", "2026-05-08"),
            try ended("committee-member", "named", "2026-05-08"),
            try ended("conciliator-list", "received", "2026-05-05"),
            try ended("conciliator", "agreed", "2026-05-08"),
            try ended("process", "concluded", "2026-05-22"),
        ]
    }

    static func dues(_ steps: [SimulatedStep]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: steps.map { ($0.step, $0.due?.description ?? "-") })
    }
}
