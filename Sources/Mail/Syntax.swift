/// The small grammars of addresses and headers.
enum Syntax {
    private static let atomMarks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    /// Words of atom characters with single dots between (RFC 5322 §3.2.3).
    static func isDotAtom(_ text: some StringProtocol) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy(isAtomByte)
        }
    }

    static func isAtomByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || atomMarks.contains(byte)
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// Labels of letters, digits and inner hyphens, at most 63 bytes each.
    static func isDomain(_ text: some StringProtocol) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    /// A message's or a list's identifier, without its angle brackets.
    static func isIdentifier(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && text.utf8.count <= 250 && halves.allSatisfy { isDotAtom($0) }
    }

    /// A header's name: visible ASCII without a colon (RFC 5322 §2.2).
    static func isHeaderName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
    }

    /// Refuses what could end a header and begin another, and every other control character but the tab.
    static func refuseControls(_ value: String, in header: String) throws(MailError) {
        for scalar in value.unicodeScalars where scalar.value < 32 && scalar != "\t" || scalar.value == 127 {
            let code = String(scalar.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: 4 - code.count) + code
            throw .invalid(
                "The header \(header) holds the control character \(name), such as a line break, and cannot be sent."
            )
        }
    }

    /// A value as it may stand in an error: one line, not endless.
    static func shown(_ value: String) -> String {
        let text = String(value.prefix(80))
        return text.debugDescription
    }
}
