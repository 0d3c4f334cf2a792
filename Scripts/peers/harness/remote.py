"""Workers on hosts against what ssh itself does, as ratios within one run of the bench. The hosts are network
namespaces of this machine, so that only what the programs cost is measured. Needs root, sshd and iproute2."""

import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

from harness.environments import TOP
from harness.processes import Failed

sys.path.insert(0, os.path.join(TOP, "Tests/Faults"))

import processes
from placements import script
from places import Places

# The goals: a start in the time of `ssh host true`, seconds a batch beyond the round trip, a share of ssh's own speed.
START, BATCH, BROADCAST = 1.2, 0.002, 0.8

_JOB = """\
schema: muster/v1
kind: job
name: remote
seed: 1
use_case: {{industry: benchmark, task: classification}}
data:
  source: {{csv: rows.csv, label: label}}
  test: {{fraction: 20%}}
  partitions: {{iid: {{clients: {clients}}}}}
model: {model}
training: {{optimizer: {{sgd: {{learning_rate: 0.01}}}}, epochs: 1, batch_size: 8}}
federation: {{rounds: {rounds}, strategy: fedavg, evaluate: {{every: {rounds}}}}}
"""
# 4,800 x 4,380 weights and some: 84 MB.
_WIDE = "{mlp: {hidden: [4800, 4380], activation: relu}}"
_BYTES = 84_000_000


class Bench:
    def __init__(self, programs, folder, places):
        self.muster, self.folder, self.places = os.path.join(programs, "muster"), folder, places
        # A copy of its own, by which the processes of this bench are known.
        self.worker, self._records = os.path.join(folder, "muster-worker"), 0
        shutil.copy2(os.path.join(programs, "muster-worker"), self.worker)
        with open(os.path.join(folder, "rows.csv"), "w") as file:
            file.writelines(["a,b,c,label\n", *(f"{n % 7},{n % 5},{n % 11},{n % 3}\n" for n in range(60))])

    def job(self, rounds, clients=3, model="softmax"):
        path = os.path.join(self.folder, f"job-{rounds}-{clients}-{len(model)}.yaml")
        with open(path, "w") as file:
            file.write(_JOB.format(rounds=rounds, clients=clients, model=model))
        return path

    def pools(self, name, hosts, command):
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write("schema: muster/v1\nkind: workers\nssh:\n"
                       + "".join(f"  - {{host: {host}, command: {command}}}\n" for host in hosts))
        return path

    def start(self, job, workers):
        """Starts a run with its record in a new file."""
        self._records += 1
        record = os.path.join(self.folder, f"record-{self._records}.sqlite")
        command = [self.muster, "run", job, "--quiet", "--record", record, "--workers", workers]
        return subprocess.Popen([*self.places.through, *command], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                env=dict(os.environ, **self.places.variables(), **{processes.MARK: self.folder}))

    def finish(self, child):
        said = child.communicate()[1].decode(errors="replace")
        if child.returncode:
            raise Failed(f"muster ended with status {child.returncode}\n{said}")

    def seconds(self, job, workers):
        start = time.monotonic()
        self.finish(self.start(job, workers))
        return time.monotonic() - start

    def ssh(self, host, *words, **streams):
        return subprocess.Popen([*self.places.through, "ssh", "-F", self.places.hosts.ssh_config, host, *words],
                                env=dict(os.environ, **{processes.MARK: self.folder}), **streams)


def _text(seconds):
    return f"{seconds * 1000:.4g} ms"


def start(bench, pairs):
    """From the start of `muster run` to the first byte that the worker on the host writes; the host stamps it."""
    stamp = os.path.join(bench.folder, "stamp")
    command = script(os.path.join(bench.folder, "stamped"),
                     f'{bench.worker} "$@" | {{ head -c 1; date +%s%N > {stamp}; exec cat; }}\n')
    job, workers, ratios, ours = bench.job(1), bench.pools("stamped.yaml", ["h1"], command), [], []
    for _ in range(pairs):
        begun = time.time_ns()
        bench.finish(bench.start(job, workers))
        with open(stamp) as file:
            ours.append((int(file.read()) - begun) / 1e9)
        begun = time.monotonic()
        bench.ssh("h1", "true", stdin=subprocess.DEVNULL).wait()
        ratios.append(ours[-1] / (time.monotonic() - begun))
    ratio = statistics.median(ratios)
    return ["start to first frame", _text(statistics.median(ours)), f"{ratio:.3g} x `ssh host true`", f"{START} x",
            "met" if ratio <= START else "missed"]


