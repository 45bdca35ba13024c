"""Medians with their range, and the order of who goes first."""
import statistics


def spread(values, digits=2):
    """`0.93 (0.90–0.97)`: the median, and the least and the most."""
    values = sorted(values)
    if len(values) == 1:
        return f"{values[0]:,.{digits}f}"
    return f"{statistics.median(values):,.{digits}f} ({values[0]:,.{digits}f}–{values[-1]:,.{digits}f})"


def in_turn(round, *sides):
    """The sides in an order that turns with each round, so that none always comes first."""
    shift = round % len(sides)
    return sides[shift:] + sides[:shift]


def heading(text):
    print(f"\n{text}", flush=True)


def line(name, text):
    print(f"  {name:<30} {text}", flush=True)
