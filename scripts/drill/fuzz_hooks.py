"""What Schemathesis is taught about this API: texts to send, and names of things that are there.

Only what was generated as valid is touched; what was made invalid on purpose goes out as it is.
"""

import atexit
import itertools
import json
import os
import random
import re
from collections import Counter

import schemathesis
from hypothesis import strategies
from schemathesis import GenerationMode

from drill.world import DRAFT, PASSWORD, ROLES, SPARE, ZONE, World

WORLD = World.read(os.environ["FUZZ_WORLD"])
ROLE = os.environ["FUZZ_ROLE"]
DICE = random.Random(int(os.environ["FUZZ_SEED"]))
RUN = f"{ROLE}-{os.getpid()}"
NUMBERS = itertools.count(1)
ANSWERED = Counter()
# What was called valid although a part of it was made invalid: what is found with it tells nothing of the daemon.
MISLABELLED = Counter()

schemathesis.openapi.media_type("text/markdown", strategies.one_of(
    strategies.builds(lambda title, pay: DRAFT.format(title, pay).encode(),
                      strategies.text("abc déß", min_size=1, max_size=30), strategies.integers(0, 99)),
    strategies.text(max_size=300).map(str.encode), strategies.binary(max_size=300)))
schemathesis.openapi.media_type("application/octet-stream", strategies.binary(max_size=300))


def chance(share):
    return DICE.random() < share


def is_valid(case, *parts):
    """Whether these parts were generated as valid."""
    if case.meta is None:
        return False
    modes = {place.value: info.mode for place, info in case.meta.components.items()}
    return all(modes.get(part, GenerationMode.POSITIVE) == GenerationMode.POSITIVE for part in parts)


def newcomer():
    """Somebody who was just invited; the handle and the invitation."""
    handle = f"{RUN}-guest-{next(NUMBERS)}".lower()
    role = DICE.choice(["board", "union", "neutral", "observer"])
    return handle, WORLD.invite(role, handle)


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw["operationId"]
    if case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE:
        MISLABELLED.update(f"{operation}: {place.value}" for place, info in case.meta.components.items()
                           if info.mode != GenerationMode.POSITIVE)
    if operation in SPOILERS:
        # The role's own token must outlive this.
        case.headers["Authorization"] = f"Bearer {SPOILERS[operation]()}"
    if not is_valid(case, "header"):
        return
    headers = case.headers
    if "Idempotency-Key" in headers and chance(0.95):
        headers["Idempotency-Key"] = f"{RUN}-{next(NUMBERS)}"
    if chance(0.9):
        headers.pop("If-Match", None)
    # Somebody else's seat is refused before anything else is looked at; what is no seat's name stays, to be refused.
    if chance(0.95) and re.fullmatch("[a-z0-9-]{2,64}", headers.get("Bargain-Seat", "")):
        headers.pop("Bargain-Seat", None)
    if not is_valid(case, "query", "path", "body", "cookie"):
        return
    # Such a one is invalid by what is left out.
    if case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # No cursor can be made up; only one that a list gave is good.
    (case.query or {}).pop("cursor", None)
    point(case.path_parameters or {})
    teach = TEACHINGS.get(operation)
    if teach is not None:
        teach(case)


def point(path):
    """Names what is there more often than it would come about."""
    for name, known in [("zone", [ZONE]), ("negotiation", WORLD.tables[:-1]), ("draft", ["D1", "D2"])]:
        if name in path and chance(0.5):
            path[name] = DICE.choice(known)


def sign_in(case):
    # Nobody tries wrong passwords for this one, and so it need not wait.
    if chance(0.5):
        case.body["person"], case.body["password"] = "observer-one", PASSWORD


def confirm(case):
    if chance(0.5):
        case.body["password"] = PASSWORD


def change_password(case):
    if chance(0.5):
        case.body["old"], case.body["new"] = PASSWORD, PASSWORD


def revoke(case):
    if chance(0.5):
        case.path_parameters["id"] = WORLD.spare_token(SPARE)[1]


def accept(case):
    if chance(0.3):
        _, case.body["invitation"] = newcomer()
        if chance(0.9):
            case.body["password"] = PASSWORD


def about_newcomer(case):
    if chance(0.5):
        case.path_parameters["zone"] = ZONE
        case.path_parameters["seat"], _ = newcomer()


def reset(case):
    # One of the same side; who is let set a new password need not.
    if chance(0.5):
        case.path_parameters["zone"] = ZONE
        case.path_parameters["seat"] = SPARE if ROLE == "union" else "observer-one"


