"""A private PostgreSQL with its default, durable settings, for as long as the measurements take."""
import os
import pwd
import shutil
import signal
import subprocess
import time

from tools import Trouble


class Cluster:
    """Runs while the `with` block runs; root runs it as the user postgres, since PostgreSQL refuses root."""

    USER = "bench"

    def __init__(self, folder, tools):
        self.folder = folder
        self.tools = tools
        self.data = os.path.join(folder, "data")
        self.host = os.path.join(folder, "run")
        self.identity = {}
        self.server = None

    def __enter__(self):
        if os.geteuid() == 0:
            try:
                account = pwd.getpwnam("postgres")
            except KeyError:
                raise Trouble("PostgreSQL does not run as root, and there is no user postgres") from None
            self.identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        for path in (self.data, self.host):
            os.mkdir(path, 0o700)
            if self.identity:
                os.chown(path, self.identity["user"], self.identity["group"])
        # -N: only initdb itself does not wait for the disk; the server does.
        self.tools.output(
            self.tools["initdb"], "-N", "-D", self.data, "-U", self.USER, "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", cwd="/", **self.identity)
        self.log = open(os.path.join(self.folder, "postgres.log"), "w")
        self.server = subprocess.Popen(
            [self.tools["postgres"], "-D", self.data, "-k", self.host, "-c", "listen_addresses="],
            stdout=self.log, stderr=self.log, cwd="/", start_new_session=True, **self.identity)
        self._await()
        return self

    def __exit__(self, *_):
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(60)
            except subprocess.TimeoutExpired:
                self.server.send_signal(signal.SIGQUIT)
                self.server.wait()
        self.log.close()

    def _await(self):
        for _ in range(300):
            if self.server.poll() is not None:
                with open(self.log.name) as log:
                    raise Trouble(f"PostgreSQL did not start:\n{log.read()[-2000:]}")
            try:
                self.value("select 1")
                return
            except Trouble:
                time.sleep(0.1)
        raise Trouble("PostgreSQL has not answered for 30 s")

    @property
    def pid(self):
        return self.server.pid

    def connection(self, database):
        return f"host={self.host} user={self.USER} dbname={database}"

    def run(self, sql, database="postgres"):
        """Runs SQL by psql, each statement by itself.

        Returns the rows as lists of text."""
        shown = self.tools.output(
            self.tools["psql"], "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", self.connection(database),
            input=sql)
        return [line.split("\t") for line in shown.splitlines()]

    def value(self, sql, database="postgres"):
        return self.run(sql, database)[0][0]

    def create(self, database, template="template1"):
        """Makes a database, in place of one of the same name; a copy of the template with fresh statistics."""
        self.run(f"drop database if exists {database} with (force);\ncreate database {database} template {template};")

    def wait_for_leave(self, database):
        """Returns when nobody is connected to a database any more, and so all its processor time is counted."""
        for _ in range(200):
            if self.value(f"select count(*) from pg_stat_activity where datname = '{database}'") == "0":
                return
            time.sleep(0.02)

    def settle(self):
        """Writes out what earlier measurements left, so that none pays for another."""
        self.run("checkpoint;")

    def written(self, database):
        """Rows inserted and updated in each table since the database was made, where any were."""
        rows = self.run(
            "select relname, n_tup_ins, n_tup_upd from pg_stat_user_tables where n_tup_ins + n_tup_upd > 0", database)
        return {name: (int(inserted), int(updated)) for name, inserted, updated in rows}

    def pgbench(self, database, script, *options):
        """The command by which pgbench runs a script."""
        return [
            self.tools["pgbench"], "-n", "-M", "prepared", "-h", self.host, "-U", self.USER, "-f", script,
            *map(str, options), database]
