/// A zone's last checkpoint with the proof that it extends an earlier one.
public struct CheckpointView: Codable, Sendable {
    /// The signed note, whose first line is `bargain/` and the zone.
    public let note: String
    /// The log's public key, `NAME+HASH+BASE64`; what counts is the one that was seen first.
    public let key: String
    /// The hashes of the proof, in hexadecimal; none where it was not asked for.
    public let proof: [String]

    /// A checkpoint with its proof.
    public init(note: String, key: String, proof: [String]) {
        self.note = note
        self.key = key
        self.proof = proof
    }
}
