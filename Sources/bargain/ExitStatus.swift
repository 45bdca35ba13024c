/// What the program's exit says to a script; `docs/command.md` and `bargain --help` list them.
enum ExitStatus: Int32 {
    case failed = 1
    case cancelled = 2
    case notSignedIn = 4
    case conflict = 5
    case usage = 64
    case noInput = 66
    case unavailable = 69
    case internalFault = 70
    case notPermitted = 77
}
