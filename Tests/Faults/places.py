"""Where workers run: hosts in network namespaces of this machine, each with a sshd, and a private Slurm in the
namespace from which the hosts are reached."""

import os
import shutil
import subprocess

from processes import everything, wait

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Fixtures")
SKIP = 77


class Missing(Exception):
    """This machine cannot have such places; the text says why."""


def fixture(name, *words, through=()):
    done = subprocess.run([*through, os.path.join(FIXTURES, name), *words], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
    if done.returncode == SKIP:
        raise Missing(done.stderr.strip())
    if done.returncode:
        raise RuntimeError(f"{name} {' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Disk:
    """A small file system that can be filled up."""

    def __init__(self, folder, through=()):
        self.folder, self.through = folder, list(through)

    def fill(self):
        """Leaves no byte free; says whether that is so."""
        done = subprocess.run([*self.through, "dd", "if=/dev/zero", f"of={self.folder}/filler", "bs=64k"],
                              stdin=subprocess.DEVNULL, capture_output=True)
        return b"No space left" in done.stderr

    def clear(self):
        subprocess.run([*self.through, "rm", "-f", f"{self.folder}/filler"], stdin=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


class Hosts:
    """Hosts h1, h2 and so on: their processes, network, host name and the folder `data` are their own, everything else
    is this machine's."""

    def __init__(self, folder, count=3):
        self.folder, self.names = folder, [f"h{number}" for number in range(1, count + 1)]
        os.makedirs(folder, exist_ok=True)

    def up(self):
        client = fixture("netns-hosts.sh", "up", self.folder, str(len(self.names))).strip()
        # What starts a command where the hosts can be reached.
        self.through = ["nsenter", f"--net=/run/netns/{client}"]
        self.ssh_config = os.path.join(self.folder, "ssh_config")

    def down(self):
        fixture("netns-hosts.sh", "down", self.folder)

    def tell(self, verb, name):
        """`cut` pulls a host's cable and `heal` mends it; `crash` switches the host off and `boot` on again."""
        fixture("netns-hosts.sh", verb, self.folder, name[1:])

    def disk(self, name):
        """None while the host is off."""
        listener = self._listener(name)
        return listener and Disk(os.path.join(self.folder, "data"), ["nsenter", f"--target={listener}", "--mount"])

    def sessions(self, name):
        """The sshd processes that serve a connection."""
        listener = self._listener(name)
        return [process for process in everything().values() if listener and process.name == "sshd"
                and process.pid != listener and self._namespace(process.pid) == self._namespace(listener)]

    def _listener(self, name):
        """The host's sshd; None while it is off. Its pid file has its number as the host counts, so it is known by its
        settings."""
        settings = os.path.join(self.folder, name, "sshd_config")
        return next((process.pid for process in everything().values()
                     if process.name == "sshd" and settings in process.words), None)

    @staticmethod
    def _namespace(pid):
        try:
            return os.readlink(f"/proc/{pid}/ns/pid")
        except OSError:
            return None


class Cluster:
    """A private Slurm with nodes n1, n2 and so on, whose workers have one disk."""

    def __init__(self, folder, through, count=3):
        self.folder, self.through, self.nodes = folder, list(through), [f"n{number}" for number in range(1, count + 1)]
        self.settings = os.path.join(folder, "slurm.conf")
        self.disk = Disk(os.path.join(folder, "disk"))

    def up(self):
        os.makedirs(self.disk.folder)
        fixture("slurm-cluster.sh", "up", self.folder, str(len(self.nodes)), through=self.through)
        self._run("mount", "-t", "tmpfs", "-o", "size=1m", "disk", self.disk.folder)

    def down(self):
        fixture("slurm-cluster.sh", "down", self.folder, through=self.through)
        subprocess.run(["umount", self.disk.folder], stderr=subprocess.DEVNULL)

    def kill_node(self, node):
        fixture("slurm-cluster.sh", "kill-node", self.folder, node, through=self.through)

    def start_node(self, node):
        """Starts its daemon and waits until Slurm uses the node again."""
        fixture("slurm-cluster.sh", "start-node", self.folder, node, through=self.through)
        wait(5, lambda: self._state(node) in ("idle", "alloc", "mix"))
        if self._state(node) not in ("idle", "alloc", "mix"):
            self._run("scontrol", "update", f"nodename={node}", "state=resume")

    def allocations(self):
        """The numbers of the jobs that run or wait."""
        return self._run("squeue", "-h", "-t", "R,PD", "-o", "%i").split()

    def cancel(self, allocation):
        self._run("scancel", allocation)

    def _state(self, node):
        return self._run("sinfo", "-h", "-N", "-p", "test", "-n", node, "-o", "%t").strip().rstrip("*")

    def _run(self, *command):
        done = subprocess.run([*self.through, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, SLURM_CONF=self.settings), timeout=60)
        return done.stdout


class Places:
    """The hosts and the cluster, as far as this machine can have them."""

    def __init__(self, folder, hosts=True, cluster=True):
        self.folder, self.hosts, self.cluster, self.missing = folder, None, None, []
        self._wanted = hosts or cluster, cluster

    def __enter__(self):
        hosts, cluster = self._wanted
        if hosts:
            self.hosts = self._opened(Hosts(os.path.join(self.folder, "hosts")))
        if cluster and self.hosts:
            self.cluster = self._opened(Cluster(os.path.join(self.folder, "cluster"), self.hosts.through))
        return self

    def _opened(self, place):
        try:
            place.up()
            return place
        except Missing as missing:
            self.missing.append(str(missing))
            return None
        except BaseException:
            place.down()
            self.__exit__()
            raise

    def __exit__(self, *_):
        for place in (self.cluster, self.hosts):
            if place:
                place.down()

    @property
    def through(self):
        return self.hosts.through if self.hosts else []

    def variables(self):
        """What tells muster, ssh and Slurm of these places."""
        found = {"MUSTER_SSH_CONFIG": self.hosts.ssh_config} if self.hosts else {}
        return found | ({"SLURM_CONF": self.cluster.settings} if self.cluster else {})

    @staticmethod
    def remove(folder):
        shutil.rmtree(folder, ignore_errors=True)
