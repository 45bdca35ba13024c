extension Term {
    /// What a term is about; its text is the `kind:` of the document.
    public enum Kind: String, CaseIterable, Sendable {
        /// From when to when the agreement holds.
        case agreementTerm = "agreement.term"
        /// A salary schedule: an amount for each step and lane.
        case salaryGrid = "salary.grid"
        /// A raise of a schedule, or several raises by date.
        case salaryAdjustment = "salary.adjustment"
        /// How far teachers advance on the steps, year by year.
        case stepMovement = "salary.step_movement"
        /// What brings a teacher into a lane.
        case laneRule = "salary.lane_rule"
        /// How many years elsewhere count for placement.
        case placementRule = "salary.placement_rule"
        /// Pay for length of service.
        case longevity = "salary.longevity"
        /// What an hour of certain work is paid.
        case hourlyRate = "pay.hourly_rate"
        /// What a day is paid.
        case perDiem = "pay.per_diem"
        /// Pay for time added to the day or the year.
        case extendedTime = "pay.extended_time"
        /// Pay that depends on something being reached.
        case incentive = "pay.incentive"
        /// An amount paid for a duty, a role or length of service.
        case stipend
        /// A teacher's leadership role.
        case leaderRole = "leader_role"
        /// A school's team of teachers, and what it decides.
        case leadershipTeam = "leadership_team"
        /// The length of the school day.
        case dayLength = "day.length"
        /// The number of days in the school year.
        case yearDays = "year.days"
        /// Time for professional development.
        case professionalDevelopment = "pd.time"
        /// Time for planning.
        case planningTime = "planning.time"
        /// Meetings that teachers must attend.
        case meetings
        /// A lunch without duties.
        case dutyFreeLunch = "duty_free_lunch"
        /// Duties beside teaching.
        case duties
        /// How many students a class may have.
        case classSize = "class_size"
        /// How many students a teacher may have in all.
        case load
        /// Days of leave of one kind.
        case leave
        /// Who pays how much of health insurance.
        case healthShare = "health.share"
        /// Who pays how much of the teachers' pension contribution.
        case retirementPickup = "retirement.pickup"
        /// What is paid toward teachers' own studies.
        case tuition
        /// By what teachers are assigned, transferred, laid off or hired.
        case staffingRule = "staffing_rule"
        /// How often teachers are evaluated, and what follows.
        case evaluation
        /// The steps by which a dispute is settled.
        case disputeLadder = "dispute.ladder"
        /// By what vote a school may set parts of the agreement aside.
        case waiver = "flexibility.waiver"
        /// A section's prose under a stable id.
        case clause = "text.clause"
    }

    /// A term's value, in the form of its kind.
    public enum Value: Hashable, Sendable {
        /// From when to when the agreement holds.
        case agreementTerm(AgreementTerm)
        /// A salary schedule: an amount for each step and lane.
        case salaryGrid(SalaryGrid)
        /// A raise of a schedule, or several raises by date.
        case salaryAdjustment(SalaryAdjustment)
        /// How far teachers advance on the steps, year by year.
        case stepMovement(SalaryStepMovement)
        /// What brings a teacher into a lane.
        case laneRule(SalaryLaneRule)
        /// How many years elsewhere count for placement.
        case placementRule(PlacementRule)
        /// Pay for length of service.
        case longevity(Longevity)
        /// What an hour of certain work is paid.
        case hourlyRate(HourlyRate)
        /// What a day is paid.
        case perDiem(PerDiem)
        /// Pay for time added to the day or the year.
        case extendedTime(ExtendedTime)
        /// Pay that depends on something being reached.
        case incentive(IncentivePay)
        /// An amount paid for a duty, a role or length of service.
        case stipend(Stipend)
        /// A teacher's leadership role.
        case leaderRole(LeaderRole)
        /// A school's team of teachers, and what it decides.
        case leadershipTeam(LeadershipTeam)
        /// The length of the school day.
        case dayLength(DayLength)
        /// The number of days in the school year.
        case yearDays(YearDays)
        /// Time for professional development.
        case professionalDevelopment(ProfessionalDevelopment)
        /// Time for planning.
        case planningTime(PlanningTime)
        /// Meetings that teachers must attend.
        case meetings(Meetings)
        /// A lunch without duties.
        case dutyFreeLunch(DutyFreeLunch)
        /// Duties beside teaching.
        case duties(Duties)
        /// How many students a class may have.
        case classSize(ClassSize)
        /// How many students a teacher may have in all.
        case load(ClassSize)
        /// Days of leave of one kind.
        case leave(Leave)
        /// Who pays how much of health insurance.
        case healthShare(BenefitShare)
        /// Who pays how much of the teachers' pension contribution.
        case retirementPickup(BenefitShare)
        /// What is paid toward teachers' own studies.
        case tuition(TuitionPay)
        /// By what teachers are assigned, transferred, laid off or hired.
        case staffingRule(StaffingRule)
        /// How often teachers are evaluated, and what follows.
        case evaluation(Evaluation)
        /// The steps by which a dispute is settled.
        case disputeLadder(DisputeLadder)
        /// By what vote a school may set parts of the agreement aside.
        case waiver(FlexibilityWaiver)
        /// A section's prose under a stable id.
        case clause(Clause)
    }
}

