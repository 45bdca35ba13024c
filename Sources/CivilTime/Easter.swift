extension CivilDate {
    /// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876); Good Friday is two days before.
    static func easter(in year: Int) -> CivilDate {
        let golden = year % 19
        let (century, ofCentury) = (year / 100, year % 100)
        let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let week = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - moon - ofCentury % 4) % 7
        let correction = (golden + 11 * moon + 22 * week) / 451
        let sum = moon + week - 7 * correction + 114
        return CivilDate(dayNumber: dayNumber(year: year, month: sum / 31, day: sum % 31 + 1))
    }
}
