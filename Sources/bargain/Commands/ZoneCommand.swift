import ArgumentParser
import Client
import Table
import Wire

/// `bargain zone …`.
struct ZoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.noun(
        "zone",
        "Set up and show zones.",
        [Establish.self, List.self, Show.self]
    )

    /// `bargain zone establish`.
    struct Establish: ActCommand {
        static let configuration = CommandConfiguration.verb(
            "establish",
            "Set up a zone.",
            "ZONE is its short name, or its full name, of which a short one is made.",
            examples: "bargain zone establish springfield --name \"Springfield Empowerment Zone\" "
                + "--district Springfield --state MA",
            "bargain zone establish \"Roxbury Zone\" --district Boston --state MA --calendar us-ma-suffolk"
        )

        @OptionGroup var options: ActOptions

        @Argument(help: "The zone.")
        var zone: String

        @Option(help: "Its full name.")
        var name: String?

        @Option(help: "The district that it belongs to.")
        var district: String

        @Option(help: "The state, by its two letters.")
        var state: String

        @Option(help: "The holiday calendar.")
        var calendar = "us-ma"

        func run(_ session: Session) async throws {
            let naming = try Naming(zone, name: name, of: "zone")
            let fact = ZoneEstablished(
                zone: naming.handle,
                name: naming.name,
                district: district,
                state: state.uppercased(),
                calendar: calendar
            )
            try await session.record(.established(fact), in: naming.handle.text)
        }
    }

    /// `bargain zone list`.
    struct List: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "list",
            "Show the zones.",
            examples: "bargain zone list"
        )

        @OptionGroup var daemon: DaemonOptions

        func run(_ session: Session) async throws {
            let answer: Answer<[ZoneItem]> = try await session.get("zones")
            try await session.show(answer) { zones in
                let screen = session.screen
                guard !zones.isEmpty else {
                    screen.say("There is no zone yet.")
                    return screen.say("Set one up: bargain zone establish --help")
                }
                var grid = Grid("ZONE", "STATE", "SCHOOLS", "NEGOTIATIONS", "NAME")
                for zone in zones {
                    grid.add(
                        Grid.Cell(zone.zone, .heading),
                        Grid.Cell(zone.state),
                        "\(zone.schools)",
                        "\(zone.negotiations)",
                        Grid.Cell("\(zone.name), \(zone.district)")
                    )
                }
                screen.show(grid)
            }
        }
    }

    /// `bargain zone show`.
    struct Show: DaemonCommand {
        static let configuration = CommandConfiguration.verb(
            "show",
            "Show a zone with its schools, units and seats.",
            examples: "bargain zone show springfield"
        )

        @OptionGroup var daemon: DaemonOptions

        @Argument(help: "The zone; the only one where none is named.", transform: Arguments.handle)
        var zone: String?

        func run(_ session: Session) async throws {
            let name = try await session.zone(zone)
            let answer: Answer<ZoneView> = try await session.get("zones", name)
            try await session.show(answer) { say($0, on: session.screen) }
        }

        private func say(_ zone: ZoneView, on screen: Screen) {
            screen.say("\(zone.zone) — \(zone.name)", .heading)
            screen.say("District: \(zone.district), \(zone.state)")
            screen.say("Calendar: \(zone.calendar)")
            screen.say()
            var schools = Grid("SCHOOL", "PUPILS", "DESIGNATION", "NAME")
            for school in zone.schools {
                schools.add(
                    Grid.Cell(school.school.text, .heading),
                    Grid.Cell(school.enrolment.map(String.init) ?? "—"),
                    Grid.Cell(school.designation.words),
                    Grid.Cell(school.name)
                )
            }
            show(schools, orSay: "No school yet: bargain school add --help", on: screen)
            var units = Grid("UNIT", "LOCAL", "NAME")
            for unit in zone.units {
                units.add(Grid.Cell(unit.unit.text, .heading), Grid.Cell(unit.local), Grid.Cell(unit.name))
            }
            show(units, orSay: "No unit yet: bargain unit add --help", on: screen)
            var seats = Grid("SEAT", "ROLE", "PERSON", "EMAIL")
            for seat in zone.seats {
                seats.add(
                    Grid.Cell(seat.handle.text, .heading),
                    Grid.Cell(seat.role.rawValue),
                    Grid.Cell(seat.person),
                    Grid.Cell(seat.email ?? "—")
                )
            }
            show(seats, orSay: "No seat yet: bargain seat add --help", on: screen)
            let names = zone.negotiations.map(\.text).joined(separator: ", ")
            screen.say("Negotiations: " + (names.isEmpty ? "none yet" : names), hanging: 14)
        }

        private func show(_ grid: Grid, orSay hint: String, on screen: Screen) {
            if grid.isEmpty { screen.say(hint) } else { screen.show(grid) }
            screen.say()
        }
    }
}