def _round_trip(bench, count=400):
    """The median of one byte there and back through ssh."""
    child = bench.ssh("h1", "cat", stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    times = []
    for _ in range(count):
        begun = time.monotonic()
        os.write(child.stdin.fileno(), b"\n")
        os.read(child.stdout.fileno(), 1)
        times.append(time.monotonic() - begun)
    child.stdin.close()
    child.wait()
    return statistics.median(times[count // 4:])


def batch(bench, pairs):
    """What a round over ssh takes beyond a local one, with one worker, whose batch holds all clients of the round."""
    few, many, extra = bench.job(20), bench.job(420), []
    ssh = bench.pools("one.yaml", ["h1"], bench.worker)
    for _ in range(pairs):
        slope = [(bench.seconds(many, workers) - bench.seconds(few, workers)) / 400 for workers in (ssh, "1")]
        extra.append(slope[0] - slope[1])
    trip, beyond = _round_trip(bench), statistics.median(extra)
    return ["a batch of tasks, beyond local", _text(beyond), f"{_text(trip)} round trip",
            f"round trip + {_text(BATCH)}", "met" if beyond <= trip + BATCH else "missed"]


def _read(pid):
    """How many bytes a process has read; none where it has ended."""
    try:
        with open(f"/proc/{pid}/io") as file:
            return int(file.readline().split()[1])
    except OSError:
        return 0


def _moved(senders, receivers, limit=120):
    """Seconds from the first bytes that a sender reads until each receiver has read as much as a model."""
    first, until = None, time.monotonic() + limit
    base = {pid: _read(pid) for pid in senders}
    waiting = set(receivers)
    while waiting:
        now = time.monotonic()
        if now > until:
            raise Failed("the model did not arrive")
        if first is None and any(_read(pid) - base[pid] > 1 << 18 for pid in senders):
            first = now
        waiting = {pid for pid in waiting if _read(pid) < _BYTES}
        time.sleep(0.001)
    return time.monotonic() - first


def _found(count, seek):
    """Waits until so many processes are there."""
    found = []

    def is_so():
        found[:] = seek()
        return len(found) == count

    if not processes.wait(30, is_so):
        raise Failed(f"{len(found)} processes in place of {count}")
    return [process.pid for process in found]


def _ours(bench, job, workers, hosts):
    """One broadcast of a run's first model to a worker on each host."""
    child = bench.start(job, workers)
    try:
        named = lambda name: lambda: [one for one in processes.stemming_from(bench.folder) if one.name == name]
        clients = _found(hosts, named("ssh"))
        return _moved(clients, _found(hosts, lambda: _serving(bench)))
    finally:
        child.kill()
        child.wait()
        processes.wait(30, lambda: not _programs(bench))


def _programs(bench):
    return [one for one in processes.everything().values() if one.program == bench.worker]


def _serving(bench):
    """The workers that a relay started."""
    there = _programs(bench)
    return [one for one in there if one.parent in {other.pid for other in there}]


def _theirs(bench, model, hosts):
    """The same bytes from a file to a `cat` on each host, through three connections that are open."""
    children = [bench.ssh(host, "head -c 1 >/dev/null; echo; exec cat >/dev/null", stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, bufsize=0) for host in hosts]
    for child in children:
        child.stdin.write(b"\n")
        child.stdout.read(1)
    readers = _found(len(hosts), lambda: [one for one in processes.everything().values() if one.words == "cat"
                                          and os.readlink(f"/proc/{one.pid}/fd/1") == "/dev/null"])
    feeders = [subprocess.Popen(["cat", model], stdout=child.stdin) for child in children]
    try:
        return _moved([child.pid for child in children], readers)
    finally:
        for child in [*feeders, *children]:
            child.kill()
            child.wait()


def broadcast(bench, pairs):
    hosts = bench.places.hosts.names
    job, workers = bench.job(1, model=_WIDE), bench.pools("three.yaml", hosts, bench.worker)
    model = os.path.join(bench.folder, "model")
    with open(model, "wb") as file:
        file.write(struct.pack("<f", 0.1) * (_BYTES // 4 + 1024))
    shares, ours = [], []
    for _ in range(pairs):
        ours.append(_ours(bench, job, workers, len(hosts)))
        shares.append(_theirs(bench, model, hosts) / ours[-1])
    share = statistics.median(shares)
    speed = _BYTES * len(hosts) / 1e6 / statistics.median(ours)
    return ["84 MB to three hosts", f"{statistics.median(ours):.3g} s, {speed:.0f} MB/s",
            f"{share:.0%} of ssh's own speed", f"{BROADCAST:.0%}", "met" if share >= BROADCAST else "missed"]


def measure(programs, pairs, note):
    """Rows of a table, and words on what this machine cannot have."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with Places(os.path.realpath(folder), cluster=False) as places:
            if not places.hosts:
                return rows, places.missing
            bench = Bench(os.path.realpath(programs), os.path.realpath(folder), places)
            for measured in (start, batch, broadcast):
                rows.append(measured(bench, pairs))
                note("  ".join(rows[-1]))
    return rows, []
