"""What the benchmark prints and writes: a table of the pairs, the machine, and everything again as JSON."""

import os
import platform
import statistics
import subprocess
import sys
from datetime import datetime, timezone

from harness import environments
from harness.environments import TOP
from workloads import WORKLOADS

# How many times as long a peer is to take, and what a run of ours is to need: seconds and MiB.
RATIOS = {
    ("W1", "numpy"): 8, ("W1", "torch"): 100, ("W1", "flower"): 350,
    ("W2", "numpy"): 25, ("W2", "fedjax"): 60,
    ("W3iid", "numpy"): 3.2, ("W3iid", "torch"): 7, ("W3iid", "flower"): 22,
    ("W3shard", "numpy"): 3.2, ("W3shard", "torch"): 7, ("W3shard", "flower"): 22,
    ("W4", "torch"): 1 / 0.72, ("W4", "flower"): 1 / 0.85, ("W5", "torch"): 1 / 0.6,
}
SECONDS = {"W1": 0.12, "W2": 0.35, "W3iid": 1.9, "W3shard": 1.9, "W4": 12, "W5": 2.6}
MEMORY = {"W1": 40, "W2": 80, "W3iid": 80, "W3shard": 80, "W4": 800}
NUMERICS = 1.1


def _first(path, key):
    with open(path) as file:
        return next((line.partition(":")[2].strip() for line in file if line.startswith(key)), "unknown")


def _vectors():
    flags = _first("/proc/cpuinfo", "flags").split()
    return [name for name in ("avx2", "fma", "avx512f") if name in flags]


def machine():
    return {
        "cpu": _first("/proc/cpuinfo", "model name"), "cores": len(os.sched_getaffinity(0)), "vectors": _vectors(),
        "memory": _first("/proc/meminfo", "MemTotal"), "kernel": platform.release(),
        "load": round(os.getloadavg()[0], 2)}


def versions(programs, peers):
    def first_line(command):
        return subprocess.run(command, capture_output=True, text=True, cwd=TOP).stdout.strip()

    found = {"muster": first_line([os.path.join(programs, "muster"), "--version"]),
             "commit": first_line(["git", "describe", "--always", "--dirty"])}
    installed = (peer for peer in peers if peer != "c" and environments.python(peer))
    return found | {peer: environments.version(peer) for peer in installed}


def spread(values):
    """The least and the median, in seconds."""
    return f"{min(values):.4g}/{statistics.median(values):.4g}"


def verdict(value, goal, better):
    if goal is None:
        return "-", ""
    return f"{goal:.3g}", "met" if better(value, goal) else "missed"


def table(rows, headers):
    widths = [max(len(str(row[place])) for row in [headers, *rows]) for place in range(len(headers))]
    lines = [headers, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(str(cell).ljust(width) for cell, width in zip(line, widths)) + " |"
                     for line in lines)


def comparison_row(comparison):
    """One line of the table of pairs."""
    start = [comparison.work, comparison.form, comparison.numerics]
    if comparison.skipped:
        return start + ["-", "-", "-", "-", "-", "skipped: " + comparison.skipped.splitlines()[0]]
    ours, theirs = zip(*comparison.pairs)
    if not comparison.agrees:
        return start + ["-"] * 5 + [f"other work: loss {ours[0].loss:.6f}, theirs {theirs[0].loss:.6f}"]
    goal, met = verdict(comparison.ratio, RATIOS.get((comparison.work, comparison.peer)), float.__ge__)
    return start + [
        f"{ours[0].loss:.6f}", spread([run.figure for run in ours]), spread([run.figure for run in theirs]),
        f"{comparison.ratio:.3g}", goal, met]


def comparisons_table(comparisons):
    return table([comparison_row(comparison) for comparison in comparisons], [
        "work", "peer", "numerics", "test loss", "ours s", "theirs s", "times as long", "goal", ""])


def own_row(own):
    """One line of the table of what our runs need: time, memory, and portable against blas."""
    seconds, fast = verdict(own["least"], SECONDS.get(own["work"]), float.__le__)
    memory, small = verdict(own["resident"], MEMORY.get(own["work"]), float.__le__)
    ratio = statistics.median(own["portable_over_blas"]) if own["portable_over_blas"] else None
    shown, close = ("-", "") if ratio is None else (f"{ratio:.3g}", "met" if ratio <= NUMERICS else "missed")
    return [own["work"], own["numerics"], f"{own['least']:.4g}", seconds, fast, f"{own['resident']:.0f}", memory, small,
            f"{own['proportional']:.0f}", shown, close]


def own_table(rows):
    headers = ["work", "numerics", "least s", "goal", "", "RSS MiB", "goal", "", "PSS MiB", "portable / blas",
               f"goal {NUMERICS}"]
    return table([own_row(row) for row in rows], headers)


def limits_table(figures):
    return table([[name, f"{value:.4g}", unit] for name, value, unit in figures], ["limit", "value", "unit"])


def machine_line(found):
    return (f"{found['cpu']}, {found['cores']} cores, {' '.join(found['vectors'])}, Linux {found['kernel']}; "
            f"load {found['load']} when this began")


def as_json(start, programs, peers, comparisons, own, figures):
    """Everything measured: every run of every pair, and what the figures are of."""
    return {
        "command": " ".join(sys.argv), "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": start, "versions": versions(programs, peers),
        "comparisons": [comparison.as_dictionary() for comparison in comparisons], "own": own,
        "limits": [{"name": name, "value": value, "unit": unit} for name, value, unit in figures],
        "figure": {name: "a warm round" if work.timed else "the whole process" for name, work in WORKLOADS.items()}}
