"""The machine's limits, measured by small C programs that are built here: what no training on it can pass."""

import ctypes.util
import os
import platform
import shutil
import subprocess

from harness.environments import CACHE, PEERS

# Products that the works are made of: name, whether A and B are transposed, M, N, K.
SHAPES = """\
W1-forward 0 0 32 10 64
W3-forward 0 0 10 200 784
W3-weights 1 0 784 200 10
W4-forward 0 0 256 4096 4096
W4-weights 1 0 4096 4096 256
W5-convolution 0 0 6272 64 800
W5-dense 0 0 32 512 3136
"""
# An extension where the compiler is to use all that this CPU has; machine.c chooses at run time.
_FLAGS = {"machine": ["-O2"], "gemm": ["-O2"], "by_hand": ["-O3", "-march=native"]}


def missing():
    """Why the programs cannot be built here; None where they can."""
    if platform.machine() != "x86_64":
        return "the programs are written for x86-64"
    if not shutil.which("gcc"):
        return "apt-get install gcc"
    return None


def program(name):
    """The path of a program, built where it is missing or older than its source."""
    folder, sources = os.path.join(CACHE, "limits"), os.path.join(PEERS, "limits")
    path = os.path.join(folder, name)
    newest = max(os.path.getmtime(os.path.join(sources, file)) for file in os.listdir(sources))
    if not os.path.exists(path) or os.path.getmtime(path) < newest:
        os.makedirs(folder, exist_ok=True)
        source = os.path.join(sources, name + ".c")
        subprocess.run(["gcc", *_FLAGS[name], "-o", path, source, "-lm", "-ldl", "-pthread"], check=True)
    return path


def blas():
    """The name of OpenBLAS's library; None where it is not installed."""
    return ctypes.util.find_library("openblas")


def blas_variables():
    return {"OPENBLAS_NUM_THREADS": "1"}


def by_hand(work, folder):
    """The command that does a dense work by hand. A model that fits no cache gets its products from OpenBLAS."""
    library = blas() if max(work.widths) > 1024 else "-"
    numbers = [work.timed_rounds, work.epochs, work.batch, work.rate, work.evaluate, *work.widths]
    return [program("by_hand"), folder, library or "libopenblas.so.0", *map(str, numbers)]


def measure():
    """(name, value, unit) of each limit, and what could not be measured and why."""
    reason = missing()
    if reason:
        return [], [f"the machine's limits are not measured: {reason}"]
    figures = _figures("", [program("machine")])
    if not blas():
        return figures, ["OpenBLAS is not measured: apt-get install libopenblas0-pthread"]
    gemm = [program("gemm"), blas()]
    return figures + _figures("OpenBLAS ", gemm, **blas_variables()), []


def _figures(prefix, command, **variables):
    done = subprocess.run(command, input=SHAPES, capture_output=True, text=True, check=True,
                          env=os.environ | variables)
    lines = (line.split("\t") for line in done.stdout.splitlines())
    return [(prefix + name, float(value), unit) for name, value, unit in lines]
