import CivilTime
import Foundation
import Packs

/// A day as it was typed; which date `today` is depends on the place.
enum Day {
    case date(CivilDate)
    case today
    case yesterday

    /// The date that is meant.
    ///
    /// - Parameters:
    ///   - now: the moment.
    ///   - zone: the place.
    /// - Returns: the date.
    func date(at now: Instant, in zone: CivilZone) -> CivilDate {
        let today = zone.date(at: now)
        return switch self {
        case .date(let named): named
        case .today: today
        case .yesterday: today.adding(days: -1)
        }
    }

    /// Says which date was taken.
    static func echo(_ date: CivilDate, in zone: CivilZone? = nil) {
        Screen.tell("Date: \(date.formal) (\(date))" + (zone.map { ", in \($0.id)" } ?? ""))
    }

    /// The date by this machine's clock and zone, where no negotiation has its own.
    func localDate() throws -> CivilDate {
        if case .date(let date) = self { return date }
        let zone = try CivilZone.named(TimeZone.current.identifier)
        let date = date(at: .machineNow, in: zone)
        Day.echo(date, in: zone)
        return date
    }
}

extension Instant {
    /// The moment by this machine's clock.
    static var machineNow: Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
