import Contracts

extension KindSample {
    static let people: [KindSample] = [
        KindSample(
            .leaderRole,
            "role: teacher leader\ncount: 2\nstipend: $2,500\nrelease: 45 minutes per day\nmonths: 12\nselection: elected",
            loose:
                "selection: elected\nmonths: 12\nrole: teacher leader\ncount: 2\nrelease: 45 minutes per day\nstipend: 2500",
            changes: [
                Change("count: 2", "count: 3", [.value], .towardUnion, "count: 2 to 3, +1"),
                Change("elected", "appointed", [.value], .towardBoard, "selection: elected to appointed"),
                Change(
                    "45 minutes per day",
                    "225 minutes per week",
                    [.sameInEffect],
                    .neutral,
                    "225 minutes per week"
                ),
                Change(
                    "count: 2\nstipend: $2,500",
                    "count: 3\nstipend: $2,000",
                    [.value],
                    .mixed,
                    "-$500 (-20.00%)"
                ),
            ],
            refusals: [
                Refusal("months: 12", "months: 0", "14: months: '0' is not a whole number from 1 to 120.")
            ]
        ),
        KindSample(
            .leadershipTeam,
            "size: 6\nselection: elected\ndomains:\n  - {domain: scheduling, authority: decide}\n  - {domain: hiring, authority: advise}",
            loose:
                "domains: [{authority: decide, domain: scheduling}, {domain: hiring, authority: advise}]\nselection: elected\nsize: 6",
            changes: [
                Change("advise", "consent", [.value], .towardUnion, "hiring authority: advise to consent"),
                Change(
                    "\n  - {domain: hiring, authority: advise}",
                    "",
                    [.value],
                    .towardBoard,
                    "hiring authority: advise, gone"
                ),
                Change("size: 6", "size: 8", [.value], .unknown, "+2"),
            ],
            refusals: [
                Refusal("hiring", "scheduling", "14: domains: 'scheduling' stands twice; keep one."),
                Refusal("advise", "veto", "14: authority: 'veto' is none of: none, advise, consent, decide."),
            ]
        ),
        KindSample(
            .staffingRule,
            "decides: layoff\ncriteria: [seniority, licence, evaluation]\ntie_breaks: [date of hire]\ndecided_by: board",
            loose:
                "decided_by: board\ntie_breaks: date of hire\ncriteria: [seniority, licence, evaluation]\ndecides: layoff",
            changes: [
                Change(
                    "[seniority, licence, evaluation]",
                    "[licence, evaluation, seniority]",
                    [.value],
                    .unknown,
                    "criteria seniority: rank 1 to rank 3, down 2 places"
                ),
                Change(", evaluation", "", [.value], .unknown, "criteria evaluation: rank 3, gone"),
                Change(
                    "decided_by: board",
                    "decided_by: principal",
                    [.value],
                    .unknown,
                    "decided by: board to principal"
                ),
            ],
            refusals: [Refusal("licence", "seniority", "11: criteria: 'seniority' stands twice; keep one.")]
        ),
        KindSample(
            .evaluation,
            "per_year: 2\nstatus: probationary\nconsequences: improvement plan",
            loose: "status: probationary\nconsequences: improvement plan\nper_year: 2",
            changes: [
                Change("per_year: 2", "per_year: 3", [.value], .unknown, "per year: 2 to 3, +1"),
                Change(
                    "improvement plan",
                    "dismissal",
                    [.consequence],
                    .unknown,
                    "consequences: improvement plan to dismissal"
                ),
            ],
            refusals: [
                Refusal(
                    "per_year: 2",
                    "per_year: 2.5",
                    "10: per_year: '2.5' is not a whole number from 0 to 50."
                )
            ]
        ),
        KindSample(
            .disputeLadder,
            "for: expedited\nsteps:\n"
                + "  - {actor: principal, action: answers, days: 5, of: working, on_lapse: advance}\n"
                + "  - {actor: superintendent, action: answers, days: 10, of: working, on_lapse: refer}\n"
                + "  - {actor: arbitrator, action: decides, days: 30, of: calendar, on_lapse: nothing}",
            loose: "steps:\n"
                + "  - {action: answers, actor: principal, days: 5, on_lapse: advance, of: working}\n"
                + "  - {action: answers, actor: superintendent, of: working, days: 10, on_lapse: refer}\n"
                + "  - {action: decides, actor: arbitrator, days: 30, of: calendar, on_lapse: nothing}\nfor: expedited",
            changes: [
                Change(
                    "days: 5",
                    "days: 10",
                    [.value],
                    .unknown,
                    "step 1 days: 5 days to 10 days, +5 days (+100.00%)"
                ),
                Change(
                    "5, of: working",
                    "5, of: calendar",
                    [.basis],
                    .unknown,
                    "step 1 of: working to calendar"
                ),
                Change(
                    "5, of: working",
                    "7, of: calendar",
                    [.basis, .value],
                    .unknown,
                    "step 1 days: 5 days to 7 days"
                ),
                Change(
                    "5, of: working, on_lapse: advance",
                    "7, of: calendar, on_lapse: deny",
                    [.basis, .consequence, .value],
                    .unknown,
                    "step 1 on lapse: advance to deny"
                ),
                Change(
                    "superintendent",
                    "joint committee",
                    [.value],
                    .unknown,
                    "step 2 actor: superintendent to joint committee"
                ),
                Change(
                    "  - {actor: superintendent, action: answers, days: 10, of: working, on_lapse: refer}\n",
                    "",
                    [.value],
                    .unknown,
                    "old step 2 days: 10 days, gone"
                ),
            ],
            refusals: [
                Refusal(
                    "superintendent",
                    "principal",
                    "13: steps: 'principal answers' stands twice; keep one."
                ),
                Refusal(
                    "on_lapse: refer",
                    "on_lapse: forget",
                    "13: on_lapse: 'forget' is none of: advance, waive, grant, deny, refer, nothing."
                ),
                Refusal(
                    ", of: working, on_lapse: advance",
                    ", on_lapse: advance",
                    "12: 'of' is missing; add a line 'of: calendar'."
                ),
            ]
        ),
        KindSample(
            .waiver,
            "threshold: 2/3\nwaives: [class size]\nsunset: 2027-06-30",
            loose: "sunset: 2027-06-30\nwaives: class size\nthreshold: 4/6",
            changes: [
                Change("2/3", "60%", [.value], .towardBoard, "threshold: 2/3 to 60.00%, -6 2/3 points"),
                Change("[class size]", "[class size, lunch]", [.value], .towardBoard, "adds lunch"),
                Change("2027-06-30", "2028-06-30", [.effectiveDate], .unknown, "+366 days"),
            ],
            refusals: [
                Refusal(
                    "2/3",
                    "3/2",
                    "10: threshold: '3/2' is not a share of votes above 0 and up to all; write 2/3 or 66.67%."
                ),
                Refusal(
                    "2/3",
                    "101%",
                    "10: threshold: '101%' is not a share of votes above 0 and up to all; write 2/3 or 66.67%."
                ),
                Refusal(
                    "2/3",
                    "1/0",
                    "10: threshold: '1/0' is not a share of votes above 0 and up to all; write 2/3 or 66.67%."
                ),
            ]
        ),
        KindSample(
            .clause,
            "note: as amended",
            loose: "note: \"as amended\"",
            changes: [
                Change("as amended", "as restated", [.basis], .unknown, "note: as amended to as restated"),
                Change(
                    "note: as amended",
                    "note: as amended\nstated: ten days",
                    [.textOnly],
                    .unknown,
                    "stated: ten days, new"
                ),
            ],
            refusals: [
                Refusal(
                    "note: as amended",
                    "amount: $5",
                    "10: 'amount' is not known here; known are id, kind, state, effective, until, scope, basis, note, stated, clause."
                )
            ]
        ),
    ]
}
