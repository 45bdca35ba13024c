"""An independent reading of the record: nothing here asks the daemon, and every digest is computed anew."""

import base64
import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from drill import postgres
from drill.daemon import midnight_after

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
ORIGIN = bytes(32)
# Entries that a stopped daemon may leave unsealed: the next one takes them in.
UNSEALED = 200
ACTING = {"board", "union", "neutral", "clerk"}
# Where an entry has what its author says; and entries that follow from an act elsewhere.
SAID = {"proposal.served": "title", "proposal.withdrawn": "reason", "proposal.rejected": "reason",
        "step.ended": "note", "caucus.note": "text",
        "caucus.draft": "title"}
UNASKED = {"caucus.served", "seat.taken", "seat.vacated"}
SIDES = {"U": "union", "B": "board"}
# Which schema of the database holds whose private rooms, and what such a room is called.
COMPARTMENTS = {"board": ("caucus_board", "caucus-board"), "union": ("caucus_union", "caucus-union"),
                "neutral": ("chamber", "chamber")}
# How the drill's clients mark what they write for their own side.
SECRET = re.compile(rb"secret [A-Za-z0-9-]+")
PROJECTIONS = ["zone", "school", "unit", "seat", "negotiation", "proposal", "deadline", "alert"]
# Which alert an entry calls for; either word where it depends on whether the docket changed.
ALERTS = {
    "proposal.served": {"served"},
    "deadline.lapsed": {"lapsed"},
    "negotiation.opened": {"note"},
    "proposal.withdrawn": {"note"},
    "proposal.rejected": {"note"},
    "agreement.signed": {"note"},
    "stipulation.offered": {"note"},
    "stipulation.withdrawn": {"note"},
    "information.requested": {"note"},
    "information.acknowledged": {"note"},
    "information.answered": {"note"},
    "information.declined": {"note"},
    "information.withdrawn": {"note"},
    "session.held": {"note"},
    "session.corrected": {"note"},
    "record.held": {"note"},
    "record.released": {"note"},
    "record.retention": {"note"},
    "purge.ordered": {"note"},
    "purge.confirmed": {"note"},
    "record.purged": {"note"},
    "negotiation.closed": {"note"},
    "procedure.triggered": {"docket", "note"},
    "step.ended": {"docket", "note"},
    "vote.held": {"docket", "note"},
    "stipulation.joined": {"docket", "note"},
    "date.corrected": {"docket", "note"},
}

# Acts on the other side's request or proposal, which bears the other side's letter.
ANSWERS = {"information.acknowledged", "information.answered", "information.declined", "proposal.rejected"}


def microseconds(instant):
    return (instant - EPOCH) // timedelta(microseconds=1)


def instant(number):
    return EPOCH + timedelta(microseconds=number)


def body_digest(salt, body):
    """The digest of a body with its salt, from the format's description alone."""
    return hashlib.sha256(b"bargain body 2\n" + salt + body).digest()


def digest(room, seq, recorded_at, seat, kind, body, previous):
    """The digest of an entry from that of its body, from the format's description alone."""
    total = hashlib.sha256(b"bargain entry 2\n")
    for part in (room.encode(), seq.to_bytes(8, "big"), recorded_at.to_bytes(8, "big", signed=True),
                 (seat or "").encode(), kind.encode(), body, previous):
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()


@dataclass
class Entry:
    room: str
    seq: int
    recorded_at: int
    seat: str | None
    kind: str
    salt: bytes
    body: bytes
    body_digest: bytes
    previous: bytes
    digest: bytes

    @property
    def fields(self):
        return json.loads(self.body)

    def __str__(self):
        return f"entry {self.seq} of {self.room} ({self.kind})"

    @classmethod
    def of(cls, room, row):
        return cls(room, row["seq"], row["at"], row["seat"], row["kind"],
                   *(bytes.fromhex(row[column]) for column in ("salt", "body", "body_digest", "previous", "digest")))


