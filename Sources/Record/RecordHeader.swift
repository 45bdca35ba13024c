public import CivilTime

/// What a record's file is of, as its first lines state it.
public struct RecordHeader: Hashable, Sendable {
    /// The first line of every record's file.
    public static let magic = "bargain record 2"

    /// The zone.
    public var zone: String
    /// The negotiation whose table is shown beside the zone's hallway; nil for the hallway alone.
    public var negotiation: String?
    /// Whether it is a rehearsal.
    public var isDrill: Bool
    /// The log's public key.
    public var key: LogVerifier
    /// When the file was made.
    public var exportedAt: Instant
    /// How many leaves the tree had at the last checkpoint; 0 without one.
    public var size: Int

    /// A record's file to be.
    public init(
        zone: String,
        negotiation: String?,
        isDrill: Bool,
        key: LogVerifier,
        exportedAt: Instant,
        size: Int
    ) {
        self.zone = zone
        self.negotiation = negotiation
        self.isDrill = isDrill
        self.key = key
        self.exportedAt = exportedAt
        self.size = size
    }

    /// The log's name: `bargain/` and the zone.
    public var origin: String { "bargain/\(zone)" }

    /// The rooms that the file shows, in order.
    public var rooms: [String] { ["hallway/\(zone)"] + (negotiation.map { ["table/\($0)"] } ?? []) }

    var text: String {
        """
        \(Self.magic)
        zone \(zone)
        negotiation \(negotiation ?? "-")
        drill \(isDrill ? "yes" : "no")
        origin \(origin)
        key \(key)
        exported \(exportedAt.microseconds)
        size \(size)

        """
    }
}
