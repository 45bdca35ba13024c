"""A zone whose people are really signed in, at tables where something has happened."""

import http.client
import json
import threading
import time
from datetime import datetime, timedelta
from urllib.parse import quote

from drill import client
from drill.client import Client, Keys
from drill.daemon import ZONE as NEW_YORK

ZONE = "springfield"
PASSWORD = "four words that rhyme with orange"
ROLES = ["board", "union", "neutral", "clerk", "observer"]
SPARE = "union-two"
TABLES = 4
DRAFT = "# {0}\n\n## Article 8 — Compensation\n\n### 8.1 Pay\n\nPay rises by {1}%.\n"


class Refused(RuntimeError):
    """What was to be done was not."""


class Caller:
    """Asks over TCP as one person, or as nobody."""

    def __init__(self, port, token=None):
        self.port = port
        self.token = token
        self._keys = Keys(f"caller-{time.monotonic_ns()}")

    def ask(self, method, path, body=None, kind="application/json"):
        """The status, the headers, and what stands under `data`, or the whole answer where it refuses."""
        headers = {"Idempotency-Key": self._keys.next(), "Content-Type": kind}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, f"/v1/{path}", body=body, headers=headers)
            response = connection.getresponse()
            raw = response.read()
        finally:
            connection.close()
        answer = json.loads(raw) if "json" in response.headers.get("Content-Type", "") else {}
        return response.status, response.headers, answer.get("data", answer)

    def must(self, method, path, body=None, kind="application/json"):
        """What it came to; anything but success is an error here."""
        status, _, data = self.ask(method, path, body, kind)
        if status not in (200, 201):
            raise Refused(f"{method} {path}: {status} {data.get('detail')}")
        return data


class World:
    """The zone's people by role, with their tokens, and a spare one whose password may be tried."""

    def __init__(self, port, tokens, tables):
        self.port = port
        self.tokens = tokens
        self.tables = tables

    @staticmethod
    def make(daemon):
        """Sets the zone up, from the operator's first facts to the drafts in each side's room."""
        operator = Client(daemon.socket, None)
        for ask in client.zone_facts(ZONE, Keys("setup"))[:4]:
            answer = operator.send(ask)
            if answer.status != 201:
                raise Refused(answer.detail)
        first = client.Ask("", f"zones/{ZONE}/invitations", json.dumps(
            {"handle": "ann-clerk", "person": "Ann Clerk", "role": "clerk"}).encode(), "setup-clerk")
        world = World(daemon.port, {}, [])
        world.accept("ann-clerk", operator.send(first).secret)
        operator.close()
        world.tokens["clerk"] = world.tokens.pop("ann-clerk")
        for role in ["board", "union", "neutral", "observer"]:
            world.seat(role, role + "-one")
            world.tokens[role] = world.tokens.pop(role + "-one")
        world.seat("union", SPARE)
        for place in range(TABLES):
            world._open(f"Table {place + 1}")
        return world

    @staticmethod
    def read(text):
        fields = json.loads(text)
        return World(fields["port"], fields["tokens"], fields["tables"])

    def text(self):
        return json.dumps({"port": self.port, "tokens": self.tokens, "tables": self.tables})

    def caller(self, who):
        return Caller(self.port, self.tokens.get(who))

    def invite(self, role, handle):
        """Invites by the clerk; the invitation's token."""
        return self.caller("clerk").must("POST", f"zones/{ZONE}/invitations", {
            "handle": handle, "person": handle.replace("-", " ").title(), "role": role})["invitation"]

    def seat(self, role, handle):
        """Brings somebody to a seat by invitation, with the approvals that it takes."""
        for side in self.accept(handle, self.invite(role, handle)):
            self.caller(side).must("POST", f"zones/{ZONE}/invitations/{handle}/approve", self.acceptance(side, handle))

    def acceptance(self, who, handle):
        """What an approval of somebody who accepted rests on, as it is read."""
        invitations = self.caller(who).must("GET", f"zones/{ZONE}/invitations")
        read = next(each for each in invitations if each["seat"]["handle"] == handle)
        return {"sha256": read["sha256"], "expected_seq": read["seq"]}

    def accept(self, handle, invitation):
        reply = Caller(self.port).must("POST", "invitations/accept",
                                       {"invitation": invitation, "password": PASSWORD})
        self.tokens[handle] = reply["token"]["token"]
        return reply["awaiting"]

    def confirm(self):
        """Gives every password again, so that acts that bind are let through for five more minutes."""
        for role in [*ROLES, SPARE]:
            self.caller(role).must("POST", "confirmation", {"password": PASSWORD})

    def keep_confirmed(self):
        """Does so before five minutes are over, again and again, as long as the process lives."""
        def confirm():
            while True:
                time.sleep(100)
                try:
                    self.confirm()
                except Refused:
                    pass  # too many sign in at the moment; there is time for another try
                except OSError:
                    return  # the daemon has been stopped
        threading.Thread(target=confirm, daemon=True).start()

    def spare_token(self, who):
        """Another token of somebody's, which may be spoilt, with its id."""
        made = self.caller(who).must("POST", "tokens", {"scopes": ["read", "draft", "exchange", "accept"]})
        return made["token"], made["id"]

    def _open(self, title):
        clerk, board, union, neutral = (self.caller(role) for role in ["clerk", "board", "union", "neutral"])
        table = clerk.must("POST", "negotiations", {
            "zone": ZONE, "title": title, "schools": ["kiley"], "unit": "unit-a", "pack": "ma-69-1j-g"})["name"]
        self.tables.append(table)
        at = f"negotiations/{table}"

        def act(who, **fields):
            return who.must("POST", f"{at}/acts", fields)

        def serve(who, title, **query):
            words = "&".join(f"{name}={quote(value)}" for name, value in query.items())
            return who.must("POST", f"{at}/proposals?{words}", DRAFT.format(title, 3).encode(), "text/markdown")

        for place in range(3):
            serve(union, f"Pay {place}")
            serve(board, f"Hours {place}")
        serve(board, "Pay, countered", answers="U1")
        act(union, act="withdraw", number="U2", reason="It is covered by U1.")
        act(union, act="ask", text="The pay scale of last year.", wanted_by="2030-01-01")
        act(board, act="ask", text="The members by school.")
        act(board, act="answer", number="UR1", text="It was sent by mail.", full=False)
        act(union, act="propose", rule={"kind": "other", "text": "Nobody speaks to the press."}, reason="Quiet.")
        today = datetime.now(NEW_YORK).date()
        act(clerk, act="request", on=str(today - timedelta(days=3)))
        act(clerk, act="meet", session={"on": str(today - timedelta(days=1)), "attendance": {"board": ["John Lee"]},
                                        "minutes": {"text": "Both sides introduced themselves."}})
        act(clerk, act="hold", reason="A grievance is pending.")
        act(board, act="extend", step="bargaining", to=str(today + timedelta(days=60)), reason="The holidays.")
        for who in [board, union]:
            who.must("POST", f"{at}/caucus/drafts", DRAFT.format("Draft", 4).encode(), "text/markdown")
            who.must("POST", f"{at}/caucus/acts", {"act": "authority", "on": "pay", "limit": "4%", "reason": "Vote."})
        neutral.must("POST", f"{at}/caucus/acts", {"act": "note", "text": "Both would take 3.5%.", "from": "union"})
