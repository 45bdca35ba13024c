import CivilTime
import Table
import Testing

@Suite struct ZoneTests {
    private func zone() throws -> Zone {
        var zone = Zone()
        for fact in try [
            ZoneFact.established(
                ZoneEstablished(
                    zone: handle("springfield"),
                    name: "Springfield Empowerment Zone",
                    district: "Springfield",
                    state: "MA",
                    calendar: "us-ma"
                )
            ),
            .schoolJoined(SchoolJoined(school: handle("kiley"), name: "Kiley Middle School", enrolment: 620)),
            .seatTaken(Seat(handle: handle("maria-soto"), person: "Maria Soto", role: .union, email: nil)),
        ] {
            #expect(zone.refusal(of: fact) == nil)
            zone.apply(fact, digest: "")
        }
        return zone
    }

    @Test func `A designation counts from its day on, the last entry of that day prevails`() throws {
        var zone = try zone()
        for (designation, effective) in [
            (Designation.requiresAssistance, "2024-09-01"), (.chronicallyUnderperforming, "2025-10-01"),
            (.underperforming, "2025-10-01"),
        ] {
            let fact = ZoneFact.schoolDesignated(
                SchoolDesignated(
                    school: try handle("kiley"),
                    designation: designation,
                    effective: try day(effective)
                )
            )
            #expect(zone.refusal(of: fact) == nil)
            zone.apply(fact, digest: "")
        }
        let school = try #require(zone.schools[try handle("kiley")])
        #expect(school.designation(on: try day("2024-08-31")) == .none)
        #expect(school.designation(on: try day("2025-09-30")) == .requiresAssistance)
        #expect(school.designation(on: try day("2025-10-01")) == .underperforming)
    }

    @Test func `Nobody sits on both sides, not even after leaving`() throws {
        var zone = try zone()
        zone.apply(.seatVacated(SeatVacated(handle: try handle("maria-soto"), reason: "new job")), digest: "")
        let fact = ZoneFact.seatTaken(
            Seat(handle: try handle("maria-soto"), person: "Maria Soto", role: .board, email: nil)
        )
        #expect(zone.refusal(of: fact)?.code == .conflict)
        #expect(zone.refusal(of: fact)?.message.contains("nobody sits on both sides") == true)
    }

    @Test func `What contradicts the zone is refused`() throws {
        let zone = try zone()
        func objection(_ fact: ZoneFact) -> Refusal.Code? { zone.refusal(of: fact)?.code }
        let kiley = SchoolJoined(school: try handle("kiley"), name: "Another", enrolment: nil)
        #expect(objection(.schoolJoined(kiley)) == .conflict)
        #expect(
            objection(.schoolJoined(SchoolJoined(school: try handle("duggan"), name: "  ", enrolment: nil)))
                == .invalid
        )
        #expect(
            objection(.schoolJoined(SchoolJoined(school: try handle("duggan"), name: "Duggan", enrolment: 0)))
                == .invalid
        )
        let stray = SchoolDesignated(
            school: try handle("duggan"),
            designation: .underperforming,
            effective: try day("2025-10-01")
        )
        #expect(objection(.schoolDesignated(stray)) == .unknown)
        let badMail = Seat(
            handle: try handle("john-lee"),
            person: "John",
            role: .board,
            email: "a@b\r\nBcc: x@y.z"
        )
        #expect(objection(.seatTaken(badMail)) == .invalid)
        let forged = Seat(handle: try handle("john-lee"), person: "John\nTo: all", role: .board, email: nil)
        #expect(objection(.seatTaken(forged)) == .invalid)
        #expect(Zone().refusal(of: .schoolJoined(kiley))?.code == .unknown)
    }

    @Test(arguments: [
        ("María Soto", "maria-soto"), ("O’Brien, Ann", "obrien-ann"),
        ("  Kiley Middle School ", "kiley-middle-school"),
    ])
    func `A handle is made of a name`(name: String, expected: String) {
        #expect(Handle(naming: name)?.text == expected)
    }

    @Test(arguments: [
        "", "a", "-a", "a-", "a--b", "1a", "a b", "é", "a_b", String(repeating: "a", count: 65),
    ])
    func `What is not a handle is none`(text: String) {
        #expect(Handle(text) == nil)
    }
}

extension Zone {
    /// Why a fact that the operator states does not stand.
    fileprivate func refusal(of fact: ZoneFact) -> Refusal? {
        guard case .refused(let refusal) = decide(.state(fact), by: nil) else { return nil }
        return refusal
    }
}
