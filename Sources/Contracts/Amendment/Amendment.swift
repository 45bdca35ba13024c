/// A contract with what the instructions of another text do to it: each applied at its place, or told why not.
///
/// Every instruction is read against the base as it stands: numbers and words are those of the base, whatever the other
/// instructions do to them. Nothing is applied by guess, and no line of the instructions is left out of `entries`.
public struct Amendment: Hashable, Sendable {
    /// How many instructions one text may hold, since each may contradict any other.
    public static let mostInstructions = 1000

    /// What became of one instruction, or of words that are none.
    public struct Entry: Hashable, Sendable {
        /// What became of it.
        public enum Outcome: String, Sendable, Codable {
            /// It was applied, or asks for no change and none was made.
            case applied
            /// It was not applied; the reason says why.
            case unresolved
            /// It asks for nothing: a heading, a recital, a signature.
            case notAnInstruction = "not-an-instruction"
        }

        /// What words are that ask for nothing.
        public enum Aside: String, Sendable, Codable {
            /// A heading, or the opening of a list of instructions.
            case heading
            /// A sentence that asks for nothing.
            case recital
            /// A sentence by which all else stays as it is.
            case savings
            /// A line of a signature block.
            case signature
        }

        /// The lines of the instructions on which it stands, counted from 1.
        public let lines: ClosedRange<Int>
        /// What they say.
        public let text: String
        /// What became of it.
        public var outcome: Outcome
        /// What it asks for, as it was understood; nil where it was not.
        public var reading: String?
        /// Where it was applied, by the headings of the base.
        public var places: [String] = []
        /// From when it is to hold, in its own words.
        public var effective: String?
        /// Why it was not applied.
        public var reason: String?
        /// How to write it so that it can be.
        public var mend: String?
        /// What words are that ask for nothing.
        public var aside: Aside?
        /// What a reader should look at.
        public var notes: [String] = []
    }

    /// A citation that a renumbering or deletion leaves behind.
    public struct StaleReference: Hashable, Sendable {
        /// The section of the amended contract in which it stands.
        public let section: String
        /// The line of the amended contract.
        public let line: Int
        /// The citation, `Section 8.3`.
        public let citation: String
        /// What it cited has this number now; nil where it is gone.
        public let now: String?
    }

    /// The contract as it stands.
    public let base: ContractVersion
    /// The name of the instructions.
    public let name: String
    /// SHA-256 of the instructions' bytes in hexadecimal, if known.
    public let sha256: String?
    /// Everything that the instructions say, in their order.
    public let entries: [Entry]
    /// The contract with all instructions that were applied; its text reads back as itself.
    public let document: ContractDocument
    /// Citations that point elsewhere now than they did.
    public let staleReferences: [StaleReference]

    /// Whether every instruction was applied.
    public var isComplete: Bool { !entries.contains { $0.outcome == .unresolved } }

    /// Whether there is any instruction at all.
    public var hasInstructions: Bool { entries.contains { $0.outcome != .notAnInstruction } }

    /// Applies instructions to a contract.
    ///
    /// - Parameters:
    ///   - instructions: the bytes of their text: plain, or in the contract format where it begins with `# `.
    ///   - name: how errors and reports cite it.
    ///   - sha256: SHA-256 of the bytes, if known.
    ///   - base: the contract as it stands.
    /// - Throws: `unreadable` for bytes that are no text or hold more than `mostInstructions`; `malformed` and
    ///   `incomplete` where the amended contract would be no document or not read back as it was amended.
    public init(
        _ instructions: [UInt8],
        name: String,
        sha256: String? = nil,
        base: ContractVersion
    ) throws(ContractError) {
        let text = InstructionText(try TextScreen.text(of: instructions, name: name))
        var draft = AmendmentDraft(text, base.document)
        try draft.refuseTooMany(name)
        draft.resolve()
        let revised = RevisedContract(base.document, draft.plan.places, draft.edits)
        self.base = base
        self.name = name
        self.sha256 = sha256
        document = try revised.document(name: "\(base.document.name) as amended by \(name)")
        entries = draft.finished
        staleReferences = StaleReference.all(in: document, revised, draft.plan.places)
    }
}
