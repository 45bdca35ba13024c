extension Amendment {
    /// The report for people: what was applied where, what was not and why, what was no instruction.
    public var text: String {
        var lines = [pin("base", base.name, base.sha256), pin("amended by", name, sha256), ""]
        let applied = entries.filter { $0.outcome == .applied }
        let unresolved = entries.filter { $0.outcome == .unresolved }
        let asides = entries.filter { $0.outcome == .notAnInstruction }
        if !applied.isEmpty {
            lines.append("APPLIED")
            for entry in applied {
                lines.append("  \(entry.place): \(entry.reading ?? entry.quoted)")
                lines += entry.places.map { "      in \($0)" }
                if let effective = entry.effective {
                    lines.append("      effective \(effective), which the text does not say")
                }
                lines += entry.notes.map { "      note: \($0)" }
            }
            lines.append("")
        }
        if !unresolved.isEmpty {
            lines.append("UNRESOLVED, and not applied")
            for entry in unresolved {
                lines.append("  \(entry.place): \(entry.quoted)")
                if let reason = entry.reason { lines.append("      \(reason)") }
                if let mend = entry.mend { lines.append("      To mend: \(mend)") }
            }
            lines.append("")
        }
        if !staleReferences.isEmpty {
            lines.append("CITATIONS LEFT BEHIND")
            for reference in staleReferences {
                let now = reference.now.map { "is \($0) now" } ?? "is gone"
                lines.append(
                    "  \(reference.section), line \(reference.line): '\(reference.citation)' cites what \(now)"
                )
            }
            lines.append("")
        }
        if !asides.isEmpty {
            lines.append("NOT AN INSTRUCTION")
            lines += asides.map { "  \($0.place): \($0.aside?.rawValue ?? ""): \($0.quoted)" }
            lines.append("")
        }
        lines.append(verdict)
        return lines.map(harmless).joined(separator: "\n") + "\n"
    }

    private var verdict: String {
        let (done, open) = (
            entries.count { $0.outcome == .applied }, entries.count { $0.outcome == .unresolved }
        )
        guard hasInstructions else { return "NOTHING TO APPLY: the text holds no instruction." }
        func count(_ number: Int) -> String { number == 1 ? "1 instruction" : "\(number) instructions" }
        return open == 0
            ? "APPLIED: \(count(done)), every one."
            : "UNRESOLVED: \(count(open)); applied: \(done)."
    }

    private func pin(_ what: String, _ name: String, _ sha256: String?) -> String {
        let start = what + String(repeating: " ", count: max(1, 13 - what.count)) + name
        return start + (sha256.map { ", SHA-256 \($0)" } ?? "")
    }
}

extension Amendment.Entry {
    fileprivate var place: String {
        lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)-\(lines.upperBound)"
    }

    fileprivate var quoted: String { text.count > 160 ? text.prefix(160) + "…" : text }
}

/// An amendment for programs: stable names; the caller encodes it.
public struct AmendmentReport: Hashable, Sendable, Codable {
    /// The form of this report; additions keep the number, other changes raise it.
    public let schemaVersion: Int
    /// Whether every instruction was applied.
    public let complete: Bool
    /// The contract as it stands.
    public let base: Pin
    /// The instructions.
    public let instructions: Pin
    /// Everything that the instructions say, in their order.
    public let entries: [Entry]
    /// Citations that point elsewhere now than they did.
    public let staleReferences: [Reference]

    private enum CodingKeys: String, CodingKey {
        case complete, base, instructions, entries
        case schemaVersion = "schema_version"
        case staleReferences = "stale_references"
    }

    /// A text.
    public struct Pin: Hashable, Sendable, Codable {
        /// What people call it.
        public let name: String
        /// Hexadecimal, if known.
        public let sha256: String?
    }

    /// What became of one instruction, or of words that are none.
    public struct Entry: Hashable, Sendable, Codable {
        /// The first of its lines, counted from 1.
        public let line: Int
        /// The last of its lines.
        public let lastLine: Int
        /// What it says.
        public let text: String
        /// What became of it.
        public let outcome: Amendment.Entry.Outcome
        /// What it asks for, as it was understood.
        public let reading: String?
        /// Where it was applied.
        public let places: [String]
        /// From when it is to hold.
        public let effective: String?
        /// Why it was not applied.
        public let reason: String?
        /// How to write it so that it can be.
        public let mend: String?
        /// What words are that ask for nothing.
        public let aside: Amendment.Entry.Aside?
        /// What a reader should look at.
        public let notes: [String]

        private enum CodingKeys: String, CodingKey {
            case line, text, outcome, reading, places, effective, reason, mend, aside, notes
            case lastLine = "last_line"
        }
    }

    /// A citation that a renumbering or deletion leaves behind.
    public struct Reference: Hashable, Sendable, Codable {
        /// The section in which it stands.
        public let section: String
        /// The line of the amended contract.
        public let line: Int
        /// The citation.
        public let citation: String
        /// What it cited has this number now; absent where it is gone.
        public let now: String?
    }

    /// The plain values of an amendment.
    public init(_ amendment: Amendment) {
        schemaVersion = 1
        complete = amendment.isComplete
        base = Pin(name: amendment.base.name, sha256: amendment.base.sha256)
        instructions = Pin(name: amendment.name, sha256: amendment.sha256)
        entries = amendment.entries.map {
            Entry(
                line: $0.lines.lowerBound,
                lastLine: $0.lines.upperBound,
                text: $0.text,
                outcome: $0.outcome,
                reading: $0.reading,
                places: $0.places,
                effective: $0.effective,
                reason: $0.reason,
                mend: $0.mend,
                aside: $0.aside,
                notes: $0.notes
            )
        }
        staleReferences = amendment.staleReferences.map {
            Reference(section: $0.section, line: $0.line, citation: $0.citation, now: $0.now)
        }
    }
}
