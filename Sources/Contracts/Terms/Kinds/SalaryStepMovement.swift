public import CivilTime

/// Whether and how far teachers advance on the schedule's steps, year by year.
public struct SalaryStepMovement: Hashable, Sendable, TermValue {
    /// How far a teacher advances.
    public enum Extent: String, CaseIterable, Sendable {
        /// Not at all: the step is frozen.
        case none
        /// By half a step.
        case half
        /// By a step.
        case full
        /// By a step, from a later day of the year.
        case delayed
    }

    /// One year's movement.
    public struct Year: Hashable, Sendable {
        /// The first day of the year.
        public internal(set) var effective = CivilDate(dayNumber: 0)
        /// How far a teacher advances.
        public internal(set) var extent = Extent.none
        /// The day of a delayed step.
        public internal(set) var delayedTo: CivilDate?
    }

    /// What becomes of a frozen step.
    public enum FrozenStep: String, CaseIterable, Sendable {
        /// It is lost for good.
        case lost
        /// It is given later.
        case restored
    }

    /// The years, earliest first.
    public internal(set) var years: [Year] = []
    /// What becomes of a step that is frozen, if stated.
    public internal(set) var frozenStep: FrozenStep?
    /// Who advances, if not everybody.
    public internal(set) var eligibility: String?

    static var form: [Slot<Self>] {
        [
            .dated("years", \.years),
            .optional("frozen_step", \.frozenStep, .level, .consequence, .gain),
            .optional("eligibility", \.eligibility, .text(like: "90 days of service in the year"), .scope),
        ]
    }
}

extension SalaryStepMovement.Year: DatedRow {
    static var noun: String { "a year" }
    static var example: String { "{effective: 2026-09-01, movement: full}" }
    static var form: [Slot<Self>] {
        [
            .required("effective", \.effective, .date, .effectiveDate),
            .required("movement", \.extent, .extent, .value, .gain),
            .optional("delayed_to", \.delayedTo, .date, .value, .burden),
        ]
    }

    var complaints: [Complaint] {
        switch (extent, delayedTo) {
        case (.delayed, nil): [.missing("delayed_to", like: "2027-01-01")]
        case (.delayed, let day?) where day <= effective:
            [Complaint("delayed_to", "delayed_to: \(day) is not after the year's first day, \(effective).")]
        case (.delayed, _), (_, nil): []
        default: [Complaint("delayed_to", "delayed_to: only a delayed movement has one; leave it out.")]
        }
    }
}

extension Shape where Value == SalaryStepMovement.Extent {
    /// A delayed step cannot be measured against half a one.
    fileprivate static var extent: Shape {
        Shape(like: "full", FieldReader.choice, written: \.rawValue, text: nil) { extent in
            switch extent {
            case .none: .figure(Quantity(0, .level))
            case .half: .figure(Quantity(1, .level))
            case .full: .figure(Quantity(2, .level))
            case .delayed: .words
            }
        }
    }
}
