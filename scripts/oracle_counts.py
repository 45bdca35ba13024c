#!/usr/bin/env python3
"""Second opinion on counted days: PyPI `holidays` (Massachusetts) and plain arithmetic, nothing of Bargain's.

Reads JSON lines {"from", "days", "kind", "rule", "date"} from standard input, counts each by itself and exits 1 naming
the first line that disagrees. With --selftest it plants a wrong answer in counts of its own and must find it.
"""
import argparse
import datetime
import json
import sys

import holidays

ONE = datetime.timedelta(days=1)
MASSACHUSETTS = holidays.country_holidays("US", subdiv="MA", years=range(2009, 2038))
SATURDAY, SUNDAY = 5, 6


def is_business(day):
    return day.weekday() not in (SATURDAY, SUNDAY) and day not in MASSACHUSETTS


def stands(day, rule):
    """Whether a period of calendar days may end on the day."""
    if day in MASSACHUSETTS or day.weekday() == SUNDAY:
        return False
    return not (rule == "ma-agency" and day.weekday() == SATURDAY)


def count(start, days, kind, rule):
    if rule not in ("ma-statute", "ma-agency"):
        raise ValueError(f"no counting rule '{rule}' here")
    day = start
    left = days
    while left > 0:
        day += ONE
        if kind == "calendar" or is_business(day):
            left -= 1
    if kind == "calendar" and not stands(day, rule):
        while not is_business(day):
            day += ONE
    return day


def disagreement(lines):
    """The first line whose date is another one, as (number, case, expected); and how many lines were read."""
    number = 0
    for number, line in enumerate(filter(str.strip, lines), start=1):
        case = json.loads(line)
        expected = count(
            datetime.date.fromisoformat(case["from"]), case["days"], case["kind"], case["rule"]
        ).isoformat()
        if case.get("date") != expected:
            return number, (number, case, expected)
    return number, None


def selftest():
    cases = []
    day = datetime.date(2012, 1, 1)
    for index in range(500):
        kind = ("calendar", "business")[index % 2]
        rule = ("ma-statute", "ma-agency")[index // 2 % 2]
        days = 1 + index * 7 % 60
        cases.append({"from": day.isoformat(), "days": days, "kind": kind, "rule": rule,
                      "date": count(day, days, kind, rule).isoformat()})
        day += ONE * (1 + index % 17)
    if disagreement(map(json.dumps, cases))[1] is not None:
        return "disagrees with its own counts"
    for place in (0, 137, 499):
        for off in (-1, 1):
            planted = [dict(case) for case in cases]
            wrong = datetime.date.fromisoformat(planted[place]["date"]) + off * ONE
            planted[place]["date"] = wrong.isoformat()
            found = disagreement(map(json.dumps, planted))[1]
            if found is None or found[0] != place + 1:
                return f"did not find the wrong answer planted in line {place + 1}"
    known = [("2026-01-29", 30, "calendar", "ma-statute", "2026-02-28"),
             ("2026-01-29", 30, "calendar", "ma-agency", "2026-03-02"),
             ("2026-04-17", 10, "business", "ma-statute", "2026-05-04"),
             ("2013-02-13", 60, "calendar", "ma-statute", "2013-04-16")]
    for start, days, kind, rule, due in known:
        if count(datetime.date.fromisoformat(start), days, kind, rule).isoformat() != due:
            return f"counts {days} {kind} days from {start} otherwise than {due}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--selftest", action="store_true", help="plant a wrong answer and find it")
    if parser.parse_args().selftest:
        fault = selftest()
        print(fault or "The oracle finds planted errors.")
        return 1 if fault else 0
    read, found = disagreement(sys.stdin)
    if found:
        number, case, expected = found
        print(f"line {number}: {json.dumps(case)}: the oracle counts {expected}")
        return 1
    if read == 0:
        print("no cases were read")
        return 1
    print(f"{read} counts agree.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
