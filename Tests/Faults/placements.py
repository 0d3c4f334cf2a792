"""Placements: the workers files of a campaign."""

import os
import stat
from dataclasses import dataclass


@dataclass(frozen=True)
class Placement:
    name: str
    local: int = 0
    hosts: tuple = ()
    workers: int = 1  # on each host
    nodes: int = 0

    def suits(self, places):
        return (not self.hosts or places.hosts) and (not self.nodes or places.cluster)

    def write(self, path, commands):
        """`commands` has the worker program for each host, and for `slurm`."""
        lines = ["schema: muster/v1", "kind: workers", "connect: 5s", "silence: 6s"]
        if self.local:
            lines.append(f"local: {self.local}")
        if self.hosts:
            lines.append("ssh:")
            lines += [f"  - {{host: {host}, workers: {self.workers}, command: {commands[host]}}}"
                      for host in self.hosts]
        if self.nodes:
            lines.append(f"slurm: {{partition: test, tasks: {self.nodes}, nodes: {self.nodes}, queue: 20s, "
                         f"command: {commands['slurm']}}}")
        with open(path, "w") as file:
            file.write("\n".join(lines) + "\n")


PLACEMENTS = (
    Placement("local-1", local=1),
    Placement("local-2", local=2),
    Placement("local-8", local=8),
    Placement("ssh", hosts=("h1", "h2", "h3")),
    Placement("ssh-2", hosts=("h1", "h2", "h3"), workers=2),
    Placement("slurm", nodes=3),
    Placement("mixed", local=1, hosts=("h1", "h2"), nodes=2),
)


def script(path, text):
    with open(path, "w") as file:
        file.write("#!/bin/sh\n" + text)
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return path
