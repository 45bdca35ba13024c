import Foundation
import Identity

/// Secrets that the person gives: never as an argument, which every other program of the machine can read.
enum Secret {
    /// A password: the first line of the file that BARGAIN_PASSWORD_FILE names, or what is typed, unseen.
    ///
    /// - Parameter prompt: what is asked.
    /// - Returns: the password.
    /// - Throws: `Failure` where there is neither a file nor a terminal, or the person cancels.
    static func password(_ prompt: String) throws -> String {
        if let path = ProcessInfo.processInfo.environment["BARGAIN_PASSWORD_FILE"], !path.isEmpty {
            guard let bytes = try PrivateFile.bytes(at: path) else {
                throw Failure(.noInput, "BARGAIN_PASSWORD_FILE names '\(path)', and there is no such file.")
            }
            return firstLine(of: String(decoding: bytes, as: UTF8.self))
        }
        return try typed(prompt)
    }

    /// A new password, typed twice; one that is too short or too easily guessed is asked for once.
    ///
    /// - Throws: `Failure` where it does not keep the rules, or the two differ.
    static func newPassword(_ prompt: String) throws -> String {
        let first = try password(prompt)
        if let path = ProcessInfo.processInfo.environment["BARGAIN_PASSWORD_FILE"], !path.isEmpty {
            return first
        }
        if let objection = PasswordRules.objection(to: first, of: []) {
            throw Failure(.failed, objection + " Nothing was sent.", mend: Invocation.plain)
        }
        guard try typed("The same once more") == first else {
            throw Failure(.failed, "The two are not the same; nothing was sent.", mend: Invocation.plain)
        }
        return first
    }

    /// What is typed at the terminal, unseen.
    static func typed(_ prompt: String) throws -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else {
            throw Failure(
                .usage,
                "This needs a password, and no terminal is here to type it at.",
                mend: "BARGAIN_PASSWORD_FILE=PATH \(Invocation.plain)"
            )
        }
        defer { close(terminal) }
        var usual = termios()
        guard tcgetattr(terminal, &usual) == 0 else {
            throw Failure(.usage, "The terminal does not let a password be typed unseen.")
        }
        var silent = usual
        // Ctrl-C comes as a character, so that nobody is left with a terminal that shows nothing.
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &usual)
            say("\n", on: terminal)
        }
        say("\(prompt): ", on: terminal)
        return try line(from: terminal)
    }

    /// The lines of standard input, without the white space around them.
    static func inputLines() throws -> [String] {
        String(decoding: try InputFile.standardInput(), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func line(from terminal: Int32) throws -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(terminal, &byte, 1)
            if count < 0, errno == EINTR { continue }
            switch byte {
            case _ where count <= 0: throw Failure(.cancelled, "Cancelled: nothing was sent.")
            case 0x03: throw Failure(.cancelled, "Cancelled: nothing was sent.")
            case 0x0A, 0x0D: return String(decoding: bytes, as: UTF8.self)
            case 0x15: bytes = []
            case 0x08, 0x7F: bytes = Array(String(decoding: bytes, as: UTF8.self).dropLast().utf8)
            default: bytes.append(byte)
            }
        }
    }

    private static func firstLine(of text: String) -> String {
        text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first
            .map { $0.hasSuffix("\r") ? String($0.dropLast()) : String($0) } ?? ""
    }

    private static func say(_ text: String, on terminal: Int32) {
        let bytes = Array(text.utf8)
        _ = write(terminal, bytes, bytes.count)
    }
}
