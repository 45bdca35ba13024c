#!/usr/bin/env python3
"""Checks a record's file, or a receipt, with nothing of Bargain's: a second reader of docs/record-format.md.

Takes what `bargain verify` takes and ends as it does: 0 intact, 1 something does not fit, 64 wrong usage, 66 a file
cannot be read. Needs Python 3.11 and no package; Ed25519 is written out below. (§ names a section of the document.)
"""
import argparse
import base64
import functools
import hashlib
import json
import re
import sys
from collections import namedtuple
from datetime import datetime, timedelta

PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
BASE_Y = 4 * pow(5, -1, PRIME) % PRIME
WORDS = {"WORD": "[!-~]{1,255}", "NUMBER": "0|[1-9][0-9]{0,17}", "MOMENT": "0|-?[1-9][0-9]{0,17}",
         "LEAF": "-|0|[1-9][0-9]{0,17}", "HASH": "[0-9a-f]{64}", "SALT": "[0-9a-f]{32}"}
VALUES = {"WORD": bytes.decode, "NUMBER": int, "MOMENT": int, "LEAF": lambda text: None if text == b"-" else int(text),
          "HASH": lambda text: bytes.fromhex(text.decode()), "SALT": lambda text: bytes.fromhex(text.decode())}
NAMING = re.compile(rb'(?="(?:sha256|packSHA256)":"([0-9a-f]{64})")')  # ahead, since two may share a quotation mark
RECEIPT = b"bargain receipt 2\n"  # the first line of one (§5)
Key = namedtuple("Key", "text name hash public")
Receipt = namedtuple("Receipt", "reader room seq moment seat kind body_digest previous digest leaf proof key note")
Entry = namedtuple("Entry", "place seq kind digest leaf body order")


class Fault(Exception):
    """What does not fit: the check's name and the place."""

    def __init__(self, check, message, reader, place, **more):
        super().__init__(message)
        line = reader.data.count(b"\n", 0, place) + 1
        self.told = {"check": check, "file": reader.file, "line": line, "byte": place, "message": message, **more}


class Reader:
    """Reads a file from its start; what does not fit is raised as a fault."""

    def __init__(self, data, file):
        self.data, self.file, self.at, self.place = data, file, 0, 0

    def require(self, fits, check, message, place=None, **more):
        if not fits:
            raise Fault(check, message, self, self.place if place is None else place, **more)

    def line(self, shape):
        """The values in a line of this shape, whose words in capitals are those of §1."""
        self.place, end = self.at, self.data.find(b"\n", self.at)
        words = shape.split()
        pattern = " ".join(f"({WORDS.get(word, re.escape(word))})" for word in words)
        match = re.fullmatch(pattern.encode(), self.data[self.at:end]) if end >= 0 else None
        self.require(match, "form", f"a line '{shape}' belongs here")
        self.at = end + 1
        return [VALUES[word](text) for word, text in zip(words, match.groups()) if word in VALUES]

    def block(self, length, limit, end=b""):
        """So many bytes, and what must stand behind them."""
        block, after = self.data[self.at:self.at + length], self.at + length + len(end)
        fits = length <= limit and after <= len(self.data) and self.data[self.at + length:after] == end
        self.require(fits, "form", f"there are no {length} bytes here, or too many")
        self.at = after
        return block

    def key(self):
        [text] = self.line("key WORD")
        key = parse_key(text)
        self.require(key, "form", f"'{text}' is no key")
        return key


def sha256(data):
    return hashlib.sha256(data).digest()


def be64(number):
    return number.to_bytes(8, "big", signed=True)


def base64_bytes(text):
    """The bytes of a text in base 64 without liberties, else None (§1)."""
    try:
        data = base64.b64decode(text, validate=True)
        return data if base64.b64encode(data) == text.encode() else None
    except ValueError:
        return None


def node(left, right):
    return sha256(b"\x01" + left + right)


