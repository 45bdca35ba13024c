/// A fact's kind beside its own fields: `{"kind": "school.joined", "name": …}`.
private struct KindOnly: Codable {
    let kind: String
}

/// What an entry says, known by a word for its kind.
public protocol RecordedFact: Codable, Hashable, Sendable {
    /// The word, `noun.participle`: stable for ever.
    var kind: String { get }
}

func kind(in decoder: any Decoder) throws -> String {
    try KindOnly(from: decoder).kind
}

func encode(_ fact: some RecordedFact, _ fields: some Encodable, to encoder: any Encoder) throws {
    try KindOnly(kind: fact.kind).encode(to: encoder)
    try fields.encode(to: encoder)
}

func unknownKind(_ kind: String, in decoder: any Decoder) -> DecodingError {
    .dataCorrupted(
        .init(
            codingPath: decoder.codingPath,
            debugDescription: "An entry of kind '\(kind.prefix(60))' is not known to this version; "
                + "the record was written by a newer one."
        )
    )
}
