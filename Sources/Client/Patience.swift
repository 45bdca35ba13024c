/// How long a request is repeated while nobody answers, and who is told of it.
public struct Patience: Sendable {
    /// Pauses between the attempts.
    let pauses: [Duration]
    /// After how long no further attempt is made, the answer's own time included.
    let limit: Duration
    /// Called once, after the first attempt that failed.
    let waiting: @Sendable () -> Void

    /// For acts: several attempts over some seconds, each with the same key, so that it is one act at most.
    ///
    /// - Parameter waiting: tells the person that it takes a moment; called once.
    /// - Returns: the patience.
    public static func act(waiting: @escaping @Sendable () -> Void) -> Patience {
        let pauses: [Duration] = [
            .milliseconds(100), .milliseconds(300), .milliseconds(700), .seconds(1.5), .seconds(2.5),
        ]
        return Patience(pauses: pauses, limit: .seconds(10), waiting: waiting)
    }

    /// For questions: one more attempt, and time for a long answer.
    public static let question = Patience(pauses: [.milliseconds(200)], limit: .seconds(30), waiting: {})

    /// For a request with a password, whose hash takes long by intent: on a busy machine not seconds but a minute.
    public static let password = Patience(pauses: [.milliseconds(200)], limit: .seconds(120), waiting: {})
}
