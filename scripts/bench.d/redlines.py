"""P6: the redline of pairs of contracts beside word-diff tools, every script replayed; processor seconds and peak memory."""
import glob
import json
import os
import re
import resource
import shutil
import subprocess
import tempfile

from report import heading, line
from tools import Trouble

# Each rival gets one word a line, which is how these tools compare words best.
RIVALS = {
    "git diff minimal": ["git", "diff", "--no-index", "--no-color", "-U0", "--diff-algorithm=minimal"],
    "git diff histogram": ["git", "diff", "--no-index", "--no-color", "-U0", "--diff-algorithm=histogram"],
    "diff -d": ["diff", "-U0", "-d"],
}


def measure_redlines(_cluster, tools, options):
    pairs = pairs_in(options.contracts)
    rounds = 1 if options.quick else max(3, options.rounds)
    heading("P6  redline of plain texts: least processor seconds, script in words, hunks, islands of one or two words")
    print("  Bargain reads, aligns, finds moves and proves; the others get the words ready cut, one a line.", flush=True)
    for name, old, new in pairs:
        before, after = words(old), words(new)
        print(f"\n  {name}: {len(before):,} -> {len(after):,} words", flush=True)
        own = json.loads(tools.output(tools["contract-bench"], "pairs", old, new, "--json", "--rounds", rounds))
        script = json.loads(tools.output(tools["contract-bench"], "script", old, new))
        if not own["words_are_exact"] or not replays(script["ops"], before, after):
            raise Trouble(f"Bargain's script does not lead from {old} to {new}")
        figures = {}
        for rival, command in rivals():
            figures[rival] = measure(command, rival, before, after, old, new, rounds)
        least = figures["git diff minimal"]["script"]
        seconds = own["compare_seconds"]
        deleted, inserted, hunks, islands = shape(script["ops"])
        line("Bargain, compare", f"{seconds:.3f} s   script {deleted + inserted:,} ({(deleted + inserted) / least:.3f})   "
             f"hunks {hunks:,}   islands {islands:,}")
        line("Bargain, read and prove", f"{own['read_seconds']:.3f} s and {own['verify_seconds']:.3f} s; "
             f"peak {own['peak_bytes'] / 1048576:.0f} MiB")
        line("Bargain, found", f"{own['moved_words']:,} words moved in {own['moves']} paragraphs and "
             f"{own['moved_sections']} sections; {own['renumbered']} renumbered; "
             f"{own['substitutions']} repeated replacements; {own['references']} citations")
        for rival, found in figures.items():
            line(rival, f"{found['seconds']:.3f} s ({seconds / max(found['seconds'], 0.001):.1f} as long)   "
                 f"script {found['script']:,} ({found['script'] / least:.3f})   "
                 f"hunks {found['hunks']:,}   islands {found['islands']:,}")


def pairs_in(folder):
    """`NAME.old.txt` beside `NAME.new.txt`, folders with both, or successive texts of one name by their years."""
    if not folder or not os.path.isdir(folder):
        raise Trouble("P6 needs a folder of contracts as plain texts: --contracts FOLDER, or BARGAIN_CONTRACTS")
    pairs = [(os.path.basename(old)[:-8], old, old[:-8] + ".new.txt")
             for old in sorted(glob.glob(os.path.join(folder, "*.old.txt"))) if os.path.exists(old[:-8] + ".new.txt")]
    pairs += [(os.path.basename(os.path.dirname(old)), old, os.path.join(os.path.dirname(old), "new.txt"))
              for old in sorted(glob.glob(os.path.join(folder, "*", "old.txt")))]
    series = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        name = re.match(r"(.*?)-?\d{4}", os.path.basename(path))
        if name and not path.endswith((".old.txt", ".new.txt")):
            series.setdefault(name[1], []).append(path)
    for name, paths in series.items():
        # What is added to a year (`…-modified`) sorts before the bare name: the shorter name is the older text.
        paths.sort(key=lambda path: (re.findall(r"\d{4}", os.path.basename(path))[0], len(path)))
        pairs += [(name, old, new) for old, new in zip(paths, paths[1:])]
    if not pairs:
        raise Trouble(f"{folder} holds no pair of texts")
    return pairs


def rivals():
    found = [(name, command) for name, command in RIVALS.items() if shutil.which(command[0])]
    if shutil.which("wdiff"):
        found.append(("wdiff", ["wdiff", "-w", "\1", "-x", "\2", "-y", "\3", "-z", "\4"]))
    if not any(name == "git diff minimal" for name, _ in found):
        raise Trouble("P6 measures against git; install it")
    return found


def measure(command, name, before, after, old, new, rounds):
    with tempfile.TemporaryDirectory() as folder:
        sides = [old, new]
        if name != "wdiff":
            sides = [os.path.join(folder, side) for side in ("old", "new")]
            for path, text in zip(sides, (before, after)):
                with open(path, "w", encoding="utf-8") as file:
                    file.write("\n".join(text) + "\n")
        fastest, output = None, ""
        for _ in range(rounds):
            start = children_seconds()
            done = subprocess.run(command + sides, capture_output=True, check=False)
            seconds = children_seconds() - start
            if done.returncode > 1:
                raise Trouble(f"{name} failed: {done.stderr.decode(errors='replace')[-500:]}")
            fastest = min(fastest, seconds) if fastest is not None else seconds
            output = done.stdout.decode("utf-8", "replace")
    ops = from_marks(output) if name == "wdiff" else from_hunks(output, len(before))
    if not replays(ops, before, after):
        raise Trouble(f"{name}'s script does not lead from {old} to {new}")
    deleted, inserted, hunks, islands = shape(ops)
    return {"seconds": fastest, "script": deleted + inserted, "hunks": hunks, "islands": islands}


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def words(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read().split()


def push(ops, kind, count):
    if count > 0 and ops and ops[-1][0] == kind:
        ops[-1][1] += count
    elif count > 0:
        ops.append([kind, count])


def from_hunks(text, count):
    ops, place = [], 0
    for found in re.finditer(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", text, re.M):
        start, gone, come = int(found[1]), int(found[2] or 1), int(found[4] or 1)
        start = start - 1 if gone else start
        push(ops, 0, start - place)
        push(ops, -1, gone)
        push(ops, 1, come)
        place = start + gone
    push(ops, 0, count - place)
    return ops


def from_marks(text):
    ops = []
    for part in re.split("(\1[^\2]*\2|\3[^\4]*\4)", text):
        kind = -1 if part[:1] == "\1" else 1 if part[:1] == "\3" else 0
        push(ops, kind, len((part[1:-1] if kind else part).split()))
    return ops


def replays(ops, before, after):
    one = other = 0
    for kind, count in ops:
        if kind == 0 and before[one:one + count] != after[other:other + count]:
            return False
        one += count if kind <= 0 else 0
        other += count if kind >= 0 else 0
    return one == len(before) and other == len(after)


def shape(ops):
    """Words deleted and inserted, hunks, and equal runs of one or two words between two hunks."""
    deleted = sum(count for kind, count in ops if kind < 0)
    inserted = sum(count for kind, count in ops if kind > 0)
    hunks = sum(1 for place, (kind, _) in enumerate(ops) if kind and (place == 0 or ops[place - 1][0] == 0))
    islands = sum(1 for kind, count in ops[1:-1] if kind == 0 and count <= 2)
    return deleted, inserted, hunks, islands
