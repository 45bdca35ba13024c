#!/usr/bin/env python3
"""Checks a record's file, or a receipt, with nothing of Bargain's: made from docs/record-format.md, whose § it names.

Ends with 0 if it is intact, 1 if something does not fit, 2 for wrong usage. Needs Python 3.11 and no package."""
import argparse, base64, functools, hashlib, json, re, sys, types

WORD, HASH, NUMBER, MOMENT = "([!-~]{1,255})", "([0-9a-f]{64})", "(0|[1-9][0-9]{0,17})", "(0|-?[1-9][0-9]{0,17})"
HEADER = (f"bargain record 2\nzone {WORD}\nnegotiation {WORD}\ndrill (yes|no)\norigin {WORD}\nkey {WORD}\n"
          f"exported {MOMENT}\nsize {NUMBER}")
RECEIPT = (f"bargain receipt 2\nroom {WORD}\nseq {NUMBER}\nrecorded_at {MOMENT}\nseat {WORD}\nkind {WORD}\nbody_digest "
           f"{HASH}\nprevious {HASH}\ndigest {HASH}\nleaf {NUMBER}\nproof ([0-9]|[1-5][0-9]|6[0-3])")
ENTRY = (f"(?:entry|(purged)) {NUMBER} {MOMENT} {WORD} {WORD} (-|0|[1-9][0-9]{{0,17}}) {HASH} {HASH} "
         f"(?(1){HASH}|([0-9a-f]{{32}})) {NUMBER}")  # the first of the two if `purged` stands there, else the second
