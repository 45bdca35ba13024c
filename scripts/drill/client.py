"""A client that never gives an act up: asked again with the same key until it is answered."""

import http.client
import json
import time
from dataclasses import dataclass, field
from urllib.parse import quote

from drill.daemon import UnixConnection

# Seconds that the hash of a password may take in a build for debugging, while others use the machine.
HASHING = 180


@dataclass
class Ask:
    """One act as a client sends it: the person whose token goes with it, or nobody for the operator."""

    seat: str
    path: str
    body: bytes
    key: str
    token: str = ""
    binds: bool = False

    @property
    def is_private(self):
        """Whether it goes to the private room of the person's side."""
        return "/caucus/" in self.path

    @property
    def is_serving(self):
        """Whether it has a draft served at the table."""
        return self.path.endswith("/serving")


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
        """What an act came to; with an invitation its own secret goes beside that."""
        data = json.loads(self.raw).get("data") or {}
        return data.get("act", data)

    @property
    def secret(self):
        """The token of an invitation; nothing with other acts, and never kept by the daemon."""
        return (json.loads(self.raw).get("data") or {}).get("invitation", "")

    @property
    def receipts(self):
        return self.data.get("receipts", []) if self.status == 201 else []

    @property
    def detail(self):
        return json.loads(self.raw).get("detail", "") if self.raw else ""


