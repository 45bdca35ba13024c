import CivilTime
import NIOHTTP1
import Service
import Synchronization
import Table

/// When one request arrived: the edge notes it with the last byte, before it is known who asks.
///
/// An act at a table is under way from then on, until it is answered or nobody is left to answer it.
final class ArrivalMark: Sendable {
    private enum State {
        case arriving
        case arrived(Instant)
        case underWay(Arrivals.Arrival)
    }

    private let arrivals: Arrivals
    /// The table that the request is made to; nil for what is no act at a table.
    private let negotiation: Handle?
    private let state = Mutex(State.arriving)

    /// The mark of a request whose head has arrived.
    init(of head: HTTPRequestHead, _ arrivals: Arrivals) {
        self.arrivals = arrivals
        negotiation = head.method == .GET ? nil : Self.negotiation(in: head.uri)
    }

    deinit {
        end()
    }

    /// When the last byte was there; nil while it is not.
    var instant: Instant? {
        state.withLock { state in
            switch state {
            case .arriving: nil
            case .arrived(let instant): instant
            case .underWay(let arrival): arrival.instant
            }
        }
    }

    /// The last byte is there.
    func arrive() {
        state.withLock { state in
            state = negotiation.map { .underWay(arrivals.note(at: $0)) } ?? .arrived(arrivals.now())
        }
    }

    /// The request is answered.
    func end() {
        let arrival = state.withLock { state -> Arrivals.Arrival? in
            guard case .underWay(let arrival) = state else { return nil }
            state = .arrived(arrival.instant)
            return arrival
        }
        if let arrival { arrivals.end(arrival) }
    }

    private static func negotiation(in address: String) -> Handle? {
        let path = address.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        guard path.count > 4, path[..<3] == ["", "v1", "negotiations"] else { return nil }
        return Handle(String(path[3]))
    }
}

/// The marks of a connection's requests, in their order, from the edge to the program.
final class ArrivalMarks: Sendable {
    private let marks = Mutex<[ArrivalMark]>([])

    /// The head of a request goes to the program.
    func add(_ mark: ArrivalMark) {
        marks.withLock { $0.append(mark) }
    }

    /// The mark of the request that the program takes up next; nil where there is none.
    func next() -> ArrivalMark? {
        marks.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
