"""P5: a docket of ten steps and the explanations of all its dates, in processor time: absolute, with a goal."""
import json

from report import heading, line, spread

GOAL = 20


def measure_dockets(_cluster, tools, options):
    heading("P5  compute a docket of ten steps, and explain each of its dates, processor time")
    rounds = [json.loads(tools.output(tools["law-bench"], "dockets", "--seconds", options.seconds))
              for _ in range(options.rounds)]
    line("docket", f"{spread([found['docket_us'] for found in rounds])} µs")
    reasoned = [found["reasoned_us"] for found in rounds]
    line(
        "with its explanations as values",
        f"{spread(reasoned)} µs ({rounds[0]['reasons']} days passed over and other readings; "
        f"goal: less than {GOAL} µs)",
    )
    explained = [found["explained_us"] for found in rounds]
    line(f"and with their {rounds[0]['sentences']} sentences in words", f"{spread(explained)} µs")
