"""The models and the local training that the peers on PyTorch share."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Images(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.view(-1, *self.shape)


def make(spec):
    layers, channels = [], spec.images[0] if spec.images else None
    if spec.convolutions:
        layers.append(Images(spec.images))
    for filters in spec.convolutions:
        layers += [nn.Conv2d(channels, filters, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)]
        channels = filters
    if spec.convolutions:
        layers.append(nn.Flatten())
    for inputs, outputs in zip(spec.widths, spec.widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


@torch.no_grad()
def load(model, work):
    """Gives the model the work's initial weights; PyTorch keeps a matrix as [out, in]."""
    for parameter, array in zip(model.parameters(), work.parameters(work.init)):
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(array.T if array.ndim == 2 else array)))


def tensors(work):
    """x_train, y_train, x_test and y_test."""
    return (torch.from_numpy(work.x_train), torch.from_numpy(work.y_train).long(),
            torch.from_numpy(work.x_test), torch.from_numpy(work.y_test).long())


def train(model, x, y, spec):
    optimizer = torch.optim.SGD(model.parameters(), lr=spec.rate)
    for _ in range(spec.epochs):
        for start in range(0, len(x), spec.batch):
            rows = slice(start, start + spec.batch)
            optimizer.zero_grad()
            F.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()


@torch.no_grad()
def copy(targets, sources):
    for target, source in zip(targets, sources):
        target.copy_(source)


@torch.no_grad()
def add(sums, parameters, weight):
    for sum_, parameter in zip(sums, parameters):
        sum_.add_(parameter, alpha=weight)


@torch.no_grad()
def score(model, x, y):
    z = model(x)
    return float((z.argmax(1) == y).float().mean()), float(F.cross_entropy(z, y))
