extension Conformance {
    /// The answer for people: which texts, what was agreed where, then what does not trace to it.
    public var text: String {
        var lines = [pin("base", base.name, base.sha256), pin("final", final.name, final.sha256)]
        for source in sources {
            lines.append(pin("agreed", source.name, source.sha256))
            lines.append(
                "             "
                    + (source.sections.isEmpty
                        ? "changes nothing" : "changes " + source.sections.joined(separator: "; "))
            )
        }
        for overlap in overlaps { lines.append("twice        \(overlap)") }
        lines.append("")
        if conforms {
            lines.append("CONFORMS: every difference from the contract in force was agreed or logged.")
        } else {
            let count = findings.count == 1 ? "1 thing was" : "\(findings.count) things were"
            lines.append("DOES NOT CONFORM: \(count) neither agreed nor logged.")
            lines += findings.map { "  \($0.sentence)" }
        }
        return lines.map(harmless).joined(separator: "\n") + "\n"
    }

    private func pin(_ what: String, _ name: String, _ sha256: String?) -> String {
        let start = what + String(repeating: " ", count: max(1, 13 - what.count)) + name
        return start + (sha256.map { ", SHA-256 \($0)" } ?? "")
    }
}

extension Conformance.Finding {
    /// `8.2 Salary schedule, teacher-salary, step 6, lane M+15 (line 41): expected $101,933, found $101,930`.
    public var sentence: String {
        var place = section
        if let term { place += ", \(term)" }
        if let field { place += ", \(field)" }
        if let step { place += ", step \(step)" }
        if let lane { place += ", lane \(lane)" }
        if let line { place += " (line \(line))" }
        switch kind {
        case .place: return "\(place): stands in another place than was agreed"
        default: return "\(place): expected \(Self.quoted(expected)), found \(Self.quoted(found))"
        }
    }

    private static func quoted(_ text: String?) -> String { text.map { "'\($0)'" } ?? "nothing" }
}

/// A conformance for programs: stable names; the caller encodes it.
public struct ConformanceReport: Hashable, Sendable, Codable {
    /// The form of this report; additions keep the number, other changes raise it.
    public let schemaVersion: Int
    /// Whether every difference was agreed or logged.
    public let conforms: Bool
    /// The contract in force.
    public let base: Pin
    /// The final text.
    public let final: Pin
    /// The agreements in their order, and the log behind them.
    public let sources: [Pin]
    /// Sections that more than one agreement changes.
    public let overlaps: [String]
    /// What does not trace to them.
    public let findings: [Finding]

    private enum CodingKeys: String, CodingKey {
        case conforms, base, final, sources, overlaps, findings
        case schemaVersion = "schema_version"
    }

    /// A text.
    public struct Pin: Hashable, Sendable, Codable {
        /// What people call it.
        public let name: String
        /// Hexadecimal, if known.
        public let sha256: String?
        /// The sections that it changes; absent for the base and the final text.
        public let sections: [String]?
    }

    /// One thing that the final text says otherwise.
    public struct Finding: Hashable, Sendable, Codable {
        /// What it is.
        public let kind: Conformance.Finding.Kind
        /// The section.
        public let section: String
        /// The id of the term.
        public let term: String?
        /// The step.
        public let step: String?
        /// The lane.
        public let lane: String?
        /// The term's field.
        public let field: String?
        /// What was agreed.
        public let expected: String?
        /// What the final text says.
        public let found: String?
        /// The line of the final text.
        public let line: Int?
    }

    /// The plain values of a comparison.
    public init(_ conformance: Conformance) {
        schemaVersion = 1
        conforms = conformance.conforms
        base = Pin(name: conformance.base.name, sha256: conformance.base.sha256, sections: nil)
        final = Pin(name: conformance.final.name, sha256: conformance.final.sha256, sections: nil)
        sources = conformance.sources.map { Pin(name: $0.name, sha256: $0.sha256, sections: $0.sections) }
        overlaps = conformance.overlaps
        findings = conformance.findings.map {
            Finding(
                kind: $0.kind,
                section: $0.section,
                term: $0.term,
                step: $0.step,
                lane: $0.lane,
                field: $0.field,
                expected: $0.expected,
                found: $0.found,
                line: $0.line
            )
        }
    }
}
