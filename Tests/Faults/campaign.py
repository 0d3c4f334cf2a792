"""Draws runs from a seed, lets faults strike in them, and judges how they end."""

import os
import random
import shutil
import time
from dataclasses import dataclass

import faults
import job
import processes
from placements import PLACEMENTS
from scene import Scene

# How long a command may take beyond the run's own deadline, and how long its last processes may.
GRACE, FAREWELL = 15, 30

# The refusals that Documentation/operations.md tells of: exit statuses with which a run ends that may be resumed.
REFUSALS = {1, 69, 124}
KILLED = 137


class Wrong(Exception):
    """A run did what it must not."""


@dataclass
class Draw:
    """What is to happen in one run: a function of the seed and the run's number."""

    number: int
    placement: object
    faults: list


def draw(seed, number, placements, kinds):
    source = random.Random(f"{seed}/{number}")
    placement = source.choice(placements)
    suitable = [kind for name, kind in faults.KINDS.items() if name in kinds and kind.suits(placement)]
    count = source.choices([0, 1, 2, 3], [1, 10, 5, 2])[0] if len(kinds) > 1 else 1
    drawn = [kind(source) for kind in source.sample(suitable, min(count, len(suitable)))]
    return Draw(number, placement, sorted(drawn, key=lambda fault: (fault.round, fault.delay)))


class Campaign:
    def __init__(self, folder, programs, places):
        self.folder, self.places = folder, places
        self.programs = os.path.join(folder, "programs")
        os.makedirs(self.programs)
        for name in ("muster", "muster-worker"):
            shutil.copy2(os.path.join(programs, name), self.programs)
        self.digest = None

    def undisturbed(self):
        """Runs the job here with two workers, where nothing goes wrong, and keeps its digest."""
        local = next(placement for placement in PLACEMENTS if placement.name == "local-2")
        scene = Scene(os.path.join(self.folder, "undisturbed"), self.programs, self.places, local)
        scene.arrange()
        scene.start("run", "job.yaml", "--quiet")
        status = scene.command.wait()
        scene.ended()
        if status:
            raise Wrong(f"the undisturbed run ended with {status}: {scene.said}")
        self.digest = scene.digest()

    def run(self, drawn):
        """How one run ended, in words. A folder is kept only of one that went wrong."""
        scene = Scene(os.path.join(self.folder, f"run-{drawn.number}"), self.programs, self.places, drawn.placement)
        disturbance = Disturbance(scene, drawn.faults)
        try:
            ending = self._to_the_end(scene, disturbance)
        except Wrong as wrong:
            raise Wrong("\n".join([str(wrong), *scene.log, *disturbance.done])) from None
        finally:
            scene.end()
            disturbance.mend()
            for process in processes.stemming_from(scene.folder):
                processes.end(process)
        shutil.rmtree(scene.folder)
        return disturbance.done, ending

    def _to_the_end(self, scene, disturbance):
        scene.arrange(disturbance.arranged())
        refused = []
        for _ in range(len(disturbance.faults) + 2):
            known = scene.rounds() >= 0
            scene.start(*(["resume", "1"] if known else ["run", "job.yaml"]))
            status = self._wait(scene, disturbance)
            disturbance.mend()
            self._nobody_left(scene)
            if status == 0:
                return self._judged(scene, refused)
            if status == KILLED and disturbance.killed_muster:
                disturbance.killed_muster = False
                refused.append("killed")
            elif status in REFUSALS and _says_what_to_do(scene.said):
                refused.append(str(status))
            else:
                raise Wrong(f"ended with status {status}")
        raise Wrong("does not come to its end, resume as one may")

    def _wait(self, scene, disturbance):
        while True:
            disturbance.look()
            status = scene.ended()
            if status is not None:
                return status
            if scene.seconds() > job.RUN_DEADLINE + GRACE:
                raise Wrong(f"hangs: still at work after {scene.seconds():.0f} s")
            time.sleep(0.02)

    def _nobody_left(self, scene):
        if not processes.wait(FAREWELL, lambda: not scene.left_behind()):
            raise Wrong("left behind: " + "; ".join(scene.left_behind()))

    def _judged(self, scene, refused):
        if scene.digest() != self.digest:
            raise Wrong(f"other bits: {scene.digest()} in place of {self.digest}")
        if not scene.verified():
            raise Wrong("the record does not verify")
        return "same digest" + (f" after {', '.join(refused)} and resume" if refused else "")


def _says_what_to_do(said):
    return "error: " in said and "\n  help: " in said


class Disturbance:
    """The faults of one run: each strikes once its round has come, and is mended when its time is over."""

    def __init__(self, scene, drawn):
        self.scene, self.faults, self.done, self.killed_muster = scene, drawn, [], False
        self._due, self._lasting = {}, {}

    def arranged(self):
        found = [fault.arrange(self.scene) for fault in self.faults]
        return next((arrangement for arrangement in found if arrangement), None)

    def look(self):
        """Strikes and mends what is due."""
        now = time.monotonic()
        for fault, until in list(self._lasting.items()):
            if now >= until:
                self._mend(fault)
        waiting = [fault for fault in self.faults if fault not in self._due]
        if waiting and self.scene.rounds() >= waiting[0].round:
            self._due[waiting[0]] = now + waiting[0].delay
        for fault, moment in list(self._due.items()):
            if moment is not None and now >= moment:
                self._strike(fault, now)

    def _strike(self, fault, now):
        told = fault.strike(self.scene)
        if not told:
            return
        self._due[fault] = None
        self.done.append(f"round {self.scene.rounds()}: {told}")
        self.killed_muster = self.killed_muster or isinstance(fault, faults.KilledMuster)
        if fault.lasts is not None:
            self._lasting[fault] = now + fault.lasts

    def _mend(self, fault):
        del self._lasting[fault]
        fault.mend(self.scene)

    def mend(self):
        for fault in list(self._lasting):
            self._mend(fault)
