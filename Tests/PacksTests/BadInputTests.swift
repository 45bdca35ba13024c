import CivilTime
import Law
import Packs
import Testing

/// What somebody may hand in as a pack, by mistake or on purpose: refused with its place and what to do, and quickly.
@Suite struct BadInputTests {
    private static let sound: String = (try? Library.standard.text(of: "ma-69-1j-g")) ?? ""

    private func refusal(_ text: String) -> PackError? {
        do throws(PackError) {
            _ = try Library.standard.read(packText: text, name: "bad.yaml")
            return nil
        } catch {
            return error
        }
    }

    @Test func `A text that unfolds to gigabytes is refused before it unfolds`() throws {
        let bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"
        let error = try #require(refusal(bomb))
        #expect(error.description.hasPrefix("bad.yaml:1: Anchors"))
    }

    @Test func `A pack of two megabytes is refused by its size`() throws {
        let error = try #require(refusal(Self.sound + String(repeating: "# \u{2014} more\n", count: 200_000)))
        #expect(error.line == 1 && error.message.contains("262144"))
    }

    @Test(arguments: [
        ("trigger: 2026-03-18", "trigger: 2026-02-30", "2026-02-30"),
        ("as-of: 2026-11-22", "as-of: 0000-00-00", "date"),
        ("as-of: 2026-11-22", "as-of: 22026-11-22", "date"),
        ("length: 30 calendar days", "length: 99999999999999999999 calendar days", "length"),
        ("length: 30 calendar days", "length: 30 workdays", "length"),
        ("electorate: unit members who work in the school", "electorate: \"\"", "who may vote"),
        ("extension: forbidden", "extension: by-agreement, at most a month", "at most"),
        ("per: school", "per: pupil", "school"),
        ("opens: trigger", "opens: trigger\n    not-before: tomorrow", "time to wait"),
        ("ends: yes", "ends: maybe", "step"),
        ("needs: more than 1/2", "needs: more than 150%", "60%"),
        ("zone: America/New_York", "zone: America/New_York\ncutoff: 25:00", "17:00"),
    ])
    func `A value that cannot be is refused with its line, what was expected and what was found`(
        from: String,
        to: String,
        says: String
    ) throws {
        #expect(Self.sound.contains(from))
        let error = try #require(refusal(Self.sound.replacing(from, with: to, maxReplacements: 1)))
        #expect(error.file == "bad.yaml" && (error.line ?? 0) > 1)
        #expect(error.message.contains(says), "\(error.message)")
    }

    @Test(arguments: [
        ("calendar: us-ma\ncounting", "calendar: us-mars\ncounting", "calendar", "Did you mean 'us-ma'?"),
        ("trigger: 2026-03-18", "trigger: 1066-10-14", "examples", "verified for"),
        ("trigger: 2026-03-18", "trigger: 9999-12-31", "examples", "verified for"),
        ("opens: decision=lapsed", "opens: commissioner=resolved", "steps", "wait for one another"),
    ])
    func `A pack that is read but cannot be used says which field is wrong`(
        from: String,
        to: String,
        field: String,
        says: String
    ) throws {
        let text = Self.sound.replacing(from, with: to, maxReplacements: 1)
        let pack = try Library.standard.read(packText: text, name: "bad.yaml")
        let check = try Library.standard.check(pack, everyDays: 365)
        let finding = try #require(check.findings.first { $0.message.contains(says) }, "\(check.findings)")
        #expect(finding.field == field && !check.passes)
        #expect(Library.line(of: finding, in: text) != nil)
    }

    @Test func `More ways than anybody can look through are refused, and soon`() throws {
        // The talks take longer than the questions beside them, so that every one of these can end in each of its ways.
        var text = try Library.standard.text(of: "local").replacing(
            "    length: none\n",
            with: "    length: 90 calendar days\n    lapse: {consequence: none, text: Nothing.}\n",
            maxReplacements: 1
        )
        for number in 0..<12 {
            text += """

                  - name: side-\(number)
                    title: A side question
                    actors: [somebody]
                    opens: trigger
                    length: \(number + 2) calendar days
                    citation: "§\(number)"
                    extension: none-stated
                    outcomes:
                      - {name: one, text: One., usual: yes, ends: step}
                      - {name: two, text: Two., ends: step}
                      - {name: three, text: Three., ends: step}
                    lapse: {consequence: advance, text: Over., ends: step}
                """
        }
        let pack = try Library.standard.read(packText: text + "\n", name: "bad.yaml")
        let check = try Library.standard.check(pack, everyDays: 365)
        #expect(
            check.findings.contains {
                $0.message.contains("ways through") || $0.message.contains("situations")
            }
        )
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `A pack with bytes of chance in it is refused or checked, and never more`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        for _ in 0..<25 {
            var bytes = Array(Self.sound.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(place + 40, bytes.count))
                default: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(PackError) {
                let pack = try Library.standard.read(packText: text, name: "bad.yaml")
                let check = try Library.standard.check(pack, everyDays: 365)
                #expect(check.passes == (check.longest != nil))
            } catch {
                #expect(!error.message.isEmpty, "seed \(seed)")
            }
        }
    }
}
