"""A PostgreSQL server of the script's own, and reading a database with psql, past the daemon."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path


def program(name):
    """The path of one of PostgreSQL's programs: Debian's newest version, else what PATH has."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    for folder in reversed(versions):
        if (folder / name).exists():
            return str(folder / name)
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"PostgreSQL's program {name} is not installed (apt-get install postgresql).")
    return found


def dsn(folder, database="bargain"):
    """The connection string of the server whose socket is in a folder."""
    return f"host={folder} port=5432 user=postgres dbname={database}"


def query(target, sql):
    """The rows of a query, each as a dictionary."""
    text = run(target, f"select row_to_json(answer)::text from ({sql}) as answer")
    return [json.loads(line) for line in text.splitlines() if line]


def run(target, sql):
    """What psql prints for a statement; an error of the statement is an error here."""
    done = subprocess.run(
        [program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", target, "-c", sql],
        capture_output=True, text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(f"psql: {done.stderr.strip()}")
    return done.stdout


class Server:
    """A PostgreSQL server on a data folder: a new one, or one that a daemon made and has left."""

    def __init__(self, data, socket):
        self.data = Path(data)
        self.socket = Path(socket)
        self.process = None
        if self.data.exists():
            self.account = pwd.getpwuid(self.data.stat().st_uid)
        else:
            self.account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
            self._own(self.data)
            self._execute(["initdb", "-D", str(self.data), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
                           "--auth-local=trust", "--no-sync"])
        if not self.socket.exists():
            self._own(self.socket)

    def _own(self, folder):
        folder.mkdir(mode=0o700, parents=True)
        if os.geteuid() == 0:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _as_account(self):
        if os.geteuid() != 0:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _execute(self, command):
        done = subprocess.run([program(command[0]), *command[1:]], capture_output=True, text=True, cwd="/",
                              **self._as_account())
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")

    def dsn(self, database="bargain"):
        return dsn(self.socket, database)

    def __enter__(self):
        command = [program("postgres"), "-D", str(self.data), "-c", "listen_addresses=", "-c", "port=5432",
                   "-c", f"unix_socket_directories={self.socket}", "-c", "timezone=UTC"]
        log = open(self.socket.parent / "server-of-script.log", "ab")
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                                        **self._as_account())
        log.close()
        deadline = time.monotonic() + 60
        while True:
            try:
                run(self.dsn("postgres"), "select 1")
                return self
            except RuntimeError as error:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.__exit__()
                    raise RuntimeError(f"the server on {self.data} does not answer: {error}") from None
                time.sleep(0.05)

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
