public import Service
import Synchronization

/// Lets connections in, up to a number in all and for each origin, over every address that the daemon listens at.
public final class Doorkeeper: Sendable {
    /// How many connections there may be in all.
    static let mostConnections = 256
    /// How many connections one origin may have: a user of this machine, an address, or a network of IPv6.
    static let mostOfOneOrigin = 32
    /// How many of all are left to the Unix socket, so that nobody far away keeps the operator out.
    static let keptForThisMachine = 32

    private struct Counts {
        var total = 0
        var ofOrigin: [String: Int] = [:]
    }

    /// Whether this is a drill, which a refused request is told too.
    let isDrill: Bool
    /// Where the edge notes when acts arrive.
    let arrivals: Arrivals
    /// How long a connection may take over what it does.
    let times: EdgeTimes
    private let counts = Mutex(Counts())

    /// A doorkeeper who has let nobody in yet.
    ///
    /// - Parameters:
    ///   - isDrill: whether this is a drill.
    ///   - arrivals: the clerk's, who sees to it that no deadline passes what arrived before it.
    public convenience init(isDrill: Bool, arrivals: Arrivals) {
        self.init(isDrill: isDrill, arrivals: arrivals, times: EdgeTimes())
    }

    init(isDrill: Bool, arrivals: Arrivals, times: EdgeTimes) {
        self.isDrill = isDrill
        self.arrivals = arrivals
        self.times = times
    }

    /// Lets a connection in, if there is room; whoever is let in leaves by `leave`.
    func enter(_ line: Line) -> Bool {
        counts.withLock { counts in
            let room = Self.mostConnections - (line.peer == nil ? Self.keptForThisMachine : 0)
            let own = counts.ofOrigin[line.origin, default: 0]
            guard counts.total < room, own < Self.mostOfOneOrigin else { return false }
            counts.total += 1
            counts.ofOrigin[line.origin] = own + 1
            return true
        }
    }

    /// A connection that was let in has ended.
    func leave(_ line: Line) {
        counts.withLock { counts in
            counts.total -= 1
            let own = counts.ofOrigin[line.origin, default: 1] - 1
            counts.ofOrigin[line.origin] = own > 0 ? own : nil
        }
    }
}
