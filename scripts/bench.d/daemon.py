"""A daemon on a database of the private cluster, and requests to it."""
import hashlib
import http.client
import json
import os
import socket
import subprocess
import time

from tools import Trouble


class Daemon:
    """Serves while the `with` block runs, for a live record."""

    PASSWORD = "a password for measuring only"

    def __init__(self, cluster, tools, database, pool=None):
        # The copies of a database are signed by one key, so that all daemons of one version share a state folder.
        self.folder = os.path.join(cluster.folder, "daemon-" + hashlib.sha256(tools.products.encode()).hexdigest()[:8])
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        self.socket = os.path.join(self.folder, "s")
        self.command = [
            tools["bargaind"], "serve", "--state", self.folder, "--database", cluster.connection(database),
            "--socket", self.socket, "--log", "warning"]
        self.asked = 0
        if pool:
            self.command += ["--connections", str(pool)]

    def __enter__(self):
        self.log = open(os.path.join(self.folder, "log"), "w")
        # Nobody serves so many proposals in earnest.
        self.process = subprocess.Popen(
            self.command, stdout=self.log, stderr=self.log, start_new_session=True,
            env=os.environ | {"BARGAIN_RATE": "0", "BARGAIN_QUOTA": "0"})
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                self.ask("GET", "/v1/status")
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        with open(self.log.name) as log:
            raise Trouble(f"the daemon did not start:\n{log.read()[-2000:]}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()

    @property
    def pid(self):
        return self.process.pid

    def ask(self, method, path, body=None, token=None, seat=None):
        """One request, by a token, or in the part of a seat where a version has no tokens yet; the answer's data."""
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.asked += 1
        headers = {"Idempotency-Key": f"bench-{self.asked}"} if method == "POST" else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        elif seat:
            headers["Bargain-Seat"] = seat
        try:
            connection.sock.connect(self.socket)
            if body is not None and not isinstance(body, str):
                body = json.dumps(body)
            connection.request(method, path, body and body.encode(), headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status >= 300:
            raise Trouble(f"the daemon answered {method} {path} with {answer.status}: {text}")
        return json.loads(text)["data"]

    def establish(self, zone):
        """A zone with a school, a unit and a seat for each side and the clerk; their tokens, by handle.

        No tokens where the version knows none, and takes a seat's name for it."""
        facts = [
            {"kind": "zone.established", "zone": zone, "name": "Zone", "district": "Springfield", "state": "MA",
             "calendar": "us-ma"},
            {"kind": "school.joined", "school": "kiley", "name": "Kiley Middle School", "enrolment": 620},
            {"kind": "unit.recognised", "unit": "unit-a", "name": "Unit A", "local": "Local 1"},
        ]
        clerk, *others = [
            {"handle": "ann-clerk", "person": "Ann Clark", "role": "clerk"},
            {"handle": "maria-soto", "person": "Maria Soto", "role": "union"},
            {"handle": "john-lee", "person": "John Lee", "role": "board"},
        ]
        # The operator establishes the zone and invites its clerk, who states the rest.
        tokens = {}
        self.ask("POST", f"/v1/zones/{zone}/facts", facts[0])
        self.seat(zone, clerk, tokens)
        for fact in facts[1:]:
            self.ask("POST", f"/v1/zones/{zone}/facts", fact, tokens.get("ann-clerk"))
        for seat in others:
            self.seat(zone, seat, tokens)
        return tokens

    def seat(self, zone, seat, tokens):
        """Somebody takes a seat, by invitation where the version knows people."""
        if not self.knows_people:
            self.ask("POST", f"/v1/zones/{zone}/facts", {"kind": "seat.taken"} | seat)
            return
        invited = self.ask("POST", f"/v1/zones/{zone}/invitations", seat, tokens.get("ann-clerk"))
        accepted = self.ask("POST", "/v1/invitations/accept",
                            {"invitation": invited["invitation"], "password": self.PASSWORD})
        tokens[seat["handle"]] = accepted["token"]["token"]

    @property
    def knows_people(self):
        """Whether this version has people sign in."""
        try:
            self.ask("GET", "/v1/whoami")
            return True
        except Trouble:
            return False

    def open(self, zone, tokens):
        """A negotiation; its handle."""
        request = {"zone": zone, "title": "Kiley turnaround", "schools": ["kiley"], "unit": "unit-a",
                   "pack": "ma-69-1j-g"}
        return self.ask("POST", "/v1/negotiations", request, tokens.get("ann-clerk"), "ann-clerk")["name"]
