import CivilTime

/// How many days there are until a day, as people say it.
struct DaysLeft {
    let count: Int

    init(until due: CivilDate, asOf today: CivilDate) {
        count = today.days(until: due)
    }

    var text: String {
        switch count {
        case 0: "today"
        case 1: "tomorrow"
        case 2...: "\(count) days left"
        case -1: "1 day over"
        default: "\(-count) days over"
        }
    }

    var style: Style {
        count <= 0 ? .urgent : count <= 7 ? .warning : .plain
    }
}
