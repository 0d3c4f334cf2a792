"""The processes that stem from a folder, seen through /proc: on every host that shares this kernel, whoever their
parent has become."""

import os
import signal
import time
from dataclasses import dataclass

# A variable that marks a command and its descendants on the same host.
MARK = "MUSTER_FAULTS"


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    name: str
    program: str  # the path of what it executes; empty for a kernel's own
    words: str  # its command line

    def __str__(self):
        return f"{self.pid} {self.name}: {self.words[:120]}"


def _read(pid, name):
    with open(f"/proc/{pid}/{name}", "rb") as file:
        return file.read()


def _process(pid):
    """None for one that has ended, and for one that only waits to be reaped."""
    try:
        head, _, rest = _read(pid, "stat").decode(errors="replace").rpartition(")")
        state, parent = rest.split()[:2]
        if state in "ZX":
            return None
        words = _read(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace").strip()
        return Process(pid, int(parent), head.partition("(")[2], os.readlink(f"/proc/{pid}/exe"), words)
    except (OSError, ValueError):
        return None


def everything():
    """All processes, by number."""
    found = (_process(int(name)) for name in os.listdir("/proc") if name.isdigit())
    return {process.pid: process for process in found if process}


def _is_marked(process, folder):
    if folder + "/" in process.program + " " + process.words:
        return True
    try:
        return f"{MARK}={folder}\0".encode() in _read(process.pid, "environ")
    except OSError:
        return False


def stemming_from(folder):
    """The processes that execute a file of the folder, name one, or inherited its mark."""
    return [process for process in everything().values() if process.pid != os.getpid() and _is_marked(process, folder)]


def workers(folder):
    """The workers among them, and the relays that lead to workers."""
    programs = everything().values()
    return [process for process in programs
            if process.program.startswith(folder + "/") and "/muster-worker" in process.program]


def ancestors(pid, processes):
    """Nearest first."""
    while pid in processes:
        yield processes[pid]
        pid = processes[pid].parent


def send(process, number):
    """Whether it was still there."""
    try:
        os.kill(process.pid, number)
        return True
    except ProcessLookupError:
        return False


def end(process):
    return send(process, signal.SIGKILL)


def wait(seconds, is_so):
    """Whether it became so within the time."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