def approve(case):
    if chance(0.5):
        handle, invitation = newcomer()
        case.path_parameters["zone"], case.path_parameters["seat"] = ZONE, handle
        WORLD.accept(handle, invitation)
        case.body.update(WORLD.acceptance("clerk", handle))


def record_fact(case):
    if chance(0.5):
        number = next(NUMBERS)
        case.path_parameters["zone"] = ZONE
        case.body = {"kind": "school.joined", "school": f"{RUN}-school-{number}".lower(),
                     "name": f"School {number}", "enrolment": number}


def open_negotiation(case):
    if chance(0.3):
        case.body = {"zone": ZONE, "title": f"Talks {next(NUMBERS)}", "schools": ["kiley"], "unit": "unit-a",
                     "pack": "ma-69-1j-g"}


def serve(case):
    if chance(0.5):
        case.path_parameters["negotiation"] = DICE.choice(WORLD.tables[:-1])
        case.query = {"title": f"Pay {next(NUMBERS)}"}


def read_docket(case):
    if chance(0.5):
        case.query.pop("as_of", None)
        if "step" in case.path_parameters:
            case.path_parameters["negotiation"], case.path_parameters["step"] = DICE.choice(WORLD.tables), "bargaining"


def act(case):
    if chance(0.3) and ROLE in SAYINGS:
        case.path_parameters["negotiation"] = DICE.choice(WORLD.tables[:-1])
        case.body = dict(DICE.choice(SAYINGS[ROLE]))
    body = case.body
    if not isinstance(body, dict):
        return
    if body.get("act") == "close":
        # One table ends early, so that the others go on.
        case.path_parameters["negotiation"] = WORLD.tables[-1]
    if body.get("act") in ("agree", "join") and chance(0.7) and ROLE in ROLES:
        table = DICE.choice(WORLD.tables)
        status, _, view = WORLD.caller(ROLE).ask("GET", f"negotiations/{table}")
        if status != 200:
            return
        case.path_parameters["negotiation"] = table
        body["expected_seq"] = view["seq"]
        if body["act"] == "agree":
            proposal = DICE.choice(view["proposals"])
            body["number"], body["sha256"] = proposal["number"], proposal["document"]["sha256"]
        elif view["stipulations"]:
            body["number"] = DICE.choice(view["stipulations"])["number"]


def acknowledge(case):
    if ROLE in ROLES and chance(0.5):
        table = case.path_parameters["negotiation"] = DICE.choice(WORLD.tables)
        status, _, alerts = WORLD.caller(ROLE).ask("GET", f"negotiations/{table}/alerts")
        if status == 200 and alerts:
            case.body["key"] = DICE.choice(alerts)["key"]


def document(case):
    if ROLE in ROLES and chance(0.5):
        table = case.path_parameters["negotiation"] = DICE.choice(WORLD.tables)
        status, _, view = WORLD.caller(ROLE).ask("GET", f"negotiations/{table}")
        if status == 200:
            case.path_parameters["sha256"] = DICE.choice(view["proposals"])["document"]["sha256"]


QUESTION = {"act": "ask", "text": "The cost of a day."}
HOLD = {"act": "hold", "reason": "A grievance is pending."}
MEETING = {"act": "meet", "session": {"on": "2026-01-05", "attendance": {"union": ["Ursula One"]}}}
SAYINGS = {"board": [QUESTION, MEETING], "union": [QUESTION, MEETING], "clerk": [HOLD, MEETING], "neutral": [HOLD]}
SPOILERS = {"signOut": lambda: WORLD.spare_token(ROLE)[0], "confirm": lambda: WORLD.spare_token(ROLE)[0],
            "changePassword": lambda: WORLD.tokens[SPARE], "revokeToken": lambda: WORLD.tokens[SPARE]}
TEACHINGS = {"signIn": sign_in, "confirm": confirm, "changePassword": change_password,
             "revokeToken": revoke, "acceptInvitation": accept, "approveSeat": approve, "resetSeat": reset,
             "declineSeat": about_newcomer, "withdrawInvitation": about_newcomer, "act": act,
             "recordFact": record_fact, "openNegotiation": open_negotiation, "serveProposal": serve,
             "readDocket": read_docket, "explainStep": read_docket, "readPositions": read_docket,
             "acknowledgeAlert": acknowledge, "readDocument": document}


@schemathesis.hook
def after_call(context, case, response):
    ANSWERED[f"{case.operation.definition.raw['operationId']} {response.status_code}"] += 1


@atexit.register
def tell():
    with open(os.environ["FUZZ_TALLY"], "w") as tally:
        json.dump({"answered": ANSWERED, "mislabelled": MISLABELLED}, tally)
