"""What every peer shares: a work's arrays, the score of a dense model, and the clock that reports. Needs NumPy.

The environment says where the arrays lie (BENCH_DATA), how many rounds to run where not all (BENCH_ROUNDS), and when
the process was started, on the monotonic clock (BENCH_START)."""

import json
import os
import time

import numpy as np

from workloads import WORKLOADS

ARRAYS = ("x_train", "y_train", "x_test", "y_test", "offsets", "schedule", "init")


class Work:
    """A workload with its arrays: client k owns the rows offsets[k] up to offsets[k+1] of x_train and y_train."""

    def __init__(self, name):
        self.spec = WORKLOADS[name]
        folder = os.path.join(os.environ["BENCH_DATA"], name)
        for array in ARRAYS:
            setattr(self, array, np.load(os.path.join(folder, array + ".npy")))
        self.rounds = int(os.environ.get("BENCH_ROUNDS", self.spec.rounds))
        self.sizes = np.diff(self.offsets)

    def client(self, k):
        rows = slice(self.offsets[k], self.offsets[k + 1])
        return self.x_train[rows], self.y_train[rows]

    def cohort(self, round):
        """The clients that train in a round; rounds count from 1."""
        return self.schedule[round - 1].tolist()

    def is_evaluated(self, round):
        return self.spec.is_evaluated(round, self.rounds)

    def parameters(self, flat):
        """Views of a flat model, one for each matrix, kernel and bias."""
        views, start = [], 0
        for shape in self.spec.shapes:
            count = int(np.prod(shape))
            views.append(flat[start : start + count].reshape(shape))
            start += count
        return views


def score_dense(parameters, x, y):
    """The accuracy and the mean cross-entropy of a perceptron with rectified hidden layers."""
    for index in range(0, len(parameters), 2):
        x = x @ parameters[index] + parameters[index + 1]
        if index + 2 < len(parameters):
            x = np.maximum(x, 0)
    highest = x.max(1, keepdims=True)
    log_sum = (highest + np.log(np.exp(x - highest).sum(1, keepdims=True)))[:, 0]
    return float((x.argmax(1) == y).mean()), float((log_sum - x[np.arange(len(y)), y]).mean())


class Clock:
    """Times the rounds, keeps the last score, and prints both as one line that starts with BENCH."""

    def __init__(self, work):
        self.work, self.ticks, self.accuracy, self.loss = work, [], None, None

    def tick(self):
        """Call once before the first round and after each."""
        self.ticks.append(time.monotonic())

    def score(self, accuracy, loss):
        self.accuracy, self.loss = accuracy, loss

    def report(self):
        rounds = [after - before for before, after in zip(self.ticks, self.ticks[1:])]
        startup = self.ticks[0] - float(os.environ.get("BENCH_START", "nan"))
        print("BENCH " + json.dumps(dict(
            startup=startup, rounds=rounds, accuracy=self.accuracy, loss=self.loss)), flush=True)
