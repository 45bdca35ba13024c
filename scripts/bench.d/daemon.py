"""A daemon on a database of the private cluster, and requests to it."""
import http.client
import json
import os
import socket
import subprocess
import tempfile
import time

from tools import Trouble


class Daemon:
    """Serves while the `with` block runs."""

    def __init__(self, cluster, tools, database, pool=None):
        self.folder = tempfile.mkdtemp(prefix="daemon-", dir=cluster.folder)
        self.socket = os.path.join(self.folder, "s")
        self.command = [
            tools["bargaind"], "serve", "--state", self.folder, "--database", cluster.connection(database),
            "--socket", self.socket, "--log", "warning"]
        if pool:
            self.command += ["--connections", str(pool)]

    def __enter__(self):
        self.log = open(os.path.join(self.folder, "log"), "w")
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log, start_new_session=True)
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

    def ask(self, method, path, body=None, seat=None):
        """One request; the answer's data."""
        connection = http.client.HTTPConnection("localhost")
        connection.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.sock.connect(self.socket)
            if body is not None and not isinstance(body, str):
                body = json.dumps(body)
            connection.request(method, path, body and body.encode(), {"Bargain-Seat": seat} if seat else {})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status >= 300:
            raise Trouble(f"the daemon answered {method} {path} with {answer.status}: {text}")
        return json.loads(text)["data"]

    def establish(self, zone):
        """A zone with a school, a unit and a seat for each side and the clerk."""
        facts = [
            {"kind": "zone.established", "zone": zone, "name": "Zone", "district": "Springfield", "state": "MA",
             "calendar": "us-ma"},
            {"kind": "school.joined", "school": "kiley", "name": "Kiley Middle School", "enrolment": 620},
            {"kind": "unit.recognised", "unit": "unit-a", "name": "Unit A", "local": "Local 1"},
            {"kind": "seat.taken", "handle": "maria-soto", "person": "Maria Soto", "role": "union"},
            {"kind": "seat.taken", "handle": "john-lee", "person": "John Lee", "role": "board"},
            {"kind": "seat.taken", "handle": "ann-clerk", "person": "Ann Clerk", "role": "clerk"},
        ]
        for fact in facts:
            self.ask("POST", f"/v1/zones/{zone}/facts", fact)

    def open(self, zone):
        """A negotiation; its handle."""
        request = {"zone": zone, "title": "Kiley turnaround", "schools": ["kiley"], "unit": "unit-a",
                   "pack": "ma-69-1j-g"}
        return self.ask("POST", "/v1/negotiations", request, seat="ann-clerk")["name"]
