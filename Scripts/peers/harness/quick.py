"""Quick figures: the release programs as whole processes on this repository's jobs, with one yardstick in NumPy."""

import os
import statistics
import subprocess
import sys
import tempfile

from harness.environments import TOP
from harness.processes import run


def median(rows, field):
    return statistics.median(getattr(row, field) for row in rows)


def figures(label, rows):
    return (f"{label:<46} {median(rows, 'wall') * 1000:8.1f} ms wall {median(rows, 'cpu') * 1000:8.1f} ms CPU "
            f"{median(rows, 'resident'):7.1f} MiB")


def measured(command):
    return run(command, interval=0.005)


def alone(runs, label, command, goal):
    print(f"{figures(label, [measured(command()) for _ in range(runs)])}   goal: {goal}")


def paired(runs, label, ours, theirs, goal):
    pairs = [(measured(ours()), measured(theirs())) for _ in range(runs)]
    ratio = statistics.median(b.wall / a.wall for a, b in pairs)
    yardstick = median([b for _, b in pairs], "wall") * 1000
    print(f"{figures(label, [a for a, _ in pairs])}   yardstick {yardstick:.0f} ms, {ratio:.1f} x   goal: {goal}")


def overhead(runs, label, with_tasks, without, tasks, goal):
    extra = [measured(with_tasks()).cpu - measured(without()).cpu for _ in range(runs)]
    print(f"{label:<46} {statistics.median(extra) / tasks * 1e6:8.0f} us CPU a client task   goal: {goal}")


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def long_job(folder):
    """A valid job of 500 lines: the digits job with labels enough."""
    with open(os.path.join(TOP, "Jobs/digits.yaml")) as file:
        text = file.read().replace("data/digits.csv", "digits.csv") + "labels:\n"
    text += "".join(f"  label-{n}: value {n}\n" for n in range(500 - text.count("\n")))
    return write(folder, "long.yaml", text)


def many_clients(folder):
    """A job of 10,000 clients with three rows each."""
    rows = "".join(f"{n % 97},{n % 89},{n % 3}\n" for n in range(37_500))
    write(folder, "many.csv", "a,b,label\n" + rows)
    return write(folder, "many.yaml", """\
schema: muster/v1
kind: job
name: many
seed: 1
use_case: {industry: manufacturing, task: classification}
data:
  source: {csv: many.csv, label: label}
  test: {fraction: 0.2}
  partitions: {iid: {clients: 10000}}
model: softmax
training: {optimizer: {sgd: {learning_rate: 0.1}}, epochs: 1, batch_size: 8}
federation: {rounds: 10, cohort: {count: 100}, strategy: fedavg}
""")


def batch_of_hundred(folder):
    """A batch of 100 short jobs, no two of them alike."""
    with open(os.path.join(TOP, "Jobs/digits.yaml")) as file:
        write(folder, "short.yaml", file.read().replace("data/digits.csv", os.path.join(TOP, "Jobs/data/digits.csv")))
    return write(folder, "hundred.yaml", """\
schema: muster/v1
kind: batch
name: hundred
max_parallel: 2
jobs:
  short:
    job: short.yaml
    set: {federation.rounds: 1, use_case.success.at_least: 0.01}
    matrix:
      lr: {set: training.optimizer.sgd.learning_rate, to: [0.1, 0.09, 0.08, 0.07, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01]}
      seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
""")


def main(programs, runs):
    muster, digits = os.path.join(programs, "muster"), os.path.join(TOP, "Jobs/digits.yaml")
    yardstick = os.path.join(TOP, "Scripts/peers/numpy_digits.py")
    with tempfile.TemporaryDirectory() as folder:
        count = iter(range(10**6))
        fresh = lambda: os.path.join(folder, f"record-{next(count)}.sqlite")
        job, many = long_job(folder), many_clients(folder)
        alone(runs, "validate a job of 500 lines", lambda: [muster, "validate", job], "50 ms CPU")
        alone(runs, "plan a job of 10,000 clients", lambda: [muster, "plan", many, "--record", fresh()], "300 ms CPU")
        batch, done = batch_of_hundred(folder), fresh()
        subprocess.run([muster, "batch", batch, "--quiet", "--record", done], check=True)
        alone(runs, "skip a batch of 100 jobs", lambda: [muster, "batch", batch, "--quiet", "--record", done], "500 ms wall")
        # A thousand clients of three rows each: what is left beside planning is coordination, transport and record.
        overhead(
            runs, "coordinate, transport and record one client",
            lambda: [muster, "run", many, "--quiet", "--workers", "2", "--record", fresh()],
            lambda: [muster, "plan", many, "--record", fresh()], 1000, "200 us, of transport alone")
        paired(
            runs, "run Jobs/digits.yaml, 2 workers, with record",
            lambda: [muster, "run", digits, "--quiet", "--workers", "2", "--record", fresh()],
            lambda: [sys.executable, yardstick, os.path.join(TOP, "Jobs/data/digits.csv")],
            "1,000 ms wall; yardstick: a NumPy loop of the same work")