class Client:
    """Sends acts to a daemon's socket, over one connection as long as it lasts or a new one for each."""

    def __init__(self, socket, people, keeps_alive=True, patience=60):
        self.socket = socket
        self.people = people
        self.keeps_alive = keeps_alive
        self.patience = patience
        self.timeout = 20
        self._connection = None

    def send(self, ask):
        """Sends until answered with anything but 503; raises TimeoutError when that never comes."""
        sent = time.monotonic()
        tries, trouble, confirming = 0, [], 0
        while True:
            tries += 1
            if ask.binds:
                began = time.monotonic()
                self.people.confirm(self, ask.seat)
                confirming += time.monotonic() - began
            try:
                status, raw = self._once("POST", ask.path, ask.seat, ask.body, {"Idempotency-Key": ask.key})
                if status != 503:
                    return Answer(ask, status, raw, sent, time.monotonic(), tries, trouble)
                trouble.append(json.loads(raw).get("type", "503"))
            except (OSError, http.client.HTTPException) as error:
                self.close()
                trouble.append(type(error).__name__)
            if time.monotonic() - sent - confirming > self.patience:
                raise TimeoutError(f"{ask.path} with the key {ask.key} was not answered in {self.patience} s, "
                                   f"{tries} tries: {trouble[-3:]}")
            time.sleep(0.05)

    def look(self, negotiation, seat):
        """A negotiation as it stands: what a signature or a joining binds itself to."""
        return json.loads(self._insist("GET", f"negotiations/{negotiation}", seat))["data"]

    def fetch(self, path, seat):
        """The bytes of a file that the daemon gives."""
        return self._insist("GET", path, seat)

    def talk(self, seat, path, **fields):
        """What a request with a password is answered, which takes long on a busy machine and is not to be repeated."""
        sender = Client(self.socket, self.people, keeps_alive=False, patience=max(self.patience, HASHING))
        sender.timeout = HASHING
        return json.loads(sender._insist("POST", path, seat, json.dumps(fields).encode()))["data"]

    def _insist(self, method, path, seat, body=None):
        since = time.monotonic()
        answered = "not at all"
        while True:
            try:
                status, raw = self._once(method, path, seat, body)
                if status in (200, 201):
                    return raw
                answered = f"{status} {raw[:200]}"
                if status != 503:
                    raise RuntimeError(f"{path} was answered {answered}")
            except (OSError, http.client.HTTPException):
                self.close()
            if time.monotonic() - since > self.patience:
                raise TimeoutError(f"{path} was not answered in {self.patience} s, the last time {answered}")
            time.sleep(0.05)

    def _once(self, method, path, seat, body=None, headers=()):
        if self._connection is None:
            self._connection = UnixConnection(self.socket, self.timeout)
        headers = dict(headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        if seat:
            headers["Authorization"] = f"Bearer {self.people.token(seat)}"
        self._connection.request(method, f"/v1/{path}", body=body, headers=headers)
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
    return Ask(seat, f"negotiations/{negotiation}/acts", json.dumps(fields).encode(), key, token,
               fields["act"] in ("agree", "join"))


def binding(seat, negotiation, key, view, /, **fields):
    """A signature or a joining, bound to the text and to the end of the record that the view shows."""
    fields["expected_seq"] = view["seq"]
    if fields["act"] == "agree":
        texts = {proposal["number"]: proposal["document"]["sha256"] for proposal in view["proposals"]}
        fields["sha256"] = texts.get(fields["number"], "00" * 32)
    return act(seat, negotiation, key, **fields)


def text(token):
    """A proposal's text that holds the token."""
    return (f"# Proposal {token}\n\n## Article 8 — Compensation\n\n### 8.1 Pay\n\n"
            f"Pay rises by 3.5% ({token}).\n").encode()


def proposal(seat, negotiation, key, token, answers=None):
    """A proposal, or a counter, whose title and text hold the token."""
    counter = f"&answers={answers}" if answers else ""
    path = f"negotiations/{negotiation}/proposals?title={quote(token)}{counter}"
    return Ask(seat, path, text(token), key, token)


def offer(seat, negotiation, key, token, answers=None, expires=None):
    """A proposal on two sections, 8.1 and 9.1; a package where it has a last day."""
    more = (f"&answers={answers}" if answers else "") + (f"&package=true&expires={expires}" if expires else "")
    path = f"negotiations/{negotiation}/proposals?title={quote(token)}{more}"
    day = f"\n## Article 9 — Time\n\n### 9.1 Day\n\nThe day has 440 minutes ({token}).\n"
    return Ask(seat, path, text(token) + day.encode(), key, token)


def secret(key):
    """A token that must never be seen outside the private room."""
    return f"secret {key}"


def note(seat, negotiation, key):
    """A note for the person's own side."""
    body = {"act": "note", "text": secret(key), "about": "pay"}
    return Ask(seat, f"negotiations/{negotiation}/caucus/acts", json.dumps(body).encode(), key, secret(key))


def draft(seat, negotiation, key, revises=None):
    """A draft for the person's own side, or a new version of one; the title is for that side only, the text is not."""
    older = f"&revises={revises}" if revises else ""
    path = f"negotiations/{negotiation}/caucus/drafts?title={quote(secret(key))}{older}"
    return Ask(seat, path, text(f"draft {key}"), key, secret(key))


def serving(seat, negotiation, key, token, draft, answers=None, again=False):
    """A draft served at the table under a title that holds the token, if need be once more."""
    body = {"title": token} | ({"answers": answers} if answers else {}) | ({"again": True} if again else {})
    return Ask(seat, f"negotiations/{negotiation}/caucus/drafts/{draft}/serving", json.dumps(body).encode(), key, token)


def fact(zone, key, /, **fields):
    """A fact of a zone, stated by the operator."""
    return Ask("", f"zones/{zone}/facts", json.dumps(fields).encode(), key)


def zone_facts(zone, keys):
    """What makes a zone with one school and one unit."""
    return [
        fact(zone, keys.next(), kind="zone.established", zone=zone, name="Springfield Empowerment Zone",
             district="Springfield", state="MA", calendar="us-ma"),
        fact(zone, keys.next(), kind="school.joined", school="kiley", name="Kiley Middle School", enrolment=620),
        fact(zone, keys.next(), kind="school.designated", school="kiley", designation="underperforming",
             effective="2025-10-01"),
        fact(zone, keys.next(), kind="unit.recognised", unit="unit-a", name="Unit A: teachers",
             local="Springfield Education Association"),
    ]


def opening(seat, zone, key, title, pack="ma-69-1j-g"):
    """The opening of a negotiation, asked by a clerk."""
    body = {"zone": zone, "title": title, "schools": ["kiley"], "unit": "unit-a", "pack": pack}
    return Ask(seat, "negotiations", json.dumps(body).encode(), key)
