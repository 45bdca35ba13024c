import Glibc
import Synchronization

/// What Ctrl-C does while something is at stake: it says what became of it and ends the program with status 2.
struct Interruption {
    /// From now on Ctrl-C says this.
    init(_ words: String) {
        Self.replace(strdup(words + "\n"))
        // Only what is safe in a signal handler: text made beforehand, write, and the end.
        signal(SIGINT) { _ in
            if let words = UnsafeMutablePointer<CChar>(bitPattern: lastWords.load(ordering: .acquiring)) {
                _ = write(STDERR_FILENO, words, strlen(words))
            }
            _exit(ExitStatus.cancelled.rawValue)
        }
    }

    /// Ctrl-C is Ctrl-C again.
    func end() {
        signal(SIGINT, SIG_DFL)
        Self.replace(nil)
    }

    private static func replace(_ words: UnsafeMutablePointer<CChar>?) {
        let former = lastWords.exchange(UInt(bitPattern: words), ordering: .acquiringAndReleasing)
        free(UnsafeMutablePointer<CChar>(bitPattern: former))
    }
}

/// The words' address, 0 where there are none: pointers cannot be shared, their addresses can.
private let lastWords = Atomic<UInt>(0)
