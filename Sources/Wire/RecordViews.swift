/// A zone's last checkpoint with the proof that it extends an earlier one.
public struct CheckpointView: Codable, Sendable {
    /// The signed note, whose first line is `bargain/` and the zone.
    public let note: String
    /// The hashes of the proof, in hexadecimal; none where it was not asked for.
    public let proof: [String]

    /// A checkpoint with its proof.
    public init(note: String, proof: [String]) {
        self.note = note
        self.proof = proof
    }
}
