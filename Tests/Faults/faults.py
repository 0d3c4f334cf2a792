"""What can go wrong in a run. Each fault is drawn once, strikes in a round of its own, and may be mended later.

A fault has `suits(placement)`: whether it can strike there; `strike(scene)`: strikes, and says what it did, or gives
None when nothing was there to strike, which is tried again; `mend(scene)`: puts right what lasts beyond the run."""

import signal

import job
import processes


class Fault:
    # Seconds after which it is mended; None of what needs no mending.
    lasts = None

    def __init__(self, random):
        self.random = random
        self.round = random.randrange(job.ROUNDS - 1)
        self.delay = random.uniform(0, 0.3)

    @staticmethod
    def suits(placement):
        return True

    def arrange(self, scene):
        """Before the run; gives what Scene.arrange takes."""
        return None

    def mend(self, scene):
        pass

    def one_of(self, things):
        return self.random.choice(things) if things else None


def _remote(placement):
    return bool(placement.hosts or placement.nodes)


class KilledWorker(Fault):
    def strike(self, scene):
        victim = self.one_of(scene.workers())
        return victim and processes.end(victim) and "a worker killed"


class KilledWorkers(Fault):
    def strike(self, scene):
        killed = [processes.end(worker) for worker in scene.workers()]
        return f"{len(killed)} workers and relays killed" if killed else None


class KilledMuster(Fault):
    def strike(self, scene):
        scene.command.kill()
        return "muster killed"


class StoppedWorker(Fault):
    """A straggler: it does not answer, and does not end."""

    def __init__(self, random):
        super().__init__(random)
        self.lasts, self.victim = random.choice([1, 3, 20]), None

    def strike(self, scene):
        self.victim = self.one_of(scene.workers())
        return self.victim and processes.send(self.victim, signal.SIGSTOP) and f"a worker stopped for {self.lasts} s"

    def mend(self, scene):
        processes.send(self.victim, signal.SIGCONT)


class CorruptPipe(Fault):
    """One byte of what a worker reads or writes is spoiled, outside of any encryption, once that byte is reached."""

    def __init__(self, random):
        super().__init__(random)
        self.round = 0
        self.direction, self.offset = random.choice(["in", "out"]), int(10 ** random.uniform(0, 4.8))

    def arrange(self, scene):
        placement = scene.placement
        where = [*placement.hosts, *(["slurm"] if placement.nodes else []), *(["local"] if placement.local else [])]
        self.where = self.random.choice(where)
        return self.where, self.direction, self.offset

    def strike(self, scene):
        return f"byte {self.offset} {self.direction} spoiled ({self.where})" if scene.is_spoiled() else None


class KilledSession(Fault):
    @staticmethod
    def suits(placement):
        return bool(placement.hosts)

    def strike(self, scene):
        host = self.random.choice(scene.placement.hosts)
        victim = self.one_of(scene.places.hosts.sessions(host))
        return victim and processes.end(victim) and f"a sshd session on {host} killed"


class KilledClient(Fault):
    @staticmethod
    def suits(placement):
        return bool(placement.hosts)

    def strike(self, scene):
        victim = self.one_of(scene.clients("ssh"))
        return victim and processes.end(victim) and "a ssh client killed"


class CutCable(Fault):
    """For longer than silence is borne, or shorter."""

    def __init__(self, random):
        super().__init__(random)
        self.lasts, self.host = random.choice([1, 8, 12]), None

    @staticmethod
    def suits(placement):
        return bool(placement.hosts)

    def strike(self, scene):
        self.host = self.random.choice(scene.placement.hosts)
        scene.places.hosts.tell("cut", self.host)
        return f"the cable of {self.host} cut for {self.lasts} s"

    def mend(self, scene):
        scene.places.hosts.tell("heal", self.host)


class CrashedHost(Fault):
    """Switched off without a word, and on again."""

    def __init__(self, random):
        super().__init__(random)
        self.lasts, self.host = random.choice([2, 10]), None

    @staticmethod
    def suits(placement):
        return bool(placement.hosts)

    def strike(self, scene):
        self.host = self.random.choice(scene.placement.hosts)
        scene.places.hosts.tell("crash", self.host)
        return f"{self.host} switched off for {self.lasts} s"

    def mend(self, scene):
        scene.places.hosts.tell("boot", self.host)


class KilledDaemon(Fault):
    """A node's slurmd: its steps go on, and Slurm takes a while to notice."""

    lasts = 15

    @staticmethod
    def suits(placement):
        return bool(placement.nodes)

    def strike(self, scene):
        self.node = self.random.choice(scene.places.cluster.nodes)
        scene.places.cluster.kill_node(self.node)
        return f"slurmd of {self.node} killed"

    def mend(self, scene):
        scene.places.cluster.start_node(self.node)


class KilledStep(Fault):
    """A step's slurmstepd, after which srun waits for ever."""

    @staticmethod
    def suits(placement):
        return bool(placement.nodes)

    def strike(self, scene):
        everything = processes.everything()
        victim = self.one_of([process for worker in scene.workers()
                              for process in processes.ancestors(worker.pid, everything)
                              if process.name == "slurmstepd"])
        return victim and processes.end(victim) and "a slurmstepd killed"


class KilledStart(Fault):
    @staticmethod
    def suits(placement):
        return bool(placement.nodes)

    def strike(self, scene):
        victim = self.one_of(scene.clients("srun"))
        return victim and processes.end(victim) and "a srun killed"


class CancelledAllocation(Fault):
    @staticmethod
    def suits(placement):
        return bool(placement.nodes)

    def strike(self, scene):
        allocation = self.one_of(scene.places.cluster.allocations())
        if allocation is None:
            return None
        scene.places.cluster.cancel(allocation)
        return "the allocation cancelled"


class FullDisk(Fault):
    lasts = 5

    @staticmethod
    def suits(placement):
        return _remote(placement)

    def strike(self, scene):
        where = self.random.choice([*scene.placement.hosts, *(["slurm"] if scene.placement.nodes else [])])
        self.disk = scene.places.cluster.disk if where == "slurm" else scene.places.hosts.disk(where)
        return f"the disk filled ({where})" if self.disk and self.disk.fill() else None

    def mend(self, scene):
        self.disk.clear()


KINDS = {
    "worker": KilledWorker, "workers": KilledWorkers, "muster": KilledMuster, "straggler": StoppedWorker,
    "corrupt": CorruptPipe, "session": KilledSession, "ssh": KilledClient, "cable": CutCable, "crash": CrashedHost,
    "slurmd": KilledDaemon, "step": KilledStep, "srun": KilledStart, "cancel": CancelledAllocation, "disk": FullDisk,
}