def point(encoded):
    """The point that 32 bytes encode in the one way that RFC 8032 allows, else None."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number % 2**255
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if y >= PRIME or (x * x - square) % PRIME or (x == 0 and sign):
        return None
    x = PRIME - x if x % 2 != sign else x
    return x, y, 1, x * y % PRIME


def add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * CURVE, 2 * one[2] * other[2]
    e, f, g, h = (b - a) % PRIME, (d - c) % PRIME, (d + c) % PRIME, (b + a) % PRIME
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


@functools.lru_cache(1 << 14)
def is_signed(public, text, signature):
    """Ed25519 (RFC 8032 §5.1.7): S is below the order, and S·B − k·A has the very bytes of R."""
    key, s = point(public), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    base, less = point(BASE_Y.to_bytes(32, "little")), (PRIME - key[0], key[1], 1, PRIME - key[3])
    addends, total = {(1, 0): base, (0, 1): less, (1, 1): add(base, less)}, (0, 1, 1, 0)
    for bit in range(252, -1, -1):
        total, bits = add(total, total), (s >> bit & 1, k >> bit & 1)
        total = add(total, addends[bits]) if any(bits) else total
    inverse = pow(total[2], -1, PRIME)
    x, y = total[0] * inverse % PRIME, total[1] * inverse % PRIME
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def parse_key(text):
    """A public key from its text, else None (§4)."""
    match = re.fullmatch(r"([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", text)
    data = base64_bytes(match[3]) if match else None
    if not data or len(data) != 33 or data[0] != 1:
        return None
    mark = sha256(match[1].encode() + b"\n" + data)[:4]
    return Key(text, match[1], mark, data[1:]) if mark.hex() == match[2] else None


def signed_text(reader, note, key):
    """The text of a note that the key signed (§4)."""
    end = note.rfind(b"\n\n") + 1
    text, signatures = note[:end], []
    try:
        note.decode()
    except UnicodeDecodeError:
        end = 0
    fits = end and len(note) <= 65536 and not re.search(rb"[\0-\x09\x0b-\x1f]", note) and note.endswith(b"\n")
    reader.require(fits and end + 1 < len(note), "form", "this is no signed note")
    for line in note[end + 1:-1].decode().split("\n"):
        match = re.fullmatch(r"— ([^\s+]+) ([!-~]+)", line)
        data = base64_bytes(match[2]) if match else None
        reader.require(data and len(data) > 4, "form", "a line of a note's signatures is '— NAME BASE64'")
        signatures += [data[4:]] if (match[1], data[:4]) == (key.name, key.hash) else []
    fits = signatures and is_signed(key.public, text, signatures[0])
    reader.require(fits, "signature", f"{key.text} did not sign this")
    return text


def signed_head(reader, note, key):
    """The size and the root in a checkpoint that the key signed (§4)."""
    lines = signed_text(reader, note, key).decode().split("\n")[:-1]
    fits = len(lines) >= 3 and all(lines) and re.fullmatch(WORDS["NUMBER"], lines[1])
    root = base64_bytes(lines[2]) if fits else None
    reader.require(root and len(root) == 32, "form", "this is no checkpoint")
    reader.require(lines[0] == key.name, "origin", f"the checkpoint is of {lines[0]}", expected=key.name)
    return int(lines[1]), root


def entry_digest(room, seq, moment, seat, kind, body_digest, previous):
    fields = [room.encode(), be64(seq), be64(moment), b"" if seat == "-" else seat.encode(), kind.encode(),
              body_digest, previous]
    return sha256(b"bargain entry 2\n" + b"".join(be64(len(field)) + field for field in fields))


def read_receipt(data):
    """A receipt in its form (§5)."""
    reader = Reader(data, "receipt")
    reader.line("bargain receipt 2")
    shapes = ("room WORD", "seq NUMBER", "recorded_at MOMENT", "seat WORD", "kind WORD", "body_digest HASH",
              "previous HASH", "digest HASH", "leaf NUMBER", "proof NUMBER")
    *fields, count = [value for shape in shapes for value in reader.line(shape)]
    reader.require(count <= 63, "form", "a proof has at most 63 hashes")
    proof = [reader.line("HASH")[0] for _ in range(count)]
    key, [length] = reader.key(), reader.line("checkpoint NUMBER")
    note = reader.block(length, 65536)
    reader.require(reader.at == len(data), "form", "the file goes on behind the checkpoint", reader.at)
    return Receipt(reader, *fields, proof, key, note)


def check_receipt(receipt, trusted):
    """A receipt by itself (§5); the size and the root of its checkpoint."""
    reader = receipt.reader
    reader.require(receipt.key == trusted, "key", "the receipt is of another key", expected=trusted.text)
    reader.require(receipt.digest == entry_digest(*receipt[1:8]), "digest", "the digest is not that of the fields")
    size, root = signed_head(reader, receipt.note, trusted)
    reached, first, last = sha256(b"\0" + receipt.digest), receipt.leaf, size - 1
    fits = first < size
    for sibling in receipt.proof:
        fits = fits and last > 0
        if first % 2 or first == last:
            reached = node(sibling, reached)
            while first and first % 2 == 0:
                first, last = first // 2, last // 2
        else:
            reached = node(reached, sibling)
        first, last = first // 2, last // 2
    reader.require(fits and last == 0 and reached == root, "leaf", "the proof does not lead to the checkpoint's root")
    return size, root


class Tree:
    """The roots over more and more leaves (§3): `peaks` are those of the perfect trees that stand side by side."""

    def __init__(self):
        self.leaves, self.peaks = [], []

    def append(self, leaf):
        count = len(self.leaves)
        self.leaves.append(leaf)
        while count % 2:
            leaf, count = node(self.peaks.pop(), leaf), count // 2
        self.peaks.append(leaf)

    def root(self):
        roots = self.peaks[::-1] or [sha256(b"")]
        return functools.reduce(lambda right, left: node(left, right), roots)


def check_record(data, receipt=None, older=None, trusted=None):
    """A record's file with what is held against it, in the order of §7; what it shows, or a Fault."""
    file = Reader(data, "record")
    file.line("bargain record 2")
    [zone], [negotiation] = file.line("zone WORD"), file.line("negotiation WORD")
    drill = data.startswith(b"drill yes\n", file.at)
    file.line("drill yes" if drill else "drill no")
    [origin], key, [exported], [size] = file.line("origin WORD"), file.key(), file.line("exported MOMENT"), file.line(
        "size NUMBER")
    header = data[:file.at]
    file.require(origin == f"bargain/{zone}" == key.name, "origin", "the origin or the key is not the zone's")

    receipt = read_receipt(receipt) if receipt is not None else None
    pinned = trusted is not None or receipt is not None
    trusted = trusted or (receipt.key if receipt else key)
    file.require(key == trusted, "key", "the log's key is not the trusted one", expected=trusted.text, found=key.text)
    heads, held = [], []
    if older is not None:
        held.append((Reader(older, "checkpoint"), *signed_head(Reader(older, "checkpoint"), older, trusted)))
    if receipt:
        held.append((receipt.reader, *check_receipt(receipt, trusted)))

    while data.startswith(b"checkpoint ", file.at):
        [length], place = file.line("checkpoint NUMBER"), file.place
        heads.append((place, *signed_head(file, file.block(length, 65536), key)))
        file.require(len(heads) < 2 or heads[-2][1] <= heads[-1][1], "root", "the checkpoints' sizes fall")
    file.require(size == (heads[-1][1] if heads else 0), "root", "SIZE is not the last checkpoint's")
    for reader, count, _ in held:
        reader.require(count <= size, "extends", f"the record has {size} leaves and should have {count}")
    tree = Tree()
    file.line("leaves")
    for count in range(size + 1):
        for place, _, root in (head for head in heads if head[1] == count):
            file.require(tree.root() == root, "root", f"the first {count} leaves have another root", place)
        for reader, _, root in (head for head in held if head[1] == count):
            reader.require(tree.root() == root, "extends", f"the record's first {count} leaves have another root")
        if count < size:
            tree.append(file.line("HASH")[0])

    rooms, named = {}, {}
    for room in [f"hallway/{zone}"] + [f"table/{negotiation}"] * (negotiation != "-"):
        [found] = file.line("room WORD")
        file.require(found == room, "origin", f"the room {room} belongs here", expected=room, found=found)
        rooms[room] = check_room(file, room, tree.leaves, receipt, named)
    documents = check_documents(file, rooms, named)

    [length], place = file.line("heads NUMBER"), file.place
    ends = {room: entries[-1].digest.hex() if entries else "0" * 64 for room, entries in rooms.items()}
    text = f"bargain record 2\n{sha256(header).hex()}\n" + "".join(
        f"{room} {len(rooms[room])} {digest}\n" for room, digest in ends.items())
    signed = signed_text(file, file.block(length, 65536), key)
    file.require(signed == text.encode(), "heads", "the log signed another header or other ends of the rooms", place)
    told = sum(map(len, rooms.values()))
    file.line(f"end {len(heads)} {size} {told} {len(documents)}")
    file.require(file.at == len(data), "form", "the file goes on behind its end", file.at)

    shown = [{"room": room, "entries": len(entries), "digest": ends[room],
              "unsealed": sum(entry.leaf is None for entry in entries),
              "purged": sum(entry.body is None for entry in entries)} for room, entries in rooms.items()]
    return {"intact": True, "zone": zone, **({"negotiation": negotiation} if negotiation != "-" else {}),
            "drill": drill, "exported_at": moment_text(exported), "rooms": shown, "entries": told,
            "checkpoints": len(heads), "unsealed": sum(room["unsealed"] for room in shown),
            "documents": list(documents.values()).count(True),
            "purged_documents": list(documents.values()).count(False), "size": size, "root": tree.root().hex(), "key": key.text, "key_pinned": pinned,
            **({"extended_size": held[0][1]} if older is not None else {}),
            **({"receipt": shown_receipt(receipt)} if receipt else {})}


