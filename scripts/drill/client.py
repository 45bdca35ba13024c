"""A client that never gives an act up: asked again with the same key until it is answered."""

import http.client
import json
import time
from dataclasses import dataclass, field
from urllib.parse import quote

from drill.daemon import UnixConnection


@dataclass
class Ask:
    """One act as a client sends it."""

    seat: str
    path: str
    body: bytes
    key: str
    token: str = ""


@dataclass
class Answer:
    """What an act was answered, and when it was first sent and at last answered (seconds, monotonic)."""

    ask: Ask
    status: int
    raw: bytes
    sent: float
    answered: float
    tries: int
    trouble: list = field(default_factory=list)

    @property
    def data(self):
        return json.loads(self.raw).get("data") or {}

    @property
    def receipts(self):
        return self.data.get("receipts", []) if self.status == 201 else []

    @property
    def detail(self):
        return json.loads(self.raw).get("detail", "") if self.raw else ""


class Client:
    """Sends acts to a daemon's socket, over one connection as long as it lasts or a new one for each."""

    def __init__(self, socket, keeps_alive=True, patience=60):
        self.socket = socket
        self.keeps_alive = keeps_alive
        self.patience = patience
        self._connection = None

    def send(self, ask):
        """Sends until answered with anything but 503; raises TimeoutError when that never comes."""
        sent = time.monotonic()
        tries, trouble = 0, []
        while True:
            tries += 1
            try:
                status, raw = self._once(ask)
                if status != 503:
                    return Answer(ask, status, raw, sent, time.monotonic(), tries, trouble)
                trouble.append(json.loads(raw).get("type", "503"))
            except (OSError, http.client.HTTPException) as error:
                self.close()
                trouble.append(type(error).__name__)
            if time.monotonic() - sent > self.patience:
                raise TimeoutError(f"{ask.path} with the key {ask.key} was not answered in {self.patience} s, "
                                   f"{tries} tries: {trouble[-3:]}")
            time.sleep(0.05)

    def look(self, negotiation):
        """A negotiation as it stands: what a signature or a joining binds itself to."""
        since = time.monotonic()
        while True:
            try:
                if self._connection is None:
                    self._connection = UnixConnection(self.socket)
                self._connection.request("GET", f"/v1/negotiations/{negotiation}")
                response = self._connection.getresponse()
                raw = response.read()
                if not self.keeps_alive or response.will_close:
                    self.close()
                if response.status == 200:
                    return json.loads(raw)["data"]
            except (OSError, http.client.HTTPException):
                self.close()
            if time.monotonic() - since > self.patience:
                raise TimeoutError(f"{negotiation} was not shown in {self.patience} s")
            time.sleep(0.05)

    def _once(self, ask):
        if self._connection is None:
            self._connection = UnixConnection(self.socket)
        headers = {"Idempotency-Key": ask.key, "Content-Type": "application/json"}
        if ask.seat:
            headers["Bargain-Seat"] = ask.seat
        self._connection.request("POST", f"/v1/{ask.path}", body=ask.body, headers=headers)
        response = self._connection.getresponse()
        raw = response.read()
        if not self.keeps_alive or response.will_close:
            self.close()
        return response.status, raw

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Keys:
    """Idempotency keys and tokens that no other ask of the run has."""

    def __init__(self, name):
        self.name = name
        self.count = 0

    def next(self):
        self.count += 1
        return f"{self.name}-{self.count:06d}"


def act(seat, negotiation, key, token="", /, **fields):
    """An act at the table."""
    return Ask(seat, f"negotiations/{negotiation}/acts", json.dumps(fields).encode(), key, token)


def binding(seat, negotiation, key, view, /, **fields):
    """A signature or a joining, bound to the text and to the end of the record that the view shows."""
    fields["expected_seq"] = view["seq"]
    if fields["act"] == "agree":
        texts = {proposal["number"]: proposal["document"]["sha256"] for proposal in view["proposals"]}
        fields["sha256"] = texts.get(fields["number"], "00" * 32)
    return act(seat, negotiation, key, **fields)


def proposal(seat, negotiation, key, token, answers=None):
    """A proposal, or a counter, whose title and text hold the token."""
    text = f"# Proposal {token}\n\n## Article 8 — Compensation\n\n### 8.1 Pay\n\nPay rises by 3.5% ({token}).\n"
    counter = f"&answers={answers}" if answers else ""
    path = f"negotiations/{negotiation}/proposals?title={quote(token)}{counter}"
    return Ask(seat, path, text.encode(), key, token)


def fact(zone, key, /, **fields):
    """A fact of a zone, stated by the operator."""
    return Ask("", f"zones/{zone}/facts", json.dumps(fields).encode(), key)


def zone_facts(zone, keys):
    """What makes a zone with one school, one unit and four seats."""
    return [
        fact(zone, keys.next(), kind="zone.established", zone=zone, name="Springfield Empowerment Zone",
             district="Springfield", state="MA", calendar="us-ma"),
        fact(zone, keys.next(), kind="school.joined", school="kiley", name="Kiley Middle School", enrolment=620),
        fact(zone, keys.next(), kind="school.designated", school="kiley", designation="underperforming",
             effective="2025-10-01"),
        fact(zone, keys.next(), kind="unit.recognised", unit="unit-a", name="Unit A: teachers",
             local="Springfield Education Association"),
        fact(zone, keys.next(), kind="seat.taken", handle="maria-soto", person="Maria Soto", role="union",
             email="maria@example.org"),
        fact(zone, keys.next(), kind="seat.taken", handle="john-lee", person="John Lee", role="board",
             email="john@example.org"),
        fact(zone, keys.next(), kind="seat.taken", handle="ann-clerk", person="Ann Clerk", role="clerk"),
        fact(zone, keys.next(), kind="seat.taken", handle="noa-field", person="Noa Field", role="neutral"),
    ]


def opening(zone, key, title, pack="ma-69-1j-g"):
    """The opening of a negotiation, asked by the operator."""
    body = {"zone": zone, "title": title, "schools": ["kiley"], "unit": "unit-a", "pack": pack}
    return Ask("", "negotiations", json.dumps(body).encode(), key)
