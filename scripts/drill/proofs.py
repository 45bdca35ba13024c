"""Receipts and proofs made from a record's file, and changed so that none of them holds any more.

What is made follows docs/record-format.md; the proofs are those of RFC 9162 §2.1.3 and §2.1.4. A change is one that
must be seen: whatever is read is covered by a digest, a root or the signature, and the rest is fixed by the form.

- The key that is trusted is held apart, so another `key` line is another key, and is refused.
- A proof's sizes are not changed, since one proof can hold for two sizes; they come from a signed checkpoint.
- Nothing is put behind a note's signature: a note may have signatures by others, which say nothing.
- No field is given the value that it has already.
"""

import base64
import hashlib
from collections import namedtuple

ORDER = 2**252 + 27742317777372353535851937790883648493
Case = namedtuple("Case", "ask subject")


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(count):
    return 1 << (count - 1).bit_length() - 1


def root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = split(len(leaves))
    return node(root(leaves[:half]), root(leaves[half:]))


def inclusion(index, leaves):
    """The proof that a leaf is in the tree, its sibling first."""
    if len(leaves) < 2:
        return []
    half = split(len(leaves))
    if index < half:
        return inclusion(index, leaves[:half]) + [root(leaves[half:])]
    return inclusion(index - half, leaves[half:]) + [root(leaves[:half])]


def consistency(size, leaves, whole=True):
    """The proof that the tree of the first leaves is the beginning of the tree."""
    if size == len(leaves):
        return [] if whole else [root(leaves)]
    half = split(len(leaves))
    if size <= half:
        return consistency(size, leaves[:half], whole) + [root(leaves[half:])]
    return consistency(size - half, leaves[half:], False) + [root(leaves[:half])]


def includes(proof, leaf, index, size, expected):
    """Whether a proof of inclusion holds (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    first, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            reached = node(sibling, reached)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            reached = node(reached, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and reached == expected


def extends(proof, size, old, larger, new):
    """Whether a proof of consistency holds (RFC 9162 §2.1.4.2); 0 < size < larger."""
    path = proof if size & (size - 1) else [old, *proof]
    if not path:
        return False
    first, last = size - 1, larger - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    one = other = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            one, other = node(sibling, one), node(sibling, other)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            other = node(other, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and one == old and other == new


class Source:
    """A record's file that is intact, and what a reader of it can be given."""

    def __init__(self, data):
        self.data = data
        *header, rest = data.split(b"\n", 8)
        self.key = header[5].decode().removeprefix("key ")
        self.notes = {}
        while rest.startswith(b"checkpoint "):
            line, _, rest = rest.partition(b"\n")
            length = int(line.split(b" ")[1])
            note, rest = rest[:length], rest[length:]
            self.notes[int(note.split(b"\n")[1])] = note
        _, *leaves, rest = rest.split(b"\n", int(header[7].split(b" ")[1]) + 1)
        self.leaves = [bytes.fromhex(leaf.decode()) for leaf in leaves]
        self.entries = list(self._entries(rest))

    def _entries(self, rest):
        """The sealed entries, each as (leaf, the receipt's lines up to its digest)."""
        room, place = None, 0
        while not rest.startswith((b"document ", b"purged-document ", b"heads "), place):
            line, _, _ = rest[place:].partition(b"\n")
            place += len(line) + 1
            word, *fields = line.decode().split(" ")
            if word == "room":
                room = fields[0]
                continue
            seq, at, seat, kind, leaf, previous, digest, last, number = fields
            if word == "entry":
                body = rest[place:place + int(number)]
                place += int(number) + 1
                last = hashlib.sha256(b"bargain body 2\n" + bytes.fromhex(last) + body).hexdigest()
            if leaf != "-":
                yield int(leaf), (
                    f"bargain receipt 2\nroom {room}\nseq {seq}\nrecorded_at {at}\nseat {seat}\nkind {kind}\n"
                    f"body_digest {last}\nprevious {previous}\ndigest {digest}\nleaf {leaf}\n"
                ).encode()

    def receipt(self, dice):
        """A receipt for one of the entries under one of the checkpoints that cover it."""
        leaf, text = dice.choice(self.entries)
        size = dice.choice([size for size in self.notes if size > leaf])
        proof = inclusion(leaf, self.leaves[:size])
        lines = "".join(f"{sibling.hex()}\n" for sibling in proof)
        note = self.notes[size]
        text += f"proof {len(proof)}\n{lines}key {self.key}\ncheckpoint {len(note)}\n".encode() + note
        return Case(("receipt", self.key), text)

    def record(self, _):
        return Case(("record", self.key), self.data)

    def checkpoint(self, dice):
        return Case(("checkpoint", self.key), self.notes[dice.choice(list(self.notes))])

    def inclusion(self, dice):
        size = dice.randrange(2, len(self.leaves) + 1)
        index = dice.randrange(size)
        ask = ("inclusion", self.leaves[index], index, size, root(self.leaves[:size]))
        return Case(ask, inclusion(index, self.leaves[:size]))

    def consistency(self, dice):
        larger = dice.randrange(2, len(self.leaves) + 1)
        size = dice.randrange(1, larger)
        ask = ("consistency", size, root(self.leaves[:size]), larger, root(self.leaves[:larger]))
        return Case(ask, consistency(size, self.leaves[:larger]))


