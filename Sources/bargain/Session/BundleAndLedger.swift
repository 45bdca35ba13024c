import Wire

/// The daemon's bundle with the ledger of movement, which is arithmetic on the texts that the bundle cites.
struct BundleAndLedger: Codable, Sendable {
    let bundle: BundleView
    let movement: MovementReport

    private enum CodingKeys: String, CodingKey {
        case movement
    }

    init(bundle: BundleView, movement: MovementReport) {
        (self.bundle, self.movement) = (bundle, movement)
    }

    init(from decoder: any Decoder) throws {
        bundle = try BundleView(from: decoder)
        movement = try decoder.container(keyedBy: CodingKeys.self).decode(
            MovementReport.self,
            forKey: .movement
        )
    }

    func encode(to encoder: any Encoder) throws {
        try bundle.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(movement, forKey: .movement)
    }
}
