"""PyTorch with worker processes of one thread each: run_torch_processes.py WORK WORKERS.

Weights lie in shared memory and clients are dealt from a shared counter: the strongest form of plain PyTorch on few
cores where a client is small."""

import sys

import torch
import torch.multiprocessing as multiprocessing

from torch_model import add, copy, load, make, score, tensors, train
from work import Clock, Work


class Shared:
    """What the server and its workers share: the model, the next place in the cohort, two meeting points a round."""

    def __init__(self, context, work, model, workers):
        self.model = list(model.parameters())
        self.next = context.Value("i", 0)
        self.cohort = torch.zeros(work.spec.cohort, dtype=torch.int32).share_memory_()
        self.start, self.end = context.Barrier(workers + 1), context.Barrier(workers + 1)

    def take(self):
        with self.next.get_lock():
            place = self.next.value
            self.next.value += 1
        return place


def serve(work, shared, sums):
    """One worker: trains clients of each round into its own weighted sum."""
    torch.set_num_threads(1)
    local = make(work.spec)
    parameters, offsets = list(local.parameters()), work.offsets.tolist()
    x, y, _, _ = tensors(work)
    while True:
        shared.start.wait()
        if shared.next.value < 0:
            return
        cohort = shared.cohort.tolist()
        total = int(sum(work.sizes[k] for k in cohort))
        for sum_ in sums:
            sum_.zero_()
        while (place := shared.take()) < len(cohort):
            start, end = offsets[cohort[place]], offsets[cohort[place] + 1]
            copy(parameters, shared.model)
            train(local, x[start:end], y[start:end], work.spec)
            add(sums, parameters, (end - start) / total)
        shared.end.wait()


def main(name, workers):
    torch.set_num_threads(1)
    work, context = Work(name), multiprocessing.get_context("fork")
    model = make(work.spec)
    load(model, work)
    model.share_memory()
    shared = Shared(context, work, model, workers)
    sums = [[torch.zeros_like(p).share_memory_() for p in model.parameters()] for _ in range(workers)]
    processes = [context.Process(target=serve, args=(work, shared, own), daemon=True) for own in sums]
    for process in processes:
        process.start()
    _, _, test_x, test_y = tensors(work)
    clock = Clock(work)
    clock.tick()
    for round in range(1, work.rounds + 1):
        shared.cohort.copy_(torch.from_numpy(work.schedule[round - 1]))
        shared.next.value = 0
        shared.start.wait()
        shared.end.wait()
        copy(shared.model, [sum(parts) for parts in zip(*sums)])
        if work.is_evaluated(round):
            clock.score(*score(model, test_x, test_y))
        clock.tick()
    shared.next.value = -1
    shared.start.wait()
    for process in processes:
        process.join()
    clock.report()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
