import CivilTime
import Synchronization

/// The zones that were asked for: making one asks the tz database for some hundred settings of its clock.
enum Zones {
    private static let made = Mutex<[String: CivilZone]>([:])

    static func named(_ id: String) throws(PackError) -> CivilZone {
        if let zone = made.withLock({ $0[id] }) { return zone }
        let zone = try CivilZone.named(id)
        made.withLock { $0[id] = zone }
        return zone
    }
}
