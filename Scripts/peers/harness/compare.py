"""Times jobs of Muster's against the same work in other frameworks, in pairs.

A machine that changes its speed spoils medians of different times, so whole processes run in turn (ours, theirs, ours,
theirs) and what counts is the median of the pairs' ratios. A pair counts only where both end at the same test loss."""

import json
import os
import statistics
import subprocess
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import datetime

from harness import jobs, limits
from harness.environments import DATA, PEERS, mend, python, variables
from harness.processes import Failed, run
from workloads import WORKLOADS

SMALL, LARGE = ("W1", "W2", "W3iid", "W3shard"), ("W4", "W5")


@dataclass(frozen=True)
class Form:
    """One way in which a peer does the works."""

    name: str
    peer: str
    script: str
    works: tuple
    arguments: tuple = ()
    variables: dict = field(default_factory=dict)

    def missing(self):
        """What to do where it cannot run; None where it can."""
        if self.peer == "c":
            return limits.missing()
        return None if python(self.peer) else mend(self.peer)

    def command(self, work):
        if self.peer == "c":
            return limits.by_hand(work, os.path.join(DATA, work.name))
        return [python(self.peer), os.path.join(PEERS, self.script), work.name, *self.arguments]


FORMS = (
    Form("NumPy", "numpy", "run_numpy.py", SMALL, variables={"OPENBLAS_NUM_THREADS": "1"}),
    Form("NumPy, 2 threads", "numpy", "run_numpy.py", ("W4",), variables={"OPENBLAS_NUM_THREADS": "2"}),
    Form("PyTorch, 1 thread", "torch", "run_torch.py", (*SMALL, "W5"), ("1",)),
    Form("PyTorch, 2 threads", "torch", "run_torch.py", LARGE, ("2",)),
    Form("PyTorch, 2 processes", "torch", "run_torch_processes.py", (*SMALL, "W5"), ("2",)),
    Form("FedJAX", "fedjax", "run_fedjax.py", (*SMALL, *LARGE)),
    Form("pfl-research", "pfl", "run_pfl.py", SMALL, ("1",)),
    Form("pfl-research, 2 threads", "pfl", "run_pfl.py", LARGE, ("2",)),
    Form("Flower", "flower", "run_flower.py", (*SMALL, *LARGE)),
    Form("C by hand", "c", "", (*SMALL, "W4")),
)


@dataclass(frozen=True)
class Timed:
    """One run: what it took, and the test loss that it ended at."""

    wall: float
    figure: float  # seconds: the whole process, or a warm round where the work is timed by rounds
    cpu: float
    resident: float
    proportional: float
    loss: float


def theirs(form, work):
    more = limits.blas_variables() if form.peer == "c" else form.variables
    environment = variables(**more, BENCH_DATA=DATA, BENCH_ROUNDS=str(work.timed_rounds))
    measured = run(form.command(work), environment)
    line = next((line for line in measured.output.splitlines() if "BENCH {" in line), None)
    if line is None:
        raise Failed(f"{form.name} printed no figures\n{measured.output[-2000:]}")
    report = json.loads(line[line.index("{"):])
    return _timed(measured, work, report["rounds"], report["loss"])


def ours(programs, work, numerics, **sampling):
    """A run with its record in a new folder."""
    muster = os.path.join(programs, "muster")
    job = jobs.write(work, work.timed_rounds, numerics)
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, "record.sqlite")
        measured = run([muster, "run", job, "--quiet", "--record", record], **sampling)
        shown = json.loads(subprocess.run(
            [muster, "show", "1", "--record", record, "--format", "json"], capture_output=True, check=True).stdout)
    return _timed(measured, work, _rounds(shown), shown["rounds"][-1]["scores"]["loss"])


def _rounds(shown):
    """The rounds' seconds; what the run spends outside of them, on starting and on its record, is shared out."""
    seconds = [round["seconds"] for round in shown["rounds"]]
    started, finished = (datetime.fromisoformat(shown["run"][key]) for key in ("started", "finished"))
    outside = (finished - started).total_seconds() - sum(seconds)
    return [round + outside / len(seconds) for round in seconds]


def _timed(measured, work, rounds, loss):
    figure = statistics.median(rounds[1:]) if work.timed else measured.wall
    return Timed(measured.wall, figure, measured.cpu, measured.resident, measured.proportional, loss)


@dataclass(frozen=True)
class Comparison:
    """The pairs of one work, one form of a peer and one kind of numerics; or why there are none."""

    work: str
    form: str
    peer: str
    numerics: str
    pairs: tuple = ()
    skipped: str = ""

    @property
    def ratio(self):
        """How many times as long they take."""
        return statistics.median(b.figure / a.figure for a, b in self.pairs)

    @property
    def loss_difference(self):
        """The largest difference of the final test losses, as a share of theirs."""
        return max(abs(a.loss - b.loss) / abs(b.loss) for a, b in self.pairs)

    @property
    def agrees(self):
        return self.loss_difference <= WORKLOADS[self.work].tolerance

    def as_dictionary(self):
        row = {"work": self.work, "form": self.form, "peer": self.peer, "numerics": self.numerics}
        if self.skipped:
            return row | {"skipped": self.skipped}
        return row | {"ratio": self.ratio, "loss_difference": self.loss_difference, "agrees": self.agrees,
                      "ours": [asdict(a) for a, _ in self.pairs], "theirs": [asdict(b) for _, b in self.pairs]}


def compare(programs, work, form, numerics, pairs, note):
    """Comparisons of one form with each kind of numerics: ours, theirs, and again."""
    missing = form.missing()
    if missing:
        return [Comparison(work.name, form.name, form.peer, kind, skipped=f"not installed: {missing}")
                for kind in numerics]
    rows = []
    try:
        for turn in range(pairs):
            mine = [ours(programs, work, kind) for kind in numerics]
            rows.append((mine, theirs(form, work)))
            taken = ", ".join(f"{kind} {run.figure:.4g} s" for kind, run in zip(numerics, mine))
            note(f"{work.name} {form.name}, pair {turn + 1} of {pairs}: {taken}, theirs {rows[-1][1].figure:.4g} s")
    except Failed as failure:
        note(f"{work.name} {form.name}: {failure}")
        return [Comparison(work.name, form.name, form.peer, kind, skipped=str(failure)) for kind in numerics]
    return [Comparison(work.name, form.name, form.peer, kind, tuple((mine[place], other) for mine, other in rows))
            for place, kind in enumerate(numerics)]


def numerics_ratio(programs, work, pairs, note):
    """Portable seconds over blas seconds, pair by pair."""
    ratios = []
    for _ in range(pairs):
        portable, blas = (ours(programs, work, kind).figure for kind in ("portable", "blas"))
        ratios.append(portable / blas)
    note(f"{work.name} portable against blas: {pairs} pairs")
    return ratios


def memory(programs, work, numerics):
    """The peak of our process tree, in a run of its own that is sampled closely."""
    return ours(programs, work, numerics, interval=0.002, with_proportional=True)
