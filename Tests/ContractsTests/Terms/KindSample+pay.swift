import Contracts

extension KindSample {
    static let pay: [KindSample] = [
        KindSample(
            .agreementTerm,
            "from: 2026-09-01\nto: 2029-08-31\nreopeners:\n  - {date: 2028-03-01, subjects: [salaries]}",
            loose: "to: 2029-08-31\nfrom: 2026-09-01\nreopeners: [{subjects: salaries, date: 2028-03-01}]",
            changes: [
                Change(
                    "2029-08-31",
                    "2029-06-30",
                    [.effectiveDate],
                    .unknown,
                    "to: 2029-08-31 to 2029-06-30, -62 days"
                ),
                Change("[salaries]", "[salaries, health]", [.value], .unknown, "adds health"),
                Change(
                    "from: 2026-09-01\nto: 2029-08-31\nreopeners:\n  - {date: 2028",
                    "from: 2029-09-15\nto: 2032-08-31\nreopeners:\n  - {date: 2030",
                    [.effectiveDate, .value],
                    .unknown,
                    "gap: ends 2029-08-31 to begins 2029-09-15, 14 days without an agreement"
                ),
                Change(
                    "\nreopeners:\n  - {date: 2028-03-01, subjects: [salaries]}",
                    "",
                    [.value],
                    .unknown,
                    "reopener of 2028-03-01 subjects: salaries, gone"
                ),
            ],
            refusals: [
                Refusal(
                    "to: 2029-08-31",
                    "to: 2026-08-31",
                    "11: to: 2026-08-31 is before from: 2026-09-01; the agreement ends after it begins."
                ),
                Refusal(
                    "2028-03-01",
                    "2031-03-01",
                    "12: reopeners: 2031-03-01 is not between 2026-09-01 and 2029-08-31."
                ),
            ]
        ),
        KindSample(
            .salaryGrid,
            "effective: 2026-09-01\ntable: below",
            loose: "table: below\neffective: 2026-09-01",
            changes: [
                Change("2026-09-01", "2027-09-01", [.effectiveDate], .unknown, "+365 days"),
                Change(
                    "2026-09-01",
                    "2026-09-01\nbasis: {days: 184}",
                    [.basis],
                    .unknown,
                    "basis days: 184 days, new"
                ),
            ],
            refusals: [
                Refusal("below", "above", "11: table: 'above' is none of: below.")
            ]
        ),
        KindSample(
            .salaryAdjustment,
            "grid: g\nrounding: nearest dollar\nraises:\n  - {effective: 2026-09-01, percent: 3.50%}\n"
                + "  - {effective: 2027-09-01, percent: 3.00%, amount: $500}",
            loose: "rounding: nearest dollar\ngrid: g\noff_schedule: no\nraises:\n"
                + "  - {percent: 3.5 percent, effective: 2026-09-01}\n"
                + "  - {amount: 500.00, percent: 3%, effective: 2027-09-01}",
            changes: [
                Change(
                    "3.50%",
                    "3.25%",
                    [.value],
                    .towardBoard,
                    "raise 1 percent: 3.50% to 3.25%, -0.25 points"
                ),
                Change(
                    "$500",
                    "$750",
                    [.value],
                    .towardUnion,
                    "raise 2 amount: $500 to $750, +$250 (+50.00%)"
                ),
                Change(
                    "nearest dollar",
                    "down to dollar",
                    [.basis],
                    .unknown,
                    "rounding: nearest dollar to down to dollar"
                ),
                Change("2027-09-01", "2028-01-01", [.effectiveDate], .unknown, "+122 days"),
            ],
            refusals: [
                Refusal(
                    "percent: 3.50%",
                    "percent: 3.505%",
                    "13: percent: '3.505%' is not a percentage: it has more than two decimals; write 3.5% or 3.25%."
                ),
                Refusal("2027-09-01", "2026-09-01", "14: raises: 2026-09-01 does not follow 2026-09-01."),
                Refusal(", percent: 3.50%", "", "13: 'percent' is missing; add a line 'percent: 3.5%'."),
            ]
        ),
        KindSample(
            .stepMovement,
            "years:\n  - {effective: 2026-09-01, movement: none}\n"
                + "  - {effective: 2027-09-01, movement: delayed, delayed_to: 2028-01-01}\nfrozen_step: restored",
            loose: "frozen_step: restored\nyears: [{movement: none, effective: 2026-09-01}, "
                + "{effective: 2027-09-01, delayed_to: 2028-01-01, movement: delayed}]",
            changes: [
                Change("none", "half", [.value], .towardUnion, "year 1 movement: none to half"),
                Change(
                    "delayed, delayed_to: 2028-01-01",
                    "full",
                    [.value],
                    .unknown,
                    "year 2 movement: delayed to full"
                ),
                Change("restored", "lost", [.consequence], .towardBoard, "frozen step: restored to lost"),
                Change("2028-01-01", "2028-02-01", [.value], .towardBoard, "+31 days"),
            ],
            refusals: [
                Refusal(
                    ", delayed_to: 2028-01-01",
                    "",
                    "12: 'delayed_to' is missing; add a line 'delayed_to: 2027-01-01'."
                ),
                Refusal(
                    "none",
                    "none, delayed_to: 2027-01-01",
                    "11: delayed_to: only a delayed movement has one; leave it out."
                ),
                Refusal(
                    "2028-01-01",
                    "2027-09-01",
                    "12: delayed_to: 2027-09-01 is not after the year's first day, 2027-09-01."
                ),
            ]
        ),
        KindSample(
            .laneRule,
            "lanes:\n  - {lane: M, degree: master}\n  - {lane: M+30, degree: master, credits: 30}\nmost_credits: 12",
            loose:
                "most_credits: 12\nlanes:\n- lane: M\n  degree: master\n- {credits: 30, degree: master, lane: M+30}",
            changes: [
                Change(
                    "credits: 30",
                    "credits: 36",
                    [.value],
                    .towardBoard,
                    "lane M+30 credits: 30 credits to 36 credits, +6 credits"
                ),
                Change("most_credits: 12", "most_credits: 15", [.value], .towardUnion, "+3 credits"),
                Change(
                    "credits: 30",
                    "credits: 30, was: [M+15]",
                    [.basis],
                    .unknown,
                    "lane M+30 was: M+15, new"
                ),
            ],
            refusals: [
                Refusal("M+30", "M", "12: lanes: 'lane M' stands twice; keep one."),
                Refusal(", degree: master}", "}", "11: 'credits' is missing; add a line 'credits: 15'."),
                Refusal(
                    "credits: 30",
                    "credits: -3",
                    "12: credits: '-3' is not a whole number from 0 to 200."
                ),
            ]
        ),
        KindSample(
            .placementRule,
            "years: 10\nexperience: [public school, military]",
            loose: "experience:\n  - public school\n  - military\nyears: 10",
            changes: [
                Change(
                    "years: 10",
                    "years: 8",
                    [.value],
                    .towardBoard,
                    "years: 10 years to 8 years, -2 years"
                ),
                Change(
                    ", military",
                    ", private school",
                    [.value],
                    .mixed,
                    "adds private school; drops military"
                ),
                Change("[public school, military]", "[military, public school]", [.same], .neutral, ""),
            ],
            refusals: [
                Refusal("years: 10", "years: 61", "10: years: '61' is not a whole number from 0 to 60."),
                Refusal(
                    "military",
                    "public school",
                    "11: experience: 'public school' stands twice; keep one."
                ),
            ]
        ),
        KindSample(
            .longevity,
            "ladder:\n  - {after: 15, amount: \"$1,000\"}\n  - {after: 20, amount: \"$1,500\"}\nservice: continuous",
            loose: "service: continuous\nladder: [{amount: 1000, after: 15}, {after: 20, amount: 1500.00}]",
            changes: [
                Change(
                    "$1,000",
                    "$2,000",
                    [.value],
                    .towardUnion,
                    "after 15 years amount: $1,000 to $2,000, +$1,000 (+100.00%)"
                ),
                Change(
                    "after: 15",
                    "after: 12",
                    [.value],
                    .towardUnion,
                    "$1,000 rung: after 15 years to after 12 years, -3 years"
                ),
                Change(
                    "\n  - {after: 20, amount: \"$1,500\"}",
                    "",
                    [.value],
                    .towardBoard,
                    "after 20 years amount: $1,500, gone"
                ),
                Change("continuous", "district", [.basis], .unknown, "service: continuous to district"),
            ],
            refusals: [
                Refusal(
                    "after: 20",
                    "after: 15",
                    "12: ladder: 15 years do not follow 15; the lowest rung comes first."
                ),
                Refusal(
                    "after: 20",
                    "after: 10",
                    "12: ladder: 10 years do not follow 15; the lowest rung comes first."
                ),
                Refusal(
                    "$1,500",
                    "$99,000,000,000",
                    "12: amount: '$99,000,000,000' is not an amount: it is too large; write $52,340 or 52340.50."
                ),
            ]
        ),
        KindSample(
            .hourlyRate,
            "amount: $35\nfor: [duty, preparation]",
            loose: "for: [duty, preparation]\namount: \"35.00\"",
            changes: [
                Change("$35", "$50", [.value], .towardUnion, "amount: $35 to $50, +$15 (+42.86%)"),
                Change(
                    ", preparation",
                    "",
                    [.scope],
                    .unknown,
                    "for: duty, preparation to duty, drops preparation"
                ),
            ],
            refusals: [
                Refusal(
                    "$35",
                    "$35.5",
                    "10: amount: '$35.5' is not an amount: cents have two digits; write $52,340 or 52340.50."
                ),
                Refusal(
                    "[duty, preparation]",
                    "[]",
                    "11: for: expected a list of 1 to 100 such as [one, two]."
                ),
            ]
        ),
        KindSample(
            .perDiem,
            "divisor: 183",
            loose: "divisor: \"183\"",
            changes: [
                Change(
                    "183",
                    "184",
                    [.basis, .value],
                    .towardBoard,
                    "a day's pay of the same salary: 1/183 of the year to 1/184 of the year, -0.54%"
                ),
                Change(
                    "divisor: 183",
                    "amount: $330",
                    [.kind, .basis, .value],
                    .unknown,
                    "form: a share of the salary to an amount"
                ),
            ],
            refusals: [
                Refusal("divisor: 183", "note: x", "8: 'divisor' is missing; add a line 'divisor: 183'."),
                Refusal(
                    "183",
                    "183\namount: $300",
                    "10: divisor: the day has an amount already; give the amount or the divisor."
                ),
                Refusal("183", "0", "10: divisor: '0' is not a whole number from 1 to 366."),
            ]
        ),
        KindSample(
            .extendedTime,
            "basis: {days: 180}\namount: $4,464\nper: year\nadded: 40 minutes\npensionable: yes",
            loose: "per: year\namount: 4464\nbasis: {days: 180}\npensionable: yes\nadded: 40 minutes",
            changes: [
                Change(
                    "$4,464",
                    "$4,100",
                    [.value],
                    .towardBoard,
                    "an added hour, to the nearest cent: $37.20 to $34.17, -8.15%"
                ),
                Change(
                    "added: 40 minutes",
                    "added: 60 minutes",
                    [.value],
                    .towardBoard,
                    "$37.20 to $24.80, -33.33%"
                ),
                Change(
                    "amount: $4,464\nper: year",
                    "percent: 10%",
                    [.kind, .basis, .value],
                    .unknown,
                    "form: an amount for a year to a percentage of salary"
                ),
                Change(
                    "per: year",
                    "per: hour",
                    [.kind, .basis],
                    .unknown,
                    "form: an amount for a year to an amount for an hour"
                ),
                Change(
                    "added: 40 minutes",
                    "hours: 120",
                    [.sameInEffect],
                    .neutral,
                    "time added a year: 40 minutes on 180 days to 120 hours"
                ),
                Change(
                    "added: 40 minutes",
                    "hours: 150",
                    [.value],
                    .towardBoard,
                    "time added a year: 40 minutes on 180 days to 150 hours, +1800 min a year (+25.00%)"
                ),
            ],
            refusals: [
                Refusal("per: year\n", "", "8: 'per' is missing; add a line 'per: year'."),
                Refusal("added: 40 minutes\n", "", "8: 'added' is missing; add a line 'added: 40 minutes'."),
                Refusal("added: 40 minutes", "added: 25 hours", "13: added: a day has at most 24 hours."),
                Refusal(
                    "per: year",
                    "per: year\nrate: unpaid",
                    "11: amount: the pay is given twice; keep one of amount, percent and rate."
                ),
            ]
        ),
        KindSample(
            .incentive,
            "amount: $1,500\ncriteria: growth of students\naward: school",
            loose: "criteria: growth  of students\naward: school\namount: 1,500",
            changes: [
                Change("$1,500", "$1,000", [.value], .towardBoard, "-$500 (-33.33%)"),
                Change("school", "individual", [.basis], .unknown, "award: school to individual"),
                Change(
                    "growth of students",
                    "attendance",
                    [.basis],
                    .unknown,
                    "criteria: growth of students to attendance"
                ),
            ],
            refusals: [
                Refusal("amount: $1,500\n", "", "8: 'amount' is missing; add a line 'amount: $1,500'."),
                Refusal(
                    "award: school",
                    "award: district",
                    "12: award: 'district' is none of: individual, group, school."
                ),
            ]
        ),
        KindSample(
            .stipend,
            "for: lunch duty\namount: $15\nper: half hour\ncount: 4",
            loose: "count: 4\nper: half hour\nfor: lunch duty\namount: $15.00",
            changes: [
                Change("$15", "$20", [.value], .towardUnion, "+$5 (+33.33%)"),
                Change("half hour", "hour", [.basis], .unknown, "per: half hour to hour"),
                Change("\ncount: 4", "", [.value], .towardBoard, "count: 4, gone"),
            ],
            refusals: [
                Refusal(
                    "half hour",
                    "week",
                    "12: per: 'week' is none of: year, season, month, day, hour, half hour, event."
                ),
                Refusal("count: 4", "count: 0", "13: count: '0' is not a whole number from 1 to 10000."),
            ]
        ),
    ]
}
