import CivilTime
import Packs
import Testing

@Suite struct SchoolImportTests {
    private func read(_ text: String, id: String? = "springfield") throws -> SchoolImport {
        try SchoolImport(Array(text.utf8), file: "school.txt", id: id)
    }

    private static let csv = """
        kind,from,to,name
        term,2026-08-31,2027-06-17,
        break,2026-12-24,2027-01-01,"Winter ""long"" vacation"
        closure,2027-01-19,,"snow, ice"
        make-up,2027-06-18,,

        """

    private static let events = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20260831
        SUMMARY:First day of school
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20270617
        DTEND;VALUE=DATE:20270618
        SUMMARY;LANGUAGE="en:us":Last day of school!
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261224
        DTEND;VALUE=DATE:20270102
        SUMMARY:Winter "long"
          vacation
        BEGIN:VALARM
        TRIGGER:-P1D
        SUMMARY:not the event's
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20270119
        SUMMARY:School closed: snow\\, ice
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20270618
        SUMMARY:Make-up day
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20261001T180000Z
        SUMMARY:Breakfast for parents
        END:VEVENT
        END:VCALENDAR

        """

    @Test func `CSV, iCalendar and the plain form say the same, and the plain form reads back`() throws {
        let csv = try read(Self.csv)
        #expect(csv.calendar.term.text == "2026-08-31 to 2027-06-17")
        #expect(csv.calendar.breaks.map(\.name) == ["Winter \"long\" vacation"])
        #expect(csv.calendar.closures.map(\.name) == ["snow, ice"])
        let plain = try read(csv.calendar.text, id: nil)
        #expect(plain.calendar == csv.calendar && plain.notes.isEmpty)
        for text in [Self.events, Self.events.replacing("\n", with: "\r\n")] {
            let events = try read(text)
            #expect(events.calendar.term == csv.calendar.term)
            #expect(events.calendar.breaks == csv.calendar.breaks)
            #expect(events.calendar.closures.map(\.days) == csv.calendar.closures.map(\.days))
            #expect(events.calendar.closures.map(\.name) == ["School closed: snow, ice"])
            #expect(events.calendar.makeUpDays == csv.calendar.makeUpDays)
            #expect(events.notes.count == 1 && events.notes[0].contains("Breakfast for parents"))
        }
    }

    @Test(arguments: [
        ("term,2026-08-31,2027-06-17,", "term,2026-08-31,2026-02-30,", 2, "2026-02-30"),
        ("term,2026-08-31,2027-06-17,", "term,2027-06-17,2026-08-31,", 2, "turn them round"),
        ("term,2026-08-31,2027-06-17,", "term,2026-08-31,,", 2, "last day"),
        ("term,2026-08-31,2027-06-17,", "term,1026-08-31,2027-06-17,", 2, "six years"),
        ("closure,2027-01-19", "closure,2026-12-31", 4, "line 3"),
        ("closure,2027-01-19", "closure,2028-01-19", 4, "between"),
        ("closure,2027-01-19", "holiday,2027-01-19", 4, "make-up"),
        ("make-up,2027-06-18,,", "make-up,2027-06-18", 5, "2"),
        ("make-up,2027-06-18,,", "make-up,2027-06-18,,\nmake-up,2027-06-18,,", 6, "line 5"),
        ("make-up,2027-06-18,,", "term,2026-08-31,2027-06-17,", 5, "line 2"),
        ("make-up,2027-06-18,,", "make-up,2027-06-18,2027-06-19,", 5, "one day"),
        ("\"snow, ice\"", "\"snow, ice", 4, "never ends"), ("\"snow, ice\"", "snow \"ice\"", 4, "quote"),
        ("\"snow, ice\"", "", 4, "why"), ("\"snow, ice\"", "snow\u{1B}[2J", 4, "control"),
        ("\"snow, ice\"", "snow\u{202E}", 4, "invisible"),
    ])
    func `A row that does not fit is refused with its line`(
        good: String,
        bad: String,
        line: Int,
        says: String
    ) throws {
        #expect(Self.csv.contains(good))
        #expect { try read(Self.csv.replacing(good, with: bad)) } throws: { error in
            guard let error = error as? PackError else { return false }
            return error.line == line && error.file == "school.txt" && error.message.contains(says)
        }
    }

    @Test(arguments: [
        ("DTSTART;VALUE=DATE:20270119", "DTSTART;VALUE=DATE:20270119\nRRULE:FREQ=YEARLY", "RRULE"),
        ("DTSTART;VALUE=DATE:20270119", "DTSTART;VALUE=DATE:20270119\nDURATION:P1D", "DURATION"),
        ("DTSTART;VALUE=DATE:20270119", "DTSTART;VALUE=DATE:20270230", "2027-02-30"),
        ("DTSTART;VALUE=DATE:20270119", "DTSTART:20270119T080000", "time of day"),
        ("DTSTART;VALUE=DATE:20270119\n", "", "no DTSTART"),
        ("DTEND;VALUE=DATE:20270102", "DTEND;VALUE=DATE:20261224", "DTEND"),
        ("DTSTART;VALUE=DATE:20270119", "DTSTART;VALUE=DATE:20261225", "overlaps"),
        ("First day of school", "Hello", "First day"),
        ("SUMMARY:Make-up day", "SUMMARY:Last day of school", "already"),
        ("END:VCALENDAR\n", "", "ends inside"),
        ("VERSION:2.0", "VERSION", "NAME:VALUE"), ("END:VALARM\n", "", "closes nothing"),
    ])
    func `An event that cannot be understood is refused`(good: String, bad: String, says: String) throws {
        #expect(Self.events.contains(good))
        #expect { try read(Self.events.replacing(good, with: bad)) } throws: { error in
            guard let error = error as? PackError else { return false }
            return error.line != nil && error.message.contains(says)
        }
    }

    @Test(arguments: [
        ("last-day: 2027-06-17", "last-day: 2026-06-17", "turn them round"),
        ("last-day: 2027-06-17\n", "", "last-day"),
        ("closures:", "closings:", "closings"),
        ("date: 2027-01-19", "date: 2027-01-19, to: 2027-01-20", "'from'"),
        ("date: 2027-01-19", "date: 2027-02-29", "2027-02-29"),
        ("id: springfield", "id: Spring Field", "name"),
    ])
    func `A plain calendar that does not fit is refused with its line`(
        good: String,
        bad: String,
        says: String
    ) throws {
        let text = try read(Self.csv).calendar.text
        #expect(text.contains(good))
        #expect { try read(text.replacing(good, with: bad), id: nil) } throws: { error in
            guard let error = error as? PackError else { return false }
            return error.line != nil && error.message.contains(says)
        }
    }

    @Test func `What is too large, not text or without a name is refused`() throws {
        let rows = (0..<2_001).map { "make-up,20\(10 + $0 % 80)-01-01,,\n" }.joined()
        #expect(throws: PackError.self) { try read("kind,from,to,name\n" + rows) }
        #expect(throws: PackError.self) {
            try read(Self.csv + String(repeating: "\n", count: SchoolImport.largestFile))
        }
        #expect(throws: PackError.self) { try SchoolImport([0x6B, 0xFF, 0xFE], file: "x", id: "x") }
        #expect(throws: PackError.self) { try read(Self.csv, id: nil) }
        #expect(throws: PackError.self) { try read("") }
        #expect(throws: PackError.self) {
            try read(Self.csv.replacing("snow", with: String(repeating: "s", count: 201)))
        }
    }

    @Test(arguments: [41, 42, 43] as [UInt64])
    func `Torn and spoilt files are refused or read, and never stop the reader`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let sources = [Self.csv, Self.events, try read(Self.csv).calendar.text].map { Array($0.utf8) }
        var refused = 0
        for _ in 0..<400 {
            var bytes = sources[Int.random(in: 0..<sources.count, using: &random)]
            for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 12))
                default: bytes.insert(contentsOf: bytes[..<min(bytes.count, 40)], at: place)
                }
            }
            do {
                let school = try SchoolImport(bytes, file: "x", id: "x").calendar
                let again = try SchoolImport(Array(school.text.utf8), file: "x")
                #expect(again.calendar == school, "seed \(seed)")
            } catch {
                refused += 1
                #expect(!error.message.isEmpty)
            }
        }
        #expect(refused > 200)
    }
}
