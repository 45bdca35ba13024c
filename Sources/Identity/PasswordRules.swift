/// What a password must be: long, and none of those that are tried first.
///
/// No letters, digits or signs are prescribed. After NIST SP 800-63B §3.1.1.2.
public enum PasswordRules {
    /// How many characters a password has, as Unicode counts them.
    public static let length = 15...128

    /// Why a text cannot be somebody's password, in a sentence; nil where it can.
    ///
    /// - Parameters:
    ///   - password: the text.
    ///   - names: what the person is called: handle, full name, mail address.
    /// - Returns: the reason.
    public static func objection(to password: String, of names: [String]) -> String? {
        let count = password.unicodeScalars.count
        guard length.contains(count) else {
            return
                "A password has \(length.lowerBound) to \(length.upperBound) characters; this one has \(count). "
                + "Four or five words that do not belong together are easy to keep."
        }
        if password.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "The password holds a control character; use what can be typed."
        }
        let plain = folded(password)
        if Set(plain).count < 5 || common.contains(plain) || isRepetition(plain) {
            return "This password is among those that are tried first; choose another."
        }
        // With what stands around a name taken away, hardly anything to guess may be left.
        for name in names.map(folded) where name.count >= 4 && plain.contains(name) {
            guard plain.replacing(name, with: "").count < 8 else { continue }
            return "The password is little more than the person's own name; choose another."
        }
        return nil
    }

    private static func folded(_ text: String) -> String {
        String(text.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" && $0 != "." })
    }

    /// Whether a short piece makes up the whole: `abc123abc123abc123`.
    private static func isRepetition(_ text: String) -> Bool {
        let characters = Array(text)
        return (1...max(1, min(8, characters.count / 2))).contains { period in
            characters.indices.dropFirst(period).allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }
}
