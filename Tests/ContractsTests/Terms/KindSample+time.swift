import Contracts

extension KindSample {
    static let time: [KindSample] = [
        KindSample(
            .dayLength,
            "length: 7 hours\nwho: teacher\nlunch: included\nearliest_start: \"07:30\"",
            loose: "earliest_start: 07:30\nwho: teacher\nlength: 7 hours\nlunch: included",
            changes: [
                Change("7 hours", "7 hours 40 minutes", [.value], .towardBoard, "+40 min (+9.52%)"),
                Change("7 hours", "420 minutes", [.sameInEffect], .neutral, "length: 7 hours to 420 minutes"),
                Change("included", "excluded", [.basis], .unknown, "lunch: included to excluded"),
                Change("who: teacher", "who: student", [.basis], .unknown, "who: teacher to student"),
            ],
            refusals: [
                Refusal("7 hours", "25 hours", "10: length: a day has at most 24 hours."),
                Refusal(
                    "\"07:30\"",
                    "7.30",
                    "13: earliest_start: '7.30' is not a time of day; write 07:30 or 15:45."
                ),
            ]
        ),
        KindSample(
            .yearDays,
            "basis: {days: 183, daily_rate: $320.50}\ndays: 183\nwho: teacher\nwithout_students: 3\nholidays: excluded",
            loose:
                "basis: {daily_rate: 320.50, days: 183}\nwho: teacher\ndays: 183\nholidays: excluded\nwithout_students: 3",
            changes: [
                Change(
                    "\ndays: 183",
                    "\ndays: 185",
                    [.value],
                    .towardBoard,
                    "+2 days (+1.09%), at $320.50 a day +$641"
                ),
                Change("excluded", "included", [.basis], .unknown, "holidays: excluded to included"),
                Change(
                    "{days: 183,",
                    "{days: 185,",
                    [.basis],
                    .unknown,
                    "basis days: 183 days to 185 days, +2 days (+1.09%)"
                ),
            ],
            refusals: [
                Refusal("\ndays: 183", "\ndays: 367", "11: days: '367' is not a whole number from 1 to 366."),
                Refusal(
                    "without_students: 3",
                    "without_students: 200",
                    "13: without_students: 200 of 183 days are too many; it is a part of 'days'."
                ),
            ]
        ),
        KindSample(
            .professionalDevelopment,
            "time: 45 minutes, 3 times per week\nday: within\ndirected_by: team\npaid: no",
            loose: "paid: no\ndirected_by: team\nday: within\ntime: 45  minutes, 3 times per week",
            changes: [
                Change(
                    "45 minutes, 3 times",
                    "135 minutes",
                    [.sameInEffect],
                    .neutral,
                    "135 minutes per week"
                ),
                Change("within", "outside", [.basis], .unknown, "day: within to outside"),
                Change("paid: no", "paid: yes", [.basis], .towardUnion, "paid: no to yes"),
                Change(
                    "time: 45 minutes, 3 times per week",
                    "days: 3",
                    [.kind, .value],
                    .unknown,
                    "form: time to days"
                ),
            ],
            refusals: [
                Refusal(
                    "time: 45 minutes, 3 times per week\n",
                    "",
                    "8: 'time' is missing; add a line 'time: 45 minutes, 3 times per week'."
                ),
                Refusal(
                    "day: within",
                    "day: within\ndays: 3.2",
                    "12: days: '3.2' is not a number of days up to 366; write 15 or 7.5."
                ),
            ]
        ),
        KindSample(
            .planningTime,
            "time: 3 hours 40 minutes per week\nmin_block: 20 minutes\nuse: individual",
            loose: "use: individual\nmin_block: 20 minutes\ntime: 3 hours 40 minutes per week",
            changes: [
                Change(
                    "3 hours 40 minutes per week",
                    "44 minutes per day",
                    [.sameInEffect],
                    .neutral,
                    "44 minutes per day"
                ),
                Change(
                    "3 hours 40 minutes per week\nmin_block: 20",
                    "44 minutes per day\nmin_block: 44",
                    [.value, .sameInEffect],
                    .towardUnion,
                    "min block: 20 minutes to 44 minutes, +24 min (+120.00%)"
                ),
                Change(
                    "3 hours 40 minutes",
                    "200 minutes",
                    [.value],
                    .towardBoard,
                    "-20 min a week (-9.09%)"
                ),
                Change("individual", "common", [.basis], .unknown, "use: individual to common"),
            ],
            refusals: [
                Refusal(
                    "3 hours 40 minutes per week",
                    "220 minutes",
                    "10: time: '220 minutes' is not a recurring time; write '225 minutes per week', '45 minutes, 3 times per week' or '7 hours every two weeks'."
                ),
                Refusal(
                    "20 minutes",
                    "-20 minutes",
                    "11: min_block: '-20 minutes' is not a length of time in whole minutes; write '7 hours 30 minutes' or '45 minutes'."
                ),
            ]
        ),
        KindSample(
            .meetings,
            "time: 60 minutes, 2 times per month\nday: outside",
            loose: "day: outside\ntime: 60 minutes,  2 times per month",
            changes: [
                Change(
                    "60 minutes, 2 times",
                    "30 minutes, 4 times",
                    [.sameInEffect],
                    .neutral,
                    "30 minutes, 4 times per month"
                ),
                Change("2 times", "3 times", [.value], .towardBoard, "+60 min a month (+50.00%)"),
                Change("outside", "within", [.basis], .unknown, "day: outside to within"),
            ],
            refusals: [
                Refusal("\nday: outside", "", "8: 'day' is missing; add a line 'day: within'.")
            ]
        ),
        KindSample(
            .dutyFreeLunch,
            "length: 30 minutes",
            loose: "length: \"30 minutes\"",
            changes: [
                Change("30 minutes", "25 minutes", [.value], .towardBoard, "-5 min (-16.67%)"),
                Change("30 minutes", "0.5 hours", [.sameInEffect], .neutral, "0.5 hours"),
            ],
            refusals: [
                Refusal(
                    "30 minutes",
                    "9999999999 hours",
                    "10: length: '9999999999 hours' is not a length of time in whole minutes; write '7 hours 30 minutes' or '45 minutes'."
                )
            ]
        ),
        KindSample(
            .duties,
            "duties: [bus duty, hall duty]\ntime: 30 minutes per week",
            loose: "time: 30 minutes per week\nduties: [bus duty, hall duty]",
            changes: [
                Change(", hall duty", ", hall duty, recess", [.value], .towardBoard, "adds recess"),
                Change("30 minutes", "20 minutes", [.value], .towardUnion, "-10 min a week (-33.33%)"),
                Change(
                    "\ntime: 30 minutes per week",
                    "",
                    [.value],
                    .towardBoard,
                    "time: 30 minutes per week, gone"
                ),
            ],
            refusals: [
                Refusal(
                    "[bus duty, hall duty]",
                    "{bus: yes}",
                    "10: duties: expected a list of 1 to 100 such as [one, two]."
                )
            ]
        ),
        KindSample(
            .classSize,
            "enforcement: compensated\ncaps:\n  - {for: K-2, cap: 22, target: 20}\n  - {for: 3-5, cap: 25}\nremedy: $500\nremedy_per: year",
            loose:
                "remedy_per: year\nremedy: $500\ncaps: [{target: 20, cap: 22, for: K-2}, {for: 3-5, cap: 25}]\nenforcement: compensated",
            changes: [
                Change("cap: 22", "cap: 24", [.value], .towardBoard, "K-2 cap: 22 to 24, +2"),
                Change(
                    "compensated",
                    "soft",
                    [.consequence],
                    .towardBoard,
                    "enforcement: compensated to soft"
                ),
                Change("\n  - {for: 3-5, cap: 25}", "", [.value], .towardBoard, "3-5 cap: 25, gone"),
                Change("$500", "$600", [.value], .towardUnion, "+$100 (+20.00%)"),
                Change(
                    "enforcement: compensated\ncaps:\n  - {for: K-2, cap: 22",
                    "enforcement: hard\ncaps:\n  - {for: K-2, cap: 23",
                    [.consequence, .value],
                    .mixed,
                    "enforcement: compensated to hard"
                ),
            ],
            refusals: [
                Refusal("target: 20", "target: 23", "12: target: 23 is above the cap of 22."),
                Refusal("3-5", "K-2", "13: caps: 'K-2' stands twice; keep one."),
                Refusal(
                    "remedy: $500\nremedy_per: year",
                    "note: x",
                    "8: 'remedy' is missing; add a line 'remedy: $500'."
                ),
            ]
        ),
        KindSample(
            .load,
            "enforcement: hard\ncaps:\n  - {for: 6-8, cap: 125}",
            loose: "caps: [{cap: 125, for: 6-8}]\nenforcement: hard",
            changes: [
                Change("125", "120", [.value], .towardUnion, "6-8 cap: 125 to 120, -5"),
                Change("hard", "soft", [.consequence], .towardBoard, "enforcement: hard to soft"),
            ],
            refusals: [
                Refusal(
                    "125",
                    "99999999999999999999",
                    "12: cap: '99999999999999999999' is not a whole number from 1 to 500."
                )
            ]
        ),
    ]
}
