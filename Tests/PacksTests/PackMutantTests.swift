import CivilTime
import Law
import Packs
import Testing

/// Packs with one thing wrong each: reading or checking must refuse every one.
@Suite struct PackMutantTests {
    /// A small sound pack that the mutants start from.
    private static let sound = """
        id: test-pack
        title: A test
        status: policy
        verified: memory
        source: https://example.org/policy
        as-of: 2026-01-01
        jurisdiction: us-ma
        zone: America/New_York
        calendar: us-ma
        counting: ma-statute
        trigger: {name: request, text: the request}
        applies: Everywhere.
        options:
          - name: clock
            question: When?
            default: early
            choices:
              - {name: early, text: Early.}
              - {name: late, text: Late.}
        steps:
          - name: talks
            title: Talks
            actors: [both]
            opens: trigger
            length: 30 calendar days
            citation: "§1"
            extension: by-agreement
            outcomes:
              - {name: agreed, text: Agreed., usual: yes}
            lapse: {consequence: advance, text: They end.}
          - name: vote
            title: Vote
            actors: [members]
            opens:
              - {after: talks=agreed, when: clock=early}
              - {after: [talks=agreed, talks@due], when: clock=late}
            length: 10 business days
            citation: "§2"
            extension: none-stated
            outcomes:
              - {name: yes-vote, text: Yes., usual: yes, ends: yes}
              - {name: no-vote, text: No.}
            lapse: {consequence: deemed, outcome: no-vote, text: It counts as no.}
          - name: award
            title: Award
            actors: [arbitrator]
            opens: [talks=lapsed, vote=no-vote]
            length: none
            citation: "§3"
            extension: forbidden
            outcomes:
              - {name: made, text: Made., usual: yes, ends: yes}
        examples:
          - title: To the end
            trigger: 2026-03-18
            dates: {talks: 2026-04-17}

        """

    private static let orphan = """
          - name: orphan
            title: Orphan
            actors: [nobody]
            opens:
              - {after: [vote=no-vote, talks=lapsed]}
            length: none
            citation: "§4"
            extension: forbidden
            outcomes:
              - {name: done, text: Done., usual: yes, ends: yes}
        examples:
        """

    private func check(_ text: String) throws -> PackCheck {
        let library = Library.standard
        return try library.check(try library.read(packText: text, name: "test.yaml"), everyDays: 200)
    }

    @Test func `The pack that the mutants start from is sound`() throws {
        let check = try check(Self.sound)
        #expect(check.findings.isEmpty)
        #expect(check.pathCount == 7)
        #expect(check.shortest?.days == 30)
    }

