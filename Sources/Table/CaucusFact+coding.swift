extension CaucusFact: RecordedFact {
    /// The word for the fact's kind.
    public var kind: String {
        switch self {
        case .note: "caucus.note"
        case .draft: "caucus.draft"
        case .authority: "caucus.authority"
        case .draftServed: "caucus.served"
        case .struck: "caucus.struck"
        }
    }

    /// Reads a fact by its kind.
    public init(from decoder: any Decoder) throws {
        let kind = try Table.kind(in: decoder)
        self =
            switch kind {
            case "caucus.note": .note(try .init(from: decoder))
            case "caucus.draft": .draft(try .init(from: decoder))
            case "caucus.authority": .authority(try .init(from: decoder))
            case "caucus.served": .draftServed(try .init(from: decoder))
            case "caucus.struck": .struck(try .init(from: decoder))
            default: throw unknownKind(kind, in: decoder)
            }
    }

    /// Writes the fact's kind and fields.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .note(let fields): try Table.encode(self, fields, to: encoder)
        case .draft(let fields): try Table.encode(self, fields, to: encoder)
        case .authority(let fields): try Table.encode(self, fields, to: encoder)
        case .draftServed(let fields): try Table.encode(self, fields, to: encoder)
        case .struck(let fields): try Table.encode(self, fields, to: encoder)
        }
    }

    /// What it says, in one sentence for those who may read it.
    public var sentence: String {
        switch self {
        case .note(let fields):
            "A note" + (fields.from.map { " from the \($0)" } ?? "")
                + (fields.about.map { " on \($0)" } ?? "")
                + ": \(fields.text)"
        case .draft(let fields): "\(fields.draft) was drafted: \(fields.title)."
        case .authority(let fields): "Authority on \(fields.on): \(fields.limit) (\(fields.reason))."
        case .draftServed(let fields): "\(fields.draft) was served as \(fields.proposal)."
        case .struck(let fields): "Entry \(fields.seq) was struck: \(fields.reason)."
        }
    }
}
