extension MailMessage {
    /// The longest line that may be sent, without its CRLF (RFC 5322 §2.1.1).
    private static let longestLine = 998

    private static let ownHeaders: Set<String> = [
        "date", "from", "to", "subject", "message-id", "in-reply-to", "references", "list-id",
        "auto-submitted",
        "mime-version", "content-type", "content-transfer-encoding", "sender", "cc", "bcc", "reply-to",
        "return-path",
    ]

    /// The message as it goes over the wire: RFC 5322, CRLF, ASCII only.
    ///
    /// It is always marked `Auto-Submitted: auto-generated` (RFC 3834 §5), so that no robot answers it.
    ///
    /// - Returns: The same bytes for the same message.
    /// - Throws: `MailError` of code `invalidMessage` that names the header at fault.
    public func rendered() throws(MailError) -> [UInt8] {
        guard let date = MailDate.text(microseconds: sentAtMicroseconds) else {
            throw .invalid("The header Date must be in the years 1900 to 9999.")
        }
        var text = "Date: \(date)\r\n"
        text += try header("From", from)
        text += try header("To", to)
        try Syntax.refuseControls(subject, in: "Subject")
        text += HeaderText.folded("Subject", HeaderText.unstructured(subject))
        text += try header("Message-ID", [messageID])
        if let inReplyTo { text += try header("In-Reply-To", [inReplyTo]) }
        if !references.isEmpty { text += try header("References", references) }
        if let listID { text += try listHeader(listID) }
        text += "Auto-Submitted: auto-generated\r\n"
        for extra in extraHeaders { text += try header(extra) }
        text += "MIME-Version: 1.0\r\n"
        text += "Content-Type: text/plain; charset=utf-8\r\n"
        text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        text += QuotedPrintable.encode(body)
        return Array(text.utf8)
    }

    private func header(_ name: String, _ address: MailAddress) throws(MailError) -> String {
        try Syntax.refuseControls(address.name ?? "", in: name)
        try Syntax.refuseControls(address.address, in: name)
        try address.check(name)
        return HeaderText.folded(name, address.words)
    }

    private func header(_ name: String, _ identifiers: [String]) throws(MailError) -> String {
        for identifier in identifiers {
            try Syntax.refuseControls(identifier, in: name)
            guard Syntax.isIdentifier(identifier) else {
                throw .invalid(
                    "The header \(name) needs identifiers such as deadline-17@bargain.example, "
                        + "without angle brackets, not \(Syntax.shown(identifier))."
                )
            }
        }
        return HeaderText.folded(name, identifiers.map { "<\($0)>" })
    }

    private func listHeader(_ identifier: String) throws(MailError) -> String {
        try Syntax.refuseControls(identifier, in: "List-Id")
        guard Syntax.isDotAtom(identifier), identifier.utf8.count <= 250 else {
            throw .invalid(
                "The header List-Id needs a name such as negotiation-4.bargain.example, not \(Syntax.shown(identifier))."
            )
        }
        return "List-Id: <\(identifier)>\r\n"
    }

    private func header(_ extra: Header) throws(MailError) -> String {
        guard Syntax.isHeaderName(extra.name), !Self.ownHeaders.contains(extra.name.lowercased()) else {
            throw .invalid(
                "\(Syntax.shown(extra.name)) cannot be added as a header: no such name, or one set otherwise."
            )
        }
        try Syntax.refuseControls(extra.value, in: extra.name)
        let words = extra.value.split(separator: " ").map(String.init)
        let text = HeaderText.folded(extra.name, words)
        guard !words.isEmpty, extra.value.utf8.allSatisfy({ (32...126).contains($0) }),
            text.split(separator: "\r\n").allSatisfy({ $0.utf8.count <= Self.longestLine })
        else {
            throw .invalid(
                "The header \(extra.name) must be visible ASCII without words of more than \(Self.longestLine) characters."
            )
        }
        return text
    }
}
