"""Runs a command and measures it as a whole: wall time, processor time, and the peak memory of its processes."""

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

_TICKS, _PAGE, _MIB = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE"), 1 << 20


class Failed(Exception):
    """A command ended badly; the text has its last lines."""


@dataclass(frozen=True)
class Measured:
    wall: float  # seconds
    cpu: float  # seconds, user and system, of all processes
    resident: float  # MiB: the peak of the sum of resident sets, which counts shared pages once for each process
    proportional: float  # MiB: the same with each shared page split among those that share it; 0 where not asked for
    output: str


class _Session:
    """The processes of one session, and of their children that left it, as daemons do."""

    def __init__(self, leader, with_proportional):
        self.leader, self.with_proportional = leader, with_proportional
        self.ticks, self.resident, self.proportional = {}, 0, 0

    def sample(self):
        resident = proportional = 0
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
                parent, session = int(fields[1]), int(fields[3])
                if session != self.leader and int(name) not in self.ticks and parent not in self.ticks:
                    continue
                self.ticks[int(name)] = int(fields[11]) + int(fields[12])
                resident += int(fields[21]) * _PAGE
                proportional += self._share(name) if self.with_proportional else 0
            except (OSError, ValueError, IndexError):
                continue  # it ended while it was read
        self.resident, self.proportional = max(self.resident, resident), max(self.proportional, proportional)

    def _share(self, name):
        with open(f"/proc/{name}/smaps_rollup") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))


def run(command, environment=None, interval=0.1, with_proportional=False, limit=1800):
    """Samples memory every `interval` seconds, and ends the command after `limit` seconds."""
    start = time.monotonic()
    environment = dict(environment or os.environ, BENCH_START=repr(start))
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, errors="replace", env=environment, start_new_session=True)
    session, over, lines = _Session(child.pid, with_proportional), threading.Event(), []

    def watch():
        while not over.wait(interval):
            session.sample()
            if time.monotonic() - start > limit:
                os.killpg(child.pid, signal.SIGKILL)

    threads = [threading.Thread(target=watch, daemon=True),
               threading.Thread(target=lambda: lines.extend(child.stdout), daemon=True)]
    for thread in threads:
        thread.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    for thread in threads:
        thread.join(5)
    output = "".join(lines)
    if child.returncode:
        raise Failed(f"{' '.join(command)} ended with status {child.returncode}\n{output[-2000:]}")
    cpu = max(usage.ru_utime + usage.ru_stime, sum(session.ticks.values()) / _TICKS)
    return Measured(wall, cpu, session.resident / _MIB, session.proportional / _MIB, output)
