"""A daemon as a process: started in a drill, killed with and without its database, stopped."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from drill import postgres

ZONE = ZoneInfo("America/New_York")


def midnight_after(day):
    """The instant at which a day of the negotiation's zone is over."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(days=1)


class DrillClock:
    """The drill's time. No daemon that was started on it is ahead of it, since each starts its own a little later."""

    def __init__(self, start):
        self._set(start)

    def _set(self, instant):
        self._instant = instant.astimezone(timezone.utc)
        self._at = time.monotonic()

    def now(self):
        return self._instant + timedelta(seconds=time.monotonic() - self._at)

    def advance(self, instant):
        """Goes on to an instant, never back."""
        now = self.now()
        if instant is not None and instant > now:
            self._set(instant)


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path, timeout=20):
        super().__init__("localhost", timeout=timeout)
        self._path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Daemon:
    """`bargaind serve --drill` on a state folder, on a private PostgreSQL unless a database is named."""

    def __init__(self, binary, state, clock, database=None, more=()):
        self.binary = str(binary)
        self.state = Path(state)
        self.clock = clock
        self.database = database
        self.more = list(more)
        self.process = None
        self._log_start = 0

    @property
    def socket(self):
        return self.state / "bargaind.sock"

    @property
    def log(self):
        return self.state.parent / f"{self.state.name}.log"

    @property
    def dsn(self):
        return self.database or postgres.dsn(self.state / "postgres" / "socket")

    def start(self, jump=None):
        """Starts it with the drill's clock, put forward to an instant where one is given."""
        self.clock.advance(jump)
        command = [self.binary, "serve", "--drill", "--state", str(self.state),
                   "--clock", self.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")]
        if self.database:
            command += ["--database", self.database]
        command += self.more
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BARGAIN_")}
        # More is asked here in a second than any side may ask for long.
        environment["BARGAIN_RATE"] = "0"
        environment["BARGAIN_QUOTA"] = "0"
        self.state.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as log:
            self._log_start = log.tell()
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env=environment)

    @property
    def has_served(self):
        """Whether it has come so far as to serve since its last start, by its own log."""
        with open(self.log, "rb") as log:
            log.seek(self._log_start)
            return b'"message":"serving"' in log.read()

    @property
    def port(self):
        """The port of this machine that it listens on, by its own log; None where it does not say so."""
        for line in self.log.read_text().splitlines():
            if '"port":"' in line:
                return int(json.loads(line)["port"])
        return None

    def ask(self, path, timeout=5):
        """What a GET answers under `data`; None where it is not answered."""
        connection = UnixConnection(self.socket, timeout)
        try:
            connection.request("GET", f"/v1/{path}")
            response = connection.getresponse()
            body = response.read()
            return json.loads(body)["data"] if response.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def await_service(self, patience=60):
        """Returns when the daemon and its database answer; the seconds that it took."""
        began = time.monotonic()
        while self.ask("status") is None:
            if self.process.poll() is not None:
                raise RuntimeError(f"bargaind ended with {self.process.returncode}; its log is {self.log}")
            if time.monotonic() - began > patience:
                raise RuntimeError(f"bargaind does not answer after {patience} s; its log is {self.log}")
            time.sleep(0.02)
        return time.monotonic() - began

    def next_deadline(self):
        """The instant of the next deadline; None where none runs or the daemon does not answer."""
        status = self.ask("status", timeout=1)
        text = status and status.get("next_deadline")
        return datetime.fromisoformat(text) if text else None

    def now(self):
        """What its own clock says, a little behind the drill's."""
        return datetime.fromisoformat(self.ask("status")["now"])

    def kill(self):
        """SIGKILL to the daemon alone."""
        self.process.kill()
        self.process.wait()

    def kill_database(self):
        """SIGKILL to the private PostgreSQL's first process and all its children.

        Returns whether there was one: the daemon may be just bringing it up."""
        data = self.state / "postgres" / "data"
        try:
            first = int((data / "postmaster.pid").read_text().split("\n")[0])
            if os.stat(f"/proc/{first}/cwd").st_ino != data.stat().st_ino:
                return False
        except (OSError, ValueError):
            return False
        for pid in [first, *children(first)]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        return True

    def stop(self, patience=60):
        """SIGTERM, and its exit code; a daemon that does not end is killed and that is an error."""
        if self.process is None or self.process.poll() is not None:
            return self.process and self.process.returncode
        self.process.terminate()
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError(f"bargaind did not end within {patience} s of SIGTERM; its log is {self.log}") from None

    def command(self, *words, database=None):
        """Runs another subcommand of it; returns (exit code, what it printed, errors included)."""
        state = self.state.parent / f"{self.state.name}-maintenance"
        done = subprocess.run(
            [self.binary, *words, "--drill", "--state", str(state), "--database", database or self.dsn],
            capture_output=True, text=True, timeout=120,
        )
        return done.returncode, (done.stdout + done.stderr).strip()


def children(parent):
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    # The second field is the program's name in brackets, which may hold anything.
                    if int(stat.read().rpartition(")")[2].split()[1]) == parent:
                        found.append(int(entry))
            except (OSError, ValueError, IndexError):
                continue
    return found
