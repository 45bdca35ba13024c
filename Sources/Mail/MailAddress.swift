/// A mailbox, with the name of the person whose it is where that is known.
public struct MailAddress: Sendable, Hashable {
    /// The name to show, in any script.
    public let name: String?

    /// The address itself, such as `rep@local.example`.
    public let address: String

    /// Names a mailbox; whether the address is one is checked when a message is made of it.
    ///
    /// - Parameters:
    ///   - address: The address itself, in ASCII.
    ///   - name: The name to show.
    public init(_ address: String, name: String? = nil) {
        self.address = address
        self.name = name
    }

    /// Checks the address against RFC 5321 §4.1.2, without quoted local parts and address literals.
    func check(_ header: String) throws(MailError) {
        let halves = address.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, address.utf8.count <= 254, halves[0].utf8.count <= 64,
            Syntax.isDotAtom(halves[0]), Syntax.isDomain(halves[1])
        else {
            throw .invalid(
                "The address in \(header), \(Syntax.shown(address)), is not one: write it as name@domain.example."
            )
        }
    }

    /// The header's words: the name, encoded where it must be, and the address in angle brackets.
    var words: [String] {
        guard let name, !name.isEmpty else { return [address] }
        return HeaderText.phrase(name) + ["<\(address)>"]
    }
}
