"""The record as the parties take it with them, checked by 'bargain verify', which asks nobody."""

import os
import subprocess
from pathlib import Path

from drill.client import Client
from drill.record import SECRET

ROOT = Path(__file__).resolve().parent.parent.parent
SEAT = "maria-soto"


def verify(daemon, *words):
    """Runs `bargain verify` beside the daemon's program; (exit code, what it printed, errors included)."""
    return run(Path(daemon.binary).parent / "bargain", "verify", *words)


def run(*command):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BARGAIN_")}
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120,
                          env=environment)
    return done.returncode, (done.stdout + done.stderr).strip()


def exported(daemon, everybody, negotiation, folder):
    """A negotiation's record and the receipt of its last entry, as files."""
    sender = Client(daemon.socket, everybody)
    last = sender.look(negotiation, SEAT)["seq"]
    receipt, kept = folder / f"{negotiation}.receipt", folder / f"{negotiation}.record"
    # Once there is a receipt for the last entry, all before it is sealed too.
    receipt.write_bytes(sender.fetch(f"negotiations/{negotiation}/receipts/{last}", SEAT))
    kept.write_bytes(sender.fetch(f"negotiations/{negotiation}/record", SEAT))
    sender.close()
    return kept, receipt


def check(daemon, everybody, negotiations, folder, report):
    """Exports some negotiations, and has each verified; by the second verifier too, which shares nothing with it."""
    found = []
    second = ROOT / "scripts/verify-record.py"
    for negotiation in negotiations:
        kept, receipt = exported(daemon, everybody, negotiation, folder)
        code, text = verify(daemon, kept, "--receipt", receipt)
        if code:
            found.append(f"{negotiation}: bargain verify: exit {code}: {text}")
        if second.exists():
            code, text = run(second, kept)
            if code:
                found.append(f"{negotiation}: {second.name}: exit {code}: {text}")
        found += [f"{negotiation}: '{word.decode()}' stands in the exported record"
                  for word in SECRET.findall(kept.read_bytes())]
    report.check("the exported records verify, with their receipts", found)


def control(daemon, everybody, negotiation, folder, report):
    """One byte of an exported record, changed, and a receipt of an entry that is not in it."""
    kept, receipt = exported(daemon, everybody, negotiation, folder)
    whole = kept.read_bytes()
    place = whole.rindex(b"recorded_at") if b"recorded_at" in whole else len(whole) // 2
    altered = folder / "altered.record"
    altered.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
    code, text = verify(daemon, altered)
    report.caught("one byte of an exported record, by 'bargain verify'", [text] if code == 1 else [])
