"""P1: a proposal served over HTTP until its receipt, against pgbench running the very same transaction.

pgbench's script is made from the project's own sql/queries, with expressions in place of the parameters: the same
statements in the same order, pipelined, one synchronisation at the end, as the daemon sends them. Texts have the sizes
of those that the daemon wrote for a proposal before. What pgbench cannot make, its server makes for it: arrays of one
(`array[:room]`), and digests by sha256(), of 8 bytes for the chain and of the document for the document. Both sides
begin with a copy of the same database, and must write the same number of rows for each act.

The daemon keeps a live record: each request bears a token that is looked up in the database, and the notary seals what
was recorded while it comes in, which is more than pgbench does. With --against another version is measured in the same
rounds, as it was: one from before there were tokens is asked in the part of a seat.
"""
import functools
import json
import os
import re
import subprocess
import time

from daemon import Daemon
from machine import Probes, family_seconds, processor_seconds
from report import heading, in_turn, line, spread
from tools import ROOT, Tools, Trouble

SEAT = "maria-soto"
TOLD = ("ann-clerk", "john-lee")
WARM_UP = 1
# What couriers do to them comes after the act.
RECORD = ("act", "alert", "content", "delivery", "entry", "proposal", "room")


def measure_proposals(cluster, tools, options):
    heading(f"P1  proposals served by the daemon ÷ the same transaction by pgbench, {options.connections} clients")
    prepared = Prepared(cluster, tools, options, "prepared")
    sides = [lambda: by_daemon(prepared), lambda: by_pgbench(prepared)]
    if options.against:
        other = Prepared(cluster, Tools.find(options.against), options, "prepared_before")
        sides.append(lambda: by_daemon(other))
    rounds = []
    probes = []
    for round in range(options.rounds):
        cluster.settle()
        probes.append(Probes(cluster.folder))
        probes[-1].take()
        done = {}
        for place in in_turn(round, *range(len(sides))):
            done[place] = sides[place]()
        probes[-1].take()
        rounds.append([done[place] for place in range(len(sides))])
    report([done[:2] for done in rounds])
    if options.against:
        heading(f"P1  this version ÷ that in {options.against}, both by their daemons")
        compare([(done[0], done[2]) for done in rounds])
    for round, taken in enumerate(probes, start=1):
        line(f"round {round}", str(taken))


def report(pairs):
    def both(key, digits=0, unit=""):
        return " to ".join(f"{spread([pair[side][key] for pair in pairs], digits)}{unit}" for side in (0, 1))

    def ratio(key):
        return spread([ours[key] / theirs[key] for ours, theirs in pairs])

    line("acts per second", f"ratio {ratio('per_second')}   {both('per_second')}")
    line("p50", f"ratio {ratio('p50_us')}   {both('p50_us', 0, ' µs')}")
    line("p99", f"ratio {ratio('p99_us')}   {both('p99_us', 0, ' µs')}")
    line("PostgreSQL's CPU per act", f"ratio {ratio('server_us')}   {both('server_us', 0, ' µs')}")
    line("client's CPU per act", f"{both('client_us', 0, ' µs')}   (load generator to pgbench)")
    line("daemon's CPU per act", f"{spread([ours['daemon_us'] for ours, _ in pairs], 0)} µs, its couriers' included")
    line("all CPU per act", f"ratio {ratio('all_us')}   {both('all_us', 0, ' µs')}")
    ours, theirs = pairs[-1]
    for key in ("per_act", "sizes"):
        if ours[key] != theirs[key]:
            raise Trouble(f"the two sides did not write alike: {ours[key]} and {theirs[key]}")
    rows = ", ".join(f"{name} {count:.0f}" for name, count in ours["per_act"].items())
    line("rows per act, both sides", f"{sum(ours['per_act'].values()):.0f}: {rows}")
    line("bytes per row, both sides", ", ".join(f"{name} {size}" for name, size in ours["sizes"].items()))
    line("alerts behind at the end", f"{spread([ours['behind'] for ours, _ in pairs], 0)} of those queued, per cent")
    line("not sealed at the end", f"{spread([ours['unsealed'] for ours, _ in pairs], 0)} of all entries, per cent")


def compare(pairs):
    """One version's daemon with another's."""
    for name, key, unit in [("acts per second", "per_second", ""), ("p50", "p50_us", " µs"), ("p99", "p99_us", " µs"),
                            ("PostgreSQL's CPU per act", "server_us", " µs"),
                            ("daemon's CPU per act", "daemon_us", " µs"), ("all CPU per act", "all_us", " µs")]:
        ours, theirs = ([pair[side][key] for pair in pairs] for side in (0, 1))
        line(name, f"ratio {spread([a / b for a, b in zip(ours, theirs)])}   "
                   f"{spread(ours, 0)}{unit} to {spread(theirs, 0)}{unit}")


