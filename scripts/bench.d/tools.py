"""The programs that a measurement needs: found, or built, or asked for in words."""
import glob
import os
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
OWN = os.path.dirname(os.path.realpath(__file__))


class Trouble(Exception):
    """Why nothing can be measured, in words for whoever ran the script."""


class Tools:
    """Where the programs are: PostgreSQL's by their names, Bargain's own in release builds."""

    PRODUCTS = ("bargaind", "postgres-bench", "bargain-bench", "law-bench", "record-bench", "contract-bench")

    def __init__(self, postgres, products):
        self.postgres = postgres
        self.products = products

    @classmethod
    def find(cls, programs=None, products=None):
        """All tools; or, with `products` named, these alone and no PostgreSQL."""
        postgres = None if products else cls._postgres()
        return cls(postgres, programs or cls._products(products or cls.PRODUCTS))

    def __getitem__(self, name):
        folder = self.products if name in self.PRODUCTS else self.postgres
        return os.path.join(folder, name)

    def output(self, *command, **more):
        """What a command printed; its own words when it fails."""
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
        if done.returncode != 0:
            raise Trouble(f"{os.path.basename(str(command[0]))} failed:\n{done.stderr.strip()[-2000:]}")
        return done.stdout

    @staticmethod
    def _postgres():
        needed = ("initdb", "postgres", "psql", "pgbench")
        folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: -int(path.split("/")[4]))
        beside = shutil.which("pg_config") and subprocess.run(
            ["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip()
        for folder in folders + ([beside] if beside else []):
            if all(os.access(os.path.join(folder, name), os.X_OK) for name in needed):
                return folder
        raise Trouble(
            "PostgreSQL's server with pgbench is needed; on Debian: apt-get install postgresql postgresql-contrib")

    @classmethod
    def _products(cls, products):
        if not shutil.which("swift"):
            raise Trouble("Swift is needed, to build what is measured")
        for product in products:
            print(f"building {product} for release", flush=True)
            command = ["swift", "build", "-c", "release", "--product", product]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            if done.returncode != 0:
                raise Trouble(f"'{' '.join(command)}' failed:\n{done.stdout[-3000:]}")
        command = ["swift", "build", "-c", "release", "--show-bin-path"]
        shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        return shown.stdout.strip()
