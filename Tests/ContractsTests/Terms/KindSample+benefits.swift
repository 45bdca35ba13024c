import Contracts

extension KindSample {
    static let benefits: [KindSample] = [
        KindSample(
            .leave,
            "for: sickness\ndays: 15\naccrual_cap: 185\npayout: $50",
            loose: "payout: 50.00\naccrual_cap: 185.0\ndays: 15\nfor: sickness",
            changes: [
                Change(
                    "days: 15",
                    "days: 12.5",
                    [.value],
                    .towardBoard,
                    "days: 15 days to 12.5 days, -2 1/2 days (-16.67%)"
                ),
                Change(
                    "185",
                    "200",
                    [.value],
                    .towardUnion,
                    "accrual cap: 185 days to 200 days, +15 days (+8.11%)"
                ),
                Change("\naccrual_cap: 185", "", [.value], .towardUnion, "accrual cap: 185 days, gone"),
                Change("\npayout: $50", "", [.value], .towardBoard, "payout: $50, gone"),
            ],
            refusals: [
                Refusal(
                    "days: 15",
                    "days: 15.25",
                    "11: days: '15.25' is not a number of days up to 366; write 15 or 7.5."
                ),
                Refusal(
                    "payout: $50",
                    "payout: $50\npayout_share: 50%",
                    "14: payout_share: the payout is given twice; keep one."
                ),
            ]
        ),
        KindSample(
            .healthShare,
            "effective: 2026-07-01\npaid_by: board\ntier: family\npercent: 75.00%",
            loose: "percent: 75%\ntier: family\npaid_by: board\neffective: 2026-07-01",
            changes: [
                Change(
                    "75.00%",
                    "70%",
                    [.value],
                    .towardBoard,
                    "share percent: 75.00% to 70.00%, -5.00 points"
                ),
                Change(
                    "percent: 75.00%",
                    "amount: $900",
                    [.kind, .value],
                    .unknown,
                    "form: a percentage to dollars a month"
                ),
                Change(
                    "percent: 75.00%",
                    "percent: 75%\namount: $900",
                    [.kind, .value],
                    .unknown,
                    "form: a percentage to a percentage up to dollars a month"
                ),
                Change("paid_by: board", "paid_by: teacher", [.basis], .unknown, "paid by: board to teacher"),
                Change("family", "individual", [.scope], .unknown, "tier: family to individual"),
            ],
            refusals: [
                Refusal("75.00%", "101%", "13: percent: a share is from 0% to 100%; 101.00% is not."),
                Refusal("percent: 75.00%", "note: x", "8: 'percent' is missing; add a line 'percent: 75%'."),
                Refusal(
                    "effective: 2026-07-01\n",
                    "",
                    "8: 'effective' is missing; add a line 'effective: 2026-09-01'."
                ),
            ]
        ),
        KindSample(
            .retirementPickup,
            "paid_by: board\nshares:\n  - {effective: 2026-07-01, percent: 7.00%}\n  - {effective: 2027-07-01, percent: 3.50%}\n  - {effective: 2028-07-01, percent: 0.00%}",
            loose:
                "shares: [{percent: 7%, effective: 2026-07-01}, {effective: 2027-07-01, percent: 3.5%}, {effective: 2028-07-01, percent: 0%}]\npaid_by: board",
            changes: [
                Change(
                    "3.50%",
                    "7%",
                    [.value],
                    .towardUnion,
                    "share 2 percent: 3.50% to 7.00%, +3.50 points"
                ),
                Change(
                    "2027-07-01",
                    "2028-01-01",
                    [.effectiveDate],
                    .unknown,
                    "share 2 effective: 2027-07-01 to 2028-01-01, +184 days"
                ),
            ],
            refusals: [
                Refusal("2028-07-01", "2027-07-01", "14: shares: 2027-07-01 does not follow 2027-07-01.")
            ]
        ),
        KindSample(
            .tuition,
            "amount: $1,200\nper_credit: $200\nconditions: grade of B or better",
            loose: "conditions: grade of B or better\nper_credit: 200\namount: $1,200.00",
            changes: [
                Change("$1,200", "$1,500", [.value], .towardUnion, "+$300 (+25.00%)"),
                Change(
                    "B or better",
                    "A",
                    [.basis],
                    .unknown,
                    "conditions: grade of B or better to grade of A"
                ),
            ],
            refusals: [
                Refusal(
                    "$1,200",
                    "12e9",
                    "10: amount: '12e9' is not an amount: 'e' (a letter) stands where a digit belongs; write $52,340 or 52340.50."
                )
            ]
        ),
    ]
}
