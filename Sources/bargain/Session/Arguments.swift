import ArgumentParser
import CivilTime
import Law
import Table

/// What people type, read strictly: a wrong word is refused with what was expected.
enum Arguments {
    /// A handle, upper case folded to lower.
    static func handle(_ text: String) throws -> String {
        guard let handle = Handle(text) else {
            throw ValidationError(
                "a name is 2 to 64 letters, digits and hyphens, beginning with a letter, such as springfield-2026-1."
            )
        }
        return handle.text
    }

    /// A side.
    static func side(_ text: String) throws -> Side {
        guard let side = Side(rawValue: text.lowercased()) else {
            throw ValidationError("a side is board or union.")
        }
        return side
    }

    /// A proposal's number.
    static func number(_ text: String) throws -> ProposalNumber {
        guard let number = ProposalNumber(text) else {
            throw ValidationError("a proposal is called by its side's letter and number, such as U1 or B2.")
        }
        return number
    }

    /// A draft's name.
    static func draft(_ text: String) throws -> DraftNumber {
        guard let number = DraftNumber(text) else {
            throw ValidationError("a draft is called by D, its number and its version, such as D1 or D1.2.")
        }
        return number
    }

    /// An information request's number.
    static func request(_ text: String) throws -> RequestNumber {
        guard let number = RequestNumber(text) else {
            throw ValidationError(
                "an information request is called by its side's letter, R and a number, such as UR1 or BR2."
            )
        }
        return number
    }

    /// A time of day.
    static func time(_ text: String) throws -> TimeOfDay {
        guard let time = TimeOfDay(text) else {
            throw ValidationError("a time is written in hours and minutes of the day, such as 15:00.")
        }
        return time
    }

    /// A day.
    static func day(_ text: String) throws -> Day {
        switch text.lowercased() {
        case "today": return .today
        case "yesterday": return .yesterday
        default:
            guard let date = CivilDate(text) else {
                throw ValidationError("a date is written year-month-day; write 2026-03-18, or today.")
            }
            return .date(date)
        }
    }

    /// `name=date`.
    static func dated(_ text: String) throws -> DatedName {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, !sides[0].isEmpty, let date = CivilDate(sides[1]) else {
            throw ValidationError("write NAME=DATE, such as school-start=2026-08-24.")
        }
        return DatedName(name: sides[0], date: date)
    }

    /// A time of day, `17:30`.
    static func time(_ text: String) throws -> ClockTime {
        guard let time = ClockTime(text) else {
            throw ValidationError("a time of day is written with 24 hours; write 17:30.")
        }
        return time
    }

    /// Which days count.
    static func kind(_ text: String) throws -> DayKind {
        guard let kind = DayKind(rawValue: text) else {
            throw ValidationError("days are of the kind calendar, business or school.")
        }
        return kind
    }

    /// From when on an act may be done.
    static func waiting(_ text: String) throws -> Waiting {
        guard let waiting = Waiting(rawValue: text) else {
            throw ValidationError("an act may be done after at-least so many days, or more-than so many.")
        }
        return waiting
    }

    /// `name=value`.
    static func pair(_ text: String) throws -> Pair {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
            throw ValidationError("write NAME=CHOICE, such as conciliator-clock=after-appointments.")
        }
        return Pair(name: sides[0], value: sides[1])
    }

    /// An assumption of a simulation.
    static func assumption(_ text: String) throws -> Assumption {
        do {
            return try Assumption(text)
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// Readings by their option, none given twice.
    static func readings(_ pairs: [Pair]) throws -> [String: String] {
        try Dictionary(pairs.map { ($0.name, $0.value) }) { first, second in
            guard first == second else {
                throw Failure(
                    .usage,
                    "One option is given two readings, '\(first)' and '\(second)'; give it one."
                )
            }
            return first
        }
    }
}

/// A name with a value.
struct Pair {
    let name: String
    let value: String
}

/// A word that an option takes from a list of the domain's own.
struct Word<Value: RawRepresentable<String> & CaseIterable & Sendable>: ExpressibleByArgument {
    let value: Value

    init?(argument: String) {
        guard let value = Value(rawValue: argument.lowercased()) else { return nil }
        self.value = value
    }

    static var allValueStrings: [String] { Value.allCases.map(\.rawValue) }
}
