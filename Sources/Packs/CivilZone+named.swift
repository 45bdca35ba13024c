public import CivilTime
import Foundation
import Law

extension CivilZone {
    /// The zone of a name in the tz database, `America/New_York`, with its clock from 1970 to 2100.
    ///
    /// - Throws: `PackError.unknownName`.
    public static func named(_ id: String) throws(PackError) -> CivilZone {
        guard id.contains("/") || id == "UTC", let zone = TimeZone(identifier: id) else {
            let hint = Spelling.nearest(to: id, in: TimeZone.knownTimeZoneIdentifiers).map {
                " Did you mean '\($0)'?"
            }
            throw PackError(.unknownName, "There is no time zone '\(id.prefix(60))'." + (hint ?? ""))
        }
        let names = Names(of: zone)
        var date = Date(timeIntervalSince1970: 0)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var transitions = [transition(of: zone, at: date, names)]
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end, next > date {
            transitions.append(transition(of: zone, at: next, names))
            date = next
        }
        do {
            return try CivilZone(id: id, transitions: transitions)
        } catch {
            throw PackError(.unusable, error.message)
        }
    }

    private static func transition(of zone: TimeZone, at date: Date, _ names: Names) -> Transition {
        Transition(
            second: Int(date.timeIntervalSince1970.rounded()),
            offset: zone.secondsFromGMT(for: date),
            abbreviation: zone.isDaylightSavingTime(for: date) ? names.summer : names.standard
        )
    }

    /// The English abbreviations, whatever language the machine speaks: `EST` and `EDT`.
    private struct Names {
        let standard: String
        let summer: String

        init(of zone: TimeZone) {
            let english = Locale(identifier: "en_US")
            standard = zone.localizedName(for: .shortStandard, locale: english) ?? zone.identifier
            summer = zone.localizedName(for: .shortDaylightSaving, locale: english) ?? standard
        }
    }
}