class Prepared:
    """A database in which every client's negotiation has one proposal, and a pgbench script that goes on from there."""

    def __init__(self, cluster, tools, options, database):
        self.database = database
        self.cluster = cluster
        self.tools = tools
        self.options = options
        self.document = os.path.join(cluster.folder, "proposal.md")
        with open(os.path.join(ROOT, "docs/examples/b2-school-day.md")) as example, open(self.document, "w") as file:
            self.text = example.read()
            file.write(self.text)
        cluster.create(database)
        with Daemon(cluster, tools, database) as daemon:
            tokens = daemon.establish("springfield")
            self.handles = [daemon.open("springfield", tokens) for _ in range(options.connections)]
            for handle in self.handles:
                daemon.ask("POST", f"/v1/negotiations/{handle}/proposals?name=proposal.md", self.text + handle,
                           tokens.get(SEAT), SEAT)
        # A version that knows no tokens has a load generator that knows none.
        self.asker = ["--seat", SEAT]
        if tokens:
            token = os.path.join(cluster.folder, f"{database}.token")
            with open(os.open(token, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(tokens[SEAT])
            self.asker = ["--token", token]
        self.negotiations = os.path.join(cluster.folder, "negotiations")
        with open(self.negotiations, "w") as file:
            file.write("\n".join(self.handles) + "\n")

    @functools.cached_property
    def script(self):
        """The path of pgbench's script."""
        path = os.path.join(self.cluster.folder, "serve.sql")
        with open(path, "w") as file:
            file.write(self._script())
        return path

    def _script(self):
        rows = self.cluster.run("select id, head_seq from room where kind = 'table' order by id", self.database)
        rooms = [int(row[0]) for row in rows]
        if rooms != list(range(rooms[0], rooms[0] + len(rooms))) or {row[1] for row in rows} != {rows[0][1]}:
            raise Trouble("the prepared negotiations are not numbered one by one, or do not stand alike")
        (text, title, size), = self.cluster.run(
            "select convert_from(entry.body, 'UTF8'), proposal.title, proposal.bytes"
            "  from entry join proposal on proposal.negotiation_id = room_id"
            " where entry.kind = 'proposal.served' limit 1", self.database)
        self.first, self.seq, self.body, self.title = rooms[0], int(rows[0][1]), text, title
        keys = [f"'served/' || :seq::text || '/{seat}'" for seat in TOLD]
        document = "convert_to(:document::text || 'Revision ' || :seq::text || ' of springfield-2026-' || :room::text" \
            " || ' in run 1234567890', 'UTF8')"
        digest = f"sha256({document})"
        salt = "substring(sha256(int8send(:seq::bigint)) for 16)"
        body = "convert_to(:body::text, 'UTF8')"
        body_digest = f"sha256(convert_to(E'bargain body 2\\n', 'UTF8') || {salt} || {body})"
        link, previous = (f"sha256(int8send(:seq::bigint {step} + (:room::bigint << 32)))" for step in ("", "- 1"))
        null, now, room, seq = ["null"], ["now()"], [":room"], [":seq"]
        two = len(TOLD)
        statements = [
            query("content/put", [digest], [document]),
            query("room/advance", room, [":seq - 1"], ["1"], [link]),
            query("entry/append", room, seq, now, [f"'{SEAT}'"], ["'proposal.served'"], [salt], [body], [body_digest],
                  [previous], [link], null),
            query("proposal/upsert", room, ["'union'"], [":seq - 1"], [":title::text"], null, [digest], [size],
                  ["'on the table'"], seq, now),
            query("alert/insert", room * two, keys, ["'served'"] * two, [f"'{seat}'" for seat in TOLD], seq * two,
                  null * two, null * two, now * two, ["false"] * two),
            query("act/insert", [f"'{SEAT}'"],
                  ["'bench-1234567890-springfield-2026-' || :room::text || '-' || :seq::text"],
                  ["sha256(int8send(:seq::bigint))"], now, ["201"], ["convert_to(:reply::text, 'UTF8')"]),
        ]
        begin = ["\\set room :client_id + :first", "\\set seq :seq + 1", "\\startpipeline"]
        return "\n".join([*begin, *statements, "\\endpipeline", ""])


def query(name, *columns):
    """A statement of sql/queries with expressions in place of its parameters, for an array those of its elements."""
    with open(os.path.join(ROOT, "sql/queries", name + ".sql")) as file:
        sql = "".join(text for text in file if not text.startswith("--")).strip()

    def given(place):
        values, cast = columns[int(place.group(1)) - 1], place.group(2)
        return f"array[{', '.join(values)}]{cast}" if cast else values[0]

    return re.sub(r"\$(\d+)(::\w+\[\])?", given, sql) + ";"


def by_daemon(prepared):
    cluster, options = prepared.cluster, prepared.options
    cluster.create("by_daemon", prepared.database)
    before = cluster.written("by_daemon")
    with Daemon(cluster, prepared.tools, "by_daemon", options.pool) as daemon:
        server, own = family_seconds(cluster.pid), processor_seconds(daemon.pid)
        shown = prepared.tools.output(
            prepared.tools["bargain-bench"], "load", "--socket", daemon.socket, "--negotiations", prepared.negotiations,
            "--document", prepared.document, "--connections", options.connections, "--seconds", options.seconds,
            "--warm-up", WARM_UP, *prepared.asker)
        server, own = family_seconds(cluster.pid) - server, processor_seconds(daemon.pid) - own
        waiting, queued = map(int, cluster.run(
            "select count(*) filter (where state = 'pending'), count(*) from delivery", "by_daemon")[0])
        has_tree = cluster.value("select to_regclass('leaf') is not null", "by_daemon") == "t"
        sealed = int(cluster.value("select count(*) from leaf", "by_daemon")) if has_tree else 0
        entries = int(cluster.value("select count(*) from entry", "by_daemon"))
    result = json.loads(shown)
    prepared.reply = cluster.value(
        "select convert_from(reply, 'UTF8') from act order by recorded_at desc limit 1", "by_daemon")
    return measured(
        cluster, "by_daemon", before, result.pop("requests"), server, result.pop("processor_seconds"), own,
        behind=100 * waiting / queued, unsealed=100 * (entries - sealed) / entries, **result)


def by_pgbench(prepared):
    cluster, options = prepared.cluster, prepared.options
    cluster.create("by_pgbench", prepared.database)
    before = cluster.written("by_pgbench")
    log = os.path.join(cluster.folder, "transactions")
    reply = getattr(prepared, "reply", None) or sample_reply(prepared)
    script = prepared.script
    variables = {"first": prepared.first, "seq": prepared.seq, "document": prepared.text, "body": prepared.body,
                 "title": prepared.title, "reply": reply}
    command = cluster.pgbench(
        "by_pgbench", script, "-c", options.connections, "-j", min(2, options.connections), "-T",
        options.seconds + WARM_UP, "-l", "--log-prefix", log,
        *[word for name, value in variables.items() for word in ("-D", f"{name}={value}")])
    server = family_seconds(cluster.pid)
    start = time.time()
    with open(os.path.join(cluster.folder, "pgbench.log"), "w") as shown:
        process = subprocess.Popen(command, stdout=shown, stderr=shown)
        _, status, usage = os.wait4(process.pid, 0)
    cluster.wait_for_leave("by_pgbench")
    server = family_seconds(cluster.pid) - server
    if status != 0:
        with open(shown.name) as text:
            raise Trouble(f"pgbench failed:\n{text.read()[-2000:]}")
    latencies, transactions = latencies_logged(log, start + WARM_UP)
    return measured(
        cluster, "by_pgbench", before, transactions, server, usage.ru_utime + usage.ru_stime, 0,
        per_second=len(latencies) / options.seconds, p50_us=latencies[len(latencies) // 2],
        p99_us=latencies[(len(latencies) - 1) * 99 // 100])


def sample_reply(prepared):
    """What the daemon answers to a proposal, where no round of its own has shown it yet."""
    cluster = prepared.cluster
    cluster.create("sample", prepared.database)
    with Daemon(cluster, prepared.tools, "sample") as daemon:
        subprocess.run(
            [prepared.tools["bargain-bench"], "load", "--socket", daemon.socket, "--negotiations",
             prepared.negotiations, "--document", prepared.document, "--connections", "1", "--seconds", "1",
             "--warm-up", "0", *prepared.asker],
            check=True, capture_output=True)
    return cluster.value("select convert_from(reply, 'UTF8') from act order by recorded_at desc limit 1", "sample")


def latencies_logged(prefix, since):
    """Microseconds of each transaction that ended after an instant, in order; and how many there were in all."""
    latencies = []
    count = 0
    folder, name = os.path.split(prefix)
    for file in [file for file in os.listdir(folder) if file.startswith(name)]:
        with open(os.path.join(folder, file)) as text:
            for row in text:
                _, _, taken, _, second, microsecond = row.split()[:6]
                count += 1
                if int(second) + int(microsecond) / 1e6 >= since:
                    latencies.append(int(taken))
        os.unlink(os.path.join(folder, file))
    return sorted(latencies), count


def measured(cluster, database, before, acts, server, client, daemon, **figures):
    """The figures with what each act cost and wrote."""
    after = cluster.written(database)
    inserted = {name: (after[name][0] - before.get(name, (0, 0))[0]) / acts for name in after if name in RECORD}
    inserted["room"] = (after["room"][1] - before.get("room", (0, 0))[1]) / acts
    sizes = cluster.run(
        "select (select round(avg(octet_length(body)), -1) from entry where kind = 'proposal.served'),"
        "       (select round(avg(octet_length(bytes)), -1) from content where octet_length(bytes) < 4000),"
        "       (select round(avg(octet_length(reply)), -1) from act),"
        "       (select round(avg(octet_length(key)), -1) from alert where kind = 'served')", database)[0]
    return figures | {
        "server_us": 1e6 * server / acts, "client_us": 1e6 * client / acts, "daemon_us": 1e6 * daemon / acts,
        "all_us": 1e6 * (server + client + daemon) / acts,
        "per_act": {name: round(count, 2) for name, count in sorted(inserted.items())},
        "sizes": dict(zip(("entry", "document", "reply", "alert key"), sizes)),
    }
