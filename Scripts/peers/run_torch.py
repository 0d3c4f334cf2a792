"""A plain PyTorch loop in one process: run_torch.py WORK THREADS. Batches are slices of one tensor, no DataLoader."""

import sys

import torch

from torch_model import add, copy, load, make, score, tensors, train
from work import Clock, Work


def main(name, threads):
    torch.set_num_threads(threads)
    work = Work(name)
    model, local = make(work.spec), make(work.spec)
    load(model, work)
    x, y, test_x, test_y = tensors(work)
    ours, theirs, offsets = list(model.parameters()), list(local.parameters()), work.offsets.tolist()
    clock = Clock(work)
    clock.tick()
    for round in range(1, work.rounds + 1):
        total = int(sum(work.sizes[k] for k in work.cohort(round)))
        sums = [torch.zeros_like(parameter) for parameter in ours]
        for k in work.cohort(round):
            start, end = offsets[k], offsets[k + 1]
            copy(theirs, ours)
            train(local, x[start:end], y[start:end], work.spec)
            add(sums, theirs, (end - start) / total)
        copy(ours, sums)
        if work.is_evaluated(round):
            clock.score(*score(model, test_x, test_y))
        clock.tick()
    clock.report()


main(sys.argv[1], int(sys.argv[2]))
