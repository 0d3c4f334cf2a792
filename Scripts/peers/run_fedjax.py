"""FedJAX: fedjax.algorithms.fed_avg on its default (compiled) backend: run_fedjax.py WORK."""

import sys

import fedjax
import jax
import jax.numpy as jnp
from fedjax.algorithms import fed_avg

from work import Clock, Work


class FixedOrder(fedjax.ClientDataset):
    """The work's batches: in every epoch the same consecutive slices, the last one short."""

    def shuffle_repeat_batch(self, hparams=None, **_):
        return [batch for _ in range(hparams.num_epochs) for batch in self.batch(batch_size=hparams.batch_size)]


def network(spec):
    def forward(parameters, x):
        if spec.convolutions:
            x = x.reshape(-1, *spec.images)
        for layer in range(len(spec.convolutions)):
            kernel, bias = parameters[2 * layer : 2 * layer + 2]
            x = jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NCHW", "OIHW", "NCHW"))
            x = jax.nn.relu(x + bias[None, :, None, None])
            x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
        x = x.reshape(x.shape[0], -1)
        for index in range(2 * len(spec.convolutions), len(parameters), 2):
            x = x @ parameters[index] + parameters[index + 1]
            if index + 2 < len(parameters):
                x = jax.nn.relu(x)
        return x

    return forward


def cross_entropy(z, y):
    return jnp.mean(jax.nn.logsumexp(z, 1) - jnp.take_along_axis(z, y[:, None], 1)[:, 0])


def main(name):
    work = Work(name)
    spec, forward = work.spec, network(work.spec)

    @jax.jit
    def score(parameters, x, y):
        z = forward(parameters, x)
        return jnp.mean(z.argmax(1) == y), cross_entropy(z, y)

    def loss(parameters, batch, _):
        return cross_entropy(forward(parameters, batch["x"]), batch["y"])

    algorithm = fed_avg.federated_averaging(
        jax.grad(loss), fedjax.optimizers.sgd(spec.rate), fedjax.optimizers.sgd(1.0),
        fedjax.ShuffleRepeatBatchHParams(batch_size=spec.batch, num_epochs=spec.epochs))
    clients = {}
    for k in range(spec.clients):
        x, y = work.client(k)
        clients[k] = FixedOrder({"x": x, "y": y})
    state = algorithm.init([jnp.asarray(array) for array in work.parameters(work.init)])
    key = jax.random.PRNGKey(0)
    clock = Clock(work)
    clock.tick()
    for round in range(1, work.rounds + 1):
        key, *keys = jax.random.split(key, spec.cohort + 1)
        state, _ = algorithm.apply(state, [(k, clients[k], own) for k, own in zip(work.cohort(round), keys)])
        if work.is_evaluated(round):
            clock.score(*map(float, score(state.params, work.x_test, work.y_test)))
        else:
            jax.block_until_ready(state.params)
        clock.tick()
    clock.report()


main(sys.argv[1])