    @Test(arguments: [
        ("opens: [talks=lapsed, vote=no-vote]", "opens: talks=lapsed", "dead end"),
        ("opens: [talks=lapsed, vote=no-vote]", "opens: vote=no-vote", "dead end"),
        (
            "{name: made, text: Made., usual: yes, ends: yes}", "{name: made, text: Made., usual: yes}",
            "dead end"
        ),
        ("opens: [talks=lapsed, vote=no-vote]", "opens: award=made", "wait for one another"),
        ("opens: trigger", "opens: vote=no-vote", "wait for one another"),
        ("talks=lapsed, vote=no-vote]", "talks=laps, vote=no-vote]", "no outcome 'laps'"),
        ("talks=lapsed, vote=no-vote]", "talk=lapsed, vote=no-vote]", "no step 'talk'"),
        ("vote=no-vote]", "vote=lapsed]", "can never hold"),
        ("vote=no-vote]", "award@due]", "can never hold"),
        ("when: clock=early", "when: clok=early", "no option 'clok'"),
        ("when: clock=early", "when: clock=soon", "no choice 'soon'"),
        ("      - {after: [talks=agreed, talks@due], when: clock=late}\n", "", "changes nothing"),
        (
            "{after: talks=agreed, when: clock=early}",
            "{after: [talks=agreed, talks=lapsed], when: clock=early}", "ends nowhere"
        ),
        (
            "extension: by-agreement\n    outcomes:\n      - {name: agreed, text: Agreed., usual: yes}",
            "extension: by-agreement\n    not-before: 40 calendar days after trigger\n    outcomes:\n"
                + "      - {name: agreed, text: Agreed., usual: yes}\n      - {name: left, text: Left., ends: step}",
            "ends nowhere"
        ),
        ("outcome: no-vote, text: It", "outcome: nay, text: It", "no outcome 'nay'"),
        ("text: No.}", "text: No., ends: yes}", "no step can wait"),
        ("text: No.}", "text: No., usual: yes}", "usual"),
        ("text: Agreed., usual: yes}", "text: Agreed.}", "usual"),
        ("    lapse: {consequence: advance, text: They end.}\n", "", "does not say what follows"),
        ("length: none", "length: 5 business days", "does not say what follows"),
        ("length: 10 business days", "length: none", "cannot lapse"),
        ("length: 30 calendar days", "length: 1001 calendar days", "not sane"),
        ("dates: {talks: 2026-04-17}", "dates: {talks: 2026-04-18}", "expects Sat Apr 18, 2026"),
        ("dates: {talks: 2026-04-17}", "dates: {vote: 2026-04-18}", "not reached"),
        (
            "dates: {talks: 2026-04-17}", "assume: award=mad\n    dates: {talks: 2026-04-17}",
            "cannot be followed"
        ),
        (
            "dates: {talks: 2026-04-17}", "calendar: us-mb\n    dates: {talks: 2026-04-17}",
            "'us-mb' is not known"
        ),
        ("counting: ma-statute", "counting: ma-statue", "'ma-statue' is not known"),
        ("calendar: us-ma\n", "calendar: us-me\n", "'us-me' is not known"),
        ("default: early", "default: erly", "no choice 'erly'"),
        ("- {name: late, text: Late.}", "- {name: early, text: Late.}", "stands twice"),
        ("- name: vote", "- name: talks", "stands twice"),
        ("{name: made, text: Made.", "{name: lapsed, text: Made.", "own meaning"),
        ("opens: [talks=lapsed, vote=no-vote]", "opens: []", "never opens"),
        ("actors: [arbitrator]", "actors: []", "who must act"),
        ("They end.}", "They end., ends: yes}", "no step can wait"),
        ("It counts as no.}", "It counts as no., ends: yes}", "Only a lapse that advances"),
    ])
    func `A pack with one thing wrong does not pass`(from: String, to: String, says: String) throws {
        #expect(Self.sound.contains(from))
        let check = try check(Self.sound.replacing(from, with: to, maxReplacements: 1))
        #expect(!check.passes)
        #expect(check.findings.contains { $0.message.contains(says) }, "\(check.findings.map(\.message))")
        #expect(check.longest == nil)
    }

    @Test func `A step that no way reaches is found`() throws {
        let text = Self.sound.replacing("examples:", with: Self.orphan)
        let check = try check(text)
        #expect(check.findings.contains { $0.step == "orphan" && $0.message.contains("unreachable") })
    }

    @Test(arguments: [
        ("status: policy", "status: rumour", 3, "one of law, bill, policy"),
        ("as-of: 2026-01-01", "as-of: 2026-02-30", 6, "a date such as"),
        ("applies: Everywhere.", "aplies: Everywhere.", 1, "'applies' is missing"),
        ("title: A test", "title: A test\nnumber: 7", 3, "'number' is not known here"),
        ("length: 30 calendar days", "length: 30 days", 25, "30 calendar days"),
        ("length: 30 calendar days", "length: -3 calendar days", 25, "30 calendar days"),
        ("opens: trigger", "opens: trigger now", 24, "Expected a condition"),
        ("citation: \"§1\"", "citation: \"\"", 26, "found nothing"),
        ("extension: by-agreement", "extension: maybe", 27, "by-authority"),
        ("usual: yes}", "usual: true}", 29, "yes or no"),
        ("consequence: advance", "consequence: explode", 30, "one of advance"),
        ("{consequence: deemed, outcome: no-vote", "{consequence: deemed", 43, "'outcome' is missing"),
        ("name: talks", "name: Talks", 21, "small letters"),
        ("dates: {talks: 2026-04-17}", "dates: [talks]", 56, "step: 2026-04-17"),
        ("trigger: 2026-03-18", "trigger: March 18", 55, "a date such as"),
        ("id: test-pack", "id: &x test-pack", 1, "Anchors"),
    ])
    func `A pack that does not say what it should is refused with its line`(
        from: String,
        to: String,
        line: Int,
        says: String
    ) throws {
        #expect(Self.sound.contains(from))
        let text = Self.sound.replacing(from, with: to, maxReplacements: 1)
        #expect {
            try Library.standard.read(packText: text, name: "test.yaml")
        } throws: { error in
            guard let error = error as? PackError else { return false }
            return error.line == line && error.message.contains(says)
                && error.description.hasPrefix("test.yaml:\(line): ")
        }
    }

    @Test func `The digest is of the very bytes`() throws {
        let library = Library.standard
        let one = try library.read(packText: Self.sound, name: "a.yaml")
        let other = try library.read(packText: Self.sound + "# a remark\n", name: "a.yaml")
        #expect(one.digest != other.digest)
        #expect(one.steps == other.steps)
    }
}
