"""Persons who take their seats by invitation and act by a token of their own."""

import base64
import json
import os
import threading
import time
from dataclasses import dataclass

from drill.client import Ask

# A confirmation holds for five minutes; it is given anew in good time.
CONFIRMED = 240


@dataclass
class Person:
    """A person with a password; signed in where there is a token."""

    handle: str
    name: str
    role: str
    token: str = ""
    confirmed: float = 0.0

    @property
    def password(self):
        return f"a long password that only the {self.role} knows"

    @property
    def email(self):
        return f"{self.handle}@example.org"


class People:
    """Everybody who ever signed in, by handle."""

    def __init__(self):
        self._known = {}
        self._lock = threading.Lock()

    def token(self, handle):
        """The token of a person; nothing for the operator."""
        return self._known[handle].token if handle else ""

    def confirm(self, sender, handle):
        """Gives the person's password again where that was not done lately, as an act that binds asks for."""
        with self._lock:
            person = self._known[handle]
            if time.monotonic() - person.confirmed > CONFIRMED:
                began = time.monotonic()
                sender.talk(handle, "confirmation", password=person.password)
                person.confirmed = began

    def accept(self, sender, person, invitation):
        """Takes an invitation with the person's password; what that came to, without the token."""
        began = time.monotonic()
        data = sender.talk("", "invitations/accept", invitation=invitation, password=person.password)
        person.token, person.confirmed = data.pop("token")["token"], began
        self._known[person.handle] = person
        return data

    def gather(self, sender, zone, keys):
        """Seats the usual persons: the operator invites the clerk, who invites the others; the invitations' answers."""
        answers = []
        for person in usual():
            inviting = "" if person.role == "clerk" else "ann-clerk"
            answers.append(sender.send(invitation(zone, keys.next(), person, inviting)))
            if answers[-1].status == 201:
                self.accept(sender, person, answers[-1].secret)
        return answers


def invitation(zone, key, person, inviting):
    """An invitation to a seat."""
    seat = {"handle": person.handle, "person": person.name, "role": person.role, "email": person.email}
    return Ask(inviting, f"zones/{zone}/invitations", json.dumps(seat).encode(), key, binds=bool(inviting))


def approval(zone, key, handle, approving, invitations):
    """A side's approval of somebody who accepted an invitation, as the list of those shows it."""
    read = next((each for each in invitations if each["seat"]["handle"] == handle), {})
    rests = {"sha256": read.get("sha256", ""), "expected_seq": read.get("seq", 0)}
    return Ask(approving, f"zones/{zone}/invitations/{handle}/approve", json.dumps(rests).encode(), key, binds=True)


def usual():
    """A clerk and a neutral, who sit before there is a side to ask, and one person for each side."""
    return [Person("ann-clerk", "Ann Clark", "clerk"), Person("noa-field", "Noa Field", "neutral"),
            Person("maria-soto", "Maria Soto", "union"), Person("john-lee", "John Lee", "board")]


def share_secrets(*states):
    """Gives several daemons on one database what they must have in common, before their first start."""
    secrets = {name: base64.b64encode(os.urandom(32)) + b"\n" for name in ("log.key", "wall.secret")}
    for state in states:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, secret in secrets.items():
            with open(os.open(state / name, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(secret)