def check_room(file, room, leaves, receipt, named):
    """The entries of a room (§7, step 5); `named` gets the documents that they name, with the first entry's place."""
    entries, moment, previous, leaf = [], None, bytes(32), -1
    awaits = receipt is not None and receipt.room == room
    while file.data.startswith((b"entry ", b"purged "), file.at):
        if file.data.startswith(b"entry ", file.at):
            *fields, salt, length = file.line("entry NUMBER MOMENT WORD WORD LEAF HASH HASH SALT NUMBER")
            place, body, order = file.place, file.block(length, 16777216, b"\n"), None
            body_digest = sha256(b"bargain body 2\n" + salt + body)
        else:
            *fields, body_digest, order = file.line("purged NUMBER MOMENT WORD WORD LEAF HASH HASH HASH NUMBER")
            place, body = file.place, None
        seq, at, seat, kind, index, before, digest = fields
        where = {"place": place, "room": room, "entry": seq}
        file.require(seq == len(entries) + 1, "sequence", f"entry {len(entries) + 1} belongs here", **where)
        file.require(moment is None or at > moment, "time", "it is not later than the one before", **where)
        file.require(before == previous, "chain", "it does not follow the one before", **where)
        made = entry_digest(room, seq, at, seat, kind, body_digest, before)
        file.require(digest == made, "digest", "the digest is not that of the fields", **where)
        if index is not None:
            file.require(leaf is not None, "leaf", "it is sealed and the one before is not", **where)
            file.require(leaf < index < len(leaves) and leaves[index] == sha256(b"\0" + digest), "leaf",
                         f"it is not leaf {index}", **where)
        if awaits and receipt.seq == seq:
            fits = (digest, index) == (receipt.digest, receipt.leaf)
            file.require(fits, "receipt", "it is not the receipt's", **where)
        for name in NAMING.findall(body or b""):
            named.setdefault(bytes.fromhex(name.decode()), where)
        entries.append(Entry(place, seq, kind, digest, index, body, order))
        moment, previous, leaf = at, digest, index
    for entry in entries:
        if entry.body is None:
            order = ordering(entries, entry.order)
            first = re.search(rb'"entry":(0|[1-9][0-9]*)?', order.body) if order and order.seq > entry.seq else None
            fits = first and first[1] and int(first[1]) == entry.seq and entry.kind != "record.purged"
            where = {"place": entry.place, "room": room, "entry": entry.seq}
            file.require(fits, "purge", f"entry {entry.order} did not order it", **where)
    fits = not awaits or 1 <= receipt.seq <= len(entries)
    file.require(fits, "receipt", "the receipt's entry is not here", room=room)
    return entries


