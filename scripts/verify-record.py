#!/usr/bin/env python3
"""Checks a record's file, or a receipt, with nothing of Bargain's: written from docs/record-format.md, whose § it names.

Ends with 0 if it is intact, 1 if something does not fit, 2 for wrong usage. Needs Python 3.11 and no package.
"""
import argparse, base64, hashlib, json, re, sys
from functools import cache
from types import SimpleNamespace as Fields

WORD, HASH, NUMBER, MOMENT = "([!-~]{1,255})", "([0-9a-f]{64})", "(0|[1-9][0-9]{0,17})", "(0|-?[1-9][0-9]{0,17})"
HEADER = (f"bargain record 2\nzone {WORD}\nnegotiation {WORD}\ndrill (yes|no)\norigin {WORD}\nkey {WORD}\n"
          f"exported {MOMENT}\nsize {NUMBER}")
RECEIPT = (f"bargain receipt 2\nroom {WORD}\nseq {NUMBER}\nrecorded_at {MOMENT}\nseat {WORD}\nkind {WORD}\nbody_digest "
           f"{HASH}\nprevious {HASH}\ndigest {HASH}\nleaf {NUMBER}\nproof {NUMBER}")
FIELDS = f"{NUMBER} {MOMENT} {WORD} {WORD} (-|0|[1-9][0-9]{{0,17}}) {HASH} {HASH}"
NOTE = re.compile(r"([^\0-\x09\x0b-\x1f]*\n)\n((?:— [^\s\0-\x1f+]+ [!-~]+\n)+)")
NAMING = re.compile(rb'(?="(?:sha256|packSHA256)":"([0-9a-f]{64})")')  # ahead, since two may share a quotation mark
PURGING = re.compile(rb'\{"entry":([1-9][0-9]{0,17}),|\{"kind":.*,"sha256":"([0-9a-f]{64})"\}\Z', re.DOTALL)
PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE, BASE_Y = -121665 * pow(121666, -1, PRIME) % PRIME, 4 * pow(5, -1, PRIME) % PRIME

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

    def read(self, shape):
        """The values in the next line, or lines."""
        self.entry, self.place, match = {}, self.at, re.compile(f"{shape}\n".encode()).match(self.data, self.at)
        self.require(form=match)
        self.at = match.end()
        return [text.decode() for text in match.groups()]

    def block(self, length, limit=65536, end=b""):
        """So many bytes, and what must stand behind them."""
        start, self.at = self.at, self.at + int(length) + len(end)
        self.require(form=int(length) <= limit and self.at <= len(self.data) and self.data.endswith(end, 0, self.at))
        return self.data[start:start + int(length)]

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def base64_bytes(text):
    """The bytes of a text in base 64 in its one spelling, else none (§1)."""
    is_form = re.fullmatch("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", text)
    data = base64.b64decode(text) if is_form else b""
    return data if base64.b64encode(data).decode() == text else b""

def parse_key(text):
    """A public key from its text, else None (§4)."""
    name, mark, data = (text.split("+", 2) + ["", ""])[:3]
    data, is_name = base64_bytes(data), re.fullmatch("[!-~]+", name)
    key = Fields(text=text, name=name, hash=sha256(name.encode(), b"\n", data)[:4], public=data[1:])
    return key if is_name and key.hash.hex() == mark and len(data) == 33 and data[0] == 1 else None

def point(encoded):
    """The point that 32 bytes encode in the one way that RFC 8032 allows, else None."""
    sign, y = divmod(int.from_bytes(encoded, "little"), 2**255)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    x = x if x * x % PRIME == square else x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    x = x if x % 2 == sign else PRIME - x
    return (x, y, 1, x * y % PRIME) if y < PRIME and x < PRIME and x * x % PRIME == square else None

def add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * CURVE, 2 * one[2] * other[2]
    return (b - a) * (d - c) % PRIME, (d + c) * (b + a) % PRIME, (d - c) * (d + c) % PRIME, (b - a) * (b + a) % PRIME

