"""One run of a campaign: its folder, its programs, its record, and the command that is at work."""

import os
import shlex
import sqlite3
import subprocess
import sys
import time

import job
import processes
from placements import script

CORRUPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corrupt.py")


class Scene:
    def __init__(self, folder, programs, places, placement):
        self.folder, self.places, self.placement = folder, places, placement
        self.command, self.log, self.said = None, [], ""
        self._programs = os.path.join(folder, "bin")
        os.makedirs(self._programs)
        job.write(folder)
        for name in ("muster", "muster-worker"):
            os.link(os.path.join(programs, name), os.path.join(self._programs, name))

    def arrange(self, corruption=None):
        """Writes the worker programs and the workers file.

        `corruption` is the name of a host, `slurm` or `local`, a direction and an offset: of that stream one byte is
        spoiled."""
        if corruption and corruption[0] == "local":
            self._spoil_local(corruption)
        homes = {host: os.path.join(self.places.hosts.folder, "data") for host in self.placement.hosts}
        if self.placement.nodes:
            homes["slurm"] = self.places.cluster.disk.folder
        commands = {where: self._program(where, home, corruption) for where, home in homes.items()}
        self.placement.write(os.path.join(self.folder, "workers.yaml"), commands)

    @property
    def _worker(self):
        return os.path.join(self._programs, "muster-worker")

    def _spoil_local(self, corruption):
        """The worker here is the program beside muster, whatever that is."""
        itself = self._worker + "-itself"
        os.rename(self._worker, itself)
        script(self._worker, f"exec {self._corrupted(corruption, itself)}\n")

    def _program(self, where, home, corruption):
        """A worker program for a host, which writes nowhere but below its home."""
        spoiled = corruption and corruption[0] == where
        command = self._corrupted(corruption, self._worker) if spoiled else shlex.quote(self._worker)
        return script(f"{self._worker}-on-{where}",
                      f'export HOME={home} XDG_CONFIG_HOME={home}/{where} TMPDIR={home}\nexec {command} "$@"\n')

    def _corrupted(self, corruption, worker):
        _, direction, offset = corruption
        return shlex.join([sys.executable, "-IS", CORRUPT, self._spent, direction, str(offset), worker])

    @property
    def _spent(self):
        return os.path.join(self.folder, "spent")

    def is_spoiled(self):
        return os.path.exists(self._spent)

    def start(self, *words):
        """Starts muster with more words about this placement."""
        words = [*words, "--workers", "workers.yaml"]
        self.log.append(f"muster {' '.join(words)}")
        self.errors = open(os.path.join(self.folder, "errors"), "w+")
        self.command = subprocess.Popen(self._muster(words), stderr=self.errors, **self._surroundings())
        self.started = time.monotonic()

    def verified(self):
        """Whether `muster verify` finds nothing wrong with the record."""
        return subprocess.run(self._muster(["verify", "--quiet"]), stderr=subprocess.DEVNULL,
                              **self._surroundings()).returncode == 0

    def _muster(self, words):
        return [*self.places.through, os.path.join(self._programs, "muster"), *words]

    def _surroundings(self):
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": self.folder,
                       "GIT_CEILING_DIRECTORIES": os.path.dirname(self.folder), processes.MARK: self.folder}
        return {"cwd": self.folder, "env": environment | self.places.variables(), "stdin": subprocess.DEVNULL,
                "stdout": subprocess.DEVNULL}

    def ended(self):
        """The exit status, 128 and more for a signal; None while the command is at work."""
        status = self.command.poll()
        if status is None:
            return None
        self.errors.seek(0)
        self.said = self.errors.read()
        status = status if status >= 0 else 128 - status
        self.log.append(f"ended with {status}\n{self.said}")
        return status

    def end(self):
        if self.command and self.command.poll() is None:
            self.command.kill()
            self.command.wait()

    def seconds(self):
        return time.monotonic() - self.started

    def workers(self):
        return processes.workers(self.folder)

    def clients(self, name):
        """The processes of the name that the command started: ssh, salloc, srun."""
        return [process for process in processes.stemming_from(self.folder) if process.name == name]

    def left_behind(self):
        found = [str(process) for process in processes.stemming_from(self.folder)]
        if self.places.cluster:
            found += [f"allocation {number}" for number in self.places.cluster.allocations()]
        return found

    def rounds(self):
        """How many rounds are recorded; -1 while the record has no run."""
        return self._asked("SELECT (SELECT count(*) FROM round WHERE run = 1) - 2 * (NOT EXISTS "
                           "(SELECT * FROM run WHERE run = 1))", -1)

    def digest(self):
        return self._asked("SELECT digest FROM digest WHERE run = 1 AND part = 'record'", None)

    def _asked(self, query, otherwise):
        try:
            record = sqlite3.connect(f"file:{self.folder}/muster.sqlite?mode=ro", uri=True, timeout=5)
        except sqlite3.Error:
            return otherwise
        try:
            row = record.execute(query).fetchone()
            return row[0] if row else otherwise
        except sqlite3.Error:
            return otherwise
        finally:
            record.close()
