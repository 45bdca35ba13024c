"""P3: deadlines due at the same instant, against a statement that fires 100 rows at a time.

Bargain's side is a clerk that was just started and knows no negotiation yet, as after a daemon's restart. It reads
each negotiation, decides, and writes the lapse with all that follows from it; the statement marks rows and writes one
row of audit and one of alerts for each, and decides nothing. So rows per deadline are printed beside the ratio.
"""
import json
import os
import re

from machine import Probes, family_seconds
from report import heading, in_turn, line, spread
from tools import OWN, Trouble

BATCH = 100


def measure_deadlines(cluster, tools, options):
    heading(f"P3  deadlines fired by the clerk ÷ a set-based statement of {BATCH}, {options.deadlines:,} due at once")
    cluster.create("due")
    opened = json.loads(tools.output(
        tools["bargain-bench"], "open", "--database", cluster.connection("due"), "--pool", 32, "--count",
        options.deadlines, "--zones", min(50, options.deadlines)))
    line("set-up", f"{opened['opened']:,} negotiations opened and begun in {opened['seconds']:.1f} s")
    cluster.run("vacuum analyze;", "due")
    cluster.create("rows")
    with open(os.path.join(OWN, "fire_schema.sql")) as file:
        cluster.run(file.read().replace(":count", str(options.deadlines)), "rows")
    pairs = []
    probes = []
    for round in range(options.rounds):
        for copy in ("due", "rows"):
            cluster.create(f"{copy}_now", copy)
        cluster.settle()
        probes.append(Probes(cluster.folder))
        probes[-1].take()
        done = {side: side(cluster, tools, options) for side in in_turn(round, by_clerk, by_statement)}
        probes[-1].take()
        pairs.append((done[by_clerk], done[by_statement]))
    report(pairs)
    for round, taken in enumerate(probes, start=1):
        line(f"round {round}", str(taken))


def report(pairs):
    def both(key, digits=0, unit=""):
        return " to ".join(f"{spread([pair[side][key] for pair in pairs], digits)}{unit}" for side in (0, 1))

    def ratio(key):
        return spread([ours[key] / theirs[key] for ours, theirs in pairs])

    line("deadlines per second", f"ratio {ratio('per_second')}   {both('per_second')}")
    line("rows per deadline", both("rows", 1))
    line("rows written per second", f"ratio {ratio('rows_per_second')}   {both('rows_per_second')}")
    line("commits per deadline", both("commits", 4))
    line("PostgreSQL's CPU per deadline", both("server_us", 0, " µs"))
    line("client's CPU per deadline", both("client_us", 0, " µs"))


def by_clerk(cluster, tools, options):
    before = cluster.written("due_now")
    server = family_seconds(cluster.pid)
    fired = json.loads(tools.output(tools["bargain-bench"], "fire", "--database", cluster.connection("due_now")))
    cluster.wait_for_leave("due_now")
    server = family_seconds(cluster.pid) - server
    if fired["lapses"] != options.deadlines:
        raise Trouble(f"{fired['lapses']} of {options.deadlines} deadlines lapsed")
    commits = int(cluster.value(
        "select count(distinct xmin::text) from entry where kind = 'deadline.lapsed'", "due_now"))
    return figures(
        options, fired["per_second"], written(cluster, "due_now", before), commits, server, fired["processor_seconds"])


def by_statement(cluster, tools, options):
    before = cluster.written("rows_now")
    server = family_seconds(cluster.pid)
    transactions = -(-options.deadlines // BATCH)
    shown = tools.output(*cluster.pgbench("rows_now", os.path.join(OWN, "fire.sql"), "-c", 1, "-t", transactions))
    cluster.wait_for_leave("rows_now")
    server = family_seconds(cluster.pid) - server
    left = int(cluster.value("select count(*) from deadline where state = 'pending'", "rows_now"))
    if left:
        raise Trouble(f"the statement left {left} deadlines")
    rate = float(re.search(r"tps = ([0-9.]+) \(without", shown).group(1)) * options.deadlines / transactions
    return figures(options, rate, written(cluster, "rows_now", before), transactions, server, 0)


def written(cluster, database, before):
    after = cluster.written(database)
    return sum(sum(after[name]) - sum(before.get(name, (0, 0))) for name in after)


def figures(options, rate, rows, commits, server, client):
    each = rows / options.deadlines
    return {
        "per_second": rate, "rows": each, "rows_per_second": rate * each, "commits": commits / options.deadlines,
        "server_us": 1e6 * server / options.deadlines, "client_us": 1e6 * client / options.deadlines,
    }