@cache
def is_signed(public, text, signature):
    """Ed25519 (RFC 8032 §5.1.7): S is below the order, and S·B − k·A has the very bytes of R."""
    key, s = point(public), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    base, less = point(BASE_Y.to_bytes(32, "little")), (-key[0], key[1], 1, -key[3])
    addends, total = {(0, 0): (0, 1, 1, 0), (1, 0): base, (0, 1): less, (1, 1): add(base, less)}, (0, 1, 1, 0)
    for bit in range(252, -1, -1):
        total = add(add(total, total), addends[s >> bit & 1, k >> bit & 1])
    x, y = (part * pow(total[2], -1, PRIME) % PRIME for part in total[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

def signed_text(file, note, key):
    """The text of a note that the key signed (§4)."""
    match = NOTE.fullmatch(note.decode(errors="ignore"))
    file.require(form=match and match[0].encode() == note and len(note) <= 65536)
    signatures = [(name, base64_bytes(data)) for name, data in re.findall(r"— (\S+) (.+)\n", match[2])]
    file.require(form=all(len(data) > 4 for _, data in signatures))
    mine = [data[4:] for name, data in signatures if (name, data[:4]) == (key.name, key.hash)]
    file.require(signature=mine and is_signed(key.public, match[1].encode(), mine[0]))
    return match[1]

def signed_head(file, note, key):
    """The size and the root in a checkpoint that the key signed (§4)."""
    match = re.fullmatch(f"(.+)\n{NUMBER}\n(.+)\n(?:.+\n)*", signed_text(file, note, key))
    file.require(form=match and len(base64_bytes(match[3])) == 32)
    file.require(origin=match[1] == key.name)
    return int(match[2]), base64_bytes(match[3])

def digest_of(room, seq, moment, seat, kind, body_digest, previous):
    """The digest of an entry's fields (§2)."""
    fields = [room.encode(), *(int(number).to_bytes(8, "big", signed=True) for number in (seq, moment)),
              b"" if seat == "-" else seat.encode(), kind.encode(), bytes.fromhex(body_digest), bytes.fromhex(previous)]
    return sha256(b"bargain entry 2\n", *(len(field).to_bytes(8, "big") + field for field in fields)).hex()

def read_receipt(data):
    """A receipt in its form (§5)."""
    file = Reader(data, "receipt")
    *fields, digest, leaf, count = file.read(RECEIPT)
    file.require(form=int(count) <= 63)
    proof = [bytes.fromhex(file.read(HASH)[0]) for _ in range(int(count))]
    key = parse_key(file.read(f"key {WORD}")[0])
    file.require(form=key)
    note = file.block(*file.read(f"checkpoint {NUMBER}"))
    file.require(form=file.at == len(data))
    return Fields(file=file, fields=fields, room=fields[0], seq=int(fields[1]), digest=digest, leaf=int(leaf),
                  proof=proof, key=key, note=note)

def check_receipt(receipt, trusted):
    """A receipt by itself (§5); its file, the size and the root of its checkpoint."""
    file, leaf, reached = receipt.file, receipt.leaf, sha256(b"\0", bytes.fromhex(receipt.digest))
    file.require(key=receipt.key == trusted, digest=receipt.digest == digest_of(*receipt.fields))
    size, root = signed_head(file, receipt.note, trusted)
    inner = (leaf ^ size - 1).bit_length()  # so many levels up, the way to the leaf and that to the last one meet
    for level, sibling in enumerate(receipt.proof):
        is_right = level >= inner or leaf >> level & 1
        reached = sha256(b"\1", sibling, reached) if is_right else sha256(b"\1", reached, sibling)
    fits = leaf < size and len(receipt.proof) == inner + (leaf >> inner).bit_count()
    file.require(leaf=fits and reached == root)
    return file, size, root

def read_room(file, room, leaves, receipt, named):
    """The entries of a room, each as [kind, body or None] (§7, step 5); `named` gets who first names a document."""
    entries, purged, before, last, sealed = [], [], -10**18, "0" * 64, -1
    file.require(origin=file.read(f"room {WORD}") == [room])
    while file.data.startswith((b"entry ", b"purged "), file.at):
        is_whole = file.data.startswith(b"entry ", file.at)
        shape = f"entry {FIELDS} ([0-9a-f]{{32}}) {NUMBER}" if is_whole else f"purged {FIELDS} {HASH} {NUMBER}"
        seq, moment, seat, kind, leaf, previous, digest, salt, number = file.read(shape)
        body = file.block(number, 1 << 24, b"\n") if is_whole else None
        made = sha256(b"bargain body 2\n", bytes.fromhex(salt), body).hex() if is_whole else salt
        file.entry, index = {"room": room, "entry": int(seq)}, float("inf") if leaf == "-" else int(leaf)
        is_leaf = sealed < index < len(leaves) and leaves[index] == sha256(b"\0", bytes.fromhex(digest))
        is_other = not receipt or (receipt.room, receipt.seq) != (room, int(seq))
        file.require(sequence=int(seq) == len(entries) + 1, time=int(moment) > before, chain=previous == last,
                     digest=digest == digest_of(room, seq, moment, seat, kind, made, previous),
                     leaf=leaf == "-" or is_leaf, receipt=is_other or (digest, index) == (receipt.digest, receipt.leaf))
        for name in NAMING.findall(body or b""):
            named.setdefault(name.decode(), file.entry)
        entries.append((kind, body))
        purged += [] if is_whole else [(file.entry, kind != "record.purged", seq, int(number))]
        before, last, sealed = int(moment), digest, index
    for file.entry, fits, seq, order in purged:
        file.require(purge=fits and order > int(seq) and purged_by(entries, order) == seq)
    file.entry = {}
    file.require(receipt=not receipt or receipt.room != room or 0 < receipt.seq <= len(entries))
    return entries, last

def purged_by(entries, seq):
    """What the entry of this number orders to be purged: another's number, or a document's hash, else None (§2)."""
    kind, body = entries[seq - 1] if 0 < seq <= len(entries) else ("", None)
    match = PURGING.match(body or b"") if kind == "record.purged" else None
    return match and (match[1] or match[2]).decode()

def read_documents(file, rooms, named):
    """The hashes of the documents, there or purged (§7, step 6)."""
    known = set()
    while file.data.startswith((b"document ", b"purged-document "), file.at):
        if file.data.startswith(b"document ", file.at):
            name, length = file.read(f"document {HASH} {NUMBER}")
            file.require(document=sha256(file.block(length, 1 << 30, b"\n")).hex() == name and name in named)
        else:
            name, room, order = file.read(f"purged-document {HASH} {WORD} {NUMBER}")
            file.require(purge=purged_by(rooms.get(room, [[]])[0], int(order)) == name)
        file.require(document=name not in known)
        known.add(name)
    for name, file.entry in named.items():
        file.require(document=name in known)
    return known

def judge(data, receipt=None, checkpoint=None, key=None):
    """What a record's file shows, with what is held against it (§7); or a receipt by itself (§5)."""
    if data.startswith(b"bargain receipt 2\n"):
        receipt = read_receipt(data)
        _, size, root = check_receipt(receipt, key or receipt.key)
        return {"intact": True, "size": size, "root": root.hex(), "key": receipt.key.text, "key_pinned": bool(key)}
    file = Reader(data, "record")
    zone, negotiation, drill, origin, own, _, size = file.read(HEADER)
    header, own, size = data[:file.at], parse_key(own), int(size)
    file.require(form=own, origin=own and origin == f"bargain/{zone}" == own.name)
    receipt = read_receipt(receipt) if receipt is not None else None
    trusted = key or (receipt.key if receipt else own)
    file.require(key=own == trusted)
    older, heads, leaves, rooms, named = Reader(checkpoint, "checkpoint"), [], [], {}, {}
    held = [("extends", older, *signed_head(older, checkpoint, trusted))] if checkpoint is not None else []
    held += [("extends", *check_receipt(receipt, trusted))] if receipt else []
    while data.startswith(b"checkpoint ", file.at):
        heads.append(("root", file, *signed_head(file, file.block(*file.read(f"checkpoint {NUMBER}")), own)))
        file.require(root=heads[-1][2] >= heads[-2:][0][2])
    file.require(root=size == (heads[-1][2] if heads else 0))
    for check, holder, count, _ in held:
        holder.require(extends=count <= size)
    file.read("leaves")

    @cache
    def root(first, end):
        half = first + (1 << max(0, end - first - 1).bit_length()) // 2
        if end - first < 2:
            return leaves[first] if first < end else sha256()
        return sha256(b"\1", root(first, half), root(half, end))

    for check, holder, count, expected in sorted(heads + held, key=lambda head: head[2]):
        leaves += [bytes.fromhex(file.read(HASH)[0]) for _ in range(count - len(leaves))]
        holder.require(**{check: root(0, count) == expected})
    for room in [f"hallway/{zone}"] + [f"table/{negotiation}"] * (negotiation != "-"):
        rooms[room] = read_room(file, room, leaves, receipt, named)
    documents = read_documents(file, rooms, named)
    ends = [{"room": room, "entries": len(entries), "digest": last} for room, (entries, last) in rooms.items()]
    lines = ["bargain record 2", sha256(header).hex(), *("{room} {entries} {digest}".format(**end) for end in ends)]
    text = signed_text(file, file.block(*file.read(f"heads {NUMBER}")), own)
    file.require(heads=text == "\n".join([*lines, ""]))
    file.read(f"end {len(heads)} {size} {sum(len(entries) for entries, _ in rooms.values())} {len(documents)}")
    file.require(form=file.at == len(data))
    return {"intact": True, "zone": zone, "drill": drill == "yes", "rooms": ends, "checkpoints": len(heads),
            "size": size, "root": root(0, size).hex(), "key": own.text, "key_pinned": bool(key or receipt)}

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("file", "--receipt", "--checkpoint"):
        parser.add_argument(name, metavar="FILE", type=argparse.FileType("rb"))
    parser.add_argument("--key", type=lambda text: parse_key(text) or parser.error(f"'{text}' is no log's key"))
    parser.add_argument("--json", action="store_true", help="in one line")
    options = parser.parse_args()
    papers = [paper and paper.read() for paper in (options.file, options.receipt, options.checkpoint)]
    try:
        told = judge(*papers, options.key)
    except Refused as refused:
        told = {"intact": False, "fault": refused.args[0]}
    print(json.dumps(told, indent=None if options.json else 2))
    sys.exit(0 if told["intact"] else 1)

if __name__ == "__main__":
    main()
