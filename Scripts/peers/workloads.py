"""The benchmark's works: what is trained, by whom, for how long, and how fast it ought to be. Standard library only.

Local training is plain SGD on the mean softmax cross-entropy of consecutive batches of a client's rows, the last one
short, in the same order in every epoch. The server averages the clients' weights by their rows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    name: str
    widths: tuple  # of the dense layers, from the input to the classes
    clients: int
    cohort: int  # the clients that train in one round
    rounds: int
    epochs: int
    batch: int
    rate: float
    evaluate: int  # the rounds from one evaluation to the next; the last round is always evaluated
    timed: int = 0  # the rounds that are timed, where a whole run takes too long
    convolutions: tuple = ()  # filters of the 5 x 5 layers with same padding, each followed by a 2 x 2 maximum
    images: tuple = ()  # channels, height, width
    tolerance: float = 1e-5  # how much the final loss may differ from a peer's, as a share of it

    @property
    def timed_rounds(self):
        return self.timed or self.rounds

    @property
    def shapes(self):
        """The parameters' shapes in the order of init.npy: kernels [out, in, 5, 5], matrices [in, out]."""
        shapes, channels = [], self.images[:1]
        for filters in self.convolutions:
            shapes += [(filters, *channels, 5, 5), (filters,)]
            channels = (filters,)
        for inputs, outputs in zip(self.widths, self.widths[1:]):
            shapes += [(inputs, outputs), (outputs,)]
        return shapes

    def is_evaluated(self, round, rounds):
        """Rounds count from 1."""
        return round % self.evaluate == 0 or round == rounds


_TWO_NN = dict(widths=(784, 200, 200, 10), clients=100, cohort=10, rounds=50, epochs=5, batch=10, rate=0.1, evaluate=1,
               tolerance=1e-2)

WORKLOADS = {work.name: work for work in (
    Workload("W1", (64, 10), clients=10, cohort=10, rounds=100, epochs=5, batch=32, rate=0.1, evaluate=1),
    Workload("W2", (60, 10), clients=1000, cohort=10, rounds=200, epochs=20, batch=10, rate=0.01, evaluate=10),
    Workload("W3iid", **_TWO_NN),
    Workload("W3shard", **_TWO_NN),
    Workload("W4", (1024, 4096, 4096, 10), clients=4, cohort=4, rounds=5, epochs=1, batch=256, rate=0.05, evaluate=5,
             timed=2, tolerance=1e-4),
    Workload("W5", (3136, 512, 10), clients=10, cohort=10, rounds=5, epochs=1, batch=32, rate=0.1, evaluate=1, timed=2,
             convolutions=(32, 64), images=(1, 28, 28), tolerance=1e-2),
)}

MEANINGS = {
    "W1": "softmax 64-10 on scikit-learn's digits, 10 clients",
    "W2": "softmax 60-10 on FedProx's Synthetic(1,1), 1,000 clients of 9 to 900 rows",
    "W3iid": "perceptron 784-200-200-10 on MNIST digits, 100 clients of 40 rows",
    "W3shard": "the same, two label shards a client (McMahan et al. 2017)",
    "W4": "perceptron 1024-4096-4096-10 on Gaussian rows, 4 clients of 4,096 rows",
    "W5": "CNN of two 5 x 5 convolutions on MNIST digits, 10 clients of 400 rows",
}