@dataclass
class Compartment:
    """The private rooms of one party: nobody but the database's superuser reads them at once with another's."""

    heads: dict
    entries: dict
    acts: dict
    drafts: dict

    @classmethod
    def read(cls, target, party):
        schema, kind = COMPARTMENTS[party]
        rows = postgres.query(
            target, f"select negotiation, head_seq, encode(head_digest, 'hex') as head from {schema}.room")
        heads = {f"{kind}/{row['negotiation']}": (row["head_seq"], bytes.fromhex(row["head"])) for row in rows}
        entries = {room: [] for room in heads}
        for row in entry_rows(target, f"{schema}.entry", "negotiation"):
            room = f"{kind}/{row['negotiation']}"
            entries.setdefault(room, []).append(Entry.of(room, row))
        acts = {(row["person"], row["key"]): bytes.fromhex(row["reply"]) for row in postgres.query(
            target, f"select person, key, encode(reply, 'hex') as reply from {schema}.act")}
        drafts = {}
        for row in postgres.query(target, "select negotiation, encode(digest, 'hex') as digest, "
                                  f"encode(bytes, 'hex') as bytes from {schema}.content"):
            drafts[f"{kind}/{row['negotiation']}", row["digest"]] = bytes.fromhex(row["bytes"])
        return cls(heads, entries, acts, drafts)


@dataclass
class Record:
    """Everything that the database and the alert files hold at one moment."""

    heads: dict
    entries: dict
    acts: dict
    contents: dict
    deadlines: list
    alerts: dict
    deliveries: dict
    leaves: dict
    checkpoints: list
    compartments: dict
    sent: Counter = field(default_factory=Counter)

    @classmethod
    def read(cls, target, *alert_files):
        rooms = {row["id"]: row for row in postgres.query(
            target, "select id, kind || '/' || handle as name, head_seq, encode(head_digest, 'hex') as head from room")}
        handle = {number: row["name"].partition("/")[2] for number, row in rooms.items()}
        entries = {row["name"]: [] for row in rooms.values()}
        for row in entry_rows(target, "entry", "room_id"):
            name = rooms[row["room_id"]]["name"]
            entries[name].append(Entry.of(name, row))
        acts = {(row["seat"], row["key"]): bytes.fromhex(row["reply"]) for row in postgres.query(
            target, "select seat, key, encode(reply, 'hex') as reply from act")}
        contents = {}
        for row in postgres.query(target, "select encode(bytes, 'hex') as bytes from content"):
            text = bytes.fromhex(row["bytes"])
            contents[hashlib.sha256(text).hexdigest()] = text
        deadlines = postgres.query(
            target,
            "select negotiation_id as room, step, occurrence, due_on, "
            "(extract(epoch from due_at) * 1000000)::bigint as due_at, state from deadline")
        for row in deadlines:
            row["negotiation"] = handle[row.pop("room")]
        alerts = {(handle[row["room"]], row["key"]): row for row in postgres.query(
            target,
            "select negotiation_id as room, key, kind, step, occurrence, cancelled, "
            "(extract(epoch from send_at) * 1000000)::bigint as send_at from alert")}
        deliveries = {(handle[row["room"]], row["key"]): row["state"] for row in postgres.query(
            target, "select negotiation_id as room, key, state from delivery where channel = 'file'")}
        leaves = defaultdict(list)
        for row in postgres.query(
            target, "select zone_id, leaf_index, room_id, seq, encode(hash, 'hex') as hash from leaf "
            "order by zone_id, leaf_index"):
            leaves[rooms[row["zone_id"]]["name"]].append(
                (row["leaf_index"], rooms[row["room_id"]]["name"], row["seq"], bytes.fromhex(row["hash"])))
        checkpoints = [(rooms[row["zone_id"]]["name"], row["size"], row["note"]) for row in postgres.query(
            target, "select zone_id, size, note from checkpoint order by zone_id, size")]
        record = cls({row["name"]: (row["head_seq"], bytes.fromhex(row["head"])) for row in rooms.values()},
                     entries, acts, contents, deadlines, alerts, deliveries, dict(leaves), checkpoints,
                     {party: Compartment.read(target, party) for party in COMPARTMENTS})
        for path in alert_files:
            record.sent += alerts_sent(path)
        return record

    @property
    def count(self):
        return sum(map(len, self.entries.values()))

    @property
    def rooms(self):
        """The entries of every room, the private ones too."""
        return self.entries | {room: entries for one in self.compartments.values()
                               for room, entries in one.entries.items()}

    def facts(self, kind):
        return [(entry, entry.fields) for room in self.entries.values() for entry in room if entry.kind == kind]


