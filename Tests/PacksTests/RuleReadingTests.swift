import CivilTime
import Law
import Packs
import Testing

/// Which last days another counting rule moves: also some of business days.
@Suite struct RuleReadingTests {
    private static func pack(_ calendar: String, _ first: String, _ second: String, _ service: String)
        -> String
    {
        """
        id: test-pack
        title: A test
        status: policy
        verified: memory
        source: the policy
        as-of: 2026-01-01
        jurisdiction: \(calendar)
        zone: America/New_York
        calendar: \(calendar)
        counting: \(first)
        trigger: {name: request, text: the request}
        applies: Everywhere.
        options:
          - name: rule
            question: By which rule?
            default: first
            choices:
              - {name: first, text: The first., counting: \(first)}
              - {name: second, text: The second., counting: \(second)}
          - name: service
            question: How did the request come?
            default: known
            choices:
              - {name: known, text: So., served: \(service)}
              - {name: mail, text: By mail., served: by-mail}
        steps:
          - name: answer
            title: Answer
            actors: [board]
            opens: trigger
            length: 5 business days
            citation: "§1"
            extension: none-stated
            outcomes: [{name: given, text: Given., usual: yes, ends: yes}]
            lapse: {consequence: none, text: It must still be given.}

        """
    }

    private func span(_ docket: Docket) -> [String?] {
        docket.items.flatMap { [$0.earliest?.description, $0.latest?.description] }
    }

    @Test func `Where a half-holiday is none for every rule, business days move`() throws {
        // Election Day is November 3, 2026, and from noon on November 5 Sussex county keeps Return Day.
        let library = Library.standard
        let text = Self.pack("us-de-sussex", "de-statute", "la-ccp", "in-hand")
        let proceeding = try library.proceeding(
            pack: try library.read(packText: text, name: "test.yaml"),
            readings: ["service": "known"]
        )
        let docket = try proceeding.docket([.trigger(on: try #require(CivilDate("2026-10-30")))])
        #expect(span(docket) == ["2026-11-09", "2026-11-10"])
    }

    @Test func `What mail adds to business days moves by the rule`() throws {
        let library = Library.standard
        let pack = try library.read(
            packText: Self.pack("us-ma", "first", "second", "by-mail"),
            name: "test.yaml"
        )
        let rules = [("first", CountingRule.ShutDays.sundayAndHoliday), ("second", .weekendAndHoliday)].map {
            id,
            roll in
            CountingRule(
                id: id,
                title: id,
                excludesTriggerDay: true,
                roll: roll,
                landing: .standingDay,
                mail: CountingRule.Mail(days: 3, citation: "§2", evidence: .memory),
                citation: "§2",
                evidence: .memory
            )
        }
        let proceeding = try Proceeding(
            pack: pack,
            calendar: try library.calendar("us-ma"),
            rules: rules,
            zone: try library.proceeding(pack: "ma-69-1j-g").zone
        )
        // Five business days end on Wednesday, March 11, 2026, and three days of mail on the Saturday.
        let docket = try proceeding.docket([.trigger(on: try #require(CivilDate("2026-03-04")))])
        #expect(span(docket) == ["2026-03-14", "2026-03-16"])
    }
}
