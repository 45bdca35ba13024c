"""P2: the Postgres module's prepared single-row select and insert, against pgbench's."""
import json
import os
import re

from machine import Probes
from report import heading, in_turn, line, spread
from tools import OWN

WIDTHS = (1, 8, 32)


def measure_statements(cluster, tools, options):
    heading("P2  Postgres module ÷ pgbench, the same prepared statement")
    cluster.create("statements")
    # The bench makes its tables by itself.
    ours(cluster, tools, "select", 1, 1)
    for kind in ("select", "insert"):
        for width in WIDTHS:
            pairs = []
            probes = Probes(cluster.folder)
            for round in range(options.rounds):
                cluster.settle()
                probes.take()
                rates = {}
                for side in in_turn(round, ours, theirs):
                    rates[side] = side(cluster, tools, kind, width, options.seconds)
                probes.take()
                pairs.append((rates[ours], rates[theirs]))
            line(f"{kind}, {width} task{'s' if width > 1 else ''}", (
                f"ratio {spread([a / b for a, b in pairs])}   "
                f"{spread([a for a, _ in pairs], 0)}/s to {spread([b for _, b in pairs], 0)}/s"))
            line("", str(probes))


def ours(cluster, tools, kind, width, seconds):
    shown = tools.output(
        tools["postgres-bench"], "--connection", cluster.connection("statements"), "--tasks", width, "--seconds",
        seconds, "--kind", kind)
    return json.loads(shown)["operations_per_second"]


def theirs(cluster, tools, kind, width, seconds):
    script = os.path.join(OWN, f"{kind}.sql")
    shown = tools.output(*cluster.pgbench(
        "statements", script, "-c", width, "-j", min(2, width), "-T", seconds, "-D", "body=entry 1234"))
    return float(re.search(r"tps = ([0-9.]+) \(without", shown).group(1))