def entry_rows(target, table, room):
    """The rows of a table of entries, those of each room in order."""
    return postgres.query(
        target,
        f"select {room}, seq, (extract(epoch from recorded_at) * 1000000)::bigint as at, seat, kind, "
        "encode(salt, 'hex') as salt, encode(body, 'hex') as body, encode(body_digest, 'hex') as body_digest, "
        "encode(previous, 'hex') as previous, encode(digest, 'hex') as digest "
        f"from {table} order by {room}, seq")


def alerts_sent(path):
    """How often each alert stands in an alert file, by negotiation and key."""
    if not path.exists():
        return Counter()
    heads = [line.split(" ") for line in path.read_text().splitlines() if line.startswith("──── ")]
    return Counter((head[1], head[2]) for head in heads if len(head) == 3)


def projections(target):
    """Every row that can be made anew from the entries, in order."""
    return {table: postgres.run(target, f"select row_to_json(row)::text as text from {table} row order by text")
            for table in PROJECTIONS}


def chains(record):
    """Every entry of the common record fits its digest and the one before it, and the head is the last."""
    found = chained(record.heads, record.entries)
    for entry, fields in record.facts("proposal.served"):
        if fields["document"]["sha256"] not in record.contents:
            found.append(f"{entry}: its document {fields['document']['sha256']} is not kept")
    return found


def chained(heads, rooms):
    """Every entry of some rooms fits its digest and the one before it, and the head is the last."""
    found = []
    for room, entries in rooms.items():
        previous, at = ORIGIN, None
        for place, entry in enumerate(entries, 1):
            if entry.seq != place:
                found.append(f"{room}: entry {place} is missing; after {place - 1} comes {entry.seq}")
                break
            if entry.previous != previous:
                found.append(f"{entry} does not name the digest of the one before it")
            if entry.body_digest != body_digest(entry.salt, entry.body):
                found.append(f"{entry} does not have the body that was recorded")
            if entry.digest != digest(room, entry.seq, entry.recorded_at, entry.seat, entry.kind, entry.body_digest,
                                      entry.previous):
                found.append(f"{entry} does not fit its digest")
            if at is not None and entry.recorded_at <= at:
                found.append(f"{entry} is not later than the one before it")
            previous, at = entry.digest, entry.recorded_at
        head = (entries[-1].seq, entries[-1].digest) if entries else (0, ORIGIN)
        kept = heads.get(room, (0, ORIGIN))
        if kept != head:
            found.append(f"{room}: the head is at {kept[0]}, the last entry is {head[0]}")
    return found


def private(record, answers):
    """Each side's rooms are whole and its own: chains, drafts' bytes, what was served of them, and no word outside."""
    found = []
    roles = {(entry.room.partition("/")[2], seat["handle"]): seat["role"]
             for entry, fields in record.facts("negotiation.opened") for seat in fields["seats"]}
    roles |= {(entry.room.partition("/")[2], fields["handle"]): fields["role"]
              for entry, fields in record.facts("seat.taken") if room_is_table(entry.room)}
    served = {(entry.room.partition("/")[2], fields["number"]): fields["document"]["sha256"]
              for entry, fields in record.facts("proposal.served")}
    notes = Counter()
    for party, one in record.compartments.items():
        found += chained(one.heads, one.entries)
        for (room, digest), text in one.drafts.items():
            if hashlib.sha256(text).hexdigest() != digest:
                found.append(f"{room}: the bytes of the draft {digest} are others")
        for room, entries in one.entries.items():
            negotiation = room.partition("/")[2]
            drafts = {}
            for entry in entries:
                fields = entry.fields
                if roles.get((negotiation, entry.seat)) != party:
                    found.append(f"{entry} is {entry.seat}'s, who does not sit for the {party}")
                if entry.kind == "caucus.draft":
                    drafts[fields["draft"]] = fields["document"]["sha256"]
                    if (room, fields["document"]["sha256"]) not in one.drafts:
                        found.append(f"{entry}: the bytes of {fields['draft']} are not kept")
                elif entry.kind == "caucus.served":
                    notes[negotiation, fields["proposal"]] += 1
                    at_table = served.get((negotiation, fields["proposal"]))
                    if at_table is None or at_table != drafts.get(fields["draft"]):
                        found.append(f"{entry}: {fields['proposal']} at the table is not {fields['draft']}")
                    elif record.contents.get(at_table) != one.drafts.get((room, at_table)):
                        found.append(f"{entry}: the bytes at the table are not those of {fields['draft']}")
    found += [f"{negotiation}: {proposal} is noted {count} times" for (negotiation, proposal), count in notes.items()
              if count > 1]
    for answer in answers:
        if answer.ask.is_serving and answer.status == 201:
            negotiation = answer.ask.path.split("/")[1]
            if not notes[negotiation, answer.data["name"]]:
                found.append(f"{negotiation}: {answer.data['name']} was a draft, and its room does not say so")
    return found + spoken(record)


