public import CivilTime

/// One thing that happened at the table, as an entry of the negotiation's room states it.
public enum NegotiationFact: Hashable, Sendable {
    /// The negotiation is open from now on.
    case opened(NegotiationOpened)
    /// A person took a seat after the opening.
    case seatTaken(Seat)
    /// A person gave a seat up.
    case seatVacated(SeatVacated)
    /// One side served a proposal or a counter on the other.
    case served(ProposalServed)
    /// A side took its proposal off the table.
    case withdrawn(ProposalWithdrawn)
    /// A side rejected the other's proposal.
    case rejected(ProposalRejected)
    /// A side signed a proposal as a tentative agreement.
    case signed(AgreementSigned)
    /// The procedure's clock was started.
    case triggered(ProcedureTriggered)
    /// A step of the procedure ended by an act.
    case stepEnded(StepEnded)
    /// The members voted.
    case voteHeld(VoteHeld)
    /// A deadline passed without the act.
    case lapsed(DeadlineLapsed)
    /// A side offered to stipulate something.
    case stipulationOffered(StipulationOffered)
    /// The other side joined a stipulation, which takes effect.
    case stipulationJoined(StipulationJoined)
    /// A side took back its offer to stipulate before the other joined.
    case stipulationWithdrawn(StipulationWithdrawn)
    /// A date on the record was corrected.
    case dateCorrected(DateCorrected)
    /// A date that the procedure counts from or back from became known.
    case milestoneRecorded(MilestoneRecorded)
    /// A side contests the date of the trigger.
    case triggerContested(TriggerContested)
    /// A side gave its contest up.
    case contestWithdrawn(ContestWithdrawn)
    /// The neutral ruled on the date of the trigger.
    case triggerRuled(TriggerRuled)
    /// What a correction had overtaken was settled.
    case matterSettled(MatterSettled)
    /// School days are counted by a calendar from now on.
    case calendarAdopted(SchoolCalendarAdopted)
    /// School was called off.
    case schoolClosed(SchoolClosed)
    /// A side asked the other for information.
    case informationRequested(InformationRequested)
    /// The side asked said that it received the request.
    case informationAcknowledged(InformationAcknowledged)
    /// The side asked answered, in part or in full.
    case informationAnswered(InformationAnswered)
    /// The side asked refused, with its reason.
    case informationDeclined(InformationDeclined)
    /// The side that asked no longer wants it.
    case informationWithdrawn(InformationWithdrawn)
    /// The parties met.
    case sessionHeld(SessionHeld)
    /// The minutes of a session were put right.
    case sessionCorrected(SessionCorrected)
    /// Nothing of the record may be purged from now on.
    case recordHeld(RecordHeld)
    /// A hold was lifted.
    case recordReleased(RecordReleased)
    /// How long the record is to be kept was fixed.
    case recordRetained(RecordRetained)
    /// An order to purge something was entered.
    case purgeOrdered(PurgeOrdered)
    /// A seat of another capacity confirmed an order to purge.
    case purgeConfirmed(PurgeConfirmed)
    /// The content of an entry or a document was taken out of the record.
    indirect case recordPurged(RecordPurged)
    /// The negotiation was closed.
    case closed(NegotiationClosed)
}

/// A document by what identifies it: the hash of its bytes.
public struct DocumentReference: Hashable, Sendable, Codable {
    /// The file's name as it was served.
    public let name: String
    /// SHA-256 of the bytes, in hexadecimal.
    public let sha256: String
    /// How many bytes.
    public let bytes: Int

    /// A document by its hash.
    public init(name: String, sha256: String, bytes: Int) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
    }
}

/// A text that a negotiation's dates are counted by, known by the hash of its bytes.
public struct PinnedText: Hashable, Sendable, Codable {
    /// Where it stands among the rule packs, calendars and counting rules, `calendars/us-ma.yaml`.
    public let path: String
    /// SHA-256 of the text, in hexadecimal.
    public let sha256: String

    /// A text by its hash.
    public init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }
}

/// A negotiation as it was opened: the texts that its dates are counted by, by their hashes, never change under it.
public struct NegotiationOpened: Hashable, Sendable, Codable {
    /// The name by which it is called.
    public let negotiation: Handle
    /// The zone.
    public let zone: Handle
    /// What it is about.
    public let title: String
    /// The schools that it concerns.
    public let schools: [Handle]
    /// The bargaining unit.
    public let unit: Handle
    /// The rule pack whose procedure applies, by id.
    public let pack: String
    /// SHA-256 of the rule pack's text, in hexadecimal.
    public let packSHA256: String
    /// The holiday calendar.
    public let calendar: String
    /// The texts of the calendar and the counting rules; nil in a record from before they were kept, whose dates are
    /// counted by the program's own of the same names.
    public let pinned: [PinnedText]?
    /// The readings chosen where lawyers differ, by option.
    public let readings: [String: String]
    /// The contract in force, when it was given.
    public let contract: DocumentReference?
    /// Who sat in the zone when it was opened.
    public let seats: [Seat]

