"""The daemon's own checks, held against what was read, and the wait until it has nothing left to do."""

import time

from drill import postgres, record


def await_quiet(target, clock, patience=60):
    """Waits until every due deadline lapsed and every due alert is through; the instant as of which that is so."""
    deadline = time.monotonic() + patience
    while True:
        now = clock.now()
        waiting = int(postgres.run(
            target,
            f"select (select count(*) from deadline where state = 'pending' and due_at <= '{now.isoformat()}')"
            " + (select count(*) from delivery where channel = 'file' and state = 'pending'"
            f" and next_at <= '{now.isoformat()}')"))
        # What is late after all is found by the checks.
        if waiting == 0 or time.monotonic() > deadline:
            return now
        time.sleep(0.1)


def check_maintenance(daemon, target, kept, report):
    """`verify` says what was read, and `rebuild` makes the very rows that are there."""
    code, text = daemon.command("verify", database=target)
    report.check("'bargaind verify' says the same",
                 [] if code == 0 and f"intact: {kept.count} entries" in text else [f"exit {code}: {text}"])
    before = record.projections(target)
    code, text = daemon.command("rebuild", database=target)
    after = record.projections(target)
    changed = [] if code == 0 else [f"exit {code}: {text}"]
    for table in record.PROJECTIONS:
        gone = set(before[table].splitlines()) - set(after[table].splitlines())
        new = set(after[table].splitlines()) - set(before[table].splitlines())
        changed += [f"{table} loses {row}" for row in sorted(gone)] + [f"{table} gets {row}" for row in sorted(new)]
    report.check("'bargaind rebuild' changes no row", changed)