def ordering(entries, seq):
    """The entry of this number if it orders a purge, else None."""
    entry = entries[seq - 1] if 1 <= seq <= len(entries) else None
    return entry if entry and entry.kind == "record.purged" and entry.body is not None else None


def check_documents(file, rooms, named):
    """The documents (§7, step 6), by hash: whether each is there or was purged."""
    found = {}
    while file.data.startswith((b"document ", b"purged-document "), file.at):
        if there := file.data.startswith(b"document ", file.at):
            [name, length], place = file.line("document HASH NUMBER"), file.place
            fits = sha256(file.block(length, 1073741824, b"\n")) == name and name in named
            file.require(fits, "document", "these are other bytes, or no entry names them", place)
        else:
            name, room, seq = file.line("purged-document HASH WORD NUMBER")
            order = ordering(rooms.get(room, []), seq)
            file.require(order and f'"{name.hex()}"'.encode() in order.body, "purge", f"entry {seq} did not order it")
        file.require(name not in found, "document", "it is here twice")
        found[name] = there
    for name, where in named.items():
        file.require(name in found, "document", f"the document {name.hex()} is missing", **where)
    return found


def moment_text(moment):
    try:
        text = (datetime(1970, 1, 1) + timedelta(microseconds=moment)).isoformat(timespec="microseconds")
        return text.rstrip("0").rstrip(".") + "Z"
    except OverflowError:
        return str(moment)


