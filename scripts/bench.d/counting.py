"""P5: count business days in bulk, in processor time, against numpy.busday_offset over the same starts and lengths."""
import json
import os
import subprocess

from report import heading, in_turn, line, spread
from tools import ROOT, Trouble

NUMPY = """
import json, sys, time
import holidays, numpy
counts, rounds = int(sys.argv[1]), int(sys.argv[2])
days = numpy.array(sorted(holidays.country_holidays("US", subdiv="MA", years=range(2010, 2036))), dtype="datetime64[D]")
calendar = numpy.busdaycalendar(holidays=days)
index = numpy.arange(counts, dtype=numpy.int64)
starts = numpy.datetime64("2012-01-01") + index * 7919 % 7000
lengths = 1 + index * 104729 % 60
fastest = None
for _ in range(rounds):
    start = time.process_time_ns()
    # Day 1 is the first business day after the start: step back to the last one, then forward.
    ends = numpy.busday_offset(starts, lengths, roll="backward", busdaycal=calendar)
    fastest = min(fastest or 1 << 62, time.process_time_ns() - start)
print(json.dumps({"counts": counts, "nanoseconds": fastest, "sum": int(ends.astype(numpy.int64).sum())}))
"""


def measure_counting(_cluster, tools, options):
    python = os.path.join(ROOT, ".build", "python", "bin", "python")
    if subprocess.run([python, "-c", "import numpy, holidays"], capture_output=True, check=False).returncode != 0:
        raise Trouble("P5 needs numpy and holidays in .build/python: scripts/setup --python")
    counts = 200_000 if options.seconds < 5 else 1_000_000
    heading(f"P5  count business days from {counts:,} starts, processor time")
    ratios, own, other = [], [], []
    for turn in range(max(3, options.rounds)):
        measured = {}
        for side in in_turn(turn, "bargain", "numpy"):
            command = ([tools["law-bench"], "count", "--counts", counts, "--rounds", 5] if side == "bargain"
                       else [python, "-c", NUMPY, counts, 5])
            measured[side] = json.loads(tools.output(*command))
        if measured["bargain"]["sum"] != measured["numpy"]["sum"]:
            raise Trouble("Bargain and numpy do not count to the same days; scripts/oracle-counts says which is wrong")
        own.append(measured["bargain"]["nanoseconds"] / counts)
        other.append(measured["numpy"]["nanoseconds"] / counts)
        ratios.append(other[-1] / own[-1])
    line("Bargain, ns a count", spread(own, 1))
    line("numpy.busday_offset, ns a count", spread(other, 1))
    line("ratio (1 is as fast)", spread(ratios))