BASE64 = "((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?)"  # unused bits are 0
SIGNATURE = rf"— ([^\s\0-\x1f+]+) (?=[^=\n]{{7}}){BASE64}\n"  # more than the 4 bytes of the key's hash
PURGING = re.compile(rb'\{"entry":([1-9][0-9]{0,17}),|\{"kind":.*,"sha256":"([0-9a-f]{64})"\}\Z', re.DOTALL)
PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE, TURN, BASE = -121665 * pow(121666, -1, PRIME), pow(2, (PRIME - 1) // 4, PRIME), b"\x58" + 31 * b"\x66"

class Refused(Exception):
    """What does not fit: the name of the check (§7), and the place."""

class Reader:
    """Reads a file from its start and refuses what does not fit; `entry` is what it is about."""
    def __init__(self, data, file):
        self.data, self.file, self.at, self.place, self.entry = data, file, 0, 0, {}

    def require(self, **checks):
        for check in [check for check, holds in checks.items() if not holds]:
            line = self.data.count(b"\n", 0, self.place) + 1
            raise Refused({"check": check, "file": self.file, "line": line, "byte": self.place, **self.entry})

    def read(self, shape):  # the values in the next line, or lines
        self.entry, self.place, match = {}, self.at, re.compile(f"{shape}\n".encode()).match(self.data, self.at)
        self.require(form=match)
        self.at = match.end()
        return [text and text.decode() for text in match.groups()]

    def block(self, length, limit=65536, end=b""):  # so many bytes, and what must stand behind them
        start, self.at = self.at, self.at + int(length) + len(end)
        self.require(form=int(length) <= limit and self.at <= len(self.data) and self.data.endswith(end, 0, self.at))
        return self.data[start:start + int(length)]

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def parse_key(text):  # §4: a public key, else none
    match = re.fullmatch(rf"([!-*,-~]+)\+([0-9a-f]{{8}})\+{BASE64}", text)
    data = base64.b64decode(match[3]) if match else b""
    if len(data) == 33 and data[0] == 1 and sha256(match[1].encode(), b"\n", data)[:4].hex() == match[2]:
        return types.SimpleNamespace(text=text, name=match[1], hash=bytes.fromhex(match[2]), public=data[1:])

def point(encoded):  # the point that 32 bytes encode in the one way that RFC 8032 allows, else none
    sign, y = divmod(int.from_bytes(encoded, "little"), 2**255)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    root = pow(square, (PRIME + 3) // 8, PRIME)
    for x in (root, -root % PRIME, root * TURN % PRIME, -root * TURN % PRIME):
        if x * x % PRIME == square and x % 2 == sign and y < PRIME:
            return x, y, 1, x * y % PRIME

def add(one, other):
    (x, y, z, t), (u, v, w, s) = one, other
    a, b, c, d = (y - x) * (v - u), (y + x) * (v + u), 2 * CURVE * t * s, 2 * z * w
    return (b - a) * (d - c) % PRIME, (d + c) * (b + a) % PRIME, (d - c) * (d + c) % PRIME, (b - a) * (b + a) % PRIME

@functools.cache
def is_signed(public, text, signature):  # Ed25519, RFC 8032 §5.1.7: S is below the order, S·B − k·A is R
    key, r, base, s = point(public), point(signature[:32]), point(BASE), int.from_bytes(signature[32:], "little")
    if not key or not r or s >= ORDER or len(signature) != 64:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    less, total = (-key[0], key[1], 1, -key[3]), (0, 1, 1, 0)
    addends = {(0, 0): total, (1, 0): base, (0, 1): less, (1, 1): add(base, less)}
    for bit in range(252, -1, -1):
        total = add(add(total, total), addends[s >> bit & 1, k >> bit & 1])
    return all((total[axis] - r[axis] * total[2]) % PRIME == 0 for axis in (0, 1))

def signed_text(file, note, key):  # §4: the text of a note that the key signed
    match = re.fullmatch(rf"([^\0-\x09\x0b-\x1f]*\n)\n((?:{SIGNATURE})+)", note.decode(errors="ignore"))
    file.require(form=match and match[0].encode() == note and len(note) <= 65536)
    data = [base64.b64decode(data) for name, data in re.findall(SIGNATURE, match[2]) if name == key.name]
    signature = next((each[4:] for each in data if each[:4] == key.hash), b"")
    file.require(signature=is_signed(key.public, match[1].encode(), signature))
    return match[1]

def signed_head(file, note, key):  # §4: the size and the root in a checkpoint that the key signed
    match = re.fullmatch(f"(.+)\n{NUMBER}\n{BASE64}\n(?:.+\n)*", signed_text(file, note, key))
    file.require(form=match and len(base64.b64decode(match[3])) == 32, origin=match and match[1] == key.name)
    return int(match[2]), base64.b64decode(match[3])

def digest_of(room, seq, moment, seat, kind, body_digest, previous):  # §2: an entry's digest
    fields = [room.encode(), *(int(number).to_bytes(8, "big", signed=True) for number in (seq, moment)),
              b"" if seat == "-" else seat.encode(), kind.encode(), bytes.fromhex(body_digest), bytes.fromhex(previous)]
    return sha256(b"bargain entry 2\n", *(len(field).to_bytes(8, "big") + field for field in fields)).hex()

def read_receipt(data):  # §5: the receipt's form
    file = Reader(data, "receipt")
    *file.fields, file.digest, file.leaf, count = file.read(RECEIPT)
    file.proof = [bytes.fromhex(file.read(HASH)[0]) for _ in range(int(count))]
    file.key = parse_key(file.read(f"key {WORD}")[0])
    file.require(form=file.key)
    file.note = file.block(*file.read(f"checkpoint {NUMBER}"))
    file.require(form=file.at == len(data))
    return file

def check_receipt(file, trusted):  # §5: the receipt by itself; its checkpoint's size and root
    leaf, reached = int(file.leaf), sha256(b"\0", bytes.fromhex(file.digest))
    file.require(key=file.key == trusted, digest=file.digest == digest_of(*file.fields))
    size, root = signed_head(file, file.note, trusted)
    inner = (leaf ^ size - 1).bit_length()  # so many levels up, the way to the leaf and that to the last one meet
    for level, sibling in enumerate(file.proof):
        is_right = level >= inner or leaf >> level & 1
        reached = sha256(b"\1", sibling, reached) if is_right else sha256(b"\1", reached, sibling)
    file.require(leaf=leaf < size and len(file.proof) == inner + (leaf >> inner).bit_count() and reached == root)
    return size, root

def read_room(file, room, leaves, receipt, named, orders):  # §7, step 5: the room, and its end
    count, before, last, sealed, purged = 0, -10**18, "0" * 64, -1, []
    file.require(origin=file.read(f"room {WORD}") == [room])
    while file.data.startswith((b"entry ", b"purged "), file.at):
        is_purged, seq, moment, seat, kind, leaf, previous, digest, body_digest, salt, number = file.read(ENTRY)
        body = b"" if is_purged else file.block(number, 1 << 24, b"\n")
        body_digest = body_digest or sha256(b"bargain body 2\n", bytes.fromhex(salt), body).hex()
        file.entry, index = {"room": room, "entry": int(seq)}, float("inf") if leaf == "-" else int(leaf)
        is_leaf = sealed < index < len(leaves) and leaves[index] == sha256(b"\0", bytes.fromhex(digest))
        is_other = not receipt or receipt.fields[:2] != [room, seq]
        file.require(sequence=int(seq) == count + 1, time=int(moment) > before, chain=previous == last,
                     digest=digest == digest_of(room, seq, moment, seat, kind, body_digest, previous),
                     leaf=leaf == "-" or is_leaf, receipt=is_other or (digest, leaf) == (receipt.digest, receipt.leaf))
        for name in re.findall(rb'(?="(?:sha256|packSHA256)":"([0-9a-f]{64})")', body):  # ahead: two may share a mark
            named.setdefault(name.decode(), file.entry)
        if kind == "record.purged" and (match := PURGING.match(body)):
            orders.add((room, seq, (match[1] or match[2]).decode()))
        purged += [(file.entry, kind, seq, number)] if is_purged else []
        count, before, last, sealed = count + 1, int(moment), digest, index
    for file.entry, kind, seq, order in purged:
        file.require(purge=kind != "record.purged" and int(order) > int(seq) and (room, order, seq) in orders)
    file.entry = {}
    file.require(receipt=not receipt or receipt.fields[0] != room or 0 < int(receipt.fields[1]) <= count)
    return {"room": room, "entries": count, "digest": last}

def judge(data, receipt=None, checkpoint=None, key=None):
    """What a record's file shows, with what is held against it (§7); or a receipt by itself (§5)."""
    if data.startswith(b"bargain receipt 2\n"):
        receipt = read_receipt(data)
        size, root = check_receipt(receipt, key or receipt.key)
        return {"intact": True, "size": size, "root": root.hex(), "key": receipt.key.text, "key_pinned": bool(key)}
    file, older = Reader(data, "record"), Reader(checkpoint, "checkpoint")
    zone, negotiation, drill, origin, own, _, size = file.read(HEADER)
    header, own, size = sha256(data[:file.at]).hex(), parse_key(own), int(size)
    file.require(form=own, origin=own and origin == f"bargain/{zone}" == own.name)
    receipt = read_receipt(receipt) if receipt is not None else None
    trusted = key or (receipt.key if receipt else own)
    file.require(key=own == trusted)
    held = [("extends", older, *signed_head(older, checkpoint, trusted))] if checkpoint is not None else []
    held += [("extends", receipt, *check_receipt(receipt, trusted))] if receipt else []
    heads, leaves, peaks, root = [], [], [], sha256()
    while data.startswith(b"checkpoint ", file.at):
        heads.append(("root", file, *signed_head(file, file.block(*file.read(f"checkpoint {NUMBER}")), own)))
        file.require(root=heads[-1][2] >= heads[-2:][0][2])
    file.require(root=size == (heads[-1][2] if heads else 0))
    for check, holder, count, _ in held:
        holder.require(extends=count <= size)
    file.read("leaves")
    for check, holder, count, expected in sorted(heads + held, key=lambda head: head[2]):
        for index in range(len(leaves), count):
            leaves.append(bytes.fromhex(file.read(HASH)[0]))
            peaks.append(leaves[-1])
            while index % 2:  # two whole trees of one size become one
                peaks[-2:], index = [sha256(b"\1", *peaks[-2:])], index // 2
        root = functools.reduce(lambda right, left: sha256(b"\1", left, right), reversed(peaks or [root]))
        holder.require(**{check: root == expected})
    named, orders, documents = {}, set(), set()  # who first names a document; what which entry orders to be purged
    shown = [f"hallway/{zone}"] + [f"table/{negotiation}"] * (negotiation != "-")
    rooms = [read_room(file, room, leaves, receipt, named, orders) for room in shown]
    while data.startswith((b"document ", b"purged-document "), file.at):
        is_purged, name, room, number = file.read(f"(purged-)?document {HASH} (?(1){WORD} |){NUMBER}")
        is_named = is_purged or sha256(file.block(number, 1 << 30, b"\n")).hex() == name and name in named
        file.require(purge=not is_purged or (room, number, name) in orders, document=is_named and name not in documents)
        documents.add(name)
    for name, file.entry in named.items():
        file.require(document=name in documents)
    text = f"bargain record 2\n{header}\n" + "".join("{room} {entries} {digest}\n".format(**room) for room in rooms)
    file.require(heads=text == signed_text(file, file.block(*file.read(f"heads {NUMBER}")), own))
    file.read(f"end {len(heads)} {size} {sum(room['entries'] for room in rooms)} {len(documents)}")
    file.require(form=file.at == len(data))
    return {"intact": True, "zone": zone, "drill": drill == "yes", "rooms": rooms, "checkpoints": len(heads),
            "size": size, "root": root.hex(), "key": own.text, "key_pinned": bool(key or receipt)}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "--receipt", "--checkpoint"):
        parser.add_argument(name, metavar="FILE", type=lambda path: argparse.FileType("rb")(path).read())
    parser.add_argument("--key", type=lambda text: parse_key(text) or parser.error(f"'{text}' is no log's key"))
    try:
        print(json.dumps(judge(**vars(parser.parse_args())), indent=2))
    except Refused as refused:
        print(json.dumps({"intact": False, "fault": refused.args[0]}, indent=2))
        sys.exit(1)
