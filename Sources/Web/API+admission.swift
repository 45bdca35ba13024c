import Hummingbird
import Service
import Table

extension API {
    /// Lets an asker in, or throws; what the asker may not see is answered like what does not exist.
    ///
    /// - Returns: what the request counts against: the side in its zone, or the person; nil for the operator.
    func admit(_ ask: Ask) async throws -> String? {
        if ask.route.audience == .anyone { return nil }
        switch ask.caller {
        case .nobody:
            throw Denial.notSignedIn
        case .person(let principal, _):
            guard principal.scopes.contains(ask.route.scope) else {
                throw Denial.outOfScope(ask.route.scope)
            }
            if ask.route.audience == .hallway, ask.route.scope != .read { try principal.requireUnlimited() }
        case .theOperator, .rehearsing:
            break
        }
        var bucket: String? =
            if case .person(let principal, _) = ask.caller { principal.person.text } else { nil }
        switch ask.route.audience {
        case .anyone, .person: break
        case .hallway: try await admit(ask.caller, toHallway: try ask.handle("zone"))
        case .table:
            let place = try await place(of: ask, isFresh: ask.route.method == .get)
            if let place, bucket != nil { bucket = place.bucket }
        case .caucus: bucket = try await admitToCaucus(ask).bucket
        }
        return bucket
    }

    /// Throws when a person whose act was refused has no seat at the table any more.
    ///
    /// An act is let in by what was last known of the seats; a refusal must not tell more than a closed door does.
    func denyIfUnseated(_ ask: Ask) async throws {
        guard case .person = ask.caller, [.table, .caucus].contains(ask.route.audience) else { return }
        _ = try await place(of: ask, isFresh: true)
    }

    /// The operator enters every hallway, whether there is such a zone yet or not.
    func admit(_ caller: Caller, toHallway zone: Handle) async throws {
        switch caller {
        case .theOperator: return
        case .rehearsing: _ = try await clerk.zone(zone)
        case .nobody: throw Denial.notSignedIn
        case .person(let principal, _):
            guard let found = try? await clerk.zone(zone), found.seats[principal.person] != nil,
                principal.negotiations.map({ !$0.isDisjoint(with: found.negotiations) }) ?? true
            else { throw Denial.nothingThere("zone '\(zone)'") }
        }
    }

    /// The seat with which somebody comes to a table; nil for the operator of a drill, who looks on.
    ///
    /// An act is judged at the record's end anyway, so that only reading needs to look it up first.
    private func place(of ask: Ask, isFresh: Bool) async throws -> Clerk.Place? {
        let negotiation = try ask.handle("negotiation")
        switch ask.caller {
        case .nobody:
            throw Denial.notSignedIn
        case .theOperator:
            // The operator keeps the machine, not the record: of a live one the tables stay closed to that account.
            guard isDrill else { throw Denial.nothingThere("negotiation '\(negotiation)'") }
            return nil
        case .rehearsing(let handle):
            return try await clerk.place(of: handle, at: negotiation, isFresh: false)
        case .person(let principal, _):
            guard principal.covers(negotiation),
                let place = try await clerk.place(of: principal.person, at: negotiation, isFresh: isFresh)
            else { throw Denial.nothingThere("negotiation '\(negotiation)'") }
            return place
        }
    }

    /// The caucus opens to a token only: the database itself checks it.
    private func admitToCaucus(_ ask: Ask) async throws -> Clerk.Place {
        guard case .person(let principal, _) = ask.caller else { throw Denial.notSignedIn }
        guard let place = try await place(of: ask, isFresh: ask.route.method == .get),
            place.seat.role.hasCaucus
        else {
            throw RequestFault(
                "'\(principal.person)' sits for neither side and is no neutral, and has no caucus.",
                status: 403
            )
        }
        return place
    }
}

extension Clerk.Place {
    /// A side of a zone, whose people share a rate.
    fileprivate var bucket: String { "\(zone)/\(seat.role.rawValue)" }
}

extension SeatRole {
    /// Whether those in this capacity have a room of their own: each side, and the neutrals.
    var hasCaucus: Bool { self == .neutral || side != nil }
}