extension Term.Value {
    /// The value itself, by whose declaration it is printed and compared.
    var content: any TermValue {
        switch self {
        case .agreementTerm(let value): value
        case .salaryGrid(let value): value
        case .salaryAdjustment(let value): value
        case .stepMovement(let value): value
        case .laneRule(let value): value
        case .placementRule(let value): value
        case .longevity(let value): value
        case .hourlyRate(let value): value
        case .perDiem(let value): value
        case .extendedTime(let value): value
        case .incentive(let value): value
        case .stipend(let value): value
        case .leaderRole(let value): value
        case .leadershipTeam(let value): value
        case .dayLength(let value): value
        case .yearDays(let value): value
        case .professionalDevelopment(let value): value
        case .planningTime(let value): value
        case .meetings(let value): value
        case .dutyFreeLunch(let value): value
        case .duties(let value): value
        case .classSize(let value): value
        case .load(let value): value
        case .leave(let value): value
        case .healthShare(let value): value
        case .retirementPickup(let value): value
        case .tuition(let value): value
        case .staffingRule(let value): value
        case .evaluation(let value): value
        case .disputeLadder(let value): value
        case .waiver(let value): value
        case .clause(let value): value
        }
    }

    /// The value of a kind as the lines of a block give it; nil after its faults were noted.
    static func read(_ kind: Term.Kind, from reader: inout FieldReader) -> Term.Value? {
        func read<Content: TermValue>(_ value: (Content) -> Term.Value) -> Term.Value? {
            Content.read(&reader).map(value)
        }
        return switch kind {
        case .agreementTerm: read(Term.Value.agreementTerm)
        case .salaryGrid: read(Term.Value.salaryGrid)
        case .salaryAdjustment: read(Term.Value.salaryAdjustment)
        case .stepMovement: read(Term.Value.stepMovement)
        case .laneRule: read(Term.Value.laneRule)
        case .placementRule: read(Term.Value.placementRule)
        case .longevity: read(Term.Value.longevity)
        case .hourlyRate: read(Term.Value.hourlyRate)
        case .perDiem: read(Term.Value.perDiem)
        case .extendedTime: read(Term.Value.extendedTime)
        case .incentive: read(Term.Value.incentive)
        case .stipend: read(Term.Value.stipend)
        case .leaderRole: read(Term.Value.leaderRole)
        case .leadershipTeam: read(Term.Value.leadershipTeam)
        case .dayLength: read(Term.Value.dayLength)
        case .yearDays: read(Term.Value.yearDays)
        case .professionalDevelopment: read(Term.Value.professionalDevelopment)
        case .planningTime: read(Term.Value.planningTime)
        case .meetings: read(Term.Value.meetings)
        case .dutyFreeLunch: read(Term.Value.dutyFreeLunch)
        case .duties: read(Term.Value.duties)
        case .classSize: read(Term.Value.classSize)
        case .load: read(Term.Value.load)
        case .leave: read(Term.Value.leave)
        case .healthShare: read(Term.Value.healthShare)
        case .retirementPickup: read(Term.Value.retirementPickup)
        case .tuition: read(Term.Value.tuition)
        case .staffingRule: read(Term.Value.staffingRule)
        case .evaluation: read(Term.Value.evaluation)
        case .disputeLadder: read(Term.Value.disputeLadder)
        case .waiver: read(Term.Value.waiver)
        case .clause: read(Term.Value.clause)
        }
    }
}
