"""Apple's pfl-research: FederatedAveraging on SimulatedBackend with PyTorch: run_pfl.py WORK THREADS."""

import sys

import numpy as np
import torch
import torch.nn.functional as F
from pfl.aggregate.simulate import SimulatedBackend
from pfl.aggregate.weighting import WeightByDatapoints
from pfl.algorithm.base import NNAlgorithmParams
from pfl.algorithm.federated_averaging import FederatedAveraging
from pfl.callback.base import TrainingProcessCallback
from pfl.data.dataset import Dataset
from pfl.data.federated_dataset import FederatedDataset
from pfl.hyperparam import NNEvalHyperParams, NNTrainHyperParams
from pfl.metrics import Metrics, Weighted
from pfl.model.pytorch import PyTorchModel
from torch import nn

from torch_model import load, make, score, tensors
from work import Clock, Work


class Scored(nn.Sequential):
    """A model with the two methods that pfl asks for."""

    def loss(self, x, y, eval=False):
        return F.cross_entropy(self(x), y)

    def metrics(self, x, y, eval=False):
        return {"loss": Weighted(F.cross_entropy(self(x), y).item() * len(y), len(y))}


class Rounds(TrainingProcessCallback):
    """Ticks the clock after each round and scores the model when the work says so."""

    def __init__(self, work, model, clock):
        self.work, self.model, self.clock = work, model, clock
        _, _, self.x, self.y = tensors(work)

    def on_train_begin(self, *, model):
        self.clock.tick()
        return Metrics()

    def after_central_iteration(self, aggregate_metrics, model, *, central_iteration):
        if self.work.is_evaluated(central_iteration + 1):
            self.clock.score(*score(self.model, self.x, self.y))
        self.clock.tick()
        return False, Metrics()


def main(name, threads):
    torch.set_num_threads(threads)
    work = Work(name)
    spec, model = work.spec, Scored(*make(work.spec))
    load(model, work)
    x, y, _, _ = tensors(work)
    offsets = work.offsets.tolist()
    order = iter(np.concatenate([work.schedule, work.schedule[:1]]).ravel().tolist())

    def rows(k):
        part = slice(offsets[k], offsets[k + 1])
        return Dataset([x[part], y[part]], user_id=str(k))

    data, clock = FederatedDataset(rows, lambda: next(order)), Clock(work)
    FederatedAveraging().run(
        algorithm_params=NNAlgorithmParams(
            central_num_iterations=work.rounds, evaluation_frequency=10**9, train_cohort_size=spec.cohort,
            val_cohort_size=0),
        backend=SimulatedBackend(training_data=data, val_data=data, postprocessors=[WeightByDatapoints()]),
        model=PyTorchModel(model, torch.optim.SGD, torch.optim.SGD(model.parameters(), lr=1.0)),
        model_train_params=NNTrainHyperParams(
            local_learning_rate=spec.rate, local_num_epochs=spec.epochs, local_batch_size=spec.batch),
        model_eval_params=NNEvalHyperParams(local_batch_size=None),
        callbacks=[Rounds(work, model, clock)])
    clock.report()


main(sys.argv[1], int(sys.argv[2]))