    /// A negotiation with what is pinned to it.
    public init(
        negotiation: Handle,
        zone: Handle,
        title: String,
        schools: [Handle],
        unit: Handle,
        pack: String,
        packSHA256: String,
        calendar: String,
        pinned: [PinnedText]? = nil,
        readings: [String: String],
        contract: DocumentReference?,
        seats: [Seat]
    ) {
        self.negotiation = negotiation
        self.zone = zone
        self.title = title
        self.schools = schools
        self.unit = unit
        self.pack = pack
        self.packSHA256 = packSHA256
        self.calendar = calendar
        self.pinned = pinned
        self.readings = readings
        self.contract = contract
        self.seats = seats
    }
}

/// A proposal as it was served.
public struct ProposalServed: Hashable, Sendable, Codable {
    /// Its number, counted per side.
    public let number: ProposalNumber
    /// What it is about.
    public let title: String
    /// The proposal that it counters, if it is a counter.
    public let answers: ProposalNumber?
    /// The text.
    public let document: DocumentReference
    /// What it goes against, ground rules or a closed list of topics, in words; nil where it goes against nothing.
    public let note: String?
    /// The names of its topics; nil where it gives none.
    public let topics: [String]?
    /// The sections that it would change; nil in a record from before they were noted.
    public let items: [ProposedItem]?
    /// What makes it a package; nil for a proposal whose items can be agreed one by one.
    public let package: PackageOffer?
}

/// A proposal taken off the table, as far as it was not agreed.
public struct ProposalWithdrawn: Hashable, Sendable, Codable {
    /// Which one.
    public let number: ProposalNumber
    /// Why.
    public let reason: String
    /// The items of it that are withdrawn, by their places from 1, where both sides had signed the others; nil for all.
    public let items: [Int]?
}

/// A proposal that the other side turned down, as far as it was not agreed.
public struct ProposalRejected: Hashable, Sendable, Codable {
    /// Which one.
    public let number: ProposalNumber
    /// Why.
    public let reason: String
    /// The items of it that are rejected, by their places from 1, where both sides had signed the others; nil for all.
    public let items: [Int]?
}

/// One side's signature under a tentative agreement.
public struct AgreementSigned: Hashable, Sendable, Codable {
    /// The proposal whose text is agreed.
    public let number: ProposalNumber
    /// The side that signs.
    public let side: Side
    /// SHA-256 of the text that is signed.
    public let sha256: String
    /// The items of it that are signed, by their places from 1; nil for the whole text.
    public let items: [Int]?
}

/// The day on which the procedure's clock started.
public struct ProcedureTriggered: Hashable, Sendable, Codable {
    /// The day of the triggering act.
    public let on: CivilDate
}

/// A step's end by an act.
public struct StepEnded: Hashable, Sendable, Codable {
    /// The step's name in the rule pack.
    public let step: String
    /// The outcome's name in the rule pack.
    public let outcome: String
    /// The day of the act.
    public let on: CivilDate
    /// What the record should say about it, such as the name of the member appointed.
    public let note: String?
}

/// A vote with its figures.
public struct VoteHeld: Hashable, Sendable, Codable {
    /// The step that it decides.
    public let step: String
    /// The day of the count.
    public let on: CivilDate
    /// How many may vote.
    public let electorate: Int
    /// How many votes were cast, blank ones included.
    public let cast: Int
    /// How many said yes.
    public let yes: Int
    /// How many said no.
    public let no: Int
    /// The outcome that the figures make under the rule pack.
    public let outcome: String
    /// The school whose members voted, where each school has its own vote; nil otherwise.
    public let school: Handle?
}

/// A deadline that passed.
public struct DeadlineLapsed: Hashable, Sendable, Codable {
    /// The step's name.
    public let step: String
    /// The last day, which passed.
    public let due: CivilDate
    /// The date's place among those that the step had: 1 for the first.
    public let occurrence: Int
    /// What follows, in the rule pack's words.
    public let consequence: String
}

/// What both sides can agree to set aside or to fix.
public enum Stipulated: Hashable, Sendable {
    /// A step's last day is another.
    case extend(step: String, to: CivilDate)
    /// A doubtful question is read in one way.
    case read(option: String, choice: String)
    /// The day of the trigger, or of a step's end, was another.
    case correct(step: String?, to: CivilDate)
    /// Both sides keep to a ground rule.
    case rule(GroundRule)
    /// What a correction has overtaken stands or is open again.
    case settle(MatterSettled)
}

/// An offer to stipulate.
public struct StipulationOffered: Hashable, Sendable, Codable {
    /// Its number: `S1`.
    public let number: String
    /// Who offers.
    public let side: Side
    /// What.
    public let content: Stipulated
    /// Why.
    public let reason: String
}

/// A stipulation that stands.
public struct StipulationJoined: Hashable, Sendable, Codable {
    /// Its number.
    public let number: String
    /// Who joined.
    public let side: Side
}

/// An offer to stipulate that was taken back.
public struct StipulationWithdrawn: Hashable, Sendable, Codable {
    /// Its number.
    public let number: String
    /// Who offered it.
    public let side: Side
    /// Why.
    public let reason: String
}

/// A date put right.
public struct DateCorrected: Hashable, Sendable, Codable {
    /// The step whose end it was; nil for the trigger.
    public let step: String?
    /// What the record said.
    public let from: CivilDate
    /// What it should have said.
    public let to: CivilDate
    /// Why.
    public let reason: String
}

/// The end of a negotiation.
public struct NegotiationClosed: Hashable, Sendable, Codable {
    /// Why.
    public let reason: String
}
