"""The conditions of a measurement: the machine, its load, its disk, and processor time by process."""
import os
import platform
import time

TICKS = os.sysconf("SC_CLK_TCK")


def load_average():
    return " ".join(f"{load:.1f}" for load in os.getloadavg())


def conditions(cluster, is_tmpfs):
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    model = models[0] if models else platform.machine()
    settings = ", ".join(
        f"{name}={cluster.value('show ' + name)}"
        for name in ("fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "commit_delay"))
    return "\n".join([
        f"machine: {model}, {os.cpu_count()} cores, {memory} GiB, Linux {platform.release()}",
        f"PostgreSQL {cluster.value('show server_version')}: {settings}, on {'tmpfs' if is_tmpfs else 'disk'}",
        f"load average before: {load_average()}",
    ])


def probe(folder, seconds=1.0):
    """Writes of 8 kB that the disk confirms, per second."""
    path = os.path.join(folder, "probe")
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.pwrite(file, bytes(16 << 20), 0)
        os.fsync(file)
        block = os.urandom(8192)
        start = time.monotonic()
        count = 0
        while time.monotonic() - start < seconds:
            os.pwrite(file, block, count % 2048 * 8192)
            os.fdatasync(file)
            count += 1
        return count / (time.monotonic() - start)
    finally:
        os.close(file)
        os.unlink(path)


class Probes:
    """The disk's pace around measurements; when it changed too much between them, no verdict holds."""

    LIMIT = 1.5

    def __init__(self, folder):
        self.folder = folder
        self.rates = []

    def take(self):
        self.rates.append(probe(self.folder))

    @property
    def is_noisy(self):
        return max(self.rates) > self.LIMIT * min(self.rates)

    def __str__(self):
        verdict = f"noisy: they differ by more than {self.LIMIT}×, no verdict" if self.is_noisy else "steady"
        return f"fsync probes {' '.join(f'{rate:.0f}' for rate in self.rates)}/s ({verdict}); load {load_average()}"


def _stat(pid):
    """A process's parent and processor ticks: its own, and those of its ended children."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(fields[1]), int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])


def processor_seconds(pid):
    """Processor seconds of one process."""
    stat = _stat(pid)
    return stat[1] / TICKS if stat else 0.0


def family_seconds(pid):
    """Processor seconds of a process and all its children, living or ended."""
    total = 0
    for name in os.listdir("/proc"):
        stat = _stat(name) if name.isdigit() else None
        if stat and int(name) == pid:
            total += stat[1] + stat[2]
        elif stat and stat[0] == pid:
            total += stat[1]
    return total / TICKS
