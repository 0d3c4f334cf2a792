"""The works as jobs, and their arrays."""

import os
import subprocess
import sys

from harness.environments import DATA, PEERS, mend, python, variables
from workloads import MEANINGS, WORKLOADS


def model(work):
    hidden = list(work.widths[1:-1])
    if work.convolutions:
        layers = [f"{{conv: {{filters: {filters}, size: 5, padding: same}}}}, {{max_pool: 2}}"
                  for filters in work.convolutions]
        layers += [f"{{dense: {width}}}" for width in hidden]
        return f"cnn: {{image: {list(work.images)}, layers: [{', '.join(layers)}]}}"
    return f"mlp: {{hidden: {hidden}, activation: relu}}" if hidden else "softmax: {}"


def text(work, rounds, numerics):
    return f"""\
# {MEANINGS[work.name]}
schema: muster/v1
kind: job
name: {work.name.lower()}
use_case: {{industry: benchmark, task: classification}}
data:
  source: {{npy: {{x: x_train.npy, y: y_train.npy, test_x: x_test.npy, test_y: y_test.npy}}}}
  partitions: {{ranges: offsets.npy}}
model:
  {model(work)}
  initial: init.npy
training:
  optimizer: {{sgd: {{learning_rate: {work.rate}}}}}
  epochs: {work.epochs}
  batch_size: {work.batch}
  shuffle: none
federation:
  rounds: {rounds}
  cohort: {{schedule: schedule.npy}}
  evaluate: {{every: {work.evaluate}}}
  numerics: {numerics}
workers: {{local: 2}}
"""


def write(work, rounds, numerics, name=None):
    """Writes a job beside the work's arrays, since its paths start there, and gives its path."""
    path = os.path.join(DATA, work.name, name or f"job-{rounds}-{numerics}.yaml")
    with open(path, "w") as file:
        file.write(text(work, rounds, numerics))
    return path


def generate(names):
    """Writes the arrays and a job for each work."""
    interpreter = python("numpy")
    if interpreter is None:
        sys.exit(f"bench: the works' arrays are made with NumPy: {mend('numpy')}")
    command = [interpreter, os.path.join(PEERS, "arrays.py"), DATA, *names]
    if subprocess.run(command, env=variables()).returncode:
        sys.exit("bench: the works' arrays could not be made")
    for name in names:
        print(write(WORKLOADS[name], WORKLOADS[name].rounds, "portable", "job.yaml"))


def is_there(name):
    return os.path.exists(os.path.join(DATA, name, "init.npy"))
