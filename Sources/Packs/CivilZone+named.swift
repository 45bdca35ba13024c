public import CivilTime
import Foundation
import Law

extension CivilZone {
    /// The zone of a name in the tz database, `America/New_York`, with its clock from 1970 to 2100.
    ///
    /// - Throws: `PackError.unknownName`.
    public static func named(_ id: String) throws(PackError) -> CivilZone {
        guard let zone = TimeZone(identifier: id), TimeZone.knownTimeZoneIdentifiers.contains(id) || id == "UTC" else {
            let hint = Spelling.nearest(to: id, in: TimeZone.knownTimeZoneIdentifiers).map { " Did you mean '\($0)'?" }
            throw PackError(.unknownName, "There is no time zone '\(id.prefix(60))'." + (hint ?? ""))
        }
        var transitions = [transition(of: zone, at: Date(timeIntervalSince1970: 0))]
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var date = Date(timeIntervalSince1970: 0)
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            transitions.append(transition(of: zone, at: next))
            date = next
        }
        do {
            return try CivilZone(id: id, transitions: transitions)
        } catch {
            throw PackError(.unusable, error.message)
        }
    }

    /// The English abbreviation, whatever language the machine speaks: `EDT`.
    private static func abbreviation(of zone: TimeZone, at date: Date) -> String {
        let style: NSTimeZone.NameStyle = zone.isDaylightSavingTime(for: date) ? .shortDaylightSaving : .shortStandard
        return zone.localizedName(for: style, locale: Locale(identifier: "en_US")) ?? zone.abbreviation(for: date) ?? ""
    }

    private static func transition(of zone: TimeZone, at date: Date) -> Transition {
        Transition(
            second: Int(date.timeIntervalSince1970.rounded()),
            offset: zone.secondsFromGMT(for: date),
            abbreviation: abbreviation(of: zone, at: date)
        )
    }
}
