"""P4: verifying a record's file, on one core, without a database: an absolute rate, so it says much of the machine."""
from report import heading, line


def measure_verification(_cluster, tools, options):
    entries = 50_000 if options.deadlines < 10_000 else 300_000
    heading(f"P4  verify a record of {entries:,} entries with bodies of 300 bytes, one core")
    command = [tools["record-bench"], "verify", "--entries", entries, "--body", 300, "--rounds", max(3, options.rounds)]
    for text in tools.output(*command).splitlines():
        line("", text)
