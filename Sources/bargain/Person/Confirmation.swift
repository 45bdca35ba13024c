import Foundation

/// A question before something that cannot be taken back.
enum Confirmation {
    /// Asks on the terminal; `isGiven` answers beforehand.
    ///
    /// - Throws: `Failure` where the answer is no, or nobody is there to answer.
    static func require(_ question: String, isGiven: Bool, screen: Screen) throws {
        if isGiven { return }
        screen.flush()
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            throw Failure(
                .usage,
                "This needs a confirmation, and no terminal is here to give it.",
                mend: "\(Invocation.plain) --yes"
            )
        }
        Screen.tell("\(question) Type yes to confirm:")
        let answer = readLine()?.lowercased().trimmingCharacters(in: .whitespaces)
        guard answer == "yes" || answer == "y" else {
            throw Failure(.cancelled, "Cancelled: nothing was recorded.")
        }
    }
}
