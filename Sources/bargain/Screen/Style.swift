/// How a piece of text stands out on a terminal that can show it.
enum Style {
    case plain, heading, faint, urgent, warning, good

    /// What switches it off again.
    static let end = "\u{1B}[0m"

    /// What switches it on.
    var start: String {
        switch self {
        case .plain: ""
        case .heading: "\u{1B}[1m"
        case .faint: "\u{1B}[2m"
        case .urgent: "\u{1B}[1;31m"
        case .warning: "\u{1B}[33m"
        case .good: "\u{1B}[32m"
        }
    }
}
