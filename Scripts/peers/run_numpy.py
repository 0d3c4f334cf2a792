"""A plain NumPy loop in one process: run_numpy.py WORK. Dense works only; OPENBLAS_NUM_THREADS sets its threads."""

import sys

import numpy as np

from work import Clock, Work, score_dense


def softmax_gradient(z, targets):
    """Turns scores into the gradient of the summed cross-entropy, in place."""
    z -= z.max(1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(1, keepdims=True)
    z -= targets


def train_softmax(parameters, x, targets, epochs, batch, rate):
    weights, bias = parameters
    for _ in range(epochs):
        for start in range(0, len(x), batch):
            rows = x[start : start + batch]
            z = rows @ weights
            z += bias
            softmax_gradient(z, targets[start : start + batch])
            z *= rate / len(rows)
            weights -= rows.T @ z
            bias -= z.sum(0)


def train_perceptron(parameters, x, targets, epochs, batch, rate):
    layers = len(parameters) // 2
    for _ in range(epochs):
        for start in range(0, len(x), batch):
            values = [x[start : start + batch]]
            for layer in range(layers):
                z = values[-1] @ parameters[2 * layer]
                z += parameters[2 * layer + 1]
                if layer + 1 < layers:
                    np.maximum(z, 0, out=z)
                values.append(z)
            gradient = values[-1]
            softmax_gradient(gradient, targets[start : start + batch])
            gradient /= len(gradient)
            for layer in reversed(range(layers)):
                of_weights, of_bias = values[layer].T @ gradient, gradient.sum(0)
                if layer:
                    gradient = gradient @ parameters[2 * layer].T
                    gradient *= values[layer] > 0
                of_weights *= rate
                parameters[2 * layer] -= of_weights
                parameters[2 * layer + 1] -= rate * of_bias


def main(name):
    work = Work(name)
    spec, model, unit = work.spec, work.parameters(work.init.copy()), np.eye(10, dtype=np.float32)
    train = train_softmax if len(model) == 2 else train_perceptron
    rate, clients = np.float32(spec.rate), {}
    clock = Clock(work)
    clock.tick()
    for round in range(1, work.rounds + 1):
        total = int(sum(work.sizes[k] for k in work.cohort(round)))
        mean = [np.zeros_like(array) for array in model]
        for k in work.cohort(round):
            if k not in clients:
                x, y = work.client(k)
                clients[k] = x, unit[y]
            x, targets = clients[k]
            local = [array.copy() for array in model]
            train(local, x, targets, spec.epochs, spec.batch, rate)
            for sum_, array in zip(mean, local):
                array *= np.float32(len(x) / total)
                sum_ += array
        model = mean
        if work.is_evaluated(round):
            clock.score(*score_dense(model, work.x_test, work.y_test))
        clock.tick()
    clock.report()


main(sys.argv[1])
