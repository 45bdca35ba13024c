"""Checks as lines, and the sum of them at the end."""

import time


class Report:
    """Prints each check as it is known, and counts."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self._began = time.monotonic()

    def say(self, text):
        print(f"[{time.monotonic() - self._began:6.1f} s] {text}", flush=True)

    def check(self, what, findings):
        """Passes where nothing was found; the first few findings are printed."""
        if not findings:
            self.passed += 1
            self.say(f"  pass  {what}")
            return
        self.failed += 1
        self.say(f"  FAIL  {what}: {len(findings)} found")
        for finding in findings[:8]:
            print(f"              {finding}", flush=True)

    def caught(self, what, findings, naming=""):
        """Passes where a fault that was planted was found, by its name where one is given."""
        named = [finding for finding in findings if naming in finding]
        if named:
            self.passed += 1
            self.say(f"  pass  caught: {what} ({named[0]})")
        else:
            self.failed += 1
            self.say(f"  FAIL  not caught: {what}" + (f"; found instead {findings[:3]}" if findings else ""))

    def end(self):
        """Prints the sum; the exit code."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0