def spoken(record):
    """Whatever a side wrote for itself stands in its own rooms, and in no other place of the database."""
    def texts(entries, acts, contents):
        return b"\n".join([*(entry.body for room in entries.values() for entry in room), *acts.values(),
                           *contents.values()])

    found = []
    said = {party: set(SECRET.findall(texts(one.entries, one.acts, one.drafts)))
            for party, one in record.compartments.items()}
    outside = set(SECRET.findall(texts(record.entries, record.acts, record.contents)))
    outside |= set(SECRET.findall("\n".join(f"{alert}" for alert in record.alerts.values()).encode()))
    found += [f"'{word.decode()}' stands in the common record" for word in sorted(outside)]
    parties = sorted(said)
    found += [f"'{word.decode()}' stands in the rooms of the {one} and of the {other}"
              for place, one in enumerate(parties) for other in parties[place + 1:] for word in said[one] & said[other]]
    return found


def root(hashes):
    """The root of a Merkle tree over leaf hashes, as RFC 6962 defines it."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + root(hashes[:split]) + root(hashes[split:])).digest()


def sealed(record):
    """Every leaf is the entry it names, none stands twice, and every checkpoint has the root of its leaves."""
    found = []
    kept = {(entry.room, entry.seq): entry for room in record.entries.values() for entry in room}
    seen = defaultdict(int)
    for zone, leaves in record.leaves.items():
        for place, (index, room, seq, leaf) in enumerate(leaves):
            entry = kept.get((room, seq))
            if index != place:
                found.append(f"the tree of {zone} has no leaf {place}")
                break
            if entry is None or leaf != hashlib.sha256(b"\0" + entry.digest).digest():
                found.append(f"leaf {index} of {zone} is not entry {seq} of {room}")
            if seq != seen[room] + 1:
                found.append(f"leaf {index} of {zone} is entry {seq} of {room}, behind entry {seen[room]}")
            seen[room] = seq
    for zone, size, note in record.checkpoints:
        origin, count, text = note.split("\n")[:3]
        if (origin, count) != ("bargain/" + zone.partition("/")[2], str(size)):
            found.append(f"the checkpoint of {zone} over {size} entries says {origin} and {count}")
        hashes = [leaf for *_, leaf in record.leaves.get(zone, [])[:size]]
        if len(hashes) != size or base64.b64decode(text) != root(hashes):
            found.append(f"the checkpoint of {zone} over {size} entries is not over its leaves")
    found += [f"{len(entries) - seen[room]} entries of {room} were never sealed"
              for room, entries in record.entries.items() if seen[room] < len(entries) - UNSEALED]
    return found


def acknowledged(record, answers):
    """Every entry that a client was given a receipt for is there, as the receipt says."""
    found = []
    kept = {(entry.room, entry.seq): entry for room in record.rooms.values() for entry in room}
    private_acts = {key: reply for one in record.compartments.values() for key, reply in one.acts.items()}
    for answer in answers:
        for receipt in answer.receipts:
            entry = kept.get((receipt["room"], receipt["seq"]))
            if entry is None:
                found.append(f"entry {receipt['seq']} of {receipt['room']} was acknowledged and is lost")
            elif (entry.digest.hex(), entry.kind) != (receipt["digest"], receipt["kind"]):
                found.append(f"{entry} is not what was acknowledged")
        if answer.status != 201:
            continue
        # A draft that is served is an act at the table, and known in the private room too.
        for acts in [private_acts] * answer.ask.is_private + [record.acts] * (
                answer.ask.is_serving or not answer.ask.is_private):
            reply = acts.get((answer.ask.seat, answer.ask.key))
            if reply is None:
                found.append(f"the reply to {answer.ask.key} is lost")
            # The token of an invitation is in no kept reply.
            elif reply != answer.raw and json.loads(reply)["data"] != (answer.secret and answer.data):
                found.append(f"the reply to {answer.ask.key} is another")
    return found


def once(record, answers):
    """A key makes one act, and what a client says once stands in the record once; nothing else stands there."""
    found = []
    places = defaultdict(set)
    for acts in [record.acts, *(one.acts for one in record.compartments.values())]:
        for (seat, key), reply in acts.items():
            for receipt in json.loads(reply)["data"]["receipts"]:
                if receipt["kind"] != "deadline.lapsed":
                    places[receipt["room"], receipt["seq"]].add(f"{seat}/{key}")
    found += [f"entry {seq} of {room} is the act of several keys: {keys}"
              for (room, seq), keys in places.items() if len(keys) > 1]
    tokens = defaultdict(list)
    for room in record.rooms.values():
        for entry in room:
            is_asked_for = entry.seat and entry.kind not in UNASKED and not entry.room.startswith("hallway/")
            if is_asked_for and (entry.room, entry.seq) not in places:
                found.append(f"{entry} was recorded without its request")
            token = SAID.get(entry.kind)
            said = token and entry.fields.get(token)
            if said:
                tokens[said].append(str(entry))
    found += [f"'{token}' stands in {len(where)} entries: {', '.join(where)}"
              for token, where in tokens.items() if len(where) > 1]
    for answer in answers:
        said = answer.ask.token
        if said and answer.status == 201 and len(tokens[said]) != 1:
            found.append(f"'{said}' was acknowledged and stands in {len(tokens[said])} entries")
        if said and 400 <= answer.status < 500 and tokens[said]:
            found.append(f"'{said}' was refused ({answer.status}) and stands in {tokens[said][0]}")
    return found


def room_is_table(name):
    return name.startswith("table/")


def order(answers):
    """An act that was answered before another was sent stands before it in their room."""
    found = []
    by_room = defaultdict(dict)
    for answer in answers:
        if answer.receipts:
            last = answer.receipts[-1]
            # The same act may have been sent by several with one key: the first of them counts.
            sent, answered = by_room[last["room"]].get(last["seq"], (answer.sent, answer.answered))
            by_room[last["room"]][last["seq"]] = min(sent, answer.sent), min(answered, answer.answered)
    for room, acts in by_room.items():
        earliest = float("inf")
        for seq, (sent, answered) in sorted(acts.items(), reverse=True):
            if sent > earliest:
                found.append(f"{room}: entry {seq} was sent after a later entry was answered")
            earliest = min(earliest, answered)
    return found


def lapses(record, now, periods=()):
    """Every deadline that was due lapsed, once, and not before it was due."""
    found = []
    seen = Counter()
    for entry, fields in record.facts("deadline.lapsed"):
        key = (entry.room.partition("/")[2], fields["step"], fields["occurrence"])
        seen[key] += 1
        due = microseconds(midnight_after(date.fromisoformat(fields["due"])))
        if entry.recorded_at < due:
            found.append(f"{entry}: '{fields['step']}' lapsed {(due - entry.recorded_at) / 1e6:.6f} s early")
        if entry.seat is not None:
            found.append(f"{entry} is {entry.seat}'s act; a lapse is nobody's")
    found += [f"{negotiation}: '{step}' ({occurrence}) lapsed {count} times"
              for (negotiation, step, occurrence), count in seen.items() if count > 1]
    for row in record.deadlines:
        key = (row["negotiation"], row["step"], row["occurrence"])
        is_due = row["due_at"] <= microseconds(now)
        if is_due and row["state"] in ("pending", "lapsed") and key not in seen:
            found.append(f"{key[0]}: '{key[1]}' ({key[2]}) was due on {row['due_on']} and has not lapsed")
        if not is_due and key in seen:
            found.append(f"{key[0]}: '{key[1]}' ({key[2]}) lapsed before {row['due_on']} was over")
    for negotiation, step, day in periods:
        due = midnight_after(day)
        days = [fields["due"] for entry, fields in record.facts("deadline.lapsed")
                if entry.room == f"table/{negotiation}" and fields["step"] == step]
        if due <= now and days != [str(day)]:
            found.append(f"{negotiation}: '{step}' ought to have lapsed on {day}; it did on {days or 'no day'}")
    return found


def alerts(record, now):
    """Every alert that an entry calls for exists, was delivered when it was due, and stands in the file."""
    found = []
    told = {}
    for room, entries in record.entries.items():
        if not room_is_table(room):
            continue
        negotiation = room.partition("/")[2]
        seats = told[negotiation] = {}
        for entry in entries:
            fields = entry.fields
            if entry.kind == "negotiation.opened":
                seats.update((seat["handle"], seat["role"]) for seat in fields["seats"])
            elif entry.kind == "seat.taken":
                seats[fields["handle"]] = fields["role"]
            elif entry.kind == "seat.vacated":
                seats.pop(fields["handle"], None)
            kinds = ALERTS.get(entry.kind)
            if kinds is None:
                continue
            number = fields.get("number", "")
            author = fields.get("side") or SIDES.get(str(number)[:1])
            if entry.kind in ANSWERS:
                author = "board" if author == "union" else "union"
            for seat, role in seats.items():
                if role in ACTING and role != author and not any(
                        (negotiation, f"{kind}/{entry.seq}/{seat}") in record.alerts for kind in kinds):
                    found.append(f"{entry} calls for an alert to {seat}, and there is none")
    running = {(row["negotiation"], row["step"], row["occurrence"]) for row in record.deadlines
               if row["state"] == "pending"}
    standing = standing_packages(record)
    found += package_alerts(record, standing, told, now)
    for row in record.deadlines:
        last_day = midnight_after(date.fromisoformat(row["due_on"])) - timedelta(hours=15)
        if row["state"] == "pending" and last_day > now:
            for seat, role in told[row["negotiation"]].items():
                # A seat that is taken again counts its takings behind a tilde.
                key = f"reminder/{row['step']}/{row['occurrence']}/{row['due_on']}/{seat}"
                reminders = [alert for (place, name), alert in record.alerts.items()
                             if place == row["negotiation"] and name.partition("~")[0] == key]
                reminder = next((alert for alert in reminders if not alert["cancelled"]), None)
                if role in ACTING and reminder is None:
                    found.append(f"{row['negotiation']}: '{row['step']}' is due on {row['due_on']}, and {seat} will "
                                 f"not be reminded on that day")
    for (negotiation, key), alert in record.alerts.items():
        if alert["cancelled"] or alert["send_at"] > microseconds(now):
            continue
        state = record.deliveries.get((negotiation, key))
        matter = (negotiation, alert["step"], alert["occurrence"])
        if matter in standing:
            # A reminder that no daemon was there to send is not sent after the last day.
            is_over = alert["kind"] == "reminder" and now >= midnight_after(standing[matter])
        else:
            is_over = alert["step"] is not None and matter not in running
        if state != "delivered" and not (state == "cancelled" and is_over):
            found.append(f"{negotiation}: the alert {key} was due and is {state or 'without a delivery'}")
        if state == "delivered" and not record.sent[negotiation, key]:
            found.append(f"{negotiation}: the alert {key} counts as delivered and is not in the file")
    found += [f"{negotiation}: the alert {key} went out and is not in the record"
              for negotiation, key in record.sent if (negotiation, key) not in record.alerts]
    return found


def standing_packages(record):
    """The last days of the packages that nothing but their last day ends, with how often each lay on the table."""
    found = {}
    for room, entries in record.entries.items():
        last, answers, counters, openings, signed, over = {}, {}, {}, Counter(), {}, set()
        for entry in entries:
            fields = entry.fields
            number = fields.get("number")
            if entry.kind == "proposal.served":
                last[number] = (fields.get("package") or {}).get("expires")
                counters[number], signed[number], openings[number] = set(), set(), 1
                answers[number] = fields.get("answers")
                if answers[number]:
                    counters[answers[number]].add(number)
            elif entry.kind in ("proposal.withdrawn", "proposal.rejected"):
                over.add(number)
                answered = counters.get(answers.get(number), set())
                if entry.kind == "proposal.withdrawn" and number in answered:
                    answered.discard(number)
                    openings[answers[number]] += not answered
            elif entry.kind == "agreement.signed":
                signed[number].add(fields["side"])
            elif entry.kind == "negotiation.closed":
                over |= set(last)
        found |= {(room.partition("/")[2], number, openings[number]): date.fromisoformat(day)
                  for number, day in last.items()
                  if day and number not in over and not counters[number] and len(signed[number]) < 2}
    return found


def package_alerts(record, standing, told, now):
    """Everybody who acts is to hear of the last day of each package that stands, and that it passed."""
    found = []
    for (negotiation, number, occurrence), day in standing.items():
        for kind, at in [("reminder", midnight_after(day) - timedelta(hours=15)), ("lapsed", midnight_after(day))]:
            if at <= now:
                continue
            key = f"{kind}/{number}/{occurrence}/{day}"
            for seat, role in told[negotiation].items():
                has_one = any(place == negotiation and name.partition("~")[0] == f"{key}/{seat}"
                              and not alert["cancelled"] for (place, name), alert in record.alerts.items())
                if role in ACTING and not has_one:
                    found.append(f"{negotiation}: the last day of {number} is {day}, and {seat} will not be told ({kind})")
    return found


def duplicates(record):
    """How many alerts went out more than once, counting each time after the first."""
    return sum(record.sent.values()) - len(record.sent)


def history(record):
    """No act stands that the acts before it rule out: nothing withdrawn or agreed is countered, signed or withdrawn,
    and of what is agreed in part the rest alone is withdrawn or rejected."""
    found = []
    for room, entries in record.entries.items():
        # What each side signed of each proposal, by its places; a text without noted sections counts as one.
        signed, whole, counts, joined, withdrawn, rejected = {}, {}, Counter(), set(), set(), set()

        def agreed(number):
            return signed[number]["board"] & signed[number]["union"]

        def is_over(number):
            return number not in signed or number in withdrawn or agreed(number) == whole[number]

        for entry in entries:
            fields = entry.fields
            number = fields.get("number", "")
            if entry.kind == "proposal.served":
                counts[number[0]] += 1
                if int(number[1:]) != counts[number[0]]:
                    found.append(f"{entry}: {number} is out of turn, {counts[number[0]]} is next")
                answered = fields.get("answers")
                if answered:
                    if answered not in signed:
                        found.append(f"{entry} counters {answered}, which was not served")
                    elif is_over(answered):
                        found.append(f"{entry} counters {answered}, which is over")
                whole[number] = set(range(1, max(1, len(fields.get("items") or [])) + 1))
                signed[number] = {"board": set(), "union": set()}
            elif entry.kind in ("proposal.withdrawn", "proposal.rejected"):
                word = "withdraws" if entry.kind == "proposal.withdrawn" else "rejects"
                if is_over(number) or word == "rejects" and number in rejected:
                    found.append(f"{entry} {word} {number}, which is over")
                else:
                    rest = sorted(whole[number] - agreed(number)) if agreed(number) else None
                    if fields.get("items") != rest:
                        found.append(f"{entry} {word} items {fields.get('items')} of {number}; open are {rest or 'all'}")
                    other = "board" if number[0] == "U" else "union"
                    if word == "rejects" and signed[number][other] - agreed(number):
                        found.append(f"{entry} rejects {number}, of which the {other} has signed something")
                (withdrawn if word == "withdraws" else rejected).add(number)
            elif entry.kind == "agreement.signed":
                if number not in signed or number in withdrawn:
                    found.append(f"{entry} signs {number}, which was withdrawn")
                elif number in rejected:
                    found.append(f"{entry} signs {number}, which was rejected")
                else:
                    places = set(fields.get("items") or whole[number])
                    if places <= signed[number][fields["side"]]:
                        found.append(f"{entry} signs {number} a second time")
                    signed[number][fields["side"]] |= places
            elif entry.kind == "stipulation.joined":
                if number in joined:
                    found.append(f"{entry} joins {number} a second time")
                joined.add(number)
        triggers = [entry for entry in entries if entry.kind == "procedure.triggered"]
        if len(triggers) > 1:
            found.append(f"{room}: the procedure's clock was started {len(triggers)} times")
    return found