def pair(sources, dice):
    """Two of one sort, of one log or of two; receipts most often, whole records seldom."""
    makes = [Source.receipt, Source.checkpoint, Source.inclusion, Source.consistency, Source.record]
    [make] = dice.choices(makes, [8, 4, 4, 4, 1])
    mine = dice.choice(sources)
    return make(mine, dice), make(dice.choice([mine, *sources]), dice)


def changed(case, other, dice):
    """The case with one thing in it changed, by bits, bytes, lines or fields; `other` is one like it to take from."""
    change = change_text if isinstance(case.subject, bytes) else change_proof
    while (made := change(case, other, dice)) == case:
        pass
    return made


def change_text(case, other, dice):
    text = case.subject
    place = dice.randrange(len(text))
    ways = ["bit", "byte", "insert", "delete", "cut", "line", "line", "number", "case"]
    way = dice.choice(ways if case.ask[0] == "record" else [*ways, "signature"])
    lines, theirs = text.split(b"\n"), other.subject.split(b"\n")
    row = dice.randrange(len(lines) - 1)
    if way == "bit":
        text = text[:place] + bytes([text[place] ^ 1 << dice.randrange(8)]) + text[place + 1:]
    elif way == "byte":
        text = text[:place] + dice.randbytes(1) + text[place + 1:]
    elif way == "insert":
        text = text[:place] + dice.choice([b" ", b"\n", b"\r", b"0", b"-", dice.randbytes(1)]) + text[place:]
    elif way == "delete":
        text = text[:place] + text[place + 1:]
    elif way == "cut":
        text = text[:place]
    elif way == "signature":
        text = changed_signature(text, dice)
    elif way == "case":
        lines[row] = lines[row].swapcase()
        text = b"\n".join(lines)
    elif way == "number":
        text = changed_number(lines, row, dice)
    else:
        text = changed_line(lines, theirs, row, dice)
    return Case(case.ask, text)


def changed_line(lines, theirs, row, dice):
    """A line left out, moved, or with another's value. (No line is doubled: that could be a second signature.)"""
    way = dice.choice(["drop", "swap", "take", "take"])
    if way == "drop":
        del lines[row]
    elif way == "swap":
        lines[row], lines[row - 1] = lines[row - 1], lines[row]
    else:
        word = lines[row].split(b" ")[0]
        lines[row] = dice.choice([line for line in theirs if line.split(b" ")[0] == word] or theirs)
    return b"\n".join(lines)


def changed_number(lines, row, dice):
    words = lines[row].split(b" ")
    if words[-1].isdigit():
        number = int(words[-1])
        words[-1] = dice.choice([b"%d" % (number + 1), b"%d" % (number - 1), b"0%d" % number, b"+%d" % number,
                                 b"%d" % (number + 2**64), b"%d" % (2 * number + 1)])
    lines[row] = b" ".join(words)
    return b"\n".join(lines)


def changed_signature(text, dice):
    """The last line's signature in another spelling, with S a group's order larger, or with another bit."""
    start, _, encoded = text.rstrip(b"\n").rpartition(b" ")
    data = bytearray(base64.b64decode(encoded))
    way = dice.choice(["order", "bit", "short", "spare"])
    if way == "order":
        data[36:] = (int.from_bytes(data[36:], "little") + ORDER).to_bytes(32, "little")
    elif way == "bit":
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif way == "short":
        del data[dice.randrange(len(data)):]
    encoded = base64.b64encode(data)
    if way == "spare":  # The last letter has two bits that stand for nothing.
        alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        encoded = encoded[:-2] + bytes([alphabet[alphabet.index(encoded[-2]) ^ dice.randrange(4)]]) + b"="
    return start + b" " + encoded + b"\n"


def change_proof(case, other, dice):
    ask, proof = list(case.ask), list(case.subject)
    ways = ["hash", "drop", "add", "swap", "root", "take"] + ["index"] * (ask[0] == "inclusion")
    way = dice.choice(ways if proof else ["add", "root"])
    row = dice.randrange(len(proof)) if proof else 0
    if way == "hash":
        proof[row] = flipped(proof[row], dice)
    elif way == "drop":
        del proof[row]
    elif way == "add":
        proof.insert(dice.randrange(len(proof) + 1), dice.choice([*proof, dice.randbytes(32)]))
    elif way == "swap":
        proof[row], proof[row - 1] = proof[row - 1], proof[row]
    elif way == "take":
        proof = list(other.subject)
    elif way == "index":
        ask[2] = dice.choice([ask[2] ^ 1, ask[2] + 1, dice.randrange(2 * ask[3])])
    else:
        place = dice.choice([place for place, word in enumerate(ask) if isinstance(word, bytes)])
        ask[place] = flipped(ask[place], dice)
    return Case(tuple(ask), proof)


def flipped(data, dice):
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1:]


def encoded(case):
    """The case as `record-bench judge` reads it."""
    words = [word.hex() if isinstance(word, bytes) else str(word) for word in case.ask]
    subject = case.subject
    if not isinstance(subject, bytes):
        subject = "".join(f"{sibling.hex()}\n" for sibling in subject).encode()
    told = " ".join(words).encode() + b"\n" + subject
    return len(told).to_bytes(4, "big") + told
