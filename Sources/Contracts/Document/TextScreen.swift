/// What a text must be before anybody reads it: short enough, UTF-8, and showing what it holds.
enum TextScreen {
    /// The text with line feeds as its only line ends.
    static func text(of bytes: [UInt8], name: String) throws(ContractError) -> String {
        try text(of: bytes, atMost: ContractDocument.largestText, name: name)
    }

    /// The text of pages: form feeds, which part them, count as line ends.
    static func plainText(of bytes: [UInt8], name: String) throws(ContractError) -> String {
        let text = bytes.map { $0 == 0x0B || $0 == 0x0C ? 0x0A : $0 }
        return try self.text(of: text, atMost: ContractDocument.largestPlainText, name: name)
    }

    private static func text(of bytes: [UInt8], atMost: Int, name: String) throws(ContractError) -> String {
        guard bytes.count <= atMost else {
            throw ContractError(
                .unreadable,
                in: name,
                line: 1,
                "The text has \(bytes.count) bytes; at most \(atMost) are read. "
                    + "Split it, or leave out what is no text."
            )
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        try refuseOtherEncodings(body, name: name)
        let text = lineFeeds(String(decoding: body, as: UTF8.self))
        let problems = hiddenCharacters(in: text, name: name)
        guard problems.isEmpty else { throw ContractError(.unreadable, problems) }
        return text
    }

    /// Why a character may not stand in a document, or nil for an ordinary one.
    static func objection(to scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0xA0..<0xAD: nil
        case 0..<0xA0: "is a control character"
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            "changes the direction of the text, so that it shows other than it reads"
        case 0xAD, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE0FFF:
            "is invisible"
        case 0x2028, 0x2029: "breaks the line without being a line end"
        default: nil
        }
    }

    /// What to say about the first objectionable character of a text, if there is one.
    static func complaint(about text: String) -> String? {
        for scalar in text.unicodeScalars {
            if let reason = objection(to: scalar) { return "\(name(of: scalar)) \(reason); delete it." }
        }
        return nil
    }

    static func refuseOtherEncodings(_ bytes: [UInt8], name: String) throws(ContractError) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let before = bytes[..<error.byteOffsets.lowerBound]
            let line = before.count { $0 == 0x0A } + 1
            let column = (before.lastIndex(of: 0x0A).map { before.endIndex - $0 - 1 } ?? before.count) + 1
            throw ContractError(
                .unreadable,
                in: name,
                line: line,
                column: column,
                "Byte \(bytes[error.byteOffsets.lowerBound]) is not UTF-8; save the file as UTF-8 text."
            )
        }
    }

    private static func lineFeeds(_ text: String) -> String {
        guard text.utf8.contains(0x0D) else { return text }
        var result: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte != 0x0A || previous != 0x0D { result.append(byte == 0x0D ? 0x0A : byte) }
            previous = byte
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hiddenCharacters(in text: String, name: String) -> [ContractError.Problem] {
        var problems: [ContractError.Problem] = []
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }
        guard !isPlain else { return problems }
        var line = 1
        var column = 0
        for scalar in text.unicodeScalars {
            column += 1
            if scalar.value == 0x0A { (line, column) = (line + 1, 0) }
            guard let reason = objection(to: scalar) else { continue }
            let message = "\(Self.name(of: scalar)) \(reason); delete it."
            problems.append(.init(document: name, line: line, column: column, message: message))
            if problems.count == ContractError.mostProblems { break }
        }
        return problems
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "The character U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }
}

/// A message in which whatever was quoted can do nothing to a terminal.
func harmless(_ message: String) -> String {
    guard TextScreen.complaint(about: message) != nil else { return message }
    var result = String.UnicodeScalarView()
    for scalar in message.unicodeScalars {
        result.append(TextScreen.objection(to: scalar) == nil ? scalar : "\u{FFFD}")
    }
    return String(result)
}