def shown_receipt(receipt):
    return {"room": receipt.room, "entry": receipt.seq, "kind": receipt.kind, "leaf": receipt.leaf,
            "digest": receipt.digest.hex(), "recorded_at": moment_text(receipt.moment),
            **({"seat": receipt.seat} if receipt.seat != "-" else {})}


def judge(file, receipt=None, checkpoint=None, key=None):
    """What there is to say of a record's file, or of a receipt; a Fault where something does not fit."""
    if not file.startswith(RECEIPT):
        return check_record(file, receipt, checkpoint, key)
    receipt = read_receipt(file)
    size, root = check_receipt(receipt, key or receipt.key)
    return {"intact": True, "key": receipt.key.text, "key_pinned": key is not None, "size": size, "root": root.hex(),
            "receipt": shown_receipt(receipt)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.error = lambda message: sys.exit(print(f"{parser.format_usage()}{message}", file=sys.stderr) or 64)
    parser.add_argument("file", metavar="FILE", help="a record's file, or a receipt")
    parser.add_argument("--receipt", metavar="FILE", help="a receipt that you hold")
    parser.add_argument("--checkpoint", metavar="FILE", help="an older checkpoint that you hold")
    parser.add_argument("--key", help="the log's key as you know it, NAME+HASH+BASE64")
    parser.add_argument("--json", action="store_true", help="write JSON for programs")
    arguments = parser.parse_args()
    key = None if arguments.key is None else parse_key(arguments.key)
    if arguments.key is not None and key is None:
        parser.error(f"'{arguments.key}' is no log's key")
    held = []
    for path in (arguments.file, arguments.receipt, arguments.checkpoint):
        try:
            with open(path, "rb") if path is not None else open("/dev/null", "rb") as file:
                held.append(None if path is None else file.read())
        except OSError as error:
            print(f"'{path}' cannot be read: {error.strerror}", file=sys.stderr)
            return 66
    if held[0].startswith(RECEIPT) and held[1:] != [None, None]:
        parser.error("--receipt and --checkpoint are held against a record, not against a receipt")
    try:
        told = judge(*held, key)
    except Fault as fault:
        told = {"intact": False, "fault": fault.told}
    if arguments.json:
        print(json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
    elif told["intact"]:
        print(f"'{arguments.file}' is intact.", *(f"{name}: {value}" for name, value in told.items()), sep="\n")
        print("" if told["key_pinned"] else "That key is the file's own word: name the one that you know with --key.")
    else:
        fault = told["fault"]
        print(f"The {fault['file']} does not fit ({fault['check']}): line {fault['line']}, byte {fault['byte']}",
              *(f"{name} {fault[name]}" for name in ("room", "entry") if name in fault), fault["message"], sep=": ")
    return 0 if told["intact"] else 1


if __name__ == "__main__":
    sys.exit(main())
